//! What went wrong on the way.

use std::fmt;

/// What went wrong on the way: why a request was not sent, or why no complete answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportFault {
    /// The request cannot be written: its URL is longer than the HTTP library writes, or a part of it cannot
    /// stand in HTTP.
    Unwritable,
    /// No machine has the name of the host.
    NameNotFound,
    /// The name of the host could not be looked up for now.
    NameNotLookedUp,
    /// The machine takes no connections on this port.
    Refused,
    /// There is no way to the machine.
    Unreachable,
    /// The certificate is of an authority that is not trusted.
    Untrusted,
    /// The certificate is not valid today.
    Expired,
    /// The certificate is of another host.
    WrongName,
    /// The server speaks no TLS on this port.
    NoTls,
    /// TLS failed for another reason, such as the server's refusal.
    Tls,
    /// The proxy wants a user name and a password.
    ProxyNeedsLogin,
    /// The proxy cannot be reached, or does not lead to the host.
    Proxy,
    /// The proxy is of a kind that cannot be used.
    ProxyUnsupported,
    /// The head of the answer is larger than the HTTP library reads: too many headers, or too long ones.
    HeadTooLarge,
    /// What came is no answer of HTTP.
    NotHttp,
    /// The connection was closed before the answer was complete.
    Closed,
    /// None of the others.
    Unknown,
}

impl TransportFault {
    /// Whether it would be the same again.
    #[must_use]
    pub fn is_lasting(self) -> bool {
        match self {
            Self::Unwritable
            | Self::NameNotFound
            | Self::Untrusted
            | Self::Expired
            | Self::WrongName
            | Self::NoTls
            | Self::Tls
            | Self::ProxyNeedsLogin
            | Self::ProxyUnsupported
            | Self::HeadTooLarge => true,
            Self::NameNotLookedUp
            | Self::Refused
            | Self::Unreachable
            | Self::Proxy
            | Self::NotHttp
            | Self::Closed
            | Self::Unknown => false,
        }
    }

    /// What to do.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Unwritable => "send less, or send the parameters in the body",
            Self::NameNotFound => "check the base URL",
            Self::NameNotLookedUp => "check the network",
            Self::Refused => "check the base URL and whether the server runs",
            Self::Unreachable => "check the network and the base URL",
            Self::Untrusted => {
                "check what stands between, or add the authority with root_certificates"
            }
            Self::Expired => "check the clock of this machine, or tell whoever runs the server",
            Self::WrongName => "check the base URL",
            Self::NoTls => "check the scheme and the port of the base URL",
            Self::Tls => "check what the server wants, and what stands between",
            Self::ProxyNeedsLogin => "give the proxy's address with user name and password",
            Self::Proxy => "check the proxy and what it allows",
            Self::ProxyUnsupported => "use an HTTP proxy, or set another one with http_setup",
            Self::HeadTooLarge => "check what stands between, or raise its limit with http_setup",
            Self::NotHttp => "check the base URL and what stands between",
            Self::Closed | Self::Unknown => "check the network",
        }
    }
}

/// What it is, without what to do.
impl fmt::Display for TransportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unwritable => "the request cannot be written, such as a URL that is too long",
            Self::NameNotFound => "the host's name was not found",
            Self::NameNotLookedUp => "the host's name could not be looked up",
            Self::Refused => "the connection was refused",
            Self::Unreachable => "the host cannot be reached",
            Self::Untrusted => "TLS: the server's certificate is not trusted",
            Self::Expired => "TLS: the server's certificate is not valid today",
            Self::WrongName => "TLS: the server's certificate is for another host",
            Self::NoTls => "the server does not speak TLS there",
            Self::Tls => "TLS could not be agreed on with the server",
            Self::ProxyNeedsLogin => "the proxy wants a user name and a password (407)",
            Self::Proxy => "the proxy cannot be reached, or did not connect to the host",
            Self::ProxyUnsupported => "the proxy is of a kind that is not supported",
            Self::HeadTooLarge => "the answer has more or longer headers than can be read",
            Self::NotHttp => "what came is no HTTP",
            Self::Closed => "the connection was closed",
            Self::Unknown => "the connection failed",
        })
    }
}
