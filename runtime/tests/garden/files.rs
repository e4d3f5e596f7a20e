//! Calls that send files.

use std::fs;
use std::path::PathBuf;

use prose_runtime::{
    CallDescriptor, Cause, Client, Error, FileUpload, Holds, Key, KeyPlace, Limit, List, Method,
    Params, Place, RawCall, Request, Requires, Retry, Rule, Travels, Validation, Value, validate,
};

use crate::api::{API, CALL, OWNER, PLANT_NAME, client_at, key, limit};
use crate::server::{Server, failing, header, ok};

static PHOTO_LIMIT: Limit = limit("photo", Rule::File { max: Some(100) });
static FILES: Limit = limit("files", Rule::ListOf(&PHOTO_LIMIT));
static PHOTO: Key = key("photo", &PHOTO_LIMIT, Holds::Plain);
static SCANS: Key = key("scans", &FILES, Holds::Personal);
static ADD_PHOTO: CallDescriptor = CallDescriptor {
    name: "add_photo",
    method: Method::Post,
    path: "plants/{plantName}/photos",
    sends: &[Place::Multipart],
    accepts: &[&PLANT_NAME, &OWNER, &PHOTO, &SCANS],
    requires: &[Requires::Key("photo")],
    fixed: &[("kind", "photo")],
    ..CALL
};
static SET_PHOTO: CallDescriptor = CallDescriptor {
    name: "set_photo",
    method: Method::Put,
    path: "photo",
    sends: &[Place::Multipart],
    accepts: &[&PHOTO],
    retry: Retry::Safe,
    ..CALL
};
static LOST: Key = Key {
    place: Some(KeyPlace::Query),
    ..SCANS
};
static HUNG_UP: Key = Key {
    place: Some(KeyPlace::Header),
    ..PHOTO
};
static LOSE: CallDescriptor = CallDescriptor {
    accepts: &[&LOST, &HUNG_UP],
    ..SET_PHOTO
};
static ALL_IN_BRACKETS: Limit = several(Travels::Brackets);
static IN_BRACKETS: Key = key("in_brackets", &ALL_IN_BRACKETS, Holds::Plain);
static ALL_NUMBERED: Limit = several(Travels::Numbered { first: 1 });
static NUMBERED: Key = key("numbered", &ALL_NUMBERED, Holds::Plain);
static ADD_ALL: CallDescriptor = CallDescriptor {
    accepts: &[&IN_BRACKETS, &NUMBERED],
    ..SET_PHOTO
};
const fn several(travels: Travels) -> Limit {
    let list = List {
        item: &PHOTO_LIMIT,
        min: None,
        max: None,
        travels,
    };
    limit("several", Rule::List(list))
}
static RAW: CallDescriptor = CallDescriptor::raw(&API, Method::Put, "photos");

fn call(photo: FileUpload) -> RawCall {
    RawCall::new(&ADD_PHOTO)
        .with("plantName", "Rose")
        .with("owner", "Ann")
        .with_value("photo", Value::file(photo))
}

fn request(call: RawCall) -> Result<Request, Error> {
    client_at("http://localhost/").send(call).request()
}

/// A file on disk that is gone when the test ends.
struct OnDisk(PathBuf);

