//! What people type becomes what the page takes, and what becomes of it both readings of a limit allow.

use clienttether_generated::limits::LIMITS;
use clienttether_generated::{CreateClient, UpdateClientById};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use prose_codegen::model::{Limit, Rule};
use prose_runtime::{Call, Cleaning, DateOrder, DecimalSign, Params, RawCall, Unclear, validate};
use workspace_tests::limits::{allowed, for_runtime, texts};
use workspace_tests::spec::api;

use super::agreement::other_limits;

fn text(params: &Params, key: &str) -> String {
    let value = params.get(key).unwrap();
    value
        .wire_text(&prose_runtime::Rule::Text { max: None })
        .unwrap()
        .into_owned()
}

fn lead() -> RawCall {
    let lead = RawCall::new(CreateClient::DESCRIPTOR);
    lead.with("firstName", "Ann").with("lastName", "Lee")
}

#[test]
fn a_lead_as_people_type_it_becomes_one_that_the_page_takes() {
    let dirty = [
        ("phone", "(303) 555-0147", "3035550147"),
        ("second_phone", "+1 303.555.0148", "3035550148"),
        ("email", " mailto:ann@example.com", "ann@example.com"),
        ("state", "colorado", "CO"),
        ("zip", " 80202.0 ", "80202"),
        ("deal_size", "$1,250.00", "1250"),
        ("deal_closed", "Yes", "1"),
        ("presence_of_pets", "FALSE", "0"),
        ("gender", "female", "F"),
        ("home_owner_status", "OWN", "Own"),
        ("material_status", "married ", "Married"),
        ("contact_type", "client", "1"),
        ("external_id", "8051632.0", "8051632"),
        ("created", "2026-01-02 14:56:00", "2026-01-02"),
        ("clients_date_last", "Mar 2, 2026", "2026-03-02"),
        ("clients_date_next", "3/2/2026", "2026-03-02"),
    ];
    let mut call = lead();
    for (key, typed, _) in dirty {
        call = call.with(key, typed);
    }
    assert!(validate(call.params()).is_err());
    let cleaned = call.clean_with(&Cleaning::new().dates(DateOrder::MonthDay));
    assert_eq!(cleaned.unclear(), []);
    assert_eq!(cleaned.changes().len(), dirty.len());
    for (key, _, clean) in dirty {
        assert_eq!(text(cleaned.call().params(), key), clean, "{key}");
    }
    assert_eq!(validate(cleaned.call().params()), Ok(()));
}

#[test]
fn codes_of_states_and_provinces_have_their_names() {
    let states = LIMITS
        .iter()
        .find(|limit| limit.name == "state_or_province")
        .unwrap();
    assert_eq!(states.aliases.len(), 50 + 1 + 5 + 3 + 13);
    for (typed, code) in [
        ("new york", "NY"),
        ("District of  Columbia", "DC"),
        ("PUERTO RICO", "PR"),
        ("Armed Forces Europe", "AE"),
        ("Québec", "QC"),
        ("quebec", "QC"),
        ("Newfoundland & Labrador", "NL"),
        ("Prince Edward Island", "PE"),
        ("N.Y.", "NY"),
        ("\u{200b}on ", "on"),
    ] {
        assert_eq!(states.clean(typed).as_deref(), Ok(code), "{typed}");
    }
    for typed in ["Bavaria", "Colo", "N/A", "Colorado, USA"] {
        assert!(states.clean(typed).is_err(), "{typed}");
    }
}

#[test]
fn what_could_be_meant_in_two_ways_is_told_and_left() {
    let call = lead()
        .with("created", "3/2/2026")
        .with("deal_size", "1.000")
        .with("phone", "555-0147")
        .with("state", "Bavaria")
        .with("zip", "21");
    let cleaned = call.clone().clean();
    let why: Vec<_> = cleaned
        .unclear()
        .iter()
        .map(|one| (one.key.as_str(), one.why))
        .collect();
    assert_eq!(why.len(), 5, "{why:?}");
    assert!(why.contains(&("created", Unclear::DayOrMonth)), "{why:?}");
    assert!(
        why.contains(&("deal_size", Unclear::DecimalSign)),
        "{why:?}"
    );
    assert_eq!(cleaned.call(), &call);
}

#[test]
fn a_typed_call_is_cleaned_as_what_it_is() {
    let call = UpdateClientById::new("7")
        .phone("303-555-0147")
        .created(" ")
        .state("Texas");
    let cleaned = call.clean();
    let changes: Vec<String> = cleaned.changes().iter().map(ToString::to_string).collect();
    assert_eq!(
        changes,
        [
            "`phone` is <personal> in another spelling (limit ten_digits)",
            "`state` is <personal> in another spelling (limit state_or_province)",
            "`created` is left out, because it was blank (limit date)",
        ]
    );
    let call = UpdateClientById::new("7").phone("3035550147").state("TX");
    assert_eq!(cleaned.into_inner().params(), call.params());
}

