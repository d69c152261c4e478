//! Mixed model: some sectors' outputs are given and the others' final demands; what do the others make, and what is left for final users?
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | outputs that follow | x_N = (I - A_NN)⁻¹ (f_N + A_NK x_K) | n - m | money |
//! | final demands that follow | f_K = (I - A_KK) x_K - A_KN x_N | m | money |
//!
//! K are the m sectors whose output is given, N the others, whose final demand is given. Solved as x = L f + L_.K s with
//! L_KK s = x̄_K - (L f)_K and f_K + s what final users get of K: m x m, through the one factorisation of the table.
//!
//! ## Reading
//!
//! A mine, a harvest or a plant makes what it can, not what is asked for. Given its output, the table says what its suppliers make, and
//! what remains of its product after industries have taken theirs. A negative remainder: industries need more than the
//! output that is given, and the rest would have to be imported.
//!
//! ## Source
//!
//! Stone 1961; Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 13.2.
//!
//! ## What it is not
//!
//! Not rationing: users of a sector whose output is given are served in full, and its final users take what is left
//! (a scenario with `shock.output_limit` rations). Not an effect on customers: what more output of a sector makes
//! possible downstream is not in it; only suppliers answer.

use super::{Analysis, AnalysisError, DefaultTo, OptionKey, Options, Question, Takes, sector_cells, sector_columns};
use crate::model::{Economy, HeldOutputs, ModelError, System};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;
use std::collections::BTreeMap;

/// The outputs that are given.
const OUTPUTS: OptionKey = OptionKey {
    name: "outputs",
    takes: Takes::PerSector,
    about: "The outputs that are given, in money of the table.",
    default: DefaultTo::Nothing,
};

/// The final demands that are given.
const FINAL_DEMAND: OptionKey = OptionKey {
    name: "demand",
    takes: Takes::PerSector,
    about: "Final demands for sectors whose output is not given, in money of the table; those of the table where left out.",
    default: DefaultTo::Nothing,
};

/// By how much the focus sector's output rises where no outputs are given.
const PERCENT: OptionKey = OptionKey {
    name: "percent",
    takes: Takes::Number { least: -100.0, most: f64::INFINITY },
    about: "The focus sector's output is that of the table and so many percent more; 10 where nothing is given.",
    default: DefaultTo::Nothing,
};

/// By how many percent the focus sector's output rises where nothing is given.
const RISE: f64 = 10.0;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "mixed-model",
    question: Question::WhatDemandBrings,
    about: "What others make, and what is left for final users, where the outputs of some sectors are given.",
    formula: "x_N = (I - A_NN)⁻¹ (f_N + A_NK x_K); f_K = (I - A_KK) x_K - A_KN x_N",
    unit: "money",
    source: "Stone 1961; Miller and Blair 2009, section 13.2",
    options: &[OptionKey::FOCUS, OUTPUTS, FINAL_DEMAND, PERCENT],
    drawn: None,
    run,
};

/// The outputs and final demands of all sectors where some of each are given.
#[derive(Debug, Clone, PartialEq)]
pub struct MixedModel {
    /// x, n: money of the table.
    pub output: DVector<f64>,
    /// f, n: money; negative where industries need more than the output that is given.
    pub final_demand: DVector<f64>,
    /// Whether the output of each sector is given, n.
    pub is_given: Vec<bool>,
}

impl MixedModel {
    /// With the outputs of some sectors and the final demands for others, by position; all other final demands are those of the
    /// table. An output that is given is kept to the bit.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    ///
    /// # Panics
    /// Where a position is no sector of the table.
    pub fn of(
        economy: &Economy,
        outputs: &BTreeMap<usize, f64>,
        final_demands: &BTreeMap<usize, f64>,
    ) -> Result<Self, ModelError> {
        let mut final_demand = economy.final_demand().clone();
        for (&sector, &demand) in final_demands {
            final_demand[sector] = demand;
        }
        let system = &**economy.system();
        let mut output = system.outputs(&final_demand)?;
        let sectors: Vec<usize> = outputs.keys().copied().collect();
        let gaps = DVector::from_iterator(sectors.len(), outputs.iter().map(|(&sector, given)| given - output[sector]));
        if !outputs.is_empty() {
            let held = HeldOutputs::new(system, sectors)?;
            let which: Vec<usize> = (0..outputs.len()).collect();
            let more = held.demand(&which, &gaps)?;
            for (place, &sector) in outputs.keys().enumerate() {
                held.add(place, more[place], &mut output);
                final_demand[sector] += more[place];
            }
        }
        // Rounding of the sum is no news about an output that is given.
        for (&sector, &given) in outputs {
            output[sector] = given;
        }
        let is_given = (0..output.len()).map(|sector| outputs.contains_key(&sector)).collect();
        Ok(Self { output, final_demand, is_given })
    }

