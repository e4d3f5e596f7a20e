//! Clients, addresses and credentials: what can be set, and what is refused.

use prose_runtime::{
    ApiDescriptor, BaseUrl, Client, Config, Credential, CredentialPlace, Credentials, Error,
    Method, Place, Variable,
};

use crate::api::{API, CreatePlant, ListPlants, credentials};
use crate::other_api::{OTHER_API, credential};

fn base_url(url: &str) -> Result<String, String> {
    BaseUrl::new(&API, &Config::new().base_url(url))
        .map(|url| url.as_str().to_owned())
        .map_err(|error| error.to_string())
}

#[test]
fn the_base_url_is_that_of_the_api_unless_another_is_given() {
    assert_eq!(
        BaseUrl::new(&API, &Config::new()).unwrap().as_str(),
        "https://api.garden.example/v1/"
    );
}

#[test]
fn a_slash_is_added_to_the_base_url() {
    assert_eq!(
        base_url("https://garden.example/v2").unwrap(),
        "https://garden.example/v2/"
    );
    assert_eq!(
        base_url("https://garden.example").unwrap(),
        "https://garden.example/"
    );
}

#[test]
fn plain_http_is_allowed_on_loopback() {
    for url in [
        "http://localhost:80/",
        "http://127.0.0.1:8080/v1",
        "http://127.9.9.9/",
        "http://[::1]:8080/",
    ] {
        assert!(base_url(url).is_ok(), "{url}");
    }
}

#[test]
fn plain_http_is_refused_elsewhere() {
    for url in [
        "http://garden.example/",
        "http://10.0.0.1/",
        "http://127.0.0.1.garden.example/",
        "http://localhost.garden.example/",
        "http://[::2]/",
        "ftp://localhost/",
    ] {
        assert!(base_url(url).unwrap_err().contains("https://"), "{url}");
    }
}

#[test]
fn a_base_url_has_no_user_query_or_fragment() {
    for url in [
        "https://u@garden.example/",
        "https://garden.example/?a=b",
        "https://garden.example/#a",
        "garden",
        "",
    ] {
        assert!(base_url(url).is_err(), "{url}");
    }
}

static MEADOW: ApiDescriptor = ApiDescriptor {
    name: "meadow",
    base_url: "https://{plot}.meadow.example/{plot}/",
    variables: &[Variable {
        name: "plot",
        env: None,
    }],
    // Cargo sets this variable for tests.
    credentials: &[key_from(Some("CARGO_MANIFEST_DIR"))],
    ..OTHER_API
};

const fn key_from(env: Option<&'static str>) -> Credential {
    Credential {
        env,
        ..credential("key", CredentialPlace::Header("X-Key"))
    }
}

fn meadow(plot: &str) -> Result<BaseUrl, Error> {
    BaseUrl::new(&MEADOW, &Config::new().variable("plot", plot))
}

#[test]
fn variables_are_filled_in() {
    assert_eq!(
        meadow("north-1").unwrap().as_str(),
        "https://north-1.meadow.example/north-1/"
    );
}

#[test]
fn variables_cannot_change_the_host() {
    for plot in [
        "",
        "evil.example/",
        "evil.example#",
        "a@b",
        "a:b",
        "a?b",
        "..",
        "é",
        "a b",
        "%2e",
    ] {
        assert!(meadow(plot).is_err(), "{plot}");
    }
}

#[test]
fn a_variable_that_brings_the_rest_of_the_host_is_told() {
    for plot in ["north.meadow.example", "North.MEADOW.example"] {
        assert_eq!(
            meadow(plot).unwrap_err().to_string(),
            "meadow: plot ends with `.meadow.example`, which the base URL puts behind it: give what \
             stands before that"
        );
    }
    let at_home = Config::new()
        .base_url("http://localhost/{plot}/")
        .variable("plot", "north.meadow.example");
    assert!(BaseUrl::new(&MEADOW, &at_home).is_ok());
    assert!(meadow("meadow.example.north").is_ok());
}

#[test]
fn a_variable_whose_labels_no_host_can_have_is_told() {
    for plot in ["a..b", "-a", "a-", "-", "a.-b", "a-.b"] {
        assert_eq!(
            meadow(plot).unwrap_err().to_string(),
            "meadow: plot must have a letter or digit at both ends, and on both sides of each '.'",
            "{plot}"
        );
    }
    assert!(meadow("a--1.b-c").is_ok());
}

#[test]
fn a_missing_variable_is_named() {
    let error = BaseUrl::new(&MEADOW, &Config::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "meadow: the base URL needs plot: give it with Config::variable"
    );
}

