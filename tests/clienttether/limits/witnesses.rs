//! What a change of a limit would refuse or let pass: the value that shows it is one by both readings.

use clienttether_generated::limits::LIMITS;
use prose_codegen::diff::{Side, values};
use workspace_tests::spec::api;

/// Each named limit in the place of each other.
#[test]
fn a_witness_is_one_by_both_readings() {
    let spec = api("clienttether");
    let both: Vec<_> = spec.limits.iter().zip(LIMITS).collect();
    let (mut such, mut undecided) = (0, Vec::new());
    for (old, old_runtime) in &both {
        for (new, new_runtime) in &both {
            let what = format!("{} and {}", old.name, new.name);
            match values(old, new).refused {
                Side::Such(value) => {
                    such += 1;
                    assert!(
                        old.allows(&value) && !new.allows(&value),
                        "{what}: {value:?}"
                    );
                    assert_eq!(old_runtime.check(&value), Ok(()), "{what}: {value:?}");
                    assert!(new_runtime.check(&value).is_err(), "{what}: {value:?}");
                }
                Side::None => {
                    // What passed by one reading passes by the other.
                    for value in &old.pass {
                        assert_eq!(new_runtime.check(value), Ok(()), "{what}: {value:?}");
                    }
                }
                Side::Like(words) => unreachable!("{what}: {words}"),
                Side::Undecided => undecided.push(what),
            }
        }
    }
    println!(
        "{such} have a witness, {} cannot be decided",
        undecided.len()
    );
    assert!(such > 400, "{such} have a witness");
    assert!(undecided.len() < 40, "cannot be decided: {undecided:?}");
}
