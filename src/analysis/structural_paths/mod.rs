//! Structural paths: along which chains of suppliers final demand reaches a sector, and along which a sector's own final demand goes on.
//!
//! ## Formula
//!
//! v' L f = Σ of v_i a_ij a_jk ... a_.l f_l over all chains i, j, k, ..., l: the product l is bought by final users, its maker buys of the
//! next, and so on to the producer i.
//!
//! | table | v | f | total | unit |
//! |---|---|---|---|---|
//! | to the focus | v_k in the focus sector k, else 0 | all final demand | v_k x_k | that of the factor |
//! | from the focus | all of v | f_k of the focus sector k, else 0 | (v' L)_k f_k | that of the factor |
//!
//! v is one (output), or another factor per unit of output, in its own unit. What lies behind a chain that has come to sector
//! j with the amount y is known without walking there: (v' L)_j y, and no single path behind it is larger than (|v|' L)_j |y|. So a branch
//! is left only where that bound is below the cut-off, also where v or f has both signs and parts of the sum cancel, and what is
//! left out is known exactly: total - explained = left + beyond. Left is every branch that was not followed, since no path in it reaches the
//! cut-off, with all that lies in it however long, and every path below the cut-off on the way of those that were followed. Beyond is
//! all that lies behind the paths that were still followed at the depth, large or small. So neither is the sum of all small paths, or
//! of all long ones: only their sum says that. The cut-off is a share of the gross sum |v|' L |f|, all paths by size whatever their sign; where nothing is negative that is the total.
//!
//! ## Reading
//!
//! `ITS > FIN > TRA 0.04`: four hundredths of what the focus sector ITS makes go to FIN for what FIN sells to TRA for final users of
//! TRA. Every path of at least the cut-off, up to the depth, is listed. Where parts cancel, shares of the total can be above one or
//! below nothing. A small explained share says that the effect comes along very many
//! thin ways.
//!
//! ## Source
//!
//! Crama, Defourny and Gazon 1984; Defourny and Thorbecke 1984; Treloar 1997; Peters and Hertwich 2006.
//!
//! ## What it is not
//!
//! Not a history of one delivery: inputs of a sector are taken as one mix, whoever buys its product. Not the path multipliers of a social
//! accounting matrix, where loops around a path are counted into it: here a loop is a longer path. With negative final demand, as
//! inventories have, shares of some paths are negative; the cut-off goes by absolute values. A coefficient below nothing,
//! which a table of flows should not have, would let a path be larger than its bound.

use super::{Analysis, AnalysisError, DefaultTo, Factor, OptionKey, Options, Question, Takes};
use crate::model::{Economy, System};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit, Value};
use nalgebra::DVector;
use rayon::prelude::*;

/// What is followed along the paths.
const MEASURE: OptionKey = OptionKey {
    name: "measure",
    takes: Takes::Factor,
    about: "What producers at the end of a path add: their output, or any other factor of the table.",
    default: DefaultTo::Text("output"),
};

/// The smallest path that is listed.
const CUT_OFF: OptionKey = OptionKey {
    name: "cut-off",
    takes: Takes::Number { least: 0.000_01, most: 1.0 },
    about: "The smallest path that is listed, as a share of the gross sum of all paths, whatever their sign.",
    default: DefaultTo::Text("0.005"),
};

/// The longest path that is followed.
const DEPTH: OptionKey = OptionKey {
    name: "depth",
    takes: Takes::Count { least: 0, most: 50 },
    about: "The largest number of links of a path.",
    default: DefaultTo::Text("10"),
};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "structural-paths",
    question: Question::HowFarItTravels,
    about: "Along which chains of suppliers final demand reaches a sector, and a sector's own final demand goes on.",
    formula: "v' L f = Σ v_i a_ij a_jk ... f_l over chains; no path behind sector j with amount y is above (|v|' L)_j |y|",
    unit: "that of the factor, and shares of the total",
    source: "Crama, Defourny and Gazon 1984; Treloar 1997",
    options: &[OptionKey::FOCUS, MEASURE, CUT_OFF, DEPTH],
    drawn: None,
    run,
};

/// Where paths begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From all final demand to the focus as producer.
    To,
    /// From the final demand for the focus to all producers.
    From,
}

impl Direction {
    /// Both with the word that tables use.
    pub const WORDS: &'static [(&'static str, Self)] = &[("to", Self::To), ("from", Self::From)];
}

/// One chain of suppliers.
#[derive(Debug, Clone, PartialEq)]
pub struct StructuralPath {
    /// From the product that final users buy to the producer at the end; positions of sectors.
    pub chain: Vec<usize>,
    /// What the producer adds along this path, in the factor's unit.
    pub amount: f64,
}

