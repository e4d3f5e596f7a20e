//! The table: a row for what is measured, a column for each maker, our share behind each figure.

use std::fmt;

use crate::cost::Cost;
use crate::maker::Maker;
use crate::rounds::Rounds;

/// Markdown when displayed.
pub(crate) struct Table {
    makers: Vec<Maker>,
    rows: Vec<String>,
}

/// How a figure is written.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    Lines,
}

impl Table {
    pub(crate) fn new(makers: &[Maker]) -> Self {
        Self {
            makers: makers.to_vec(),
            rows: Vec::new(),
        }
    }

    /// A row of what rounds have measured. Who took no part has no figure. The goal is the most that our share
    /// of progenitor's positional style may be.
    pub(crate) fn measured(
        &mut self,
        what: &str,
        (ours, of): (Maker, fn(&Cost) -> f64),
        rounds: &Rounds,
        unit: Unit,
        goal: Option<f64>,
    ) {
        self.row(
            what,
            |maker| rounds.median(if maker == Maker::Ours { ours } else { maker }, of),
            |maker| rounds.ratio(ours, maker, of),
            unit,
            goal,
        );
    }

    /// A row of what was counted.
    pub(crate) fn counted(&mut self, what: &str, count: impl Fn(Maker) -> Option<f64>, unit: Unit) {
        self.row(
            what,
            &count,
            |maker| Some(count(Maker::Ours)? / count(maker)?),
            unit,
            None,
        );
    }

    fn row(
        &mut self,
        what: &str,
        figure: impl Fn(Maker) -> Option<f64>,
        share: impl Fn(Maker) -> Option<f64>,
        unit: Unit,
        goal: Option<f64>,
    ) {
        let mut cells = vec![what.to_owned()];
        for maker in &self.makers {
            let figure = figure(*maker).map(|figure| unit.written(figure));
            let share = share(*maker).map(|share| format!(" ({share:.2})"));
            cells.push(match (maker, figure) {
                (Maker::Ours, Some(figure)) => figure,
                (_, Some(figure)) => figure + &share.unwrap_or_default(),
                (_, None) => "–".to_owned(),
            });
        }
        cells.push(match (goal, share(Maker::Positional)) {
            (Some(goal), Some(share)) if share <= goal => format!("{goal}: met"),
            (Some(goal), Some(_)) => format!("{goal}: **missed**"),
            _ => String::new(),
        });
        self.rows.push(format!("| {} |", cells.join(" | ")));
        // Some rows take minutes.
        eprintln!("{}", self.rows.last().map_or("", String::as_str));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let titles: Vec<&str> = self.makers.iter().map(|maker| maker.title()).collect();
        writeln!(f, "| | {} | goal |", titles.join(" | "))?;
        writeln!(f, "|---|{}---|", "---:|".repeat(titles.len()))?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))
    }
}

impl Unit {
    fn written(self, figure: f64) -> String {
        match self {
            Self::Seconds => format!("{figure:.2} s"),
            Self::Milliseconds => format!("{:.0} ms", figure * 1e3),
            Self::Microseconds => format!("{:.0} µs", figure * 1e6),
            Self::Lines => format!("{figure:.0}"),
        }
    }
}