impl OnDisk {
    fn new(name: &str, content: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("garden-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        let _ = self.0.parent().map(fs::remove_dir);
    }
}

/// The body, with `B` for what stands between its parts.
fn body(request: &str) -> String {
    let content_type = header(request, "content-type").unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(boundary.len(), 64, "{boundary}");
    let body = request.split_once("\r\n\r\n").unwrap().1;
    assert_eq!(
        header(request, "content-length"),
        Some(body.len().to_string().as_str())
    );
    assert_eq!(header(request, "transfer-encoding"), None);
    body.replace(boundary, "B")
}

#[tokio::test]
async fn a_file_and_what_goes_with_it_are_parts_of_their_own() {
    let server = Server::new([ok()]).await;
    let photo = FileUpload::new("rose.txt", "red\r\n--B\r\n").content_type("text/plain");
    client_at(server.url()).send(call(photo)).await.unwrap();
    let request = server.request();
    assert!(
        request.starts_with("POST /v1/plants/Rose/photos HTTP/1.1\r\n"),
        "{request}"
    );
    assert_eq!(
        body(&request),
        "--B\r\nContent-Disposition: form-data; name=\"owner\"\r\n\r\nAnn\r\n\
         --B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"rose.txt\"\r\n\
         Content-Type: text/plain\r\n\r\nred\r\n--B\r\n\r\n\
         --B\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nphoto\r\n\
         --B--\r\n"
    );
}

#[tokio::test]
async fn a_file_on_disk_is_read_when_it_is_sent_whatever_its_size() {
    for size in [0_usize, 1, 64 * 1024, 200_000] {
        let content: Vec<u8> = (0..size)
            .map(|at| b'a' + u8::try_from(at % 26).unwrap())
            .collect();
        let file = OnDisk::new("leaf.bin", &content);
        let server = Server::new([ok()]).await;
        let photo = FileUpload::at(&file.0).unwrap();
        assert_eq!(photo.size(), u64::try_from(size).unwrap());
        let sending = client_at(server.url()).send(call(photo));
        sending.validation(Validation::Off).await.unwrap();
        let body = body(&server.request());
        let (_, part) = body.split_once("filename=\"leaf.bin\"\r\n").unwrap();
        let (head, rest) = part.split_once("\r\n\r\n").unwrap();
        assert_eq!(head, "Content-Type: application/octet-stream");
        let sent = rest.split_once("\r\n--B\r\n").unwrap().0;
        assert!(sent.as_bytes() == content, "{size}");
    }
}

#[test]
fn a_file_with_a_place_of_its_own_is_told() {
    let photo = || FileUpload::new("rose.txt", "red");
    for (name, value) in [
        ("scans", Value::files([photo(), photo()])),
        ("photo", Value::file(photo())),
    ] {
        let error = request(RawCall::new(&LOSE).with_value(name, value)).unwrap_err();
        assert!(error.is_config(), "{error}");
        assert!(error.to_string().contains("elsewhere"), "{error}");
    }
}

#[tokio::test]
async fn each_attempt_sends_the_whole_file_anew() {
    let file = OnDisk::new("again.txt", b"green");
    let server = Server::new([failing(503), ok()]).await;
    let photo = FileUpload::at(&file.0).unwrap();
    let call = RawCall::new(&SET_PHOTO).with_value("photo", Value::file(photo));
    client_at(server.url()).send(call).await.unwrap();
    let requests = server.requests();
    assert_eq!(body(&requests[0]), body(&requests[1]));
    let boundary = |request: &String| header(request, "content-type").unwrap().to_owned();
    assert_ne!(boundary(&requests[0]), boundary(&requests[1]));
}

#[tokio::test]
async fn a_file_that_changed_or_is_gone_is_told_and_nothing_sent() {
    let server = Server::new([]).await;
    let client = client_at(server.url());
    let file = OnDisk::new("C4N4RY.txt", b"green");
    let photo = FileUpload::at(&file.0).unwrap();
    fs::write(&file.0, b"much greener").unwrap();
    let error = client.send(call(photo.clone())).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "a file to send has 12 bytes now and had 5: make the call again"
    );
    fs::remove_file(&file.0).unwrap();
    let error = client.send(call(photo)).await.unwrap_err();
    assert!(matches!(error.cause(), Cause::Config { .. }), "{error}");
    assert!(!error.may_have_acted());
    for path in [file.0.clone(), std::env::temp_dir()] {
        let error = FileUpload::at(path).unwrap_err();
        assert!(error.is_config());
        assert!(!format!("{error:?}").contains("C4N4RY"), "{error}");
    }
    assert_eq!(server.requests(), [""; 0]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_may_not_be_read_is_told_and_nothing_sent() {
    use std::os::unix::fs::PermissionsExt as _;

    let server = Server::new([]).await;
    let file = OnDisk::new("locked.txt", b"green");
    let photo = FileUpload::at(&file.0).unwrap();
    fs::set_permissions(&file.0, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::File::open(&file.0).is_ok() {
        // Whoever runs this may read everything.
        return;
    }
    let error = client_at(server.url()).send(call(photo)).await.unwrap_err();
    assert!(error.is_config(), "{error}");
    assert!(FileUpload::at(&file.0).unwrap_err().is_config());
    assert_eq!(server.requests(), [""; 0]);
}

#[tokio::test]
async fn several_files_of_one_key_are_parts_of_one_name() {
    let server = Server::new([ok()]).await;
    let scans = ["a", "b"].map(|name| FileUpload::new(name, name.to_owned()));
    let call = call(FileUpload::new("p", "")).with_value("scans", Value::files(scans));
    client_at(server.url()).send(call).await.unwrap();
    let body = body(&server.request());
    let part = |name: &str| {
        format!(
            "name=\"scans\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n{name}\r\n"
        )
    };
    assert!(
        body.contains(&part("a")) && body.contains(&part("b")),
        "{body}"
    );
}

#[tokio::test]
async fn several_files_are_called_as_the_items_of_their_list() {
    for (key, names) in [
        (&IN_BRACKETS, ["in_brackets[]", "in_brackets[]"]),
        (&NUMBERED, ["numbered[1]", "numbered[2]"]),
    ] {
        let server = Server::new([ok()]).await;
        let files = ["a", "b"].map(|name| FileUpload::new(name, ""));
        let call = RawCall::new(&ADD_ALL).with_value(key.wire, Value::files(files));
        client_at(server.url()).send(call).await.unwrap();
        let body = body(&server.request());
        let parts: Vec<&str> = body.split(" name=\"").skip(1).collect();
        for (part, name) in parts.iter().zip(names) {
            assert!(part.starts_with(&format!("{name}\"; filename=")), "{body}");
        }
        assert_eq!(parts.len(), 2);
    }
}

#[tokio::test]
async fn names_cannot_end_where_they_stand() {
    let server = Server::new([ok()]).await;
    let photo = FileUpload::new("a\"b\r\nC: d\u{e9}\\", "x");
    let call = RawCall::new(&RAW)
        .with("e\"f\r\ng", "h")
        .with_value("photo", Value::file(photo));
    let sending = client_at(server.url()).send(call);
    sending.parameters_in(Place::Multipart).await.unwrap();
    let body = body(&server.request());
    assert!(body.contains("name=\"e%22f%0D%0Ag\"\r\n"), "{body}");
    assert!(
        body.contains("filename=\"a%22b%0D%0AC: d\u{e9}\\\"\r\n"),
        "{body}"
    );
}

#[test]
fn a_content_type_that_is_none_is_told() {
    for bad in ["", "image", "image/png\r\nX: y", "image/\u{e9}"] {
        let error = request(call(FileUpload::new("a", "b").content_type(bad))).unwrap_err();
        assert!(error.is_config(), "{error}");
        assert!(error.to_string().contains("content type"), "{error}");
    }
}

#[test]
fn neither_content_nor_name_of_a_file_is_shown() {
    let photo = FileUpload::new("C4N4RY.png", "C4N4RY").content_type("image/png");
    let call = call(photo.clone()).with_value("scans", Value::files([photo.clone()]));
    let request = request(call.clone()).unwrap();
    let curl = request.to_curl();
    assert_eq!(
        curl.split_once(" --form-string").unwrap().1,
        " 'owner=<personal>' -F 'photo=@<file>' -F 'scans=@<file>' --form-string 'kind=photo'"
    );
    assert!(!curl.contains("content-type"), "{curl}");
    let shown = format!("{photo:?} {call:?} {request:?} {curl}");
    assert!(!shown.contains("C4N4RY"), "{shown}");
    assert!(shown.contains("photo: <file of 6 bytes>"), "{shown}");
}

#[test]
fn what_a_file_may_be_is_checked_before_it_is_sent() {
    let told = |call: RawCall| {
        let violations = validate(prose_runtime::Call::params(&call)).unwrap_err();
        violations.to_string()
    };
    let fits = call(FileUpload::new("a", vec![0; 100]));
    assert!(validate(prose_runtime::Call::params(&fits)).is_ok());
    let large = told(call(FileUpload::new("a", vec![0; 101])));
    assert!(
        large.contains("`photo` must have at most 100 bytes"),
        "{large}"
    );
    let text = told(RawCall::new(&ADD_PHOTO).with("photo", "a text"));
    assert!(text.contains("`photo` must have the form"), "{text}");
    let two = [FileUpload::new("a", ""), FileUpload::new("b", vec![0; 101])];
    let two_for_one = told(RawCall::new(&ADD_PHOTO).with_value("photo", Value::files(two.clone())));
    assert!(
        two_for_one.contains("`photo` must have the form"),
        "{two_for_one}"
    );
    let second = told(call(FileUpload::new("a", "")).with_value("scans", Value::files(two)));
    assert!(
        second.contains("`scans[1]` must have at most 100 bytes"),
        "{second}"
    );
    let name = told(
        call(FileUpload::new("a", "")).with_value("owner", Value::file(FileUpload::new("a", ""))),
    );
    assert!(name.contains("`owner` must have the form"), "{name}");
    let none = told(RawCall::new(&ADD_PHOTO));
    assert!(none.contains("`photo` is required"), "{none}");
}

#[test]
fn a_file_travels_in_parts_only() {
    let photo = || Value::file(FileUpload::new("a", "b"));
    let nested = Value::object(Params::of_call(&ADD_PHOTO).with(&PHOTO, photo()));
    for (place, value) in [
        (Place::Json, photo()),
        (Place::Form, photo()),
        (Place::Query, photo()),
        (Place::Json, nested),
    ] {
        let call = RawCall::new(&RAW).with_value("photo", value);
        let client: Client = client_at("http://localhost/");
        let sending = client.send(call).parameters_in(place);
        let error = sending.validation(Validation::Off).request().unwrap_err();
        assert_eq!(
            error.to_string(),
            "photos: photo is a file, which travels in a part of a multipart body only: send the \
             parameters there"
        );
    }
}
