//! Web keys, by which accounts and lead sources are called.

/// The web key of an account or lead source: the same in every sandbox, and a secret in none.
pub(crate) fn web_key(kind: &str, id: i64) -> String {
    let of_kind = kind
        .bytes()
        .fold(0_u64, |sum, byte| sum * 31 + u64::from(byte));
    let mut chance = fastrand::Rng::with_seed(of_kind ^ id.unsigned_abs());
    format!("CT_{:032x}", chance.u128(..))
}

/// Whether a text looks like a web key.
pub(super) fn is_web_key(text: &str) -> bool {
    let digits = text.strip_prefix("CT_").unwrap_or("");
    digits.len() >= 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
