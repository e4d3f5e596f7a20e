//! What `new-api` makes, and what it refuses.

use std::fs;
use std::path::Path;

use crate::workspace::{API, Run, Workspace, real};

const MADE: [&str; 11] = [
    "spec/garden-shop/api.yaml",
    "spec/garden-shop/limits.yaml",
    "spec/garden-shop/tables/item.yaml",
    "spec/garden-shop/records/item.yaml",
    "spec/garden-shop/calls/create.yaml",
    "spec/garden-shop/calls/read.yaml",
    "garden-shop-generated/Cargo.toml",
    "garden-shop-generated/LICENSE-APACHE",
    "garden-shop-generated/LICENSE-MIT",
    "garden-shop-generated/README.md",
    "garden-shop-generated/src/lib.rs",
];

/// A workspace without an API.
fn bare() -> Workspace {
    let workspace = Workspace::empty();
    fs::create_dir(workspace.path("spec")).unwrap_or_else(|error| unreachable!("{error}"));
    workspace
}

/// Every name in the workspace, folders too.
fn everything(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().display().to_string());
        found.extend(everything(&entry.path()));
    }
    found.sort();
    found
}

/// Runs `new-api`, which must fail with one line that says this, and leave everything as it was.
fn refuses(workspace: &Workspace, name: &str, says: &str) {
    let before = (workspace.files(""), everything(&workspace.path("")));
    let run: Run = workspace.run(&["new-api", name]);
    assert_eq!(run.code, Some(1), "{name}: {run:?}");
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: "), "{name}: {run:?}");
    assert!(run.stderr.contains(says), "{name}: {run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{name}: {run:?}");
    let after = (workspace.files(""), everything(&workspace.path("")));
    assert_eq!(after, before, "{name}");
}

#[test]
fn what_it_makes_generates_compiles_and_documents_as_it_stands() {
    let workspace = Workspace::with_cargo("new-api");
    workspace.write("spec/README.md", "The dialect.\n");
    let run = workspace.run(&["new-api", "garden-shop"]).succeeds();
    let mut lines = run.stdout.lines();
    for path in MADE {
        assert_eq!(lines.next(), Some(format!("new      {path}").as_str()));
        let text = fs::read_to_string(workspace.path(path)).unwrap_or_default();
        assert!(!text.is_empty() && !text.contains("{{"), "{path}: {text}");
    }
    let next = lines.next().unwrap_or_default();
    assert!(next.ends_with("then run `cargo xtask generate`"), "{next}");
    assert_eq!(lines.next(), None);

    let run = workspace.run(&["generate"]).succeeds();
    assert_eq!(run.stderr, "", "no warning");
    workspace.run(&["generate", "--check"]).succeeds();
    for path in MADE.iter().filter(|path| path.ends_with(".yaml")) {
        let text = fs::read_to_string(workspace.path(path)).unwrap_or_default();
        let first = text.lines().next().unwrap_or_default();
        let schema = first.strip_prefix("# yaml-language-server: $schema=");
        let schema = workspace
            .path(path)
            .with_file_name(schema.unwrap_or_default());
        assert!(schema.is_file(), "{path}: {first}");
    }

    // Only the runtime stands elsewhere.
    let manifest = "garden-shop-generated/Cargo.toml";
    let text = fs::read_to_string(workspace.path(manifest)).unwrap_or_default();
    let runtime = format!("{:?}", real("runtime"));
    assert!(text.contains("\"../runtime\""), "{text}");
    workspace.write(manifest, text.replace("\"../runtime\"", &runtime));
    workspace.cargo(&["clippy", "--", "-D", "warnings"]);
    workspace.cargo(&["test", "--doc"]);
}

#[test]
fn its_crate_has_the_features_of_the_first() {
    let workspace = bare();
    workspace.run(&["new-api", "orders"]).succeeds();
    let own = workspace.path("orders-generated/Cargo.toml");
    let features = |path: &Path| -> Vec<String> {
        let text = fs::read_to_string(path).unwrap_or_default();
        let (_, text) = text.split_once("[features]\n").unwrap_or_default();
        let (text, _) = text.split_once("\n\n").unwrap_or((text, ""));
        text.lines().map(str::to_owned).collect()
    };
    let first = features(&real("clienttether-generated/Cargo.toml"));
    assert!(first.len() > 5, "{first:?}");
    assert_eq!(features(&own), first);
}

#[test]
fn the_workspace_takes_in_every_generated_crate() {
    let manifest = fs::read_to_string(real("Cargo.toml")).unwrap_or_default();
    for list in ["members = [", "default-members = ["] {
        let line = manifest.lines().find(|line| line.starts_with(list));
        assert!(
            line.is_some_and(|line| line.contains("\"*-generated\"")),
            "{line:?}"
        );
    }
}

#[test]
fn underscores_stay_in_the_name_and_leave_the_crate() {
    let workspace = bare();
    workspace.run(&["new-api", "garden_shop_api"]).succeeds();
    let read = |path: &str| fs::read_to_string(workspace.path(path)).unwrap_or_default();
    let api = read("spec/garden_shop_api/api.yaml");
    for line in [
        "api: garden_shop_api",
        "title: Garden Shop API",
        "crate: garden-shop-api-generated",
        "    env: GARDEN_SHOP_API_API_KEY",
    ] {
        assert!(api.lines().any(|found| found == line), "{line}: {api}");
    }
    let library = read("garden-shop-api-generated/src/lib.rs");
    assert!(library.contains("use garden_shop_api_generated::{"));
    workspace.run(&["generate"]).succeeds();
}

