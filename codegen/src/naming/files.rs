//! Names of files and folders, which must be the same on every system.

use super::snake;

/// What Windows keeps for devices: no file or folder there can be called so, whatever its capitals and
/// whatever comes after a full stop.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// More of them, when one digit from 1 to 9 follows.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Longest name of a file, without the ending that the generator gives it. Systems take up to 255 bytes,
/// and some of them little more for all of a path.
const LONGEST_FILE_NAME: usize = 100;

/// Whether Windows keeps a name for a device: `con`, `Aux.yaml`, `com1`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let is_numbered = || {
        let number = NUMBERED_DEVICES
            .iter()
            .find_map(|device| stem.strip_prefix(device));
        number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || is_numbered()
}

/// Why some systems have no file or folder of a name, as advice: for names of letters, digits and signs
/// that all of them have.
pub fn unfit_for_files(name: &str) -> Option<String> {
    if name.len() > LONGEST_FILE_NAME {
        return Some(format!(
            "use {LONGEST_FILE_NAME} characters at most: not every system has files with longer names"
        ));
    }
    is_device(name).then(|| "Windows keeps it for a device: choose another name".to_owned())
}

/// Whether a name can be a file name and a module name everywhere.
pub fn is_plain_name(name: &str) -> bool {
    is_plain(name) && unfit_for_files(name).is_none() && unfit_for_files(&snake(name)).is_none()
}

/// Whether a name is of small letters, digits, `_` and `-`, with a letter first.
pub fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter)
        })
}

/// Whether a file or folder of a spec can be called so everywhere.
pub fn is_file_name(name: &str) -> bool {
    is_spelled_for_files(name) && unfit_for_files(name).is_none()
}

/// Whether all signs of a name can stand in that of a file everywhere.
pub fn is_spelled_for_files(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
}

/// Whether a path names something below the folder that it begins at, and only that, on every system.
pub fn is_place(path: &str) -> bool {
    let is_odd = |letter: char| matches!(letter, '\\' | ':') || letter.is_control();
    // Windows leaves out dots and spaces at the end.
    let is_plain = |part: &str| !part.is_empty() && !part.ends_with(['.', ' ']);
    !path.contains(is_odd) && path.split('/').all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_and_long_names_are_no_names_of_files() {
        for name in ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"] {
            assert!(!is_plain_name(name), "{name}");
            for file in [
                name.to_owned(),
                name.to_uppercase(),
                format!("{name}.yaml"),
                format!("{name}.old.yaml"),
            ] {
                assert!(is_device(&file), "{file}");
                assert!(!is_file_name(&file), "{file}");
            }
        }
        // Their modules would be `con` and `aux`.
        assert!(!is_plain_name("con-") && !is_plain_name("aux_"));
        for name in [
            "cons", "com", "com0", "com10", "lpt", "null", "a-con", "con-a",
        ] {
            assert!(is_plain_name(name), "{name}");
            assert!(is_file_name(&format!("{name}.yaml")), "{name}");
        }
        assert!(is_plain_name(&"o".repeat(100)) && is_file_name(&"o".repeat(100)));
        assert!(!is_plain_name(&"o".repeat(101)) && !is_file_name(&"o".repeat(101)));
    }
}
