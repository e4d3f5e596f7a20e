//! The API itself.

use super::call::{IDEMPOTENCY_OF, RATE_OF};
use super::table::QUIRKS;
use super::{Attribute, ENVELOPE, FIXED_OF_ALL, Form, Mapping, Names, RESULT_CODE};

pub(in crate::syntax) static API: Mapping = Mapping::new(
    "api",
    "an API",
    &[
        Attribute::new("api", Form::Text, "The name of the API.").required(),
        Attribute::new("title", Form::Text, "The title of the vendor's document.").required(),
        Attribute::new("doc", Form::Text, "What the API is."),
        Attribute::new(
            "crate",
            Form::Text,
            "The folder that receives the code. Left out: the name with `-generated` behind it.",
        ),
        Attribute::new(
            "bundle",
            Form::Text,
            "A folder that holds nothing else and receives the files of the spec in one, too: `sandbox/spec` receives `sandbox/spec/NAME.bundle`, for a program that carries the spec with it. A changed line of the spec is a changed line there.",
        ),
        Attribute::new(
            "base_url",
            Form::Text,
            "The address that calls are below. It may hold `{variables}`.",
        )
        .required(),
        Attribute::new(
            "transport",
            Form::Word(&["https_only", "any"]),
            "`https_only`, also where nothing is said: plain HTTP is refused. `any`: it is not.",
        ),
        Attribute::new(
            "variables",
            Form::Entries(&Form::Mapping(&VARIABLE)),
            "The variables of the base URL ([below](#the-api)).",
        ),
        Attribute::new(
            "revisions",
            Form::Entries(&Form::Mapping(&REVISION)),
            "Revisions of the vendor's document, oldest first, each with a `doc`; the last one is in force.",
        ),
        Attribute::new(
            "tables",
            Form::NamesOf(Names::Table),
            "The order of the tables, all of them.",
        ),
        Attribute::new(
            "families",
            Form::NamesOf(Names::Family),
            "The order of the families of calls, all of them.",
        ),
        Attribute::new(
            "credentials",
            Form::Entries(&Form::Mapping(&CREDENTIAL)),
            "What calls are sent with to say who sends them.",
        ),
        Attribute::new(
            "oauth",
            Form::Mapping(&OAUTH),
            "How an access token is got and renewed ([rare](rare.md#oauth)).",
        ),
        Attribute::new(
            "fixed",
            Form::Entries(&Form::Mapping(&FIXED_OF_ALL)),
            "Parameters that always travel with all calls, each with its value and place: `X-Version: { value: \"2\", in: header }`.",
        ),
        Attribute::new(
            "envelopes",
            Form::Entries(&Form::Mapping(&ENVELOPE)),
            "How answers are wrapped. Calls that name none have the first.",
        ),
        Attribute::new(
            "result_codes",
            Form::Entries(&Form::Mapping(&RESULT_CODE)),
            "What answers say of how a call went. A code can be `false`, if it is listed: it counts in answers with a status of success; one that is not listed is no code, and such an answer cannot be read where a code is due.",
        ),
        Attribute::new(
            "other_codes",
            Form::Word(&["broken_key", "unknown"]),
            "`broken_key`: a code neither listed nor like those that are names the key that broke its limit. Else: `unknown`.",
        ),
        Attribute::new(
            "cleared_as",
            Form::Word(&["blank_text", "null_value"]),
            "How an update is told that a stored value is cleared: by `null` in JSON bodies (`null_value`), or by an empty text (`blank_text`, also where nothing is said, and in queries and forms in any case).",
        ),
        RATE_OF,
        Attribute::new(
            "wait",
            Form::Mapping(&WAIT),
            "The header that tells after too many calls [how long to wait](rare.md#waits-rates-and-regions).",
        ),
        Attribute::new(
            "not_acted",
            Form::Words(&["408", "425", "429", "500", "502", "503", "504"]),
            "HTTP statuses after which the server has [certainly not acted](rare.md#waits-rates-and-regions).",
        ),
        IDEMPOTENCY_OF,
        Attribute::new(
            "webhooks",
            Form::Mapping(&WEBHOOKS),
            "How what the API sends by itself is signed ([rare](rare.md#webhooks)).",
        ),
        Attribute::new(
            "not_described",
            Form::List(0, &Form::Mapping(&NOT_DESCRIBED)),
            "The vendor's pages that the spec leaves out: `[ { page: Reports, says: … } ]`. The documentation of the crate names them; a raw call reaches them.",
        ),
        QUIRKS,
    ],
)
.under("Attribute of an API");

pub(in crate::syntax) static REVISION: Mapping = Mapping::new(
    "revision",
    "a revision",
    &[Attribute::new("doc", Form::Text, "What this revision is.")],
);

