//! How much validation a client does.

/// What happens to a call that breaks the limits of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validation {
    /// It is not sent: all violations come back as an error.
    #[default]
    Enforce,
    /// It is sent. The violations are in [`crate::Reply::warnings`], and each is a `tracing` event.
    /// For limits that the vendor may have lifted.
    Warn,
    /// It is not looked at.
    Off,
}
