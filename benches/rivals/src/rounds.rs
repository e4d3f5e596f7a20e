//! Rounds in which all take their turn.

use crate::Failure;
use crate::cost::Cost;
use crate::maker::Maker;

/// What each cost in each round.
pub(crate) struct Rounds {
    makers: Vec<Maker>,
    costs: Vec<Vec<Cost>>,
}

impl Rounds {
    /// So many rounds, one after the other, so that what slows the machine down slows all.
    pub(crate) fn take(
        makers: &[Maker],
        rounds: usize,
        mut cost: impl FnMut(Maker) -> Result<Cost, Failure>,
    ) -> Result<Self, Failure> {
        let round = |_| makers.iter().map(|maker| cost(*maker)).collect();
        Ok(Self {
            makers: makers.to_vec(),
            costs: (0..rounds).map(round).collect::<Result<_, Failure>>()?,
        })
    }

    /// The median of what it cost.
    pub(crate) fn median(&self, maker: Maker, of: fn(&Cost) -> f64) -> Option<f64> {
        let at = self.makers.iter().position(|known| *known == maker)?;
        let values = self.costs.iter().filter_map(|round| round.get(at).map(of));
        median(values.collect())
    }

    /// The median of how many times as much one cost as the other in the same round.
    pub(crate) fn ratio(&self, one: Maker, other: Maker, of: fn(&Cost) -> f64) -> Option<f64> {
        let place = |maker| self.makers.iter().position(|known| *known == maker);
        let (one, other) = (place(one)?, place(other)?);
        let values = self
            .costs
            .iter()
            .filter_map(|round| Some(of(round.get(one)?) / of(round.get(other)?)));
        median(values.collect())
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
