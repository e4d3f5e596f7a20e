//! What browsers call the things that people are asked for everywhere.

use crate::model::{Key, Rule};

/// Rust names and the token of the HTML standard for each. Names that only some vendor uses are not here.
const TOKENS: &[(&str, &[&str])] = &[
    ("name", &["name", "full_name"]),
    ("given-name", &["first_name", "given_name"]),
    ("family-name", &["last_name", "family_name", "surname"]),
    ("additional-name", &["middle_name"]),
    (
        "organization",
        &["company", "company_name", "organization", "organisation"],
    ),
    ("organization-title", &["job_title"]),
    (
        "address-line1",
        &[
            "address",
            "street",
            "street_address",
            "address_1",
            "address_line_1",
        ],
    ),
    ("address-line2", &["address_2", "address_line_2"]),
    ("address-level2", &["city", "town"]),
    ("address-level1", &["state", "province", "region"]),
    (
        "postal-code",
        &["zip", "zip_code", "postal_code", "postcode"],
    ),
    ("country-name", &["country", "country_name"]),
    (
        "tel",
        &[
            "phone",
            "phone_number",
            "telephone",
            "mobile",
            "mobile_phone",
            "cell_phone",
        ],
    ),
    ("email", &["email", "e_mail", "email_address"]),
    ("url", &["website", "homepage"]),
];

/// What a browser may fill the key with, where its name tells.
pub(super) fn token(key: &Key) -> Option<&'static str> {
    let name = key.rust.as_str();
    let (token, _) = TOKENS.iter().find(|(_, names)| names.contains(&name))?;
    Some(match (*token, &key.limit.rule) {
        // Browsers write `tel` with a country code and its plus sign.
        ("tel", Rule::Shape(shapes)) if shapes.iter().all(|shape| !shape.contains('+')) => {
            "tel-national"
        }
        ("tel", Rule::Id) => "tel-national",
        // Two letters are a code, and `country` is the token for codes.
        ("country-name", Rule::Shape(_) | Rule::OneOf(_)) => "country",
        (token, _) => token,
    })
}
