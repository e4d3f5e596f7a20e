//! What progenitor makes of a document: the code of a client, formatted as its documentation does it in build scripts.

use std::error::Error;

use progenitor::{GenerationSettings, Generator, InterfaceStyle};

/// How a call is made.
#[derive(Clone, Copy)]
pub enum Style {
    /// All parameters are arguments of a method.
    Positional,
    /// A method gives a builder, which has a method for each parameter.
    Builder,
}

/// The code of a client for an OpenAPI document.
///
/// # Errors
/// If the document is not one, or has what progenitor does not take.
pub fn code(document: &str, style: Style) -> Result<String, Box<dyn Error>> {
    let document = serde_json::from_str(document)?;
    let mut settings = GenerationSettings::new();
    settings.with_interface(match style {
        Style::Positional => InterfaceStyle::Positional,
        Style::Builder => InterfaceStyle::Builder,
    });
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}
