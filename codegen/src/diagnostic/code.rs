//! The stable codes of diagnostics.

macro_rules! codes {
    ($($variant:ident $code:literal)*) => {
        /// What kind of thing a diagnostic tells. A code means one thing, and keeps its number for ever.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = include_str!(concat!("explained/", $code, ".md"))] $variant,)*
        }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as printed, such as `E0010`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The file that explains it.
            pub(super) fn explained(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explained/", $code, ".md")),)* }
            }
        }
    };
}

// What each means stands in `explained/`, in a file that is called after its number.
codes! {
    UnreadableFile "E0001"
    InvalidYaml "E0002"
    TooDeep "E0003"
    Anchor "E0004"
    EmptyFile "E0005"
    FileKind "E0006"
    NoApi "E0007"
    DoubleKey "E0008"
    HiddenCharacter "E0009"
    UnknownKey "E0010"
    MissingKey "E0011"
    WrongForm "E0012"
    UnknownWord "E0013"
    DoubleDefinition "E0014"
    UnknownLimit "E0020"
    UnknownTable "E0021"
    UnknownParameter "E0022"
    UnknownRecord "E0023"
    UnknownEnvelope "E0024"
    UnknownResultCode "E0025"
    UnknownRevision "E0026"
    UnknownFamily "E0027"
    UnknownCredential "E0028"
    NotAccepted "E0030"
    AcceptedTwice "E0031"
    NoAccess "E0032"
    BadAccess "E0033"
    BadPattern "E0034"
    BadExample "E0035"
    EndlessLimit "E0036"
    NotInRequests "E0037"
    BadPath "E0038"
    EmptySet "E0039"
    RustName "E0040"
    BadRustName "E0041"
    BadName "E0042"
    Ambiguous "E0043"
    BadForm "E0044"
    OnePlace "E0045"
    BadPaging "E0046"
    BadFileName "E0047"
    TextTooLong "E0048"
    TooMuch "E0049"
    GetWithBody "E0050"
    CredentialWithoutBody "E0051"
    OnlyJson "E0052"
    ListedTwice "E0053"
    SaysNothing "E0054"
    Exclusive "E0055"
    NoNumber "E0056"
    ListItem "E0057"
    AnswersOfMany "E0058"
    HalfOfBasic "E0059"
    NotInOrder "E0060"
    NoResultCode "E0061"
    UntilBeforeSince "E0062"
    WasNow "E0063"
    UnknownField "E0064"
    ForbiddenValue "E0065"
    FixedTwice "E0066"
    SentTwice "E0067"
    FieldTwice "E0068"
    EmptyRange "E0069"
    BadDressing "E0070"
    BadBaseUrl "E0071"
    UrlVariable "E0072"
    PathKeyNotRequired "E0073"
    NotGenerated "E0074"
    BadWireName "E0075"
    BadHeader "E0076"
    BadEnvironment "E0077"
    OneKeyForTwo "E0078"
    StatusAndMeaning "E0079"
    SuccessOfRefusal "E0080"
    NoLines "E0081"
    OneEnvironment "E0082"
    TwoAccounts "E0083"
    BadAlias "E0084"
    NothingToClean "E0085"
    NotShown "E0086"
    NoConsent "E0087"
    NoPlace "E0090"
    Unused "W0001"
}

impl Code {
    /// The code of that letter and number, whatever its capitals and the zeros in front: `e22`. A
    /// number alone is that of an error: `22`.
    pub fn find(code: &str) -> Option<Self> {
        let split = |code: &str| {
            let digits = code.trim_start_matches(|first: char| first.is_ascii_alphabetic());
            let letter = code.strip_suffix(digits)?.to_ascii_uppercase();
            let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
            let number: u32 = digits.parse().ok().filter(|_| is_number)?;
            Some((letter, number))
        };
        let (letter, number) = split(code)?;
        let letter = if letter.is_empty() {
            "E"
        } else {
            letter.as_str()
        };
        Self::ALL.iter().copied().find(|known| {
            split(known.as_str()).is_some_and(|(of, is)| of == letter && is == number)
        })
    }
}