pub(in crate::syntax) static CREDENTIAL: Mapping = Mapping::new(
    "credential",
    "a credential",
    &[
        Attribute::new("header", Form::Text, "It travels in this header."),
        Attribute::new("query", Form::Text, "It travels in this parameter of the query."),
        Attribute::new(
            "body",
            Form::Text,
            "It travels in this key of the body; calls that are sent with it need one.",
        ),
        Attribute::new(
            "basic",
            Form::Either(&[Form::Word(&["user", "password"]), Form::Single(&BASIC)]),
            "It is `user` or `password` of Basic authentication. With `{ user: api }` it is the password, and the user is always `api`; with `{ password: X }` it is the user, and the password is always that (`\"\"` for none).",
        ),
        Attribute::new(
            "oauth",
            Form::Word(&["client_id", "client_secret", "refresh_token"]),
            "It is this part of what an access token is got with ([rare](rare.md#oauth)).",
        ),
        Attribute::new(
            "got_by",
            Form::Word(&["oauth"]),
            "`oauth`: nobody gives it, it is the access token that is got.",
        ),
        Attribute::new(
            "written",
            Form::Text,
            "How the value is dressed, with `{}` in its place: `\"ApiKey {}\"`.",
        ),
        Attribute::new(
            "holds",
            Form::Word(&["personal", "secret"]),
            "`personal` or `secret`, as for keys.",
        ),
        Attribute::new(
            "env",
            Form::Text,
            "The environment variable that the client's `from_env` reads it from.",
        ),
        Attribute::new("optional", Form::Yes, "`true` if calls work without it."),
        Attribute::new(
            "account",
            Form::Yes,
            "`true` marks the one that selects the account; the client then has a function that changes to another.",
        ),
        Attribute::new("doc", Form::Text, "What it is."),
    ],
)
.under("Attribute of a credential")
.one_of(&["header", "query", "body", "basic", "oauth"]);

pub(super) static BASIC: Mapping = Mapping::new(
    "basic",
    "basic",
    &[
        Attribute::new("user", Form::Text, "The user that is always the same."),
        Attribute::new(
            "password",
            Form::Text,
            "The password that is always the same.",
        ),
    ],
);

pub(in crate::syntax) static VARIABLE: Mapping = Mapping::new(
    "variable",
    "a variable",
    &[
        Attribute::new(
            "env",
            Form::Text,
            "The environment variable that the client's `from_env` reads it from.",
        ),
        Attribute::new(
            "one_of",
            Form::Either(&[Form::Texts, Form::Entries(&Form::Text)]),
            "Its values: a list, or names and what stands in the URL for each.",
        ),
        Attribute::new("default", Form::Text, "What it is if nobody gives it."),
        Attribute::new("doc", Form::Text, "What it stands for."),
    ],
);

pub(in crate::syntax) static OAUTH: Mapping = Mapping::new(
    "oauth",
    "`oauth`",
    &[
        Attribute::new(
            "token_url",
            Form::Text,
            "Where tokens are got: absolute, with `variables` perhaps, or below the host of the base URL if it begins with a slash.",
        )
        .required(),
        Attribute::new(
            "grant",
            Form::Word(&["client_credentials", "refresh_token"]),
            "What a token is got for.",
        )
        .required(),
        Attribute::new(
            "client",
            Form::Word(&["basic", "body", "public"]),
            "How id and secret travel: `basic` (also where nothing is said), `body`, or `public` for a client without a secret.",
        ),
        Attribute::new("scope", Form::Text, "What the token is to allow."),
        Attribute::new("doc", Form::Text, "What there is to know about it."),
    ],
);

pub(in crate::syntax) static WEBHOOKS: Mapping = Mapping::new(
    "webhooks",
    "`webhooks`",
    &[
        Attribute::new("header", Form::Text, "The header with the signature.").required(),
        Attribute::new("hmac", Form::Word(&["sha256"]), "How it is signed.").required(),
        Attribute::new(
            "encoded",
            Form::Word(&["hex", "base64"]),
            "How the signature is written: `hex`, also where nothing is said, or `base64`.",
        ),
        Attribute::new(
            "written",
            Form::Text,
            "How the signature is dressed, with `{}` in its place. Left out: it stands alone.",
        ),
        Attribute::new(
            "over",
            Form::Text,
            "What is signed: `\"{timestamp}.{body}\"`. Left out: the body.",
        ),
        Attribute::new(
            "timestamp",
            Form::Single(&TIMESTAMP),
            "Where the time stands, in seconds since 1970.",
        ),
        Attribute::new(
            "age",
            Form::Number(1),
            "How many seconds it may be old or ahead. Left out: 300.",
        ),
        Attribute::new(
            "env",
            Form::Text,
            "The environment variable that the secret is read from.",
        ),
        Attribute::new("doc", Form::Text, "What there is to know about them."),
    ],
);

pub(super) static TIMESTAMP: Mapping = Mapping::new(
    "timestamp",
    "timestamp",
    &[
        Attribute::new("header", Form::Text, "In this header."),
        Attribute::new(
            "beside",
            Form::Text,
            "Among the signatures, behind these signs: `\"t=\"`.",
        ),
    ],
);

pub(in crate::syntax) static RATE: Mapping = Mapping::new(
    "rate",
    "a rate",
    &[
        Attribute::new("calls", Form::Number(1), "So many calls ...").required(),
        Attribute::new("seconds", Form::Number(1), "... in so many seconds.").required(),
    ],
);

pub(in crate::syntax) static WAIT: Mapping = Mapping::new(
    "wait",
    "a wait",
    &[
        Attribute::new(
            "header",
            Form::Text,
            "The header that tells it, beside `Retry-After`.",
        )
        .required(),
        Attribute::new(
            "is",
            Form::Word(&[
                "seconds",
                "epoch_seconds",
                "epoch_milliseconds",
                "http_date",
            ]),
            "How: `seconds` from now on, or until when.",
        )
        .required(),
    ],
);

pub(in crate::syntax) static NOT_DESCRIBED: Mapping = Mapping::new(
    "not_described",
    "a page",
    &[
        Attribute::new("page", Form::Text, "What the vendor calls the page.").required(),
        Attribute::new("says", Form::Text, "What is there, and why it is left out.").required(),
    ],
);
