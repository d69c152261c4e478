//! Rounds: through how many rounds of suppliers an effect travels before most of it is there.
//!
//! ## Formula
//!
//! A change g of what is bought (n x 1, money: final demand, and ΔA x⁰ where coefficients change) brings g + A g + A² g + ... = L g.
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | mean round | i'(0 g + 1 A g + 2 A² g + ...) / i'L g = i'L²g / i'L g - 1 | one number | rounds |
//! | rounds to a share p | smallest K with i'(A + ... + A^K) g >= p i'(L - I) g | one number | rounds |
//! | of each sector | the same for g = e_j, all j at once: (i'L²)_j / (i'L)_j - 1 from two solves, and i'A^K | n | rounds |
//!
//! Where a change has both signs the absolute values of g are taken, since sums of both can cancel; a change of one sign gives
//! the same with and without its sign. A is the matrix after the change.
//!
//! ## Reading
//!
//! A mean round of 0.42 says that an effect is nearly done where it begins; 1.01 says that the average unit of output arises one
//! supplier further on. Rounds to 90 % say when the rest does not matter. Where nothing is bought from suppliers there is a mean,
//! zero, and no rounds.
//!
//! ## Source
//!
//! The power series of the Leontief inverse: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 2.4.
//!
//! ## What it is not
//!
//! Not time: a round has no length in months. Not adoption: that is the spread of a technology over years.

use super::{Analysis, AnalysisError, BySector, OptionKey, Options, Question, of_one};
use crate::model::{Economy, ModelError, System};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "rounds",
    question: Question::HowFarItTravels,
    about: "Through how many rounds of suppliers demand for each sector travels before most of its effect is there.",
    formula: "mean round (i'L²)_j / (i'L)_j - 1; smallest K with i'(A + ... + A^K) e_j >= p i'(L - I) e_j, p = 0.5 and 0.9",
    unit: "rounds",
    source: "Miller and Blair 2009, section 2.4",
    options: &[OptionKey::FOCUS],
    drawn: None,
    run,
};

/// No effect needs as many rounds as this: it is far beyond any productive table, and only a guard.
const LIMIT: usize = 100_000;

/// What is left of the rounds after the first purchases, relative to these, and still counts as nothing; and what one round is of all
/// that comes after the first purchases, and is no longer worth another.
const ROUNDING: f64 = 1e-12;

/// Through how many rounds an effect travels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rounds {
    /// The mean round, 0 where nothing goes further than the first purchases.
    pub mean: f64,
    /// Rounds to half of what comes after the first purchases; none where nothing does.
    pub to_half: Option<usize>,
    /// Rounds to nine tenths.
    pub to_nine_tenths: Option<usize>,
}

impl Rounds {
    /// The rounds of a change of purchases, n x 1; `step` is A v, and `system` answers with L of the same A. None where
    /// nothing changes.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(
        system: &dyn System,
        step: impl Fn(&DVector<f64>) -> DVector<f64>,
        change: &DVector<f64>,
    ) -> Result<Option<Self>, ModelError> {
        let first = change.abs();
        let bought = first.sum();
        if bought == 0.0 {
            return Ok(None);
        }
        let all = system.outputs(&first)?;
        let again = system.outputs(&all)?;
        let mean = again.sum() / all.sum() - 1.0;
        let further = all.sum() - bought;
        let (mut to_half, mut to_nine_tenths) = (None, None);
        if further > ROUNDING * bought {
            let (mut round, mut sum) = (first, 0.0);
            for count in 1..=LIMIT {
                round = step(&round);
                sum += round.sum();
                if to_half.is_none() && sum >= 0.5 * further {
                    to_half = Some(count);
                }
                if sum >= 0.9 * further {
                    to_nine_tenths = Some(count);
                    break;
                }
                // What is still to come cannot be told from the rounding of what there is to come to.
                if round.amax() <= ROUNDING * further {
                    break;
                }
            }
        }
        // Rounding, and coefficients of -1e-14, must not make a mean below nothing.
        Ok(mean.is_finite().then_some(Self { mean: mean.max(0.0), to_half, to_nine_tenths }))
    }
}

/// The rounds of a unit of final demand for each sector, in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct SectorRounds {
    /// One per sector.
    pub sectors: Vec<Rounds>,
    /// Of the final demand of the table as a whole; none where there is none.
    pub whole: Option<Rounds>,
}

