//! What the runtime promises, shown with a made-up API: a garden of plants.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod accounts;
mod acting_once;
mod any_json;
mod api;
mod as_is;
mod attempts;
mod bare_or_wrapped;
mod budget;
mod call_credentials;
mod clock;
mod configuring;
mod decoding;
mod encoding;
mod ends_of_lists;
mod envelopes;
mod errors;
mod events;
mod fixed_parameters;
mod json_values;
mod kept_answers;
mod limits;
mod methods;
mod numbers;
mod options;
mod other_api;
mod pacing;
mod paths_in_answers;
mod rates;
mod raw_calls;
mod redirects;
mod replaced_credentials;
mod retry_after;
mod retrying;
mod rooted_paths;
mod secrecy;
mod sending;
mod server;
mod shapes;
mod shown_requests;
mod spelling;
mod spoken_success;
mod status_codes;
mod validating;