#[test]
fn a_variable_that_does_not_exist_is_named() {
    let error = BaseUrl::new(&API, &Config::new().variable("plot", "a")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "garden: the base URL has no variable plot"
    );
}

static ORCHARD: ApiDescriptor = ApiDescriptor {
    name: "orchard",
    base_url: "https://{plot}.orchard.example/",
    variables: &[Variable {
        name: "plot",
        // Cargo sets this variable for tests.
        env: Some("CARGO_PKG_NAME"),
    }],
    ..OTHER_API
};
static WOOD: ApiDescriptor = ApiDescriptor {
    name: "wood",
    base_url: "https://{plot}.wood.example/",
    variables: &[Variable {
        name: "plot",
        env: Some("WOOD_PLOT_THAT_NOBODY_SETS"),
    }],
    ..OTHER_API
};

#[test]
fn variables_are_read_from_the_environment() {
    let config = Config::from_env(&ORCHARD).unwrap();
    assert_eq!(
        BaseUrl::new(&ORCHARD, &config).unwrap().as_str(),
        "https://prose-runtime.orchard.example/"
    );
    let config = config.variable("plot", "south");
    assert_eq!(
        BaseUrl::new(&ORCHARD, &config).unwrap().as_str(),
        "https://south.orchard.example/"
    );
    assert!(Config::from_env(&API).is_ok());
}

#[test]
fn a_variable_that_the_environment_does_not_have_is_named() {
    let error = Config::from_env(&WOOD).unwrap_err();
    assert!(error.is_config());
    assert_eq!(
        error.to_string(),
        "wood: the environment variable WOOD_PLOT_THAT_NOBODY_SETS is not set: it gives plot of the \
         base URL"
    );
    assert_eq!(
        Config::from_env(&MEADOW).unwrap_err().to_string(),
        "meadow: plot of the base URL is not read from the environment: give it with \
         Config::variable"
    );
}

#[test]
fn credentials_are_read_from_the_environment() {
    let credentials = Credentials::from_env(&MEADOW).unwrap();
    assert!(
        Client::new(
            credentials,
            Config::new()
                .variable("plot", "a")
                .base_url("http://localhost/")
        )
        .is_ok()
    );
}

#[test]
fn a_missing_environment_variable_is_named() {
    let error = Credentials::from_env(&API).unwrap_err();
    assert!(
        error.to_string().contains("GARDEN_TOKEN_THAT_NOBODY_SETS"),
        "{error}"
    );
}

#[test]
fn missing_empty_and_unknown_credentials_are_named() {
    let made = |credentials| {
        Client::new(credentials, Config::new())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        made(Credentials::new(&API)),
        "garden: the credential token is missing"
    );
    assert_eq!(
        made(Credentials::new(&API).with("token", "")),
        "garden: the credential token is empty"
    );
    assert_eq!(
        made(credentials().with("tokn", "x")),
        "garden: a credential was given under another name than these: token, plot_key"
    );
}

#[test]
fn optional_credentials_may_be_missing() {
    assert!(Client::new(credentials(), Config::new().base_url("http://localhost/")).is_ok());
}

#[test]
fn a_user_agent_must_fit_a_header() {
    let config = Config::new()
        .base_url("http://localhost/")
        .user_agent("a\nb");
    assert!(matches!(
        Client::new(credentials(), config),
        Err(error) if error.is_config()
    ));
}

#[test]
fn parameters_travel_where_the_configuration_says_if_the_call_takes_them_there() {
    let config = Config::new()
        .base_url("http://localhost/")
        .send_parameters(Method::Post, Place::Query)
        .send_parameters(Method::Get, Place::Form);
    let client = Client::new(credentials(), config).unwrap();
    let create = client.send(CreatePlant::new("Rose")).request().unwrap();
    assert_eq!(create.url(), "http://localhost/create_plant?plantName=Rose");
    let list = client.send(ListPlants::new()).request().unwrap();
    assert_eq!(
        (list.url(), list.body()),
        ("http://localhost/list_plants", None)
    );
}

#[test]
fn prepare_checks_the_call() {
    let client = Client::new(credentials(), Config::new().base_url("http://localhost/")).unwrap();
    let error = client.send(CreatePlant::new("")).request().unwrap_err();
    assert!(error.is_invalid());
    assert_eq!(error.call(), Some("create_plant"));
}

static DRESSED: ApiDescriptor = ApiDescriptor {
    name: "dressed",
    credentials: &[
        Credential {
            before: "GardenKey ",
            ..credential("key", CredentialPlace::Header("X-Key"))
        },
        Credential {
            after: "/token",
            ..credential("user", CredentialPlace::BasicUser)
        },
        credential("password", CredentialPlace::BasicPassword),
        Credential {
            before: "<",
            after: ">",
            ..credential("tag", CredentialPlace::Header("X-Tag"))
        },
    ],
    ..OTHER_API
};

