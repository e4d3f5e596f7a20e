//! What the runtime promises, shown with a made-up API: a garden of plants.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod accounts;
mod acting_once;
mod amounts;
mod answer_headers;
mod any_json;
mod api;
mod as_is;
mod attempts;
mod bare_or_wrapped;
mod bodies_as_they_are;
mod bounds;
mod budget;
mod call_credentials;
mod carrying;
mod changes;
mod cleaning;
mod clock;
mod closed_sets;
mod configuring;
#[cfg(feature = "serde")]
mod converting;
mod decoding;
mod encoding;
mod ends_of_lists;
mod envelopes;
mod error_details;
mod errors;
mod events;
mod files;
mod filling;
mod fixed_parameters;
mod idempotency;
mod ids;
mod json_in_texts;
mod json_values;
mod kept_answers;
mod limits;
mod lists;
mod maps;
mod methods;
mod moments;
mod nested_forms;
mod nulls;
mod numbers;
mod oauth;
mod options;
mod other_api;
mod pacing;
mod paths_in_answers;
mod places;
mod rates;
mod raw_bodies;
mod raw_calls;
mod redirects;
mod regions;
mod replaced_credentials;
mod retry_after;
mod retrying;
mod rooted_paths;
mod rows;
mod secrecy;
mod sending;
#[cfg(feature = "serde")]
mod serialized;
mod server;
mod shapes;
mod shown_requests;
mod spelling;
mod spoken_success;
mod status_codes;
mod taking_out;
mod told_pages;
mod too_many_calls;
mod validating;
#[cfg(feature = "webhooks")]
mod webhooks;
mod whole_bodies;
mod written;
