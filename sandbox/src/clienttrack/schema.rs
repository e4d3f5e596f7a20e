//! The tables, with the columns that were seen of them and those that every table has.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Number,
    Text,
    /// A day and a time without a zone.
    Moment,
}

#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: ColumnKind,
}

/// A table. Its first column is the number of its rows.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    own: &'static [Column],
}

impl Table {
    /// The table of this name, whatever its capitals.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        TABLES
            .iter()
            .find(|table| table.name.eq_ignore_ascii_case(name))
    }

    /// Its columns, in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.own.iter().chain(COMMON)
    }

    /// The column of this name, whatever its capitals.
    pub(crate) fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns()
            .find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// The column that numbers its rows.
    pub(crate) fn key(&self) -> &'static str {
        self.own.first().map_or("", |column| column.name)
    }
}

const fn number(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::Number,
    }
}

const fn text(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::Text,
    }
}

const fn moment(name: &'static str) -> Column {
    Column {
        name,
        kind: ColumnKind::Moment,
    }
}

/// The organization of a row: `None` in rows that are everybody's.
pub(crate) const ORGANIZATION: &str = "OrgID";
pub(crate) const CREATED_BY: &str = "CreatedBy";
pub(crate) const CREATED: &str = "CreatedDate";
pub(crate) const UPDATED_BY: &str = "UpdatedBy";
pub(crate) const UPDATED: &str = "UpdatedDate";
pub(crate) const ACTIVE: &str = "ActiveStatus";

/// At the end of every table, after its own columns. Seen of most tables, and taken for granted of
/// the others.
static COMMON: &[Column] = &[
    number(ORGANIZATION),
    number(CREATED_BY),
    moment(CREATED),
    number(UPDATED_BY),
    moment(UPDATED),
    text(ACTIVE),
];

/// All tables there are.
pub(crate) static TABLES: &[Table] = &[
    Table {
        name: "cmClient",
        own: &[
            number("ClientID"),
            text("FirstName"),
            text("LastName"),
            text("Address"),
            text("Address2"),
            text("City"),
            text("State"),
            text("ZipCode"),
            number("ZipCodeID"),
            text("HomePhone"),
            text("WorkPhone"),
            text("MsgPhone"),
            text("Email"),
            number("HUDRace"),
            number("HUDEthnicity"),
            number("VeteranStatus"),
            number("DisablingCondition"),
            number("PriorLivingSituation"),
            number("SSNQuality"),
            number("NameQuality"),
            number("BirthDateQuality"),
        ],
    },
    Table {
        name: "Enrollment",
        own: &[
            number("EnrollID"),
            number("ClientID"),
            number("CaseID"),
            moment("EnrollDate"),
            moment("ExitDate"),
            number("ClntCaseID"),
        ],
    },
    Table {
        name: "cmCaseAssign",
        own: &[
            number("ClntCaseID"),
            number("ClientID"),
            number("UserID"),
            number("EnrollID"),
            moment("BeginDate"),
            moment("EndDate"),
        ],
    },
    Table {
        name: "osUsers",
        own: &[
            number("UserID"),
            text("UserName"),
            text("Email"),
            text("CellPhone"),
            text("OfficePhone"),
        ],
    },
    Table {
        name: "VulnerabilityIndex",
        own: &[number("VulnerabilityID"), number("ClientID")],
    },
    Table {
        name: "VISPDAT",
        own: &[number("VulnerabilityID"), number("ScoreTotal")],
    },
];