#[test]
fn a_credential_that_is_dressed_already_is_told_without_its_value() {
    let plain = || {
        Credentials::new(&DRESSED)
            .with("key", "k")
            .with("user", "ann")
            .with("password", "p")
            .with("tag", "t")
    };
    let made = |credentials| Client::new(credentials, Config::new().base_url("http://localhost/"));
    for (name, value, written) in [
        ("key", "GardenKey C4N4RY", "GardenKey {}"),
        ("key", "gardenkey C4N4RY", "GardenKey {}"),
        ("user", "C4N4RY/token", "{}/token"),
        ("tag", "<C4N4RY>", "<{}>"),
    ] {
        let error = made(plain().with(name, value)).unwrap_err();
        assert!(error.is_config(), "{error:?}");
        assert_eq!(
            error.to_string(),
            format!(
                "dressed: the credential {name} is sent as `{written}`, and its value has that \
                 around it already: give the value alone"
            )
        );
    }
    for (name, value) in [
        ("key", "GardenKey"),
        ("key", "ä"),
        ("user", "token"),
        ("user", "/token/ann"),
        ("password", "GardenKey p/token"),
        ("tag", "<t"),
        ("tag", "<"),
    ] {
        assert!(made(plain().with(name, value)).is_ok(), "{name} {value}");
    }
}

fn based_at(url: &str, config: Config) -> Result<BaseUrl, Error> {
    BaseUrl::new(&API, &config.base_url(url))
}

#[test]
fn every_name_and_address_of_this_machine_may_be_reached_by_plain_http() {
    for host in [
        "localhost",
        "localhost.",
        "LOCALHOST:4480",
        "app.localhost",
        "a.b.localhost.:4480",
        "127.0.0.1",
        "127.9.9.9",
        "[::1]:4480",
        "[::ffff:127.0.0.1]",
    ] {
        let url = format!("http://{host}/v1/");
        assert!(based_at(&url, Config::new()).is_ok(), "{host}");
    }
    for host in [
        "localhost.example",
        "notlocalhost",
        "10.0.0.7",
        "[::ffff:10.0.0.7]",
        "sandbox",
        "127.0.0.1.example",
    ] {
        let error = based_at(&format!("http://{host}/v1/"), Config::new()).unwrap_err();
        assert!(error.to_string().contains("allow_plain_http_to"), "{error}");
    }
}

#[test]
fn plain_http_to_another_machine_is_allowed_by_its_name_alone() {
    let config = || {
        Config::new()
            .allow_plain_http_to("sandbox")
            .allow_plain_http_to("10.0.0.7")
    };
    for host in ["sandbox:4480", "SANDBOX", "10.0.0.7"] {
        assert!(
            based_at(&format!("http://{host}/v1/"), config()).is_ok(),
            "{host}"
        );
    }
    for host in ["sandbox.example", "evil-sandbox", "10.0.0.70"] {
        assert!(
            based_at(&format!("http://{host}/v1/"), config()).is_err(),
            "{host}"
        );
    }
    let nothing = Config::new().allow_plain_http_to("");
    assert!(based_at("http://sandbox/v1/", nothing).is_err());
}

#[test]
fn what_stands_around_a_credential_is_told_without_its_value() {
    let around = "has white space around it, or a mark that nobody sees: give the value alone";
    let quoted = "stands in quotes: give the value without them";
    let broken = "holds a line break or another control character";
    let blank = "is blank: give its value";
    for (value, told) in [
        ("C4N4RY ", around),
        (" C4N4RY", around),
        ("C4N4RY\u{a0}", around),
        ("\u{feff}C4N4RY", around),
        ("C4N4RY\u{200b}", around),
        ("\"C4N4RY\"", quoted),
        ("'C4N4RY'", quoted),
        ("`C4N4RY`", quoted),
        ("\u{201c}C4N4RY\u{201d}", quoted),
        ("C4N4RY\n", broken),
        (" ", blank),
        ("\u{a0}\u{feff}", blank),
    ] {
        let config = Config::new().base_url("http://localhost/");
        let given = Credentials::new(&API).with("token", value);
        let error = Client::new(given, config.clone()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("garden: the credential token {told}")
        );
        let client = Client::new(credentials(), config).unwrap();
        let error = client.account(value).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("garden: the credential plot_key {told}")
        );
    }
    for value in ["C4N4RY's", "\"", "a b", "\"a\"b"] {
        let config = Config::new().base_url("http://localhost/");
        let given = Credentials::new(&API).with("token", value);
        assert!(Client::new(given, config).is_ok(), "{value}");
    }
}
