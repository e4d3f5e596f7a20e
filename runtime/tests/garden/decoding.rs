//! Fields of records, as they come.

use prose_runtime::{Id, NoRecord, Record, Response, Row, read};

use crate::api::{
    BED_NAME, COLOUR_KEY, FIRST, GARDENER, HEIGHT_KEY, LIST_BEDS, OWNER, PERSON, PLANT_ID,
    PLANT_NAME, PLANTED_ON, PRICE, TAG, TALL, VISITS, WATER_PLANT, bed_ids, beds_in, plant,
    plants_in,
};

fn text(json: &str) -> Option<String> {
    plant(&format!(r#""plantName":{json}"#))
        .text(&PLANT_NAME)
        .map(str::to_owned)
}

fn flag(json: &str) -> Option<bool> {
    plant(&format!(r#""tall":{json}"#)).flag(&TALL)
}

fn unsigned(json: &str) -> Option<u64> {
    plant(&format!(r#""height":{json}"#)).unsigned(&HEIGHT_KEY)
}

fn tags(json: &str) -> Vec<String> {
    plant(&format!(r#""tag":{json}"#))
        .list(&TAG)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn names(rows: &[Row]) -> Vec<Option<&str>> {
    rows.iter().map(|row| row.text(&FIRST)).collect()
}

#[test]
fn texts_are_texts() {
    assert_eq!(text(r#""Rose""#).as_deref(), Some("Rose"));
}

#[test]
fn escapes_are_decoded() {
    assert_eq!(
        text(r#""a\"b\\c\/d\n\u00e9\ud83c\udf39""#).as_deref(),
        Some("a\"b\\c/d\né🌹")
    );
}

#[test]
fn half_a_surrogate_pair_does_not_cost_the_text() {
    assert_eq!(text(r#""a\ud83cb""#).as_deref(), Some("a\u{fffd}b"));
    assert_eq!(text(r#""\udf39""#).as_deref(), Some("\u{fffd}"));
    assert_eq!(text(r#""\ud83c\u0041\n""#).as_deref(), Some("\u{fffd}A\n"));
    assert_eq!(
        text(r#""\ud83c\ud83c\udf39""#).as_deref(),
        Some("\u{fffd}🌹")
    );
}

#[test]
fn numbers_read_as_text() {
    assert_eq!(text("12.50").as_deref(), Some("12.50"));
}

#[test]
fn values_that_say_nothing_read_as_none() {
    for json in [
        r#""""#,
        "null",
        "false",
        r#""0000-00-00""#,
        r#""0000-00-00 00:00:00""#,
    ] {
        assert_eq!(text(json), None, "{json}");
    }
}

#[test]
fn a_missing_field_reads_as_none() {
    assert_eq!(plant(r#""plant_id":"1""#).text(&PLANT_NAME), None);
}

#[test]
fn nested_json_is_no_text_and_kept_raw() {
    let row = plant(r#""plantName":{"a":[1, 2]}"#);
    assert_eq!(row.text(&PLANT_NAME), None);
    assert_eq!(row.raw("plantName"), Some(r#"{"a":[1, 2]}"#));
}

#[test]
fn flags_are_read_in_every_spelling() {
    for json in ["1", "true", r#""1""#, r#""true""#, r#""True""#] {
        assert_eq!(flag(json), Some(true), "{json}");
    }
    for json in ["0", "false", r#""0""#, r#""false""#] {
        assert_eq!(flag(json), Some(false), "{json}");
    }
    for json in ["null", r#""""#, r#""2""#, "[]"] {
        assert_eq!(flag(json), None, "{json}");
    }
}

#[test]
fn whole_numbers_are_read_from_texts_and_floats() {
    for json in ["5", r#""5""#, "5.0", r#""5.00""#, r#"" 5 ""#] {
        assert_eq!(unsigned(json), Some(5), "{json}");
    }
    for json in ["5.5", "-5", r#""five""#, "null", r#""""#, "false", "true"] {
        assert_eq!(unsigned(json), None, "{json}");
    }
    assert_eq!(unsigned("18446744073709551615"), Some(u64::MAX));
}

#[test]
fn negative_numbers_are_integers() {
    assert_eq!(plant(r#""height":"-5""#).integer(&HEIGHT_KEY), Some(-5));
}

#[test]
fn ids_are_read_from_texts_and_numbers() {
    for json in [r#""8051632""#, "8051632", "8051632.0", r#"" 8051632 ""#] {
        let row = plant(&format!(r#""plant_id":{json}"#));
        assert_eq!(row.id(&PLANT_ID), Some(Id::from("8051632")), "{json}");
    }
}

#[test]
fn an_id_that_is_false_is_none() {
    for json in ["false", "true", "null", r#""""#] {
        assert_eq!(
            plant(&format!(r#""plant_id":{json}"#)).id(&PLANT_ID),
            None,
            "{json}"
        );
    }
}

#[test]
fn lists_are_split_and_trimmed() {
    assert_eq!(tags(r#""a, b ,,c""#), ["a", "b", "c"]);
    assert_eq!(tags(r#""""#), [""; 0]);
    assert_eq!(tags("null"), [""; 0]);
}

#[test]
fn lists_that_come_as_arrays_are_lists() {
    assert_eq!(tags(r#"["a", "b\u0063", 3, null]"#), ["a", "bc", "3"]);
}

#[test]
fn items_of_an_array_are_items_whatever_is_in_them() {
    assert_eq!(
        tags(r#"["Smith, John", ",", "a\u002cb,", "caf\u00e9, \"x\"", " c ", "", " ", ",d"]"#),
        ["Smith, John", ",", "a,b,", "café, \"x\"", "c", ",d"]
    );
    assert_eq!(tags("[]"), [""; 0]);
}

#[test]
fn a_field_is_found_under_its_other_names() {
    assert_eq!(
        plant(r#""plants_id":"7""#).id(&PLANT_ID),
        Some(Id::from("7"))
    );
}

#[test]
fn a_field_is_found_whatever_its_capitals() {
    let row = plant(r#""PLANTNAME":"Rose""#);
    assert_eq!(row.text(&PLANT_NAME), Some("Rose"));
    assert_eq!(row.raw("PLANTNAME"), Some(r#""Rose""#));
    assert_eq!(row.unknown().count(), 0);
}

#[test]
fn fields_are_found_in_any_order() {
    let row = plant(r#""price":"1.50","x":1,"owner":"Ann","plantName":"Rose","plant_id":"1""#);
    assert_eq!(row.text(&PRICE), Some("1.50"));
    assert_eq!(row.text(&OWNER), Some("Ann"));
    assert_eq!(row.text(&PLANT_NAME), Some("Rose"));
    assert_eq!(row.id(&PLANT_ID), Some(Id::from("1")));
}

#[test]
fn records_of_a_page_may_differ_in_their_keys() {
    let reply = plants_in(
        r#"[{"plant_id":"1","x":"a","plantName":"A"},{"plantName":"B","x":"b"},{"x":"c","plant_id":"3","plantName":"C"}]"#,
    );
    let read: Vec<_> = reply
        .records()
        .iter()
        .map(|plant| {
            (
                plant.plant_id().map(String::from),
                plant.name(),
                plant.row().raw("x"),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (Some("1".to_owned()), Some("A"), Some(r#""a""#)),
            (None, Some("B"), Some(r#""b""#)),
            (Some("3".to_owned()), Some("C"), Some(r#""c""#)),
        ]
    );
}

#[test]
fn records_of_a_page_may_differ_in_their_spelling() {
    let reply = plants_in(
        r#"[{"plant_id":"1","plantName":"A"}, { "plant_id" : "2" , "plantName"
            : "B" },{"plant_id": 3,"plant":"x","plantName":"C"},{"pl\u0061nt_id":"4","plantName":"D"}]"#,
    );
    let read: Vec<_> = reply
        .records()
        .iter()
        .map(|plant| (plant.plant_id().map(String::from), plant.name()))
        .collect();
    assert_eq!(
        read,
        ["1A", "2B", "3C", "4D"].map(|both| (Some(both[..1].to_owned()), Some(&both[1..])))
    );
    assert_eq!(reply.records()[2].row().raw("plant"), Some(r#""x""#));
}

#[test]
fn records_may_have_any_number_of_keys_that_others_lack() {
    let unknown = [0..200, 0..0, 100..300, 300..301, 0..250];
    let rows = unknown.clone().map(|range| {
        let entries: String = range.map(|n| format!(r#""x{n}":{n},"#)).collect();
        format!(r#"{{"plant_id":"1",{entries}"plantName":"A"}}"#)
    });
    let reply = plants_in(&format!("[{}]", rows.join(",")));
    for (plant, range) in reply.records().iter().zip(unknown) {
        assert_eq!(plant.plant_id(), Some(Id::from("1")));
        assert_eq!(plant.name(), Some("A"));
        let read: Vec<_> = plant
            .row()
            .unknown()
            .map(|(key, raw)| format!("{key} {raw}"))
            .collect();
        assert_eq!(read, range.map(|n| format!("x{n} {n}")).collect::<Vec<_>>());
    }
}

#[test]
fn a_key_with_half_a_surrogate_pair_costs_nothing_but_itself() {
    let reply = plants_in(
        r#"[{"plantName":"A"},{"plantName":"x","a":["}"],"\ud800":{"b":"]"},"c":1},{"plantName":"B","c":2}]"#,
    );
    let names: Vec<_> = reply.records().iter().map(|plant| plant.name()).collect();
    assert_eq!(names, [Some("A"), Some("x"), Some("B")]);
    assert_eq!(
        reply.records()[1].row().unknown().collect::<Vec<_>>(),
        [("a", r#"["}"]"#), ("\u{fffd}", r#"{"b":"]"}"#), ("c", "1")]
    );
    assert_eq!(reply.odd_records().count(), 0);
}

#[test]
fn a_field_that_comes_twice_keeps_both_values() {
    let row = plant(r#""plant_id":"","plants_id":"7""#);
    assert_eq!(row.id(&PLANT_ID), Some(Id::from("7")));
    assert_eq!(row.unknown().collect::<Vec<_>>(), [("plants_id", r#""""#)]);
    let row = plant(r#""plant_id":"6","plants_id":"7""#);
    assert_eq!(row.id(&PLANT_ID), Some(Id::from("6")));
    assert_eq!(row.unknown().collect::<Vec<_>>(), [("plants_id", r#""7""#)]);
}

#[test]
fn unknown_keys_are_kept_in_order_with_their_raw_json() {
    let row = plant(r#""sun":"lots","plantName":"Rose","\u0062ee":[1],"wet":null"#);
    assert_eq!(
        row.unknown().collect::<Vec<_>>(),
        [("sun", r#""lots""#), ("bee", "[1]"), ("wet", "null")]
    );
    assert_eq!(row.raw("wet"), Some("null"));
    assert_eq!(row.raw("dry"), None);
}

#[test]
fn custom_texts_are_decoded() {
    let row = plant(r#""plant_id":"1","sun":"l\u006fts","rain":"some","wet":"""#);
    assert_eq!(row.custom_text("sun").as_deref(), Some("lots"));
    assert_eq!(row.custom_text("rain").as_deref(), Some("some"));
    assert_eq!(row.custom_text("wet"), None);
}

#[test]
fn a_record_can_be_had_as_it_came() {
    assert_eq!(
        plant(r#""plantName" : "Rose" "#).to_json(),
        r#"{"plantName" : "Rose" }"#
    );
}

#[test]
fn an_unknown_enum_value_is_kept() {
    assert_eq!(
        plant(r#""colour":"Mauve""#).text(&COLOUR_KEY),
        Some("Mauve")
    );
}

#[test]
fn an_impossible_date_is_kept() {
    assert_eq!(
        plant(r#""planted_on":"2023-02-31""#).text(&PLANTED_ON),
        Some("2023-02-31")
    );
}

#[test]
fn nested_rows_are_read_from_arrays_and_from_a_single_object() {
    let row = plant(r#""visits":[{"first_name":"Ann"},3,{"first_name":"B\u006fb"}]"#);
    assert_eq!(
        names(&row.rows(&VISITS, &PERSON)),
        [Some("Ann"), Some("Bob")]
    );
    let row = plant(r#""visits":{"first_name":"Ann"}"#);
    assert_eq!(names(&row.rows(&VISITS, &PERSON)), [Some("Ann")]);
    assert_eq!(
        row.object(&VISITS, &PERSON).unwrap().text(&FIRST),
        Some("Ann")
    );
}

#[test]
fn nested_rows_that_are_not_there_are_none() {
    for json in ["null", r#""""#, "false", "[]", r#""text""#] {
        assert!(
            plant(&format!(r#""visits":{json}"#))
                .rows(&VISITS, &PERSON)
                .is_empty(),
            "{json}"
        );
    }
}

#[test]
fn a_record_inside_a_text_is_read() {
    let row = plant(r#""gardener":"{\"first_name\":\"\\u0041nn\"}""#);
    assert_eq!(
        row.json_in_text(&GARDENER, &PERSON).unwrap().text(&FIRST),
        Some("Ann")
    );
}

#[test]
fn plain_text_is_no_record() {
    for json in [
        r#""Ann Lee""#,
        r#""""#,
        "null",
        r#""{not json""#,
        r#""[]""#,
        r#""{\"first_name\":\"Ann\"} x""#,
    ] {
        let row = plant(&format!(r#""gardener":{json}"#));
        assert!(row.json_in_text(&GARDENER, &PERSON).is_none(), "{json}");
    }
    assert_eq!(
        plant(r#""gardener":"Ann Lee""#).text(&GARDENER),
        Some("Ann Lee")
    );
}

#[test]
fn a_record_that_should_be_inside_a_text_may_stand_bare() {
    let row = plant(r#""gardener":{"first_name":"Ann"}"#);
    assert_eq!(
        row.json_in_text(&GARDENER, &PERSON).unwrap().text(&FIRST),
        Some("Ann")
    );
}

#[test]
fn rows_outlive_their_reply_and_move_between_threads() {
    let row = plant(r#""plantName":"Rose""#);
    let read = std::thread::spawn(move || row.text(&PLANT_NAME).map(str::to_owned))
        .join()
        .unwrap();
    assert_eq!(read.as_deref(), Some("Rose"));
}

#[test]
fn odd_records_are_kept_beside_the_others() {
    let reply = plants_in(r#"[{"plantName":"A"},"x",[1],null,{"plantName":"B"},{"\ud800":1}]"#);
    assert_eq!(reply.records().len(), 2);
    assert_eq!(
        reply.odd_records().collect::<Vec<_>>(),
        [r#""x""#, "[1]", "null", r#"{"\ud800":1}"#]
    );
}

#[test]
fn data_that_says_nothing_holds_no_records() {
    for data in ["null", "false", r#""""#, "[]", "{}"] {
        let body = format!(r#"{{"ResultCode":"GA_200","Total":0,"data":{data}}}"#);
        let reply = crate::api::plants(&body).unwrap();
        assert!(reply.records().is_empty(), "{data}");
        assert_eq!(reply.odd_records().count(), 0, "{data}");
    }
}

#[test]
fn data_that_says_nothing_beside_a_total_of_more_is_told() {
    for data in ["null", "false", r#""""#, "{}"] {
        let body = format!(r#"{{"ResultCode":"GA_200","Total":3,"data":{data}}}"#);
        let error = crate::api::plants(&body).unwrap_err();
        assert!(error.to_string().contains("beside a total of 3"), "{error}");
    }
}

#[test]
fn data_that_is_no_list_is_told_with_its_place_and_kept() {
    for (data, found) in [
        (r#""none today""#, "a text"),
        ("7", "a number"),
        ("true", "true"),
        (
            r#"{"x":1}"#,
            "an object that is neither a list nor a record",
        ),
    ] {
        let body = format!(r#"{{"ResultCode":"GA_200","data":{data}}}"#);
        let error = crate::api::plants(&body).unwrap_err();
        assert!(
            error.to_string().contains(&format!(
                "{found} at data where a list of records was expected"
            )),
            "{error}"
        );
        assert_eq!(error.response().unwrap().text(), body);
    }
}

#[test]
fn a_single_object_is_one_record() {
    assert_eq!(
        plants_in(r#"{"plantName":"A"}"#).first().unwrap().name(),
        Some("A")
    );
}

#[test]
fn records_found_by_a_key_are_found_flat() {
    assert_eq!(bed_ids(r#"[{"bed_id":"1"},{"bed_id":"2"}]"#), ["1", "2"]);
}

#[test]
fn records_found_by_a_key_are_found_in_arrays_of_arrays() {
    assert_eq!(
        bed_ids(r#"[[{"bed_id":"1"},{"bed_id":"2"}],[],[[{"bed_id":3}]]]"#),
        ["1", "2", "3"]
    );
}

#[test]
fn records_found_by_a_key_are_found_in_objects_of_arrays() {
    assert_eq!(
        bed_ids(r#"{"north":[{"bed_id":"1"}],"south":{"a":{"bed_id":"2"},"b":[{"bed_id":"3"}]}}"#),
        ["1", "2", "3"]
    );
}

#[test]
fn records_found_by_a_key_are_not_searched_for_more() {
    assert_eq!(
        bed_ids(r#"[{"bed_id":"1","near":[{"bed_id":"2"}]}]"#),
        ["1"]
    );
}

#[test]
fn what_is_among_records_found_by_a_key_is_kept() {
    let reply = beds_in(r#"[{"bed_id":"1"},{"bed":"2"},5]"#);
    assert_eq!(reply.records().len(), 1);
    assert_eq!(
        reply.odd_records().collect::<Vec<_>>(),
        [r#"{"bed":"2"}"#, "5"]
    );
}

#[test]
fn records_found_by_a_key_are_typed() {
    let reply = beds_in(r#"{"north":[{"bed_id":"1","bed_name":"N"}]}"#);
    assert_eq!(reply.first().unwrap().row().text(&BED_NAME), Some("N"));
}

#[test]
fn an_outcome_may_have_records_nevertheless() {
    let body = r#"{"ResultCode":"GA200","data":[{"plant_id":"1"}]}"#;
    let reply = read::<NoRecord>(&WATER_PLANT, Response::new(200, body)).unwrap();
    assert_eq!(reply.first().unwrap().row().raw("plant_id"), Some(r#""1""#));
}

#[test]
fn deep_json_does_not_overflow_the_stack() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let reply = plants_in(&format!(
        r#"[{{"plantName":"A","visits":{deep},"x":{deep}}}]"#
    ));
    let row = reply.first().unwrap().row();
    assert_eq!(row.text(&PLANT_NAME), Some("A"));
    assert_eq!(row.raw("x"), Some(deep.as_str()));
    assert!(row.rows(&VISITS, &PERSON).is_empty());
    assert_eq!(plants_in(&deep).odd_records().count(), 1);
    assert_eq!(beds_in(&deep).records().len(), 0);
    let deep = format!("{}1{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
    assert_eq!(plants_in(&format!("[{deep}]")).odd_records().count(), 1);
    let body = format!(r#"{{"ResultCode":"GA200","data":{deep}}}"#);
    let error = read::<crate::api::Bed>(&LIST_BEDS, Response::new(200, body)).unwrap_err();
    assert!(error.to_string().contains("no record"), "{error}");
}

#[test]
fn a_reply_can_be_gone_through() {
    let reply = plants_in(r#"[{"plantName":"A"},{"plantName":"B"}]"#);
    assert_eq!(
        (&reply)
            .into_iter()
            .filter_map(|plant| plant.name())
            .collect::<String>(),
        "AB"
    );
    assert_eq!(reply.into_iter().count(), 2);
}
