//! The generator and the runtime serve any API: no vendor's name occurs in their folders, neither in code
//! nor in tests, documents, manifests or names of files. What they need as an example is made up.
//!
//! The names of specs are looked for as whole words, so that an API may be called what is only a part of
//! a word there; what can mean nothing but a vendor is found within words too.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

// What `new-api` refuses names by: an API that it lets in must not fail here.
use xtask::{LICENCES, NEUTRAL, Wanted};

/// Where no vendor may be named, tests and manifests included.
const WITHOUT_VENDORS: [&str; 2] = ["codegen", "runtime"];

/// Vendors, their other names, and the names of what only they have, in small letters.
const VENDORS: [&str; 8] = [
    "clienttether",
    "trackops",
    "viewcases",
    "clienttrack",
    "eccovia",
    "caseworthy",
    "thumbtack",
    "crql",
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// The names of all APIs that have a spec, in small letters.
fn names(root: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for file in files(&root.join("spec"))? {
        let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
        names.extend(
            text.lines()
                .filter_map(|line| line.strip_prefix("api:"))
                .map(|name| name.trim().trim_matches(['"', '\'']).to_ascii_lowercase()),
        );
    }
    Ok(names)
}

/// What is looked for in one line, or in the path of a file: these names as whole words, and these words
/// wherever they stand, whatever the capitals.
struct Search {
    names: Vec<(String, Wanted)>,
    vendors: &'static [&'static str],
}

impl Search {
    fn new(names: BTreeSet<String>, vendors: &'static [&'static str]) -> Self {
        let names = names.into_iter().map(|name| {
            let wanted = Wanted::new(&name);
            (name, wanted)
        });
        Self {
            names: names.collect(),
            vendors,
        }
    }

    fn found_in(&self, text: &str) -> Option<&str> {
        let name = self.names.iter().find(|(_, wanted)| wanted.is_in(text));
        let lower = text.to_lowercase();
        let vendor = || self.vendors.iter().find(|vendor| lower.contains(**vendor));
        name.map(|(name, _)| name.as_str())
            .or_else(|| vendor().copied())
    }

    /// Where something is found in the files below a folder, or in the names of these files.
    fn occurrences(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        for file in files(folder)? {
            if LICENCES.iter().any(|licence| file.ends_with(licence)) {
                continue;
            }
            let inner = file.strip_prefix(folder).unwrap_or(&file);
            if let Some(name) = self.found_in(&inner.to_string_lossy()) {
                found.push(format!("{}: its path has `{name}`", file.display()));
            }
            let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
            for (number, line) in text.lines().enumerate() {
                if let Some(name) = self.found_in(line) {
                    found.push(format!("{}:{}: `{name}`", file.display(), number + 1));
                }
            }
        }
        Ok(found)
    }
}

#[test]
fn no_vendor_is_named_where_any_api_is_served() -> io::Result<()> {
    let names = Search::new(names(&workspace())?, &[]);
    let vendors = Search::new(BTreeSet::new(), &VENDORS);
    let names = NEUTRAL.map(|folder| (folder, &names));
    let vendors = WITHOUT_VENDORS.map(|folder| (folder, &vendors));
    for (folder, search) in names.into_iter().chain(vendors) {
        let folder = workspace().join(folder);
        assert!(files(&folder)?.len() > 20, "{}", folder.display());
        let found = search.occurrences(&folder)?;
        assert!(
            found.is_empty(),
            "what is for one API only belongs into its spec or its crate, and examples are made up:\n{}",
            found.join("\n")
        );
    }
    Ok(())
}

#[test]
fn every_spec_gives_its_name() -> io::Result<()> {
    let names = names(&workspace())?;
    for entry in fs::read_dir(workspace().join("spec"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let folder = entry.file_name().to_string_lossy().into_owned();
            assert!(names.contains(&folder), "{folder} is not among {names:?}");
        }
    }
    assert!(names.contains("clienttether"), "{names:?}");
    Ok(())
}

/// A search that cannot find anything would pass for ever.
#[test]
fn a_planted_name_is_found_wherever_it_stands() -> io::Result<()> {
    for (path, text, place) in [
        (
            "src/lib.rs",
            "//! One.\n//! For Garden-Shop only.\n",
            "src/lib.rs:2",
        ),
        ("Cargo.toml", "name = \"GARDEN_SHOP\"\n", "Cargo.toml:1"),
        (
            "tests/deep/down/notes.md",
            "a\n\nhttps://api.garden-shop.example.com/",
            "notes.md:3",
        ),
        ("a.rs", "fn for_garden_shop_only() {}", "a.rs:1"),
        ("a.rs", "use garden_shop_generated::Client;", "a.rs:1"),
        ("a.rs", "struct GardenShop;", "a.rs:1"),
        ("a.rs", "struct MyGardenShopClient2;", "a.rs:1"),
        ("a.rs", "let gardenShop = 1;", "a.rs:1"),
        ("a.rs", "struct HTTPGardenShop;", "a.rs:1"),
        ("a.rs", "let gardenshop = \"GARDENSHOP\";", "a.rs:1"),
        ("a.rs", "const GARDEN_SHOP_API_KEY: u8 = 1;", "a.rs:1"),
        ("a.rs", "//! from `spec/garden-shop`", "a.rs:1"),
        // A vendor's other name, also in the midst of a word.
        ("a.rs", "struct Plantopiax;", "a.rs:1"),
        ("src/garden_shop.rs", "", "garden_shop.rs: its path"),
        ("Garden-Shop/empty", "", "empty: its path"),
        ("odd.bin", "\u{0}garden-shop", "odd.bin:1"),
    ] {
        let (root, search) = garden_shop()?;
        let folder = root.path().join("codegen");
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        fs::write(&file, text)?;
        let found = search.occurrences(&folder)?;
        assert_eq!(found.len(), 1, "{path}, {text}: {found:?}");
        assert!(found[0].contains(place), "{path}, {text}: {found:?}");
        fs::remove_file(&file)?;
        assert_eq!(search.occurrences(&folder)?, Vec::<String>::new());
    }
    Ok(())
}

/// Otherwise a vendor with a short name could never be added.
#[test]
fn a_name_that_is_only_a_part_of_words_is_not_found() -> io::Result<()> {
    let (root, search) = garden_shop()?;
    let folder = root.path().join("codegen");
    for text in [
        "//! A garden and a shop.",
        "//! garden, shop",
        "let a = garden.shop;",
        "struct GardenShopping;",
        "let gardenshops = 1;",
        "mod mygarden_shop;",
    ] {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("clean.rs"), text)?;
        assert_eq!(search.occurrences(&folder)?, Vec::<String>::new(), "{text}");
    }
    for (name, text) in [("order", "reorders(border)"), ("box", "inbox: Boxed")] {
        assert!(!Wanted::new(name).is_in(text), "{name}");
        assert!(Wanted::new(name).is_in(&format!("{name}-{text}")), "{name}");
    }
    Ok(())
}

/// A workspace with the spec of a shop, and what is looked for because of it.
fn garden_shop() -> io::Result<(tempfile::TempDir, Search)> {
    let root = tempfile::tempdir()?;
    fs::create_dir_all(root.path().join("spec/shop"))?;
    let api = root.path().join("spec/shop/api.yaml");
    fs::write(api, "# First.\napi: 'Garden-Shop'\ntitle: Shop\n")?;
    let search = Search::new(names(root.path())?, &["plantopia"]);
    Ok((root, search))
}