    /// One row per sector, beside the base level of the economy.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frame(self, economy: &Economy) -> Result<Frame, AnalysisError> {
        let table: &IoTable = economy.table();
        let money = |id: &str, name: &str, about: &str| Column::number(id, name, table.unit(), about);
        let columns = sector_columns().into_iter().chain([
            Column::text("given", "Given", "What is given: output or final demand; the other follows."),
            money("output_base", "Output, base", "Output at the base level."),
            money("output", "Output", "Output, given or as it follows."),
            money("output_change", "Output, change", "Output less that of the base."),
            Column::number(
                "output_percent",
                "Output, change",
                Unit::Percent,
                "The change as a part of the base; empty where that is 0.",
            ),
            money("final_demand_base", "Final demand, base", "Final demand in the table."),
            money("final_demand", "Final demand", "Final demand, given or as it follows."),
            money("final_demand_change", "Final demand, change", "Final demand less that of the base."),
        ]);
        let mut frame = Frame::new("mixed-model", "Outputs where some are given", columns.collect());
        let (x, f) = (economy.output(), economy.final_demand());
        for at in 0..table.len() {
            let change = self.output[at] - x[at];
            let word = if self.is_given[at] { "output" } else { "final demand" };
            let percent = (x[at] != 0.0).then(|| change / x[at] * 100.0);
            let cells = [
                word.into(),
                x[at].into(),
                self.output[at].into(),
                change.into(),
                percent.into(),
                f[at].into(),
                self.final_demand[at].into(),
                (self.final_demand[at] - f[at]).into(),
            ];
            frame.push(sector_cells(table.sectors(), at).into_iter().chain(cells).collect());
        }
        let short: Vec<&str> = (0..table.len())
            .filter(|&at| self.is_given[at] && self.final_demand[at] < 0.0 && f[at] >= 0.0)
            .map(|at| table.sectors().code(at))
            .collect();
        if !short.is_empty() {
            frame.note(format!(
                "Industries need more than the output that is given of {}; the rest would be imported.",
                short.join(", ")
            ));
        }
        frame.note("Users of a sector whose output is given are served in full; its final users take what is left.");
        Ok(frame.finish()?)
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let nothing = BTreeMap::new();
    let final_demands = options.per_sector(&FINAL_DEMAND).unwrap_or(&nothing);
    let percent = options.number(&PERCENT).ok();
    let outputs = if let Ok(outputs) = options.per_sector(&OUTPUTS) {
        if percent.is_some() {
            return Err(AnalysisError::UnfitOption {
                name: PERCENT.name,
                problem: format!("says what the focus sector makes, and so does `{}`", OUTPUTS.name),
                help: "leave one of the two out".to_owned(),
            });
        }
        if let Some((&sector, _)) = outputs.iter().find(|(_, given)| **given < 0.0) {
            return Err(AnalysisError::UnfitOption {
                name: OUTPUTS.name,
                problem: format!("gives {} an output below nothing", economy.table().sectors().code(sector)),
                help: "write 0 or more, in money of the table".to_owned(),
            });
        }
        outputs.clone()
    } else if percent.is_none() && !final_demands.is_empty() {
        // Final demands alone: nothing was said of any output, so that all of them follow.
        BTreeMap::new()
    } else {
        let (position, sectors) = (options.sector(&OptionKey::FOCUS)?, economy.table().len());
        if position >= sectors {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        BTreeMap::from([(position, economy.output()[position] * (1.0 + percent.unwrap_or(RISE) / 100.0))])
    };
    if let Some(&both) = outputs.keys().find(|sector| final_demands.contains_key(sector)) {
        let code = economy.table().sectors().code(both);
        return Err(AnalysisError::UnfitOption {
            name: FINAL_DEMAND.name,
            problem: format!("names {code}, whose output is given"),
            help: format!("leave {code} out of one of the two: its final demand follows from its output"),
        });
    }
    Ok(vec![MixedModel::of(economy, &outputs, final_demands)?.into_frame(economy)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::{DMatrix, dvector};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    #[test]
    fn the_textbook_mixed_model() {
        let two = economy(two_sectors());
        let given = |pairs: &[(usize, f64)]| pairs.iter().copied().collect::<BTreeMap<usize, f64>>();
        let found = MixedModel::of(&two, &given(&[(1, 2000.0)]), &given(&[(0, 360.0)])).unwrap();
        // x_1 = (360 + .25 x 2000) / .85.
        assert_relative_eq!(found.output, dvector![860.0 / 0.85, 2000.0], max_relative = 1e-14);
        assert_relative_eq!(found.output[0], 1011.7647, epsilon = 5e-5);
        assert_relative_eq!(found.final_demand[1], 0.95 * 2000.0 - 0.2 * 860.0 / 0.85, max_relative = 1e-14);
        // All outputs given: f = (I - A) x.
        let all = MixedModel::of(&two, &given(&[(0, 900.0), (1, 2100.0)]), &given(&[])).unwrap();
        assert_relative_eq!(
            all.final_demand,
            dvector![0.85 * 900.0 - 525.0, 0.95 * 2100.0 - 180.0],
            max_relative = 1e-13
        );
    }

    #[test]
    fn a_sector_limited_as_in_the_textbook_leaves_final_users_short() {
        let found = MixedModel::of(&economy(two_sectors()), &BTreeMap::from([(1, 1900.0)]), &BTreeMap::new()).unwrap();
        assert_relative_eq!(found.output[0], 970.588, epsilon = 5e-4);
        assert_relative_eq!(1700.0 - found.final_demand[1], 89.118, epsilon = 5e-4);
    }

    #[test]
    fn options_that_contradict_one_another_are_told() {
        let two = economy(two_sectors());
        let run_with = |words: &[&str]| run(&two, &ANALYSIS.options(two.table(), words).unwrap());
        let both = run_with(&["outputs=S2:2000", "demand=S2:1"]).unwrap_err();
        assert_eq!(both.to_string(), "the option `demand` names S2, whose output is given");
        let below = run_with(&["outputs=S2:-1"]).unwrap_err();
        assert_eq!(below.to_string(), "the option `outputs` gives S2 an output below nothing");
        let twice = run_with(&["outputs=S2:2000", "percent=5"]).unwrap_err();
        assert_eq!(twice.to_string(), "the option `percent` says what the focus sector makes, and so does `outputs`");
        // Final demand alone raises no output that nobody asked to be raised: x = L f.
        let alone = run_with(&["demand=S1:600,S2:1500"]).unwrap();
        let output = |row: usize| alone[0].rows[row][alone[0].position("output").unwrap()].number().unwrap();
        assert_relative_eq!(output(0), (0.95 * 600.0 + 0.25 * 1500.0) / 0.7575, max_relative = 1e-14);
        assert_relative_eq!(output(1), (0.2 * 600.0 + 0.85 * 1500.0) / 0.7575, max_relative = 1e-14);
        assert!(matches!(run_with(&[]), Err(AnalysisError::MissingOption { name: "focus", .. })));
        // Industries need a fifth of what the first makes.
        let frames = run_with(&["outputs=S2:0"]).unwrap();
        assert!(frames[0].notes[0].contains("is given of S2;"), "{:?}", frames[0].notes);
    }

    /// Where the table's own output is below nothing, no option has said so.
    #[test]
    fn an_output_below_nothing_in_the_table_is_not_blamed_on_an_option() {
        let mut parts = two_sectors().into_parts();
        // Inventories fall by more than is made.
        parts.final_demand.values[(0, 0)] = -2000.0;
        let odd = economy(IoTable::new(parts).unwrap());
        assert!(odd.output()[0] < 0.0);
        let frames = run(&odd, &ANALYSIS.options(odd.table(), &["focus=S1", "percent=10"]).unwrap()).unwrap();
        let output = frames[0].rows[0][frames[0].position("output").unwrap()].number().unwrap();
        assert_relative_eq!(output, 1.1 * odd.output()[0], max_relative = 1e-14);
    }

    #[test]
    fn one_sector_and_zero_output() {
        let one = MixedModel::of(&economy(one_sector()), &BTreeMap::from([(0, 200.0)]), &BTreeMap::new()).unwrap();
        assert_relative_eq!(one.final_demand[0], 160.0, max_relative = 1e-15);
        let odd = economy(oddities());
        let same = MixedModel::of(&odd, &BTreeMap::from([(1, 0.0)]), &BTreeMap::new()).unwrap();
        assert_relative_eq!(same.output, *odd.output(), max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The partitioned system, solved whole, says the same.
        #[test]
        fn the_partitioned_system_agrees(table in productive(8, 0.9), scale in 0.5_f64..1.5, every in 1_usize..4) {
            let economy = economy(table);
            let (n, a, x) = (economy.table().len(), economy.technical().matrix(), economy.output());
            let outputs: BTreeMap<usize, f64> = (0..n).step_by(every).map(|k| (k, scale * x[k])).collect();
            let demands = BTreeMap::from([(1, 2.0 * economy.final_demand()[1.min(n - 1)])]);
            let demands = if n > 1 && !outputs.contains_key(&1) { demands } else { BTreeMap::new() };
            let found = MixedModel::of(&economy, &outputs, &demands).unwrap();
            // Unknown y_j is x_j, or f_j where x_j is given: Σ_N (δ - a) x - Σ_K δ f = f_N - Σ_K (δ - a) x̄.
            let whole = DMatrix::from_fn(n, n, |i, j| {
                if outputs.contains_key(&j) { -f64::from(i == j) } else { f64::from(i == j) - a[(i, j)] }
            });
            let right = DVector::from_fn(n, |i, _| {
                let known: f64 = outputs.iter().map(|(&k, given)| (f64::from(i == k) - a[(i, k)]) * given).sum();
                let demand = demands.get(&i).copied().unwrap_or(economy.final_demand()[i]);
                if outputs.contains_key(&i) { -known } else { demand - known }
            });
            let slow = whole.lu().solve(&right).unwrap();
            let largest = x.amax();
            for j in 0..n {
                let quick = if outputs.contains_key(&j) { found.final_demand[j] } else { found.output[j] };
                prop_assert!((quick - slow[j]).abs() <= 1e-11 * largest, "{quick} {}", slow[j]);
            }
        }

        /// Every row adds up, x = A x + f, whatever is given; what is given as it is changes nothing; and twice of all that is given is
        /// twice of all.
        #[test]
        fn rows_add_up_and_all_grows_alike(
            table in productive(8, 0.9),
            scales in prop::collection::vec(0.2_f64..3.0, 8),
            every in 1_usize..4,
        ) {
            let economy = economy(table);
            let (n, a, x) = (economy.table().len(), economy.technical().matrix(), economy.output());
            // Some outputs are given, and the final demand for all other sectors.
            let given = |of: &dyn Fn(usize) -> f64| {
                let is_output = |k: &usize| k.is_multiple_of(every);
                let outputs: BTreeMap<usize, f64> = (0..n).filter(is_output).map(|k| (k, of(k) * x[k])).collect();
                let others = (0..n).filter(|k| !is_output(k)).map(|k| (k, of(k) * economy.final_demand()[k])).collect();
                MixedModel::of(&economy, &outputs, &others).unwrap()
            };
            let found = given(&|k| scales[k]);
            let largest = found.output.amax().max(found.final_demand.amax()).max(x.amax());
            prop_assert!((&found.output - a * &found.output - &found.final_demand).amax() <= 1e-12 * largest);
            let same = given(&|_| 1.0);
            prop_assert!((&same.output - x).amax() <= 1e-12 * x.amax());
            prop_assert!((&same.final_demand - economy.final_demand()).amax() <= 1e-12 * x.amax());
            let twice = given(&|k| 2.0 * scales[k]);
            prop_assert!((&twice.output - 2.0 * &found.output).amax() <= 1e-12 * largest);
            prop_assert!((&twice.final_demand - 2.0 * &found.final_demand).amax() <= 1e-12 * largest);
        }
    }
}
