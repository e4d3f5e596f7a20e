//! `foreign_client API`: a walk along the calls of an API, by the client that progenitor makes of its document.

use std::error::Error;

mod clienttether;
mod clienttrack;
mod trackops;
mod walk;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let api = std::env::args().nth(1).unwrap_or_default();
    let walk = match api.as_str() {
        "clienttether" => clienttether::walk().await?,
        "trackops" => trackops::walk().await?,
        "clienttrack" => clienttrack::walk().await?,
        _ => return Err(format!("there is no walk along `{api}`").into()),
    };
    println!("a walk of {} steps", walk.passed());
    Ok(())
}
