//! The rules are complete and mirrored.

use prose_codegen::diff::{Action, Direction, RULES, Semver, Thing};

/// What is worse on the way there than the mirror of the way back, and why.
const NOT_MIRRORED: &[(Thing, &str)] = &[(
    Thing::Deprecation,
    "a warning breaks nothing, and none less breaks nothing either",
)];

fn rust(thing: Thing, action: Action, direction: Direction) -> Option<Semver> {
    let rule = RULES.iter().find(|rule| {
        rule.things.contains(&thing)
            && rule.actions.contains(&action)
            && rule.directions.contains(&direction)
    });
    rule.map(|rule| rule.rust)
}

#[test]
fn what_is_added_one_way_is_removed_the_other() {
    for thing in Thing::ALL.iter().copied() {
        assert!(
            RULES.iter().any(|rule| rule.things.contains(&thing)),
            "no rule speaks of {}",
            thing.as_str()
        );
        for action in Action::ALL.iter().copied() {
            for direction in Direction::ALL {
                let there = rust(thing, action, direction);
                let back = rust(thing, action.mirrored(), direction);
                let what = format!(
                    "{} {} {}",
                    thing.as_str(),
                    action.as_str(),
                    direction.as_str()
                );
                assert_eq!(there.is_some(), back.is_some(), "{what}");
                if NOT_MIRRORED.iter().any(|(other, _)| *other == thing) {
                    continue;
                }
                let is_mirrored = match (there, back, action) {
                    (Some(Semver::Minor), Some(other), Action::Added) => other == Semver::Major,
                    (Some(Semver::Minor), ..) => false,
                    (Some(Semver::Patch), Some(other), Action::Added | Action::Tightened) => {
                        other == Semver::Patch
                    }
                    _ => true,
                };
                assert!(is_mirrored, "{what}: {there:?} and {back:?}");
            }
        }
    }
}

#[test]
fn every_rule_is_reached_and_has_its_reasons() {
    for (place, rule) in RULES.iter().enumerate() {
        let is_first = rule.things.iter().any(|thing| {
            rule.actions.iter().any(|action| {
                rule.directions.iter().any(|direction| {
                    let first = RULES.iter().position(|rule| {
                        rule.things.contains(thing)
                            && rule.actions.contains(action)
                            && rule.directions.contains(direction)
                    });
                    first == Some(place)
                })
            })
        });
        assert!(is_first, "rule {place} is hidden by others: {rule:?}");
        assert!(
            !rule.wire_why.is_empty() && !rule.rust_why.is_empty(),
            "{rule:?}"
        );
    }
}
