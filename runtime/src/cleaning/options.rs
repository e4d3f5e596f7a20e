//! What only the caller can know.

/// What only the caller can know of the texts that are cleaned: nobody sees it in them.
///
/// ```
/// use prose_runtime::{Cleaning, DateOrder, Limit, Rule, Unclear};
///
/// let day = Limit { name: "day", rule: Rule::DateTime(&["YYYY-MM-DD"]), ..Limit::PLAIN };
/// assert_eq!(day.clean("3/2/2026"), Err(Unclear::DayOrMonth));
/// let american = Cleaning::new().dates(DateOrder::MonthDay);
/// assert_eq!(day.clean_with("3/2/2026", &american)?, "2026-03-02");
/// # Ok::<(), Unclear>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaning {
    pub(super) dates: Option<DateOrder>,
    pub(super) decimals: Option<DecimalSign>,
}

impl Cleaning {
    /// Nothing is known: what depends on it is unclear.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The order of day and month where both are numbers and the year comes last.
    #[must_use]
    pub fn dates(mut self, order: DateOrder) -> Self {
        self.dates = Some(order);
        self
    }

    /// The sign before the fraction of a decimal number is a point: `1,250` is a thousand and more.
    #[must_use]
    pub fn decimal_point(self) -> Self {
        self.decimals(DecimalSign::Point)
    }

    /// The sign before the fraction of a decimal number is a comma: `1.250` is a thousand and more, where it is read
    /// at all. A limit that takes any fraction allows it as it is, as one and a quarter, and what is allowed is never
    /// changed: take the points out of such numbers first.
    #[must_use]
    pub fn decimal_comma(self) -> Self {
        self.decimals(DecimalSign::Comma)
    }

    /// The sign before the fraction of a decimal number.
    #[must_use]
    pub fn decimals(mut self, sign: DecimalSign) -> Self {
        self.decimals = Some(sign);
        self
    }
}

/// Which of two numbers is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `3/2/2026` is in March.
    MonthDay,
    /// `3/2/2026` is in February.
    DayMonth,
}

/// What stands before the fraction of a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecimalSign {
    /// `.`
    Point,
    /// `,`
    Comma,
}

impl DecimalSign {
    pub(super) fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}
