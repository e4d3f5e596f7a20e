//! Signatures of webhooks: HMAC-SHA256.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::Sha256;

use super::WebhookError;
use crate::descriptor::{SignatureEncoding, Signed, TimestampPlace, Webhooks};

/// Whether one of the signatures of a request is right, and of now.
pub(super) fn verify(
    webhooks: &Webhooks,
    secret: &str,
    headers: &HeaderMap,
    body: &[u8],
    now: SystemTime,
) -> Result<(), WebhookError> {
    let header = webhooks.header;
    let timestamp = match webhooks.timestamp {
        None => None,
        Some(place) => Some(timestamp(header, headers, place)?),
    };
    let wrapped = |item: &str| {
        let item = item.strip_prefix(webhooks.before)?;
        item.strip_suffix(webhooks.after).map(str::to_owned)
    };
    let given: Vec<String> = items(headers, header).filter_map(wrapped).collect();
    if given.is_empty() {
        return Err(WebhookError::NoSignature { header });
    }
    let mac = mac(webhooks, secret, timestamp, body)?;
    let is_right = |given: &String| {
        let bytes = match webhooks.encoded {
            SignatureEncoding::Hex => from_hex(given),
            SignatureEncoding::Base64 => STANDARD.decode(given).ok(),
        };
        // In constant time.
        bytes.is_some_and(|bytes| mac.clone().verify_slice(&bytes).is_ok())
    };
    if !given.iter().any(is_right) {
        return Err(WebhookError::WrongSignature);
    }
    match timestamp {
        Some(signed) if !is_of_now(signed, now, webhooks.age) => {
            Err(WebhookError::OutOfTime { age: webhooks.age })
        }
        _ => Ok(()),
    }
}

/// The headers with which the API would send this body at this time.
pub(super) fn sign(
    webhooks: &Webhooks,
    secret: &str,
    body: &[u8],
    at: SystemTime,
) -> Result<HeaderMap, WebhookError> {
    let header = webhooks.header;
    let seconds = at
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = seconds.as_secs().to_string();
    let timestamp = webhooks.timestamp.map(|_| seconds.as_str());
    let mac = mac(webhooks, secret, timestamp, body)?
        .finalize()
        .into_bytes();
    let encoded = match webhooks.encoded {
        SignatureEncoding::Hex => to_hex(&mac),
        SignatureEncoding::Base64 => STANDARD.encode(mac),
    };
    let mut signature = format!("{}{encoded}{}", webhooks.before, webhooks.after);
    let mut headers = Vec::new();
    match webhooks.timestamp {
        Some(TimestampPlace::Header(name)) => headers.push((name, seconds)),
        Some(TimestampPlace::Beside(before)) => {
            signature = format!("{before}{seconds},{signature}")
        }
        None => {}
    }
    headers.push((header, signature));
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&value)) else {
            return Err(WebhookError::NoSignature { header });
        };
        map.insert(name, value);
    }
    Ok(map)
}

fn mac(
    webhooks: &Webhooks,
    secret: &str,
    timestamp: Option<&str>,
    body: &[u8],
) -> Result<Hmac<Sha256>, WebhookError> {
    if secret.trim().is_empty() {
        return Err(WebhookError::NoSecret);
    }
    // Keys of any length are taken.
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = mac.map_err(|_| WebhookError::NoSecret)?;
    for piece in webhooks.over {
        match piece {
            Signed::Text(text) => mac.update(text.as_bytes()),
            Signed::Timestamp => mac.update(timestamp.unwrap_or_default().as_bytes()),
            Signed::Body => mac.update(body),
        }
    }
    Ok(mac)
}

/// The time as it is written.
fn timestamp<'h>(
    header: &'static str,
    headers: &'h HeaderMap,
    place: TimestampPlace,
) -> Result<&'h str, WebhookError> {
    let (header, found) = match place {
        TimestampPlace::Header(name) => {
            let value = headers.get(name).and_then(|value| value.to_str().ok());
            (name, value.map(str::trim))
        }
        TimestampPlace::Beside(before) => {
            let mut items = items(headers, header);
            (header, items.find_map(|item| item.strip_prefix(before)))
        }
    };
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    found
        .filter(is_number)
        .ok_or(WebhookError::NoTimestamp { header })
}

fn is_of_now(signed: &str, now: SystemTime, age: u64) -> bool {
    let Ok(seconds) = signed.parse() else {
        return false;
    };
    let signed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    let between = signed.map(|signed| match now.duration_since(signed) {
        Ok(past) => past,
        Err(ahead) => ahead.duration(),
    });
    between.is_some_and(|between| between <= Duration::from_secs(age))
}

/// What stands in a header, between commas.
fn items<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h str> {
    let values = headers.get_all(name).into_iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).map(str::trim)
}

fn to_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing a text into memory cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    let pairs = digits.chunks_exact(2);
    let bytes = pairs.map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit));
    Some(bytes.collect())
}
