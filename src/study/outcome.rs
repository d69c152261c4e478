//! The outcome of a scenario: the economy in each of its years, at one point of its parameters.

use super::{Base, Curve, Parameters, Point, Pull, State};
use crate::table::{ComponentKind, PrimaryInputKind};
use crate::words::Unit;
use nalgebra::DVector;
use std::sync::Arc;

/// One year of an outcome.
#[derive(Debug)]
pub struct Year {
    /// The year; none where neither the scenario nor its table has one.
    pub year: Option<i32>,
    /// The economy in it.
    pub state: State,
}

/// What a scenario comes to.
#[derive(Debug)]
pub struct Outcome {
    /// The scenario's name.
    pub scenario: String,
    /// The point of its parameters.
    pub point: Point,
    /// How many times as large as written all that it changes is; 1 unless it was brought to a common dose.
    pub size: f64,
    /// The parameters, with their ranges.
    pub parameters: Parameters,
    /// What it started from.
    pub base: Arc<Base>,
    /// Its years, first to last; never empty.
    pub years: Vec<Year>,
    /// By how much a year later years count less, where the scenario says so; from 0 to 1.
    pub discount_rate: Option<f64>,
    /// What the policy costs the public, all years together, money of the table, where the scenario says so.
    pub public_cost: Option<f64>,
    /// The curve of each technology that spreads, in the order of the entries.
    pub curves: Vec<Curve>,
    /// What each early adopter brings everyone else, in the order of technologies and sectors; only where it was asked for.
    pub pulls: Vec<Pull>,
    /// The scenario that is the same policy with another payer, if any.
    pub variant_of: Option<String>,
}

impl Outcome {
    /// The dose of the last year, money of the table.
    pub fn dose(&self) -> f64 {
        self.years.last().map_or(0.0, |year| year.state.settled().dose.total())
    }
}

/// A quantity that every sector has in every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// x'.
    Output,
    /// The rows of value added together.
    ValueAdded,
    /// The rows of one kind of primary input together.
    Primary(PrimaryInputKind),
    /// Exports less imported inputs.
    TradeBalance,
    /// A satellite account, by its position in the table.
    Satellite(usize),
    /// What limits of output leave unmet at home; zero without a limit.
    Unmet,
    /// p̂ x': output at the prices that savings lead to; output itself where none do.
    OutputValue,
}

impl Level {
    /// The levels that a table has, in the order in which results print them. What a table does not have is left out: absent is not zero.
    pub fn of(base: &Base) -> Vec<Self> {
        let table = base.economy().table();
        let kinds = [
            PrimaryInputKind::Compensation,
            PrimaryInputKind::OperatingSurplus,
            PrimaryInputKind::ProductionTaxes,
            PrimaryInputKind::Imports,
            PrimaryInputKind::ImportDuties,
            PrimaryInputKind::ProductTaxes,
            PrimaryInputKind::Other,
        ];
        let mut levels = vec![Self::Output];
        if table.primary_inputs().value_added().next().is_some() {
            levels.push(Self::ValueAdded);
        }
        let has = |kind| table.primary_inputs().of_kind(kind).next().is_some();
        levels.extend(kinds.into_iter().filter(|&kind| has(kind)).map(Self::Primary));
        if table.final_demand().of_kind(ComponentKind::Exports).next().is_some() && has(PrimaryInputKind::Imports) {
            levels.push(Self::TradeBalance);
        }
        levels.extend((0..table.satellites().accounts.len()).map(Self::Satellite));
        levels.extend([Self::Unmet, Self::OutputValue]);
        levels
    }

    /// The name in files.
    pub fn id(self, base: &Base) -> String {
        match self {
            Self::Output => "output".to_owned(),
            Self::ValueAdded => "value_added".to_owned(),
            Self::Primary(kind) => kind.word().to_owned(),
            Self::TradeBalance => "trade_balance".to_owned(),
            Self::Unmet => "unmet_demand".to_owned(),
            Self::OutputValue => "output_value".to_owned(),
            Self::Satellite(account) => base.economy().table().satellites().accounts[account].id.clone(),
        }
    }

    /// The unit.
    pub fn unit(self, base: &Base) -> Unit {
        let table = base.economy().table();
        match self {
            Self::Satellite(account) => Unit::Named(table.satellites().accounts[account].unit.clone()),
            _ => table.unit(),
        }
    }

    /// The quantity by sector, n x 1, in its unit.
    pub fn by_sector(self, base: &Base, state: &State) -> DVector<f64> {
        let inputs = base.economy().table().primary_inputs();
        let sum = |rows: Vec<usize>| {
            rows.into_iter().fold(DVector::zeros(base.economy().table().len()), |sum, row| sum + state.primary(row))
        };
        match self {
            Self::Output => state.output().clone(),
            Self::ValueAdded => sum(inputs.value_added().collect()),
            Self::Primary(kind) => sum(inputs.of_kind(kind).collect()),
            Self::TradeBalance => {
                let exports = base.economy().table().final_demand().of_kind(ComponentKind::Exports);
                let exports = exports.map(|component| state.final_demand().column(component).into_owned());
                exports.fold(DVector::zeros(state.output().len()), |sum, column| sum + column)
                    - Self::Primary(PrimaryInputKind::Imports).by_sector(base, state)
            }
            Self::Satellite(account) => state.satellite(base, account),
            Self::Unmet => state.unmet().clone(),
            Self::OutputValue => state.values(),
        }
    }
}
