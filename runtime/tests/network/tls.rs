//! Whom a client trusts, shown with a server that has a certificate of an authority of its own.

use std::sync::Arc;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, Credentials, Error, Method, NoRecord, RawCall,
    Reply, RetryPolicy,
};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::vault::{OPEN, credentials};

/// An authority, and its certificate.
pub(crate) fn authority() -> (CertifiedIssuer<'static, KeyPair>, String) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let pem = authority.pem();
    (authority, pem)
}

/// A server with a certificate for this name. Gives its port and the certificate of its authority.
async fn server(name: &str) -> (u16, String) {
    serve(name, None).await
}

/// A server with a certificate for this name, from the first of these years to the second. Gives its port
/// and the certificate of its authority.
pub(crate) async fn serve(name: &str, years: Option<(i32, i32)>) -> (u16, String) {
    let (authority, pem) = authority();
    let key = KeyPair::generate().unwrap();
    let mut certificate = CertificateParams::new(vec![name.to_owned()]).unwrap();
    if let Some((from, to)) = years {
        certificate.not_before = date_time_ymd(from, 1, 1);
        certificate.not_after = date_time_ymd(to, 1, 1);
    }
    let certificate = certificate.signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            // A client that does not trust it goes away here.
            if let Ok(connection) = acceptor.accept(connection).await {
                answer(connection).await;
            }
        }
    });
    (port, pem)
}

async fn open(port: u16, config: Config) -> Result<Reply<NoRecord>, Error> {
    let config = config
        .base_url(format!("https://localhost:{port}/"))
        .retry(RetryPolicy::never());
    Client::new(credentials(), config)?
        .send(RawCall::new(&OPEN))
        .await
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_when_its_certificate_is_given() {
    let (port, authority) = server("localhost").await;
    let reply = open(port, Config::new().root_certificates(authority)).await;
    assert_eq!(reply.unwrap().records().len(), 1);
}

#[tokio::test]
async fn a_base_url_without_tls_takes_nothing_from_that_with_it() {
    const WINDOW: &str = "https://window.example/";
    static HOUSE: ApiDescriptor = ApiDescriptor {
        other_base_urls: &[WINDOW],
        ..ApiDescriptor::PLAIN
    };
    static DOOR: CallDescriptor = CallDescriptor::raw(&HOUSE, Method::Get, "door");
    static LOOK: CallDescriptor = CallDescriptor {
        base_url: Some(WINDOW),
        ..CallDescriptor::raw(&HOUSE, Method::Get, "look")
    };
    let (port, authority) = server("localhost").await;
    let (secure, plain) = (format!("https://localhost:{port}/"), answering().await);
    for (usual, window) in [(&secure, &plain), (&plain, &secure)] {
        let config = Config::new()
            .base_url(usual)
            .base_url_of(WINDOW, window)
            .root_certificates(authority.clone());
        let client = Client::new(Credentials::new(&HOUSE), config).unwrap();
        client.send(RawCall::new(&DOOR)).await.unwrap();
        client.send(RawCall::new(&LOOK)).await.unwrap();
    }
}

/// The address of a server without TLS.
async fn answering() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            answer(connection).await;
        }
    });
    format!("http://{address}/")
}

async fn answer(mut connection: impl AsyncRead + AsyncWrite + Unpin) {
    let mut request = [0; 4096];
    let _ = connection.read(&mut request).await;
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n[{\"gold\":\"1\"}]";
    let _ = connection.write_all(answer.as_bytes()).await;
}

#[tokio::test]
async fn an_unknown_authority_is_not_trusted_and_nothing_leaves() {
    let (port, _) = server("localhost").await;
    let (_, another) = server("localhost").await;
    let error = open(port, Config::new().root_certificates(another)).await;
    let error = error.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!error.may_have_acted(), "{error:?}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_not_taken() {
    let (port, authority) = server("elsewhere.example").await;
    let error = open(port, Config::new().root_certificates(authority)).await;
    assert!(error.unwrap_err().is_connect());
}

#[test]
fn root_certificates_that_cannot_be_read_are_told_when_the_client_is_made() {
    let unreadable = "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n";
    for pem in ["", "no certificate", unreadable] {
        let config = Config::new().root_certificates(pem);
        let error = Client::new(credentials(), config).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the root certificates cannot be read: give certificates in PEM form"
        );
    }
}
