//! The command, as a maintainer calls it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use prose_codegen::source::Sources;
use tempfile::TempDir;

const SPEC: &str = "\
api: garden
title: Garden API
base_url: https://example.com/
revisions:
  \"2025\": { doc: The first. }
  \"2026\": { doc: The second. }
";

const TABLE: &str = "\
table: plant
title: Plant Parameters
keys:
  plant_id: { limit: id, doc: Number of the plant. }
  plant_name: { limit: text, doc: Name of the plant. }
  planted_on: { limit: { date: YYYY-MM-DD }, doc: Day on which it was planted. }
  light: { limit: { one_of: [sun, shade] }, doc: What it needs. }
";

const PAGE: &str = "\
Plant Parameters

These are the plants of all gardens.

KeyDescriptionLimits
plant_idNumber that we give.Int
plant_nameWhat it is called.String
planted_onThe day.YYYY-MM-DD
lightWhat it needs.[sun, shade]
";

struct Garden(TempDir);

impl Garden {
    fn new() -> Self {
        let garden = Self(tempfile::tempdir().unwrap());
        let spec = garden.path().join("spec/garden");
        fs::create_dir_all(&spec).unwrap();
        fs::write(spec.join("api.yaml"), SPEC).unwrap();
        fs::write(spec.join("plant.yaml"), TABLE).unwrap();
        garden
    }

