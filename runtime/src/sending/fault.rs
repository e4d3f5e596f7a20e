//! What a failure of the HTTP library was, told by the errors behind it.

use std::error::Error as StdError;
use std::io;

use crate::error::TransportFault;

impl TransportFault {
    /// What this failure was.
    pub(super) fn of(error: &reqwest::Error) -> Self {
        if error.is_builder() {
            return match text_of(error) {
                text if text.contains("proxy") => Self::ProxyUnsupported,
                _ => Self::Unwritable,
            };
        }
        let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
        let mut fault = Self::Unknown;
        while let Some(error) = cause {
            match (one(error), fault) {
                (None, _) => {}
                // What happened behind it happened to the proxy.
                (_, Self::Proxy | Self::ProxyNeedsLogin) => break,
                // The innermost one that says something knows best.
                (Some(known), _) => fault = known,
            }
            cause = behind(error);
        }
        if fault == Self::Proxy {
            return match text_of(error) {
                text if text.contains("unsupported") => Self::ProxyUnsupported,
                _ => Self::Proxy,
            };
        }
        if error.is_dns() && !matches!(fault, Self::NameNotFound) {
            return name_fault(&text_of(error));
        }
        if fault == Self::Unknown && error.is_connect() {
            return by_words(&text_of(error));
        }
        fault
    }
}

/// What stands behind an error; I/O errors hold others without calling them their source.
fn behind<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    match error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
    {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

fn one(error: &(dyn StdError + 'static)) -> Option<TransportFault> {
    use io::ErrorKind;

    #[cfg(feature = "rustls")]
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(of_rustls(error));
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return if error.is_parse() {
            // Only servers have a function that tells this apart.
            let is_too_large = error.to_string().contains("too large");
            Some(if is_too_large {
                TransportFault::HeadTooLarge
            } else {
                TransportFault::NotHttp
            })
        } else if error.is_user() {
            Some(TransportFault::Unwritable)
        } else if error.is_incomplete_message() || error.is_closed() || error.is_canceled() {
            Some(TransportFault::Closed)
        } else {
            None
        };
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return match error.kind() {
            ErrorKind::ConnectionRefused => Some(TransportFault::Refused),
            ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => Some(TransportFault::Unreachable),
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::NotConnected
            | ErrorKind::UnexpectedEof => Some(TransportFault::Closed),
            _ => None,
        };
    }
    let text = error.to_string();
    if text.starts_with("tunnel error") {
        return Some(if text.contains("authorization required") {
            TransportFault::ProxyNeedsLogin
        } else {
            TransportFault::Proxy
        });
    }
    None
}

#[cfg(feature = "rustls")]
fn of_rustls(error: &rustls::Error) -> TransportFault {
    use rustls::{AlertDescription as Alert, CertificateError as Bad, Error};
    match error {
        Error::InvalidCertificate(bad) => match bad {
            Bad::Expired
            | Bad::ExpiredContext { .. }
            | Bad::NotValidYet
            | Bad::NotValidYetContext { .. } => TransportFault::Expired,
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => TransportFault::WrongName,
            _ => TransportFault::Untrusted,
        },
        Error::NoCertificatesPresented => TransportFault::Untrusted,
        // What is no message of TLS comes of a server that speaks something else.
        Error::InvalidMessage(_) => TransportFault::NoTls,
        Error::AlertReceived(Alert::UnrecognisedName) => TransportFault::WrongName,
        _ => TransportFault::Tls,
    }
}

/// Whether no machine has the name, or it could not be found out.
fn name_fault(text: &str) -> TransportFault {
    const NOT_FOUND: [&str; 5] = [
        "name or service not known",
        "no address associated",
        "nodename nor servname",
        "no such host",
        "no data of the requested type",
    ];
    if NOT_FOUND.iter().any(|words| text.contains(words)) {
        TransportFault::NameNotFound
    } else {
        TransportFault::NameNotLookedUp
    }
}

/// What the words of an error tell, where its type is not known here: TLS of the operating system.
fn by_words(text: &str) -> TransportFault {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["expired", "not yet valid"]) {
        TransportFault::Expired
    } else if has(&[
        "hostname mismatch",
        "ip address mismatch",
        "name does not match",
    ]) {
        TransportFault::WrongName
    } else if has(&[
        "wrong version number",
        "packet length too long",
        "http request",
    ]) {
        TransportFault::NoTls
    } else if has(&[
        "certificate verify failed",
        "self-signed",
        "self signed",
        "untrusted",
        "not trusted",
    ]) {
        TransportFault::Untrusted
    } else if is_tls(text) {
        TransportFault::Tls
    } else if has(&["proxy"]) {
        TransportFault::ProxyUnsupported
    } else {
        TransportFault::Unknown
    }
}

fn is_tls(text: &str) -> bool {
    ["tls", "ssl", "handshake", "certificate"]
        .iter()
        .any(|word| text.contains(word))
}

/// The words of an error and of all behind it, in small letters.
fn text_of(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        text.push_str(&error.to_string().to_ascii_lowercase());
        text.push('\n');
        cause = behind(error);
    }
    text
}