/// Every path of at least the cut-off, and what is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct StructuralPaths {
    /// From the largest to the smallest; equals in the order of their chains.
    pub paths: Vec<StructuralPath>,
    /// v' L f, in the factor's unit.
    pub total: f64,
    /// |v|' L |f|: all paths by size; the cut-off is a share of it.
    pub gross: f64,
    /// What the listed paths add up to, in the factor's unit.
    pub explained: f64,
    /// Paths below the cut-off on the way of those followed, and branches left because no path in them reaches it, long paths and all;
    /// in the factor's unit.
    pub below_cut_off: f64,
    /// What lies behind the paths still followed at the depth, small paths and all; in the factor's unit.
    pub beyond_depth: f64,
}

/// How far and how fine paths are followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The smallest path, as a share of the gross sum.
    pub cut_off: f64,
    /// The largest number of links.
    pub depth: usize,
}

/// Relative rounding of a product of many coefficients.
const ROUNDING: f64 = 1e-12;

/// What one step beyond the end of a chain finds.
#[derive(Default)]
struct Step {
    further: Vec<StructuralPath>,
    below: f64,
}

impl StructuralPaths {
    /// The paths to or from the sector at a position; `weights` is v, n x 1, per unit of output.
    ///
    /// # Errors
    /// Fails where there is no such sector, and where the system has no solution.
    pub fn of(
        economy: &Economy,
        focus: usize,
        direction: Direction,
        weights: &DVector<f64>,
        limits: Limits,
    ) -> Result<Self, AnalysisError> {
        let sectors = economy.table().len();
        if focus >= sectors {
            return Err(AnalysisError::NoSuchSector { position: focus, sectors });
        }
        let only = |values: &DVector<f64>| DVector::from_fn(sectors, |i, _| if i == focus { values[i] } else { 0.0 });
        let (added, demand) = match direction {
            Direction::To => (only(weights), economy.final_demand().clone()),
            Direction::From => (weights.clone(), only(economy.final_demand())),
        };
        let behind = economy.system().multipliers(&added)?;
        let at_most = economy.system().multipliers(&added.abs())?;
        let a = economy.technical().matrix();
        let gross = at_most.dot(&demand.abs());
        // A path of just the cut-off is listed, whichever way its product was rounded.
        let least = limits.cut_off * gross * (1.0 - ROUNDING);
        let total = behind.dot(&demand);
        let mut found = Self { paths: Vec::new(), total, gross, explained: 0.0, below_cut_off: 0.0, beyond_depth: 0.0 };
        if least == 0.0 {
            return Ok(found);
        }
        // `amount` is here what has come to the end of the chain; what its producer adds is found when it is taken from the list.
        let step = |bought: &dyn Fn(usize) -> f64, chain: &[usize]| {
            let mut step = Step::default();
            for i in 0..sectors {
                let amount = bought(i);
                if at_most[i] * amount.abs() >= least {
                    let chain = chain.iter().copied().chain([i]).collect();
                    step.further.push(StructuralPath { chain, amount });
                } else {
                    step.below += behind[i] * amount;
                }
            }
            step
        };
        let first = step(&|i| demand[i], &[]);
        found.below_cut_off += first.below;
        let mut front = first.further;
        for links in 0..=limits.depth {
            for path in &front {
                let end = path.chain[links];
                let own = added[end] * path.amount;
                if own.abs() >= least {
                    found.explained += own;
                    found.paths.push(StructuralPath { chain: path.chain.clone(), amount: own });
                } else {
                    found.below_cut_off += own;
                }
                if links == limits.depth {
                    found.beyond_depth += (behind[end] - added[end]) * path.amount;
                }
            }
            if links == limits.depth {
                break;
            }
            // In the order of the list, whatever the number of threads.
            let steps: Vec<Step> =
                front.par_iter().map(|path| step(&|i| a[(i, path.chain[links])] * path.amount, &path.chain)).collect();
            front = Vec::new();
            for step in steps {
                found.below_cut_off += step.below;
                front.extend(step.further);
            }
        }
        let order = |p: &StructuralPath, q: &StructuralPath| {
            q.amount.abs().total_cmp(&p.amount.abs()).then_with(|| p.chain.cmp(&q.chain))
        };
        found.paths.sort_by(order);
        Ok(found)
    }

    /// The share of the total that the listed paths explain; none where there is no total.
    pub fn share_explained(&self) -> Option<f64> {
        (self.total != 0.0).then(|| self.explained / self.total)
    }

