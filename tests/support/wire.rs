//! A test for each call of what goes over the wire.

/// One test for each call, named after it, and the list of their names, `TESTED`.
///
/// `call: request => expected;` sends the request with the function of that name. `Wire` is the API's own:
/// a client, and a server that keeps what it is sent.
#[macro_export]
macro_rules! wire_tests {
    ($($call:ident: $request:expr => $expected:expr;)+) => {
        pub(crate) const TESTED: &[&str] = &[$(stringify!($call)),+];
        $(
            #[tokio::test]
            async fn $call() {
                let wire = Wire::new();
                wire.client.$call($request).await.unwrap();
                assert_eq!(wire.sent(), $expected);
            }
        )+
    };
}