    fn reviewed() -> Self {
        let garden = Self::new();
        let run = garden.drift(PAGE, &["--page", "docs", "--accept-all"]);
        assert_eq!(code(&run), 0, "{run:?}");
        garden
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn lock(&self) -> String {
        fs::read_to_string(self.path().join("spec/garden/docs.page.lock")).unwrap()
    }

    fn drift(&self, page: &str, words: &[&str]) -> Output {
        let path = self.path().join("page.txt");
        fs::write(&path, page).unwrap();
        self.run(&[&["garden", path.to_str().unwrap()], words].concat())
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_prose-drift"));
        command
            .arg("--root")
            .arg(self.path())
            .args(words)
            .output()
            .unwrap()
    }
}

fn code(run: &Output) -> i32 {
    run.status.code().unwrap()
}

fn out(run: &Output) -> String {
    String::from_utf8(run.stdout.clone()).unwrap()
}

fn told(run: &Output) -> String {
    String::from_utf8(run.stderr.clone()).unwrap()
}

#[test]
fn a_page_as_it_was_reviewed_says_nothing() {
    let garden = Garden::reviewed();
    let run = garden.drift(PAGE, &[]);
    assert_eq!((code(&run), out(&run)), (0, String::new()), "{run:?}");
    assert!(
        told(&run).contains("4 of 4 rows found, nothing has changed"),
        "{run:?}"
    );
}

#[test]
fn a_lock_is_no_file_of_the_spec() {
    let garden = Garden::reviewed();
    let sources = Sources::load(&garden.path().join("spec/garden")).unwrap();
    assert_eq!(sources.files().len(), 2);
    assert!(prose_codegen::compile(&sources).model.is_some());
}

#[test]
fn a_change_is_told_with_its_places_until_it_is_accepted() {
    let garden = Garden::reviewed();
    let changed = PAGE
        .replace("[sun, shade]", "[sun, shade, cellar]")
        .replace("What it is called.", "Its Latin name.");
    let run = garden.drift(&changed, &[]);
    let text = out(&run);
    assert_eq!(code(&run), 1);
    for wanted in [
        "reworded: plant.plant_name: the row has other words\n  --> spec/garden/plant.yaml:5\n",
        "limit: plant.light: its limit now reads as another rule\n  --> spec/garden/plant.yaml:7\n",
        "page.txt:9\n   + What it needs. [sun, shade, cellar]\n   = the page now says { one_of: [\"sun\", \"shade\", \"cellar\"] }, the spec has light\n",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let before = garden.lock();
    let run = garden.drift(&changed, &["--accept", "plant.plant_name"]);
    assert_eq!(code(&run), 1, "{run:?}");
    let after = garden.lock();
    let differing = before
        .lines()
        .zip(after.lines())
        .filter(|(old, new)| old != new)
        .count();
    assert_eq!(differing, 1, "{after}");
    let run = garden.drift(&changed, &["--accept", "light"]);
    assert_eq!(code(&run), 0, "{run:?}");
    assert_eq!(code(&garden.drift(&changed, &[])), 0);
}

#[test]
fn rows_that_come_go_move_and_are_renamed_can_be_accepted() {
    for changed in [
        PAGE.replace("planted_onThe day.YYYY-MM-DD\n", ""),
        PAGE.replace("lightWhat", "soil_typeWhat it stands in.String\nlightWhat"),
        PAGE.replace("plant_nameWhat", "plant_labelWhat"),
        PAGE.replace("plant_idNumber that we give.Int\n", "")
            .replace("lightWhat", "plant_idNumber that we give.Int\nlightWhat"),
        PAGE.replace(
            "These are the plants of all gardens.",
            "These are the plants of one garden.",
        ),
    ] {
        let garden = Garden::reviewed();
        let run = garden.drift(&changed, &["--format", "json"]);
        assert_eq!(code(&run), 1, "{changed}");
        let mut names = Vec::new();
        for line in out(&run).lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            if let Some(key) = line["key"].as_str() {
                names.extend(["--accept".to_owned(), key.to_owned()]);
            }
        }
        assert!(!names.is_empty());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let run = garden.drift(&changed, &names);
        assert_eq!(code(&run), 0, "{changed}\n{run:?}");
        let rows = garden
            .lock()
            .lines()
            .filter(|line| line.starts_with("plant\t"))
            .count();
        assert!(
            told(&run).contains(&format!("{rows} of {rows} rows found, nothing")),
            "{run:?}"
        );
        let whole = Garden::new();
        assert_eq!(
            code(&whole.drift(&changed, &["--page", "docs", "--accept-all"])),
            0
        );
        assert_eq!(garden.lock(), whole.lock(), "{changed}");
    }
}

#[test]
fn what_nobody_can_accept_leaves_the_lock_alone() {
    let garden = Garden::reviewed();
    let before = garden.lock();
    let run = garden.drift(
        &PAGE.replace("The day.", "A day."),
        &["--accept", "planted_on", "--accept", "nothing"],
    );
    assert_eq!(code(&run), 2);
    assert!(
        told(&run).contains("nothing called `nothing` has changed, and nothing was written"),
        "{run:?}"
    );
    assert_eq!(garden.lock(), before);
}

#[test]
fn of_reviews_at_once_none_is_lost() {
    let garden = Garden::reviewed();
    let changed = PAGE
        .replace("Number that we give.", "Number.")
        .replace("What it is called.", "Its name.")
        .replace("The day.", "A day.");
    let page = garden.path().join("page.txt");
    fs::write(&page, &changed).unwrap();
    let before = garden.lock();
    let keys = ["plant_id", "plant_name", "planted_on"];
    let accept = |key: &str| garden.run(&["garden", page.to_str().unwrap(), "--accept", key]);
    let runs: Vec<Output> = std::thread::scope(|scope| {
        let running = keys.map(|key| scope.spawn(move || accept(key)));
        running.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let written = runs.iter().filter(|run| code(run) != 2).count();
    let (before, after) = (before.lines().map(str::to_owned), garden.lock());
    let differing = before.zip(after.lines()).filter(|(old, new)| old != new);
    assert_eq!(differing.count(), written, "{runs:?}");
    assert!(written > 0, "{runs:?}");
    let beside = garden.path().join("spec/garden/.docs.page.lock.new");
    fs::write(&beside, "").unwrap();
    let run = garden.drift(PAGE, &["--page", "docs", "--accept-all"]);
    assert_eq!(code(&run), 2);
    assert!(
        told(&run).contains("another drift is writing it"),
        "{run:?}"
    );
    assert_eq!(garden.lock(), after);
}

#[test]
fn a_page_of_another_shape_is_unreadable() {
    let garden = Garden::reviewed();
    let shapeless = PAGE.replace("KeyDescriptionLimits", "");
    let run = garden.drift(&shapeless, &[]);
    assert_eq!((code(&run), out(&run)), (2, String::new()));
    assert!(
        told(&run)
            .contains("has changed its shape: 0 of 4 rows found, 4 begin a line that is no row"),
        "{run:?}"
    );
    for (page, why) in [
        ("", "there is no text on it"),
        ("{", "cannot be read as such"),
    ] {
        let run = garden.drift(page, &[]);
        assert_eq!(code(&run), 2);
        assert!(told(&run).contains(why), "{run:?}");
    }
    let run = garden.run(&["garden", "nowhere.html"]);
    assert_eq!(code(&run), 2);
    assert!(told(&run).contains("cannot read nowhere.html"), "{run:?}");
}

#[test]
fn without_a_review_there_is_nothing_to_compare_with() {
    let garden = Garden::new();
    let run = garden.drift(PAGE, &[]);
    assert_eq!(code(&run), 2);
    assert!(
        told(&run).contains("`--page NAME --accept-all` makes NAME.page.lock"),
        "{run:?}"
    );
    fs::write(
        garden.path().join("spec/garden/docs.page.lock"),
        "extractor 0\n",
    )
    .unwrap();
    let run = garden.drift(PAGE, &[]);
    assert_eq!(code(&run), 2);
    assert!(told(&run).contains("it was made by extractor 0"), "{run:?}");
}

#[test]
fn the_lock_of_a_page_is_found_by_what_is_on_the_page() {
    let garden = Garden::reviewed();
    let other = "Sheds\n\nKeyDescriptionLimits\nAny name at all.There is a limit of words.String\n";
    let run = garden.drift(other, &["--page", "sheds", "--accept-all"]);
    assert_eq!(code(&run), 0, "{run:?}");
    for (page, lock) in [(PAGE, "docs.page.lock"), (other, "sheds.page.lock")] {
        let run = garden.drift(page, &[]);
        assert_eq!(code(&run), 0, "{run:?}");
        assert!(told(&run).contains(lock), "{run:?}");
    }
}

#[test]
fn the_page_as_it_was_shows_what_it_said() {
    let garden = Garden::reviewed();
    let old = garden.path().join("old.txt");
    fs::write(&old, PAGE).unwrap();
    let run = garden.drift(
        &PAGE.replace("The day.", "A day."),
        &["--old", old.to_str().unwrap()],
    );
    assert!(
        out(&run).contains("   - The day. YYYY-MM-DD\n   + A day. YYYY-MM-DD\n"),
        "{run:?}"
    );
}

#[test]
fn sarif_points_at_the_spec_and_at_the_page() {
    let garden = Garden::reviewed();
    let run = garden.drift(
        &PAGE.replace("[sun, shade]", "[sun]"),
        &["--format", "sarif"],
    );
    let sarif: serde_json::Value = serde_json::from_str(&out(&run)).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "limit");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "spec/garden/plant.yaml");
    assert_eq!(place["region"]["startLine"], 7);
    assert_eq!(
        result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"],
        9
    );
}

#[test]
fn a_patch_has_lines_that_the_spec_takes() {
    let garden = Garden::reviewed();
    let changed = PAGE
        .replace("[sun, shade]", "[sun, shade, cellar]")
        .replace("lightWhat", "soil_typeWhat it stands in.String\nlightWhat");
    let run = garden.drift(&changed, &["--patch"]);
    let patch = out(&run);
    assert!(
        patch.contains(
            "# spec/garden/plant.yaml, where the page has it\n  soil_type:\n    limit: text\n"
        ),
        "{patch}"
    );
    let lines: Vec<&str> = patch
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mended = lines
        .join("\n")
        .replace("NEW-REVISION", "2026")
        .replace("WHAT-IT-MEANS", "What it stands in.");
    let mended = mended.replace("OLD-REVISION", "2025");
    let mended = mended.replace("  light:\n", "  light:\n    doc: What it needs.\n");
    let kept: String = TABLE
        .lines()
        .filter(|line| !line.contains("light:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let spec = garden.path().join("spec/garden");
    fs::write(spec.join("plant.yaml"), format!("{kept}{mended}\n")).unwrap();
    let compiled = prose_codegen::compile(&Sources::load(&spec).unwrap());
    assert!(compiled.model.is_some(), "{:?}", compiled.diagnostics);
}
