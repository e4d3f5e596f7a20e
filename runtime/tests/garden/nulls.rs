//! Keys that may be `null`.

use prose_runtime::{
    Blank, Breach, CallDescriptor, Holds, Key, Limit, Nests, Params, Place, Requires, Rule, Table,
    Value, validate,
};

use crate::api::{CALL, HEIGHT, TEXT, key, limit};
use crate::written::{encoded, form, json};

static NAME: Key = key("name", &TEXT, Holds::Plain);
static HEIGHT_KEY: Key = Key {
    nullable: true,
    ..key("height", &HEIGHT, Holds::Plain)
};
static BED: Table = Table {
    name: "bed",
    keys: &[&NAME, &HEIGHT_KEY],
    ..Table::PLAIN
};
static BED_OBJECT: Limit = limit("bed", Rule::Object(&BED));
static BED_KEY: Key = key("bed", &BED_OBJECT, Holds::Plain);
const CREATE_BASE: CallDescriptor = CallDescriptor {
    name: "create",
    accepts: &[&NAME, &HEIGHT_KEY, &BED_KEY],
    ..CALL
};
static CREATE: CallDescriptor = CREATE_BASE;
static NEST: CallDescriptor = CallDescriptor {
    nests: Nests::Brackets,
    ..CREATE_BASE
};
static UPDATE: CallDescriptor = CallDescriptor {
    clears: Some(Blank::Text),
    ..CREATE_BASE
};
static NEEDS: CallDescriptor = CallDescriptor {
    requires: &[Requires::Key("height")],
    ..CREATE_BASE
};

fn breaches(params: &Params) -> Vec<Breach> {
    let violations = validate(params).unwrap_err();
    violations.iter().map(|one| one.breach).collect()
}

fn low_bed() -> Value {
    Value::object(Params::of_table(&BED).clear("height"))
}

#[test]
fn any_call_clears_them_by_null() {
    for call in [&CREATE, &UPDATE] {
        let params = Params::of_call(call).clear(&HEIGHT_KEY);
        assert!(validate(&params).is_ok());
        assert_eq!(json(&params), r#"{"height":null}"#);
    }
}

#[test]
fn rows_clear_them_too() {
    let params = Params::of_call(&CREATE).with(&BED_KEY, low_bed());
    assert!(validate(&params).is_ok());
    assert_eq!(json(&params), r#"{"bed":{"height":null}}"#);
}

#[test]
fn other_keys_are_cleared_as_the_call_says_or_not_at_all() {
    let params = Params::of_call(&UPDATE).clear("name");
    assert_eq!(json(&params), r#"{"name":""}"#);
    let params = Params::of_call(&CREATE).clear("name");
    assert_eq!(breaches(&params), [Breach::NotClearable]);
    let bed = Value::object(Params::of_table(&BED).clear("name"));
    let params = Params::of_call(&CREATE).with(&BED_KEY, bed);
    assert_eq!(breaches(&params), [Breach::NotClearable]);
}

#[test]
fn what_a_call_requires_is_not_null() {
    let params = Params::of_call(&NEEDS).clear("height");
    assert!(breaches(&params).contains(&Breach::NotClearable));
}

#[test]
fn outside_of_json_there_is_no_null() {
    let told = "create: height is null, which only a JSON body can say: send the parameters there, or leave it out";
    for place in [Place::Query, Place::Form] {
        for call in [&CREATE, &UPDATE] {
            let params = Params::of_call(call).clear("height");
            assert_eq!(encoded(&params, place).unwrap_err().to_string(), told);
        }
        let params = Params::of_call(&NEST).with(&BED_KEY, low_bed());
        assert_eq!(encoded(&params, place).unwrap_err().to_string(), told);
    }
    let params = Params::of_call(&CREATE).with(&BED_KEY, low_bed());
    assert_eq!(form(&params), "bed=%7B%22height%22%3Anull%7D");
}
