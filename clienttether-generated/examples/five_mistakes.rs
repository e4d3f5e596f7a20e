//! A call with five mistakes, and what comes back before anything leaves this machine.
//!
//! ```text
//! cargo run -p clienttether-generated --example five_mistakes
//! ```

use std::error::Error;

use clienttether_generated::runtime;
use clienttether_generated::{Client, CreateClient, Credentials};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // There is no server at this address: a call that is sent fails with "no connection".
    let nowhere = runtime::Config::new()
        .base_url("http://127.0.0.1:9/")
        .retry(runtime::RetryPolicy::never());
    let client = Client::with_config(Credentials::new("access token", "web key"), nowhere)?;

    let call = CreateClient::new("Jo", "Sample")
        .phone("(303) 555-0147") // ten digits only
        .email("jo@example") // not a whole address
        .state("Colorado") // the two letters only
        .zip("8020") // a digit is missing
        .created("2023-02-29"); // 2023 was no leap year

    match client.create_client(call).await {
        Err(error) => match error.violations() {
            Some(violations) => {
                println!("{} was not sent:", violations.call());
                for violation in violations {
                    println!("- {violation}");
                }
            }
            None => println!("sent, and failed: {error}"),
        },
        Ok(_) => println!("sent, and taken"),
    }

    // The same call without mistakes gets as far as the network.
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .email("jo@example.com")
        .state("CO")
        .zip("80202")
        .created("2024-02-29");
    match client.create_client(call).await {
        Err(error) if error.is_connect() => println!("Without mistakes: {error}"),
        Err(other) => return Err(other.into()),
        Ok(_) => println!("somebody listens on port 9"),
    }
    Ok(())
}
