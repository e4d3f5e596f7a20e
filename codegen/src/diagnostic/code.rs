//! The stable codes of diagnostics, and their long explanations.

macro_rules! codes {
    ($($variant:ident $code:literal $title:literal $explain:literal)*) => {
        /// What kind of thing a diagnostic tells. A code keeps its number for ever.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as printed, such as `E0010`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The kind of thing, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// The long form: what it means, and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explain,)* }
            }
        }
    };
}

codes! {
    UnreadableFile "E0001" "a spec file cannot be read"
        "A spec file is text in UTF-8, and its name ends in `.yaml`. This one is not, or this user may not read it. Where a byte broke it, the message says which; an editor that saves as UTF-8 mends it."
    InvalidYaml "E0002" "a file is not valid YAML"
        "The file breaks the rules of YAML, so nothing in it could be read. Most often: a text in `{ … }` holds a comma, a colon followed by a space, or a bracket, and needs quotes; or a line is indented by one space too few, or with a tab. Other files of the spec are checked all the same."
    TooDeep "E0003" "nesting is too deep"
        "A spec needs about ten levels. More of them come from brackets that are never closed, or from a file that is not a spec."
    Anchor "E0004" "anchors, aliases and merge keys are not part of the dialect"
        "YAML's `&name`, `*name` and `<<` hide where a thing is said, and let a small file stand for a huge one. In a spec, named limits and tables are the way to say a thing once."
    EmptyFile "E0005" "a file holds nothing"
        "Every spec file says one thing, told by its first key: `api:`, `limits:`, `table:`, `family:` or `record:`."
    FileKind "E0006" "the first key does not tell what the file holds"
        "Every spec file is a mapping whose first key is `api:`, `limits:`, `table:`, `family:` or `record:`. Move that key to the top, or mend its spelling."
    NoApi "E0007" "a spec has no `api:` file, or more than one"
        "One file in the folder describes the API itself and begins with `api: name`."
    DoubleKey "E0008" "a key is written twice"
        "YAML mappings have each key once. One of the two would be lost, so neither is taken: keep the right one."
    HiddenCharacter "E0009" "a character that cannot be seen changes what is read"
        "Some characters turn the direction of the text after them, so that a person reads something else than a program; some cannot be seen at all, so that two names look the same, or end a line for some programs only; control characters tell a terminal what to do. A spec has no use for any of them but tabs and ends of lines, not even in its comments, nor written as `\\u202E` or `\\e`: delete the character. What joins letters or chooses among their forms (U+200C, U+200D, U+FE0F after an emoji) is one of them."
    UnknownKey "E0010" "a key is not part of the dialect here"
        "The dialect has a fixed set of attributes for each thing (see spec/README.md). This one is misspelled, or stands at the wrong level."
    MissingKey "E0011" "a required key is missing"
        "The thing cannot be understood without it. The message names the key and where it belongs."
    WrongForm "E0012" "a value has the wrong form"
        "The dialect expects a text where there is a list, a mapping where there is a text, or the like. The help shows the form that is meant."
    UnknownWord "E0013" "a word is not one of those that the dialect knows here"
        "Methods, places, meanings and the like come from a fixed set, which the help lists."
    DoubleDefinition "E0014" "two things have one name"
        "Two tables, limits, records, calls or families have the same name, so a reference to it would be ambiguous. Rename one or merge them."
    UnknownLimit "E0020" "a limit is not defined"
        "The name after `limit:` is neither a rule of the dialect nor defined under `limits:`."
    UnknownTable "E0021" "a table is not defined"
        "`accepts`, `includes`, `tables:`, `array_of` and `object` name tables. No file says `table:` with this name."
    UnknownParameter "E0022" "a table has no such key"
        "`table.key` names one row of a table. The table is there, the row is not."
    UnknownRecord "E0023" "a record is not defined"
        "`returns`, and nested rows in answers, name records. No file says `record:` with this name."
    UnknownEnvelope "E0024" "an envelope is not defined"
        "`envelope` names one of the envelopes of the `api:` file."
    UnknownResultCode "E0025" "a result code is not defined"
        "`codes` lists codes of the `api:` file, spelled as there; a `redirect` tells one of them. `when_not_found` needs one of them that means `not_found`."
    UnknownRevision "E0026" "a revision is not defined, or out of order"
        "`since`, `until` and `was` name revisions of the `api:` file. `since` cannot come after `until`, and `was` speaks of a revision before the last."
    UnknownFamily "E0027" "a family is not defined"
        "`families:` in the `api:` file lists every family of calls, and nothing else."
    UnknownCredential "E0028" "a credential is not defined"
        "`credentials` of a call or family lists credentials of the `api:` file, by the names that they have there. `[]` stands for none of them."
    NotAccepted "E0030" "a call speaks of a key that it does not accept"
        "`requires`, `path`, `paging`, `retry`, `except`, `html_form` and `found_by` can only name keys that are among those the call accepts (or, for `found_by`, that the record has); `identified_by` of a record names one of its fields. Either the name is misspelled, or its table is missing from `accepts`, or its `access` keeps it out of this family."
    AcceptedTwice "E0031" "a call accepts one wire key twice"
        "Two of the accepted tables have a key of the same name, or a key is listed again. The server could not tell them apart: leave one out with `except`. What stands under `fixed` travels with the call always, so the call cannot accept it as well, nor fix it twice, whatever the capitals."
    NoAccess "E0032" "a call would send a read-only key"
        "The call names a single key whose `access` says that it is only read (`cRud`). Change the mark or leave the key out."
    BadAccess "E0033" "an access mark is malformed"
        "`access` is four letters in the order C, R, U, D; a capital says that the key is there, a small letter that it is not: `cRud`, `CRuD`."
    BadPattern "E0034" "a shape or pattern is malformed"
        "A shape is text in which `A` stands for a letter and `1` for a digit. Date patterns are made of YYYY, MM, DD, HH, MM, SS and the signs between them. A range has its smaller number under `min`, and what a credential is `written` as has one `{}`."
    BadExample "E0035" "an example contradicts its limit"
        "`pass` lists values that the limit allows, `fail` values that it refuses. This one does the opposite: either the rule or the example is wrong. `default` is held against the limit too."
    EndlessLimit "E0036" "limits are defined in a circle"
        "A limit that is a list of another limit, which is a list of the first, allows nothing."
    NotInRequests "E0037" "a limit that only answers can have"
        "`json_in_text`, and rows of a record, describe what answers hold. A call cannot send them: use a table."
    BadPath "E0038" "a path or base URL is malformed"
        "A base URL is `https://host/path/`, where the host may hold `{variables}` described under `variables:`. A call's path is relative to it, or to its host if it begins with one slash; it has no query, spaces, `//` or segments of dots, no colon before its first slash, and closes each `{` with `}`. What travels in the path must be plain text and among what the call requires."
    EmptySet "E0039" "a closed set is empty or has a value twice"
        "`one_of` needs at least one value, and each value once."
    RustName "E0040" "two things have one Rust name"
        "The names differ on the wire but not in Rust, where `firstName` and `first_name` are the same. Give one of them a name of its own with `rust:`."
    BadRustName "E0041" "no Rust name can be made of a name"
        "A Rust name starts with a letter and has letters, digits and underscores. Say one with `rust:`."
    BadName "E0042" "a name cannot be used"
        "Names of APIs, tables, families, limits, records, variables and crates are lower-case letters, digits, `_` and `-`, so that they can be file names everywhere: they have 100 characters at most, and none of the names that Windows keeps for devices (`con`, `prn`, `aux`, `nul`, `com1` to `com9`, `lpt1` to `lpt9`). That holds for calls with an `html_form`, too, whose file is called after the call. Wire names must not be empty or hold control characters."
    Ambiguous "E0043" "an answer would mean two things"
        "An answer without a code of its own stands for the first result code that has its `status` and whose `says` is in its body. A code that comes after one which fits all the same answers is never met: put it before. A status from 200 to 299 goes with `means: success`, and no other does. The message of a `success` cannot be that of a refusal, and a `redirect` has its code and its message in two keys."
    BadForm "E0044" "no HTML form can be made of a call"
        "A browser posts the fields of a form as a form body, to one address. So `html_form` needs `method: POST`, `form` as the first place under `sends:`, and a path without parameters. Each key is `hidden`, or has `lines`, or neither; lines are for a `text`."
    OnePlace "E0045" "two things stand in one place"
        "A call would send two credentials in one header, query parameter or key of the body (Basic authentication stands in the header `Authorization`), or a credential where one of its own parameters stands, whatever the capitals. Let each travel in a place of its own, or say under `credentials:` which of them the call is sent with. Credentials of one call are read from one environment variable each, and one credential of an API selects the account."
    BadPaging "E0046" "a list cannot be paged by its keys"
        "`paging` names two keys of the call: one says where a page begins, one how many records it has. Both are sent as numbers, so both have an `integer` limit, and one key cannot be both."
    BadFileName "E0047" "a file cannot be called so"
        "Spec files and their folders are called by letters from a to z in either case, digits, `_`, `-` and `.`, with 100 characters at most, and not by a name that Windows keeps for a device, whatever its ending (`con.yaml`, `aux`, `com1`). Their names stand in what is generated and in messages, and must be the same on every system."
    TextTooLong "E0048" "a text is too long"
        "No text of a spec has more than 20,000 bytes. What is said about a key or a limit stands in the documentation of everything that uses it, so a very long text would be a huge crate."
    TooMuch "E0049" "there is more of something than can be generated"
        "What a call accepts and a record has is written out for each, so that tables of many keys in many calls become more code than a machine has room for. All calls and records together have at most 5,000 keys, and 1 MiB of words about them, or, where that is more, 20 times the keys and the words that the tables, calls and records write themselves; a closed set has at most 2,000 values, an API 2,000 result codes."
    Unused "W0001" "a definition is used by nothing"
        "The limit, table or record is defined but nothing refers to it. It may be misspelled where it should be used, or it may be left over. A spec with errors is not searched for such things."
}

impl Code {
    /// The code of that letter and number, whatever its capitals and the zeros in front: `e22`.
    pub fn find(code: &str) -> Option<Self> {
        let split = |code: &str| {
            let mut signs = code.chars();
            let letter = signs.next()?.to_ascii_uppercase();
            let digits = signs.as_str();
            let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
            let number: u32 = digits.parse().ok().filter(|_| is_number)?;
            Some((letter, number))
        };
        let wanted = split(code)?;
        Self::ALL
            .iter()
            .copied()
            .find(|known| split(known.as_str()) == Some(wanted))
    }
}
