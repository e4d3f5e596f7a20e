//! What a page allows a browser to use.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The Content-Security-Policy that allows these texts of style and script, and nothing from anywhere; what is
/// empty is not in the page. It says nothing of where forms may lead and who may show the page.
pub fn policy(styles: &[&str], scripts: &[&str]) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'",
        hashes(styles),
        hashes(scripts)
    )
}

fn hashes(texts: &[&str]) -> String {
    let texts = texts.iter().filter(|text| !text.is_empty());
    let hashes: Vec<String> = texts
        .map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text))))
        .collect();
    hashes.join(" ")
}
