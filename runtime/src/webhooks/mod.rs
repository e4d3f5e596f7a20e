//! Reads what an API sends by itself: pure, but for the clock.

mod signature;
mod webhook;
mod webhook_error;

pub use webhook::Webhook;
pub use webhook_error::WebhookError;
