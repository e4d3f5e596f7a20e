//! A call by the names on the wire.

use super::call::{Call, Paged};
use bytes::Bytes;

use crate::descriptor::CallDescriptor;
use crate::reading::NoRecord;
use crate::value::{KeyName, Params, RawBody, Value};

/// A call that the spec does not know yet, or a known one by the names on the wire.
///
/// It is sent like any other: with the same credentials, retries, errors and secrecy. With the descriptor
/// of a known call, its keys are checked and hidden as the typed call does it; all other values are hidden
/// in debug output, since nobody has said what they hold.
///
/// ```
/// # use prose_runtime::ApiDescriptor;
/// # static API: ApiDescriptor = ApiDescriptor {
/// #     name: "garden", base_url: "https://garden.example/", ..ApiDescriptor::PLAIN
/// # };
/// use prose_runtime::{CallDescriptor, Client, Config, Credentials, Method, RawCall};
///
/// static READ_LEAF: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "plants/{plant}/leaves");
///
/// let call = RawCall::new(&READ_LEAF).with("plant", "7").with("colour", "dark green");
/// let client = Client::new(Credentials::new(&API), Config::new())?;
/// let request = client.send(call).request()?;
/// assert_eq!(request.url(), "https://garden.example/plants/7/leaves?colour=dark%20green");
/// # Ok::<(), prose_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RawCall(Params);

impl RawCall {
    /// This call, without parameters yet.
    #[must_use]
    pub fn new(call: &'static CallDescriptor) -> Self {
        Self(Params::of_call(call))
    }

    /// With this parameter. A key that the call's descriptor lists is checked and hidden as the typed call
    /// does it; any other name is sent if the call takes it.
    #[must_use]
    pub fn with(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with_value(name, Value::text(value))
    }

    /// With this parameter, of any form: lists, flags, or nested JSON with [`Value::json`].
    #[must_use]
    pub fn with_value(self, name: impl Into<String>, value: Value) -> Self {
        Self(self.0.with_named(name.into(), value))
    }

    /// With this body, as it is, whatever the method: text, XML, a list as JSON, or bytes. The parameters travel
    /// in the path and the query then, wherever else the call sends them. Nobody looks into it: if repeating the
    /// call depends on a key, it is sent once.
    ///
    /// ```
    /// # use prose_runtime::ApiDescriptor;
    /// # static API: ApiDescriptor = ApiDescriptor {
    /// #     name: "garden", base_url: "https://garden.example/", ..ApiDescriptor::PLAIN
    /// # };
    /// use prose_runtime::{CallDescriptor, Client, Config, Credentials, Method, RawCall};
    ///
    /// static CUT: CallDescriptor = CallDescriptor::raw(&API, Method::Delete, "/v2/leaves");
    ///
    /// let call = RawCall::new(&CUT).with("by", "Ann").body("application/json", "[7, 9]");
    /// let client = Client::new(Credentials::new(&API), Config::new())?;
    /// let request = client.send(call).request()?;
    /// assert_eq!(request.url(), "https://garden.example/v2/leaves?by=Ann");
    /// assert_eq!(request.body().unwrap(), "[7, 9]");
    /// # Ok::<(), prose_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn body(self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self(self.0.with_body(RawBody {
            content_type: content_type.into(),
            bytes: body.into(),
        }))
    }

    /// Sends the value of this key as it is, whatever its limit says: see [`Params::as_is`].
    #[must_use]
    pub fn as_is(self, key: impl Into<KeyName>) -> Self {
        Self(self.0.as_is(key))
    }

    /// Clears what is stored under this key: see [`Params::clear`].
    #[must_use]
    pub fn clear(self, key: impl Into<KeyName>) -> Self {
        Self(self.0.clear(key))
    }
}

impl Call for RawCall {
    type Record = NoRecord;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params)
    }
}

/// Paged if its descriptor says how.
impl Paged for RawCall {}
