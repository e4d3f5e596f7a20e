//! Numbers of things, as numbers and as texts.

use prose_runtime::{Id, NotAnId};

#[test]
fn an_id_is_digits_when_it_is_parsed() {
    assert_eq!(
        "0042".parse::<Id>().map(String::from).as_deref(),
        Ok("0042")
    );
    for text in ["", "Ann", "-1", " 1", "1.0"] {
        let error = text.parse::<Id>().unwrap_err();
        assert_eq!(error, NotAnId::NotDigits);
        assert_eq!(error.to_string(), "is no id: an id is digits only");
    }
}

#[test]
fn an_id_is_a_number_where_it_fits() {
    assert_eq!(u64::try_from(Id::from("0042")), Ok(42));
    assert_eq!(Id::from(u64::MAX).as_u64(), Some(u64::MAX));
    let large = Id::from("18446744073709551616");
    assert_eq!(u64::try_from(&large), Err(NotAnId::TooLarge));
    assert_eq!(Id::from("Ann").as_u64(), None);
}

#[cfg(feature = "serde")]
#[test]
fn an_id_is_a_text_in_every_format_and_may_come_as_a_number() {
    use prose_runtime::serde_json::{from_str, to_string};
    assert_eq!(to_string(&Id::from(7)).unwrap(), r#""7""#);
    for json in [r#""7""#, "7"] {
        assert_eq!(from_str::<Id>(json).unwrap(), Id::from(7));
    }
    assert!(from_str::<Id>("true").is_err());
}