impl SectorRounds {
    /// The rounds of every sector of an economy: two solves, and as many steps of i'A^K as the slowest sector needs.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        let (system, a) = (&**economy.system(), economy.technical().matrix());
        let ones = DVector::from_element(system.order(), 1.0);
        let all = system.multipliers(&ones)?;
        let again = system.multipliers(&all)?;
        let first = |j: usize| Rounds { mean: (again[j] / all[j] - 1.0).max(0.0), to_half: None, to_nine_tenths: None };
        let mut sectors: Vec<Rounds> = (0..all.len()).map(first).collect();
        let mut open: Vec<usize> = (0..all.len()).filter(|&j| all[j] - 1.0 > ROUNDING).collect();
        let (mut round, mut sums) = (ones, DVector::zeros(all.len()));
        for count in 1..=LIMIT {
            if open.is_empty() {
                break;
            }
            round = a.tr_mul(&round);
            sums += &round;
            open.retain(|&j| {
                let (further, found) = (all[j] - 1.0, &mut sectors[j]);
                if found.to_half.is_none() && sums[j] >= 0.5 * further {
                    found.to_half = Some(count);
                }
                if sums[j] >= 0.9 * further {
                    found.to_nine_tenths = Some(count);
                }
                found.to_nine_tenths.is_none() && round[j].abs() > ROUNDING * further
            });
        }
        let whole = Rounds::of(system, |v| a * v, economy.final_demand())?;
        Ok(Self { sectors, whole })
    }

    /// The table `rounds`, and `rounds-focus` where a sector is looked at.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(self, table: &IoTable, focus: Option<usize>) -> Result<Vec<Frame>, AnalysisError> {
        let rounds = || Unit::Count("rounds");
        let means: Vec<f64> = self.sectors.iter().map(|each| each.mean).collect();
        let frame = BySector::new("rounds", "Rounds of suppliers that demand for each sector travels", table.sectors())
            .number(
                "mean",
                "Mean round",
                rounds(),
                "The round in which the average unit of output arises.",
                means.clone(),
            )
            .rank("rank", "Rank", "Rank by the mean round; 1 is farthest.", means.into_iter().map(Some))
            .with(
                Column::integer(
                    "to_half",
                    "To 50 %",
                    rounds(),
                    "Rounds to half of what comes after the first purchase.",
                ),
                self.sectors.iter().map(|each| each.to_half),
            )
            .with(
                Column::integer("to_nine_tenths", "To 90 %", rounds(), "Rounds to nine tenths of it."),
                self.sectors.iter().map(|each| each.to_nine_tenths),
            );
        let frame = match self.whole {
            Some(whole) => frame.note(format!(
                "All final demand of the table together has a mean round of {:.4}; where inventories fall, by absolute values.",
                whole.mean
            )),
            None => frame,
        };
        let frame = frame.note("Rounds are no time: a round has no length in months.").frame();
        let one = focus.map(|focus| of_one(&frame, table.sectors(), focus, "Rounds")).transpose()?;
        let frames = std::iter::once(frame).chain(one).map(Frame::finish);
        Ok(frames.collect::<Result<_, _>>()?)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    SectorRounds::of(economy)?.into_frames(economy.table(), options.sector(&OptionKey::FOCUS).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: crate::table::IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    fn rounds(economy: &Economy, change: &DVector<f64>) -> Option<Rounds> {
        Rounds::of(&**economy.system(), |v| economy.technical().matrix() * v, change).unwrap()
    }

    #[test]
    fn two_sectors_by_hand() {
        let economy = economy(two_sectors());
        // g = (1, 0): A g = (.15, .2), A² g = (.0725, .04), i'(L - I) g = 1.15 / .7575 - 1 = .518152.
        // After one round .35 is there, which is .675 of it; after two .4625, .893; A³ g = (.020875, .0165) brings .9647.
        let found = rounds(&economy, &dvector![1.0, 0.0]).unwrap();
        assert_eq!((found.to_half, found.to_nine_tenths), (Some(1), Some(3)));
        // i'L = (1.15, 1.1) / .7575 and the first column of L is (.95, .2) / .7575.
        let mean = (1.15 * 0.95 + 1.1 * 0.2) / 0.7575 / 1.15 - 1.0;
        assert_relative_eq!(found.mean, mean, max_relative = 1e-13);
        // Signs: a fall has the rounds of a rise, and a mixed change those of its absolute values.
        assert_eq!(rounds(&economy, &dvector![-1.0, 0.0]), Some(found));
        assert_eq!(rounds(&economy, &dvector![-2.0, 1.0]), rounds(&economy, &dvector![2.0, 1.0]));
    }

    #[test]
    fn a_fifth_of_ones_own() {
        // a = .2: L - I = .25, rounds .2, .04, .008: .8 and .96 of it.
        let found = rounds(&economy(one_sector()), &dvector![3.0]).unwrap();
        assert_relative_eq!(found.mean, 0.25, max_relative = 1e-14);
        assert_eq!((found.to_half, found.to_nine_tenths), (Some(1), Some(2)));
    }

    #[test]
    fn nothing_has_no_rounds_and_a_sector_without_inputs_goes_no_further() {
        let economy = economy(oddities());
        assert_eq!(rounds(&economy, &DVector::zeros(5)), None);
        let idle = rounds(&economy, &dvector![0.0, 7.0, 0.0, 0.0, 0.0]).unwrap();
        assert_eq!(idle, Rounds { mean: 0.0, to_half: None, to_nine_tenths: None });
    }

    #[test]
    fn services_are_near_and_food_is_far() {
        let mut diagnostics = crate::words::Diagnostics::default();
        let options = crate::table::reader::ReadOptions::default();
        let table = crate::table::reader::load("chile-2021", &options, &mut diagnostics).unwrap().table;
        let economy = economy(table);
        let unit = |code: &str| {
            let at = economy.table().sectors().position(code).unwrap();
            DVector::from_fn(economy.table().len(), |i, _| if i == at { 1.0 } else { 0.0 })
        };
        assert_relative_eq!(rounds(&economy, &unit("ITS")).unwrap().mean, 0.42, epsilon = 5e-3);
        assert_relative_eq!(rounds(&economy, &unit("FOO")).unwrap().mean, 1.01, epsilon = 5e-3);
    }

    #[test]
    fn all_sectors_at_once_on_odd_tables() {
        let economy = economy(oddities());
        let found = SectorRounds::of(&economy).unwrap();
        assert_eq!(found.sectors[1], Rounds { mean: 0.0, to_half: None, to_nine_tenths: None });
        let alone = SectorRounds::of(&self::economy(one_sector())).unwrap();
        assert_eq!((alone.sectors[0].to_half, alone.sectors[0].to_nine_tenths), (Some(1), Some(2)));
        assert_eq!(alone.whole.unwrap().to_half, Some(1));
        assert_eq!(found.into_frames(economy.table(), None).unwrap()[0].rows.len(), 5);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// All sectors at once as one by one.
        #[test]
        fn sectors_one_by_one_say_the_same(table in productive(6, 0.9)) {
            let economy = economy(table);
            let n = economy.table().len();
            for (j, found) in SectorRounds::of(&economy).unwrap().sectors.into_iter().enumerate() {
                let unit = DVector::from_fn(n, |i, _| if i == j { 1.0 } else { 0.0 });
                let alone = rounds(&economy, &unit).unwrap();
                prop_assert!((found.mean - alone.mean).abs() <= 1e-13 * (1.0 + alone.mean));
                // At a share met to the last digit the two may stop one round apart.
                let near = |a: Option<usize>, b: Option<usize>| match (a, b) {
                    (Some(a), Some(b)) => a.abs_diff(b) <= 1,
                    (a, b) => a == b,
                };
                prop_assert!(near(found.to_half, alone.to_half) && near(found.to_nine_tenths, alone.to_nine_tenths));
            }
        }

        /// The mean round from the series itself; the shares are reached then and not before.
        #[test]
        fn the_series_says_the_same(table in productive(7, 0.8), pick in 0_usize..7) {
            let economy = economy(table);
            let n = economy.table().len();
            let mut term = DVector::from_fn(n, |i, _| if i == pick % n { 2.0 } else { 0.5 });
            let found = rounds(&economy, &term).unwrap();
            let (mut weighted, mut sum, mut sums) = (0.0, term.sum(), vec![0.0]);
            for round in 1..500 {
                term = economy.technical().matrix() * term;
                weighted += f64::from(round) * term.sum();
                sum += term.sum();
                sums.push(sums[sums.len() - 1] + term.sum());
            }
            prop_assert!((found.mean - weighted / sum).abs() <= 1e-13 * (1.0 + found.mean));
            let further = sums[sums.len() - 1];
            if let (Some(half), Some(most)) = (found.to_half, found.to_nine_tenths) {
                prop_assert!(half <= most);
                for (count, share) in [(half, 0.5), (most, 0.9)] {
                    prop_assert!(sums[count] >= (share - 1e-9) * further && sums[count - 1] <= (share + 1e-9) * further);
                }
            } else {
                prop_assert!(further <= 1e-9);
            }
        }
    }
}
