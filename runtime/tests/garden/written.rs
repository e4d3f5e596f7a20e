//! Parameters as they are written in each place.

use prose_runtime::{BaseUrl, Config, Error, Params, Place, Request, encode};

use crate::api::{API, credentials};

pub(crate) fn encoded(params: &Params, place: Place) -> Result<Request, Error> {
    let base_url = BaseUrl::new(&API, &Config::new().base_url("http://localhost/")).unwrap();
    encode(params, &base_url, &credentials(), place)
}

pub(crate) fn request(params: &Params, place: Place) -> Request {
    encoded(params, place).unwrap()
}

pub(crate) fn body(request: &Request) -> String {
    String::from_utf8(request.body().unwrap().to_vec()).unwrap()
}

pub(crate) fn json(params: &Params) -> String {
    body(&request(params, Place::Json))
}

pub(crate) fn form(params: &Params) -> String {
    body(&request(params, Place::Form))
}

/// What stands behind the host.
pub(crate) fn address(params: &Params, place: Place) -> String {
    let request = request(params, place);
    let url = request.url().strip_prefix("http://localhost/");
    url.unwrap().to_owned()
}