    /// One row per path; none where no path is listed.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frame(
        self,
        table: &IoTable,
        focus: usize,
        direction: Direction,
        factor: &Factor,
    ) -> Result<Option<Frame>, AnalysisError> {
        if self.paths.is_empty() {
            return Ok(None);
        }
        let code = |position: usize| table.sectors().code(position);
        let name = |position: usize| table.sectors()[position].name.as_str();
        let (sector, measure) = (&table.sectors()[focus], factor.name.to_lowercase());
        let (id, title) = match direction {
            Direction::To => ("structural-paths-to", format!("Paths to {} ({}): {measure}", sector.name, sector.code)),
            Direction::From => {
                ("structural-paths-from", format!("Paths from {} ({}): {measure}", sector.name, sector.code))
            }
        };
        let columns = vec![
            Column::text(
                "path",
                "Path",
                "From the producer through its buyers to the product that final users buy; each sells to the next.",
            ),
            Column::text("producer", "Producer", "The name of the first."),
            Column::text("product", "Final product", "The name of the last."),
            Column::integer("links", "Links", Unit::Count("links"), "How many sales between sectors lie on the path."),
            Column::number("amount", "Amount", factor.unit.clone(), "What the producer adds along this path."),
            Column::number("share", "Share", Unit::Share, "Of the total."),
            Column::number("cumulative", "Cumulative", Unit::Share, "Of the total, this path and all larger ones."),
        ];
        let mut frame = Frame::new(id, title, columns);
        let mut sum = 0.0;
        for path in &self.paths {
            sum += path.amount;
            let (Some(&product), Some(&producer)) = (path.chain.first(), path.chain.last()) else { continue };
            let codes: Vec<&str> = path.chain.iter().rev().map(|&position| code(position)).collect();
            let share = |part: f64| Value::from((self.total != 0.0).then(|| part / self.total));
            frame.push(vec![
                codes.join(" > ").into(),
                name(producer).into(),
                name(product).into(),
                (path.chain.len() - 1).into(),
                path.amount.into(),
                share(path.amount),
                share(sum),
            ]);
        }
        Ok(Some(frame.finish()?))
    }
}

/// How much of both totals the listed paths explain, and what is left out.
fn summary(
    factor: &Factor,
    found: &[(&str, Direction, StructuralPaths)],
    limits: Limits,
) -> Result<Frame, AnalysisError> {
    let money = |id: &str, name: &str, about: &str| Column::number(id, name, factor.unit.clone(), about);
    let columns = vec![
        Column::text("direction", "Direction", "To the focus as producer, or from the final demand for it."),
        Column::integer("paths", "Paths", Unit::Count("paths"), "Paths of at least the cut-off."),
        money("total", "Total", "What all paths add up to."),
        money("gross", "Gross", "What all paths add up to by size, whatever their sign; the cut-off is a share of it."),
        money("explained", "Explained", "What the listed paths add up to."),
        Column::number("share_explained", "Share explained", Unit::Share, "Of the total; empty where there is none."),
        money(
            "below_cut_off",
            "Below the cut-off",
            "Branches left because no path in them reaches the cut-off, with all that is in them, and smaller paths on the way.",
        ),
        money(
            "beyond_depth",
            "Beyond the depth",
            "What lies behind the paths that were still followed at the depth, whatever its size.",
        ),
    ];
    let mut frame = Frame::new("structural-paths", "How much the paths explain", columns);
    for (direction, _, paths) in found {
        frame.push(vec![
            (*direction).into(),
            paths.paths.len().into(),
            paths.total.into(),
            paths.gross.into(),
            paths.explained.into(),
            paths.share_explained().into(),
            paths.below_cut_off.into(),
            paths.beyond_depth.into(),
        ]);
    }
    let links = if limits.depth == 1 { "link" } else { "links" };
    frame.note(format!("Paths of at least {} of the gross sum, of up to {} {links}.", limits.cut_off, limits.depth));
    frame.note(
        "What is left out is known exactly: total less explained is what was left below the cut-off and what lies beyond the depth. A \
         branch that was left has its long paths in the first; what is beyond has its small ones in the second.",
    );
    Ok(frame.finish()?)
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let focus = options.sector(&OptionKey::FOCUS)?;
    let factor = Factor::of(economy, options.factor(&MEASURE)?);
    let limits = Limits { cut_off: options.number(&CUT_OFF)?, depth: options.count(&DEPTH)? };
    let of = |&(word, direction): &(&'static str, Direction)| {
        let paths = StructuralPaths::of(economy, focus, direction, &factor.per_output, limits)?;
        Ok((word, direction, paths))
    };
    let found = Direction::WORDS.iter().map(of).collect::<Result<Vec<_>, AnalysisError>>()?;
    let mut frames = vec![summary(&factor, &found, limits)?];
    for (_, direction, paths) in found {
        frames.extend(paths.into_frame(economy.table(), focus, direction, &factor)?);
    }
    Ok(frames)
}

#[cfg(test)]
mod tests;