/// What people make of the values of a limit, and what they write in the place of any.
fn dirty(limit: &Limit) -> impl Strategy<Value = String> + use<> {
    let aliases = limit.spellings.aliases.iter();
    let aliases = aliases.flat_map(|(_, aliases)| aliases);
    let own: Vec<String> = limit.pass.iter().chain(aliases).cloned().collect();
    let mut typed = [own.clone(), limit.fail.clone()].concat();
    typed.extend(TYPED.map(str::to_owned));
    let mut about = ABOUT.map(str::to_owned).to_vec();
    about.extend(limit.spellings.before.iter().cloned());
    let own = match (own.is_empty(), &limit.rule) {
        (false, _) => select(own).boxed(),
        (true, Rule::AllOf(_)) => select(typed.clone()).boxed(),
        (true, _) => allowed(limit),
    };
    let value = prop_oneof![4 => own, 2 => select(typed.clone()), 1 => texts(typed)];
    value.prop_flat_map(move |value| {
        let edit = (0..6_u8, any::<Index>(), select(about.clone()));
        vec(edit, 0..4).prop_map(move |edits| {
            let text = value.clone();
            edits
                .into_iter()
                .fold(text, |text, (edit, at, sign)| match edit {
                    0 => format!("{sign}{text}"),
                    1 => format!("{text}{sign}"),
                    2 => {
                        let mut signs: Vec<char> = text.chars().collect();
                        let at = at.index(signs.len() + 1);
                        signs.splice(at..at, sign.chars());
                        signs.into_iter().collect()
                    }
                    3 => text.to_uppercase(),
                    4 => text.replace(['-', ' ', ':'], &sign),
                    _ => text.trim_start_matches('0').to_owned(),
                })
        })
    })
}

/// Signs that stand in and about values without saying anything, and some that say something.
const ABOUT: [&str; 16] = [
    "", " ", "\u{a0}", "\u{feff}", "-", ".", ",", "/", "(", "\u{2013}", "$", "+1 ", ".0", ",00",
    " PM", "0",
];

const TYPED: [&str; 18] = [
    "(303) 555-0147",
    "80202.0",
    "2134",
    "k1a0b1",
    "3/2/2026",
    "13/2/2026",
    "2026-2-3 9:30",
    "Mar 2, 2026",
    "2 March 2026 09:30:00 UTC",
    "9:30 PM",
    "$1,250.00",
    "1.250,00",
    "1,250",
    "yes",
    "N",
    "true",
    "One",
    "12-a",
];

/// What is allowed stays, and what comes back is allowed by both readings and stays; how many texts were
/// changed.
fn assert_laws(limit: &Limit, generated: &prose_runtime::Limit) -> usize {
    let choices = [None, Some(DateOrder::MonthDay), Some(DateOrder::DayMonth)];
    let signs = [None, Some(DecimalSign::Point), Some(DecimalSign::Comma)];
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let changes = std::cell::Cell::new(0);
    let told = (
        dirty(limit),
        select(choices.to_vec()),
        select(signs.to_vec()),
    );
    TestRunner::new(config)
        .run(&told, |(text, order, sign)| {
            let mut cleaning = Cleaning::new();
            if let Some(order) = order {
                cleaning = cleaning.dates(order);
            }
            if let Some(sign) = sign {
                cleaning = cleaning.decimals(sign);
            }
            let cleaned = generated.clean_with(&text, &cleaning);
            if limit.allows(&text) {
                prop_assert_eq!(cleaned.as_deref(), Ok(text.as_str()), "{}", limit.name);
            }
            if let Ok(clean) = cleaned {
                prop_assert!(limit.allows(&clean), "{}: {:?}", limit.name, clean);
                prop_assert!(
                    generated.check(&clean).is_ok(),
                    "{}: {:?}",
                    limit.name,
                    clean
                );
                let again = generated.clean_with(&clean, &cleaning);
                prop_assert_eq!(again.as_deref(), Ok(&*clean), "{}", limit.name);
                changes.set(changes.get() + usize::from(clean != text));
            }
            Ok(())
        })
        .unwrap();
    changes.get()
}

#[test]
fn what_comes_back_is_allowed_by_both_readings_of_the_limits_of_the_spec() {
    let spec = api("clienttether");
    let limits = spec.limits.iter().zip(LIMITS);
    let changed: usize = limits
        .map(|(limit, generated)| assert_laws(limit, generated))
        .sum();
    // A test of texts that nothing can be done with would prove little.
    assert!(changed > 10 * LIMITS.len(), "{changed}");
}

#[test]
fn what_comes_back_is_allowed_by_both_readings_of_other_forms_of_the_rules() {
    for limit in other_limits() {
        assert_laws(&limit, for_runtime(&limit).unwrap());
    }
}