#[test]
fn a_second_time_it_refuses_and_changes_nothing() {
    let workspace = bare();
    workspace.run(&["new-api", "garden-shop"]).succeeds();
    workspace.write("spec/garden-shop/api.yaml", API);
    refuses(
        &workspace,
        "garden-shop",
        "spec/garden-shop and garden-shop-generated are there already",
    );
    refuses(
        &workspace,
        "garden_shop",
        "garden-shop-generated is there already",
    );
}

#[test]
fn whatever_is_in_the_way_stays() {
    // A file, an empty folder, a folder of the staging: never overwritten, never half a scaffold.
    let workspace = bare();
    workspace.write("spec/orders", "in the way\n");
    refuses(&workspace, "orders", "spec/orders is there already");
    let workspace = bare();
    let folder = workspace.path("orders-generated");
    fs::create_dir(&folder).unwrap_or_else(|error| unreachable!("{error}"));
    refuses(&workspace, "orders", "orders-generated is there already");
    let workspace = bare();
    workspace.write(".new-api-orders/spec/api.yaml", "api: orders\n");
    refuses(&workspace, "orders", "delete it and try again");
    // Another spec for the same crate.
    let workspace = bare();
    workspace.write("spec/garden_shop/api.yaml", API);
    refuses(
        &workspace,
        "garden-shop",
        "spec/garden_shop would have the same crate",
    );
    let workspace = Workspace::empty();
    refuses(&workspace, "orders", "name it with --root");
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_nowhere_is_in_the_way_too() {
    let workspace = bare();
    let made = std::os::unix::fs::symlink("nowhere", workspace.path("spec/orders"));
    assert!(made.is_ok(), "{made:?}");
    refuses(&workspace, "orders", "spec/orders is there already");
}

#[test]
fn names_that_dialect_cargo_or_a_file_system_refuse_are_refused() {
    for (name, says) in [
        ("", "small letters"),
        ("Orders", "small letters"),
        ("1st", "with a letter first"),
        ("-orders", "with a letter first"),
        ("_orders", "with a letter first"),
        ("my orders", "small letters"),
        ("my.orders", "small letters"),
        ("orders\n", "small letters"),
        ("bücher", "small letters"),
        ("../orders", "small letters"),
        ("/orders", "small letters"),
        ("a\\b", "small letters"),
        ("..", "small letters"),
        ("orders-", "singly"),
        ("my--orders", "singly"),
        ("my-_orders", "singly"),
        ("generated", "leave `generated` out"),
        ("orders-generated", "leave `generated` out"),
        ("orders_generated", "leave `generated` out"),
        ("nul", "Windows"),
        ("com1", "Windows"),
        (&"o".repeat(41), "40 characters"),
    ] {
        // A name that begins with `-` is an option to the command line.
        let workspace = bare();
        if name.starts_with('-') {
            assert_eq!(workspace.run(&["new-api", name]).code, Some(2));
            assert_eq!(workspace.files("").len(), 0);
        } else {
            refuses(&workspace, name, says);
        }
    }
    for name in ["match", "con2", "com", "o2", &"o".repeat(40)] {
        bare().run(&["new-api", name]).succeeds();
    }
}

/// Otherwise `tests/any_api/neutral.rs` would fail from then on.
#[test]
fn a_name_that_the_neutral_folders_speak_of_is_refused() {
    for (path, text) in [
        ("codegen/src/lib.rs", "//! For orders-desk only.\n"),
        ("runtime/README.md", "ORDERS_DESK\n"),
    ] {
        let workspace = bare();
        workspace.write(path, text);
        refuses(&workspace, "orders-desk", path);
        workspace.run(&["new-api", "parcels"]).succeeds();
    }
    let workspace = bare();
    workspace.write("runtime/src/orders_desk.rs", "");
    refuses(&workspace, "orders-desk", "runtime/src/orders_desk.rs");
    // The generator's tests make up any word, and forbid none.
    let workspace = bare();
    workspace.write("codegen/tests/emit/fixtures/parcels.spec", "parcels\n");
    workspace.run(&["new-api", "parcels"]).succeeds();
}

#[test]
fn a_name_that_is_only_a_part_of_words_there_is_taken_and_a_word_may_have_more_behind_it() {
    let workspace = bare();
    workspace.write(
        "codegen/src/lib.rs",
        "//! Reorders the border of an inbox.\n",
    );
    workspace.run(&["new-api", "order"]).succeeds();
    workspace.run(&["new-api", "box"]).succeeds();
    let workspace = bare();
    workspace.write("codegen/src/lib.rs", "fn order_of() -> BoxOf {}\n");
    refuses(&workspace, "order", "such as `order-api`");
    refuses(&workspace, "box", "such as `box-api`");
    workspace.run(&["new-api", "order-api"]).succeeds();
    workspace.run(&["new-api", "box-api"]).succeeds();
}
