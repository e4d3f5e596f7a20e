//! An API, and how it is reached.

use super::{Credential, Envelope, Fixed, OAuth, ResultCode, Wait};

/// An API: where it is, who may call it, and how it answers.
#[derive(Debug)]
pub struct ApiDescriptor {
    /// Name of the spec, such as `garden`.
    pub name: &'static str,
    /// Title of the vendor's document.
    pub title: &'static str,
    /// Name and version of the API's crate, such as `garden-generated/0.1.0`: what the `User-Agent` header
    /// begins with.
    pub product: &'static str,
    /// Base URL, with a slash at its end. `{name}` stands for one of `variables`.
    pub base_url: &'static str,
    /// Variables of the base URL, such as a subdomain.
    pub variables: &'static [Variable],
    /// What the values of some of these variables may be, and what they are if nobody gives one.
    pub variable_values: &'static [VariableValues],
    /// Base URLs of single calls, which are not below the first.
    pub other_base_urls: &'static [&'static str],
    /// Whether plain HTTP is refused (except on loopback).
    pub https_only: bool,
    /// Revision of the vendor's document that is in force.
    pub revision: &'static str,
    /// What authenticates a request.
    pub credentials: &'static [Credential],
    /// What all calls are always sent with.
    pub fixed: &'static [Fixed],
    /// How the access token is got, if a credential is got by OAuth.
    pub oauth: Option<OAuth>,
    /// What the codes in answers mean. Empty where only the HTTP status tells.
    pub result_codes: &'static [ResultCode],
    /// Whether a code that is not listed is the name of the key that broke its limit, unless an
    /// envelope says otherwise.
    pub other_codes_name_keys: bool,
    /// How answers are wrapped, unless a call says otherwise.
    pub envelope: &'static Envelope,
    /// How many calls the vendor bears. It holds unless a caller sets another rate.
    pub rate: Option<Rate>,
    /// Where answers to too many calls tell how long to wait, beside `Retry-After`.
    pub wait: Option<Wait>,
    /// HTTP statuses after which the server has certainly not acted.
    pub not_acted: &'static [u16],
}

impl ApiDescriptor {
    /// An API that says nothing of itself: no address, nobody who may call it, answers without a wrapping.
    /// Plain HTTP is refused.
    ///
    /// What an API does say is written before it, so that whatever descriptors learn to say later needs no
    /// line in those that exist:
    ///
    /// ```
    /// use prose_runtime::{ApiDescriptor, Rate};
    ///
    /// static API: ApiDescriptor = ApiDescriptor {
    ///     name: "garden",
    ///     title: "Garden",
    ///     base_url: "https://garden.example/",
    ///     rate: Some(Rate { calls: 2, seconds: 1 }),
    ///     ..ApiDescriptor::PLAIN
    /// };
    /// assert!(API.https_only);
    /// ```
    pub const PLAIN: Self = Self {
        name: "",
        title: "",
        product: "",
        base_url: "",
        variables: &[],
        variable_values: &[],
        other_base_urls: &[],
        https_only: true,
        revision: "",
        credentials: &[],
        fixed: &[],
        oauth: None,
        result_codes: &[],
        other_codes_name_keys: false,
        envelope: &Envelope::BARE,
        rate: None,
        wait: None,
        not_acted: &[],
    };
}

/// A variable of a base URL, such as a subdomain.
#[derive(Debug)]
pub struct Variable {
    /// Its name, which stands in braces in the base URL.
    pub name: &'static str,
    /// Environment variable that it is read from.
    pub env: Option<&'static str>,
}

/// What the value of a variable may be, and what it is if nobody gives one.
#[derive(Debug)]
pub struct VariableValues {
    /// Name of the variable.
    pub variable: &'static str,
    /// Its values, and what of each stands in the URL; any value, if there are none.
    pub one_of: &'static [(&'static str, &'static str)],
    /// The value that it has if nobody gives one.
    pub default: Option<&'static str>,
}

/// So many calls in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls, 1 or more.
    pub calls: u32,
    /// Seconds, 1 or more.
    pub seconds: u32,
}
