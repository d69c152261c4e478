//! Prices: what dearer imports, wages or taxes, or a dearer product of one sector, make of all prices, and who pays in the end.
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | base | p' = v' L = i', v all primary inputs per unit of output | n | ratio |
//! | cost push | Δp' = s v_c' L, v_c the coefficients of one cost, s by how much it rises | n | percent |
//! | cost of chosen sectors | Δp' = r' L, r what they pay more per unit of output | n | percent |
//! | own price given | p_n' = (p_k a_kn' + v_n')(I - A_nn)⁻¹, so that Δp_j = Δp_k l_kj / l_kk | n | percent |
//! | effect on final demand | Σ_i F_ic Δp_i / Σ_i F_ic | one per component c | percent |
//!
//! Row i sells, column j buys. Product taxes and import duties are primary inputs like wages and surplus, so that columns sum to
//! one and base prices are one. A cost is every row of its kind: taxes are those on products, duties and those on production.
//!
//! ## Reading
//!
//! 0.8 in the column of imports: where imported inputs become dearer by the percentage that is stated, this sector's
//! product becomes dearer by 0.8 %. The columns of all costs together are the whole percentage for every sector. The price that
//! is given is that of the focus sector, whatever the reason; the others pass on what they pay for it.
//!
//! ## Source
//!
//! Leontief 1946; Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 2.6, for cost push. A price that is given is
//! that model with the row and the column of one sector taken out, by own algebra; a test solves the smaller system.
//!
//! ## What it is not
//!
//! Not a forecast: costs are passed on in full, volumes and techniques stay, and nobody bargains. The effect on a component of final demand is
//! on its domestic goods at basic prices: what it imports itself, margins and taxes on its purchases are not in it, so it is not
//! a consumer price index. Inventories have no average price, since their rises and falls cancel.

use super::component_average::{averages_told, component_average};
use super::{
    Analysis, AnalysisError, DefaultTo, OptionKey, Options, Question, Takes, of_flows, sector_cells, sector_columns,
};
use crate::model::{Economy, ModelError, Prices};
use crate::table::{IoTable, PrimaryInputKind};
use crate::words::{Column, Frame, Unit, Value};
use nalgebra::DVector;
use std::collections::BTreeMap;

/// By how much each cost, and the focus sector's price, rises.
const PERCENT: OptionKey = OptionKey {
    name: "percent",
    takes: Takes::Number { least: -99.0, most: f64::INFINITY },
    about: "By how many percent each cost, and the price of the focus sector, rises.",
    default: DefaultTo::Text("10"),
};

/// What some sectors pay more.
const RISE: OptionKey = OptionKey {
    name: "rise",
    takes: Takes::PerSector,
    about: "What these sectors pay more for primary inputs per unit of their output at base prices, for whatever reason.",
    default: DefaultTo::Nothing,
};

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "prices",
    question: Question::WhoPays,
    about: "What dearer imports, wages or taxes, or a dearer product of one sector, make of all prices and of final demand.",
    formula: "Δp' = s v_c' L; own price given: Δp_j = Δp_k l_kj / l_kk; on final demand Σ_i F_ic Δp_i / Σ_i F_ic",
    unit: "percent of the base price",
    source: "Leontief 1946; Miller and Blair 2009, section 2.6",
    options: &[OptionKey::FOCUS, PERCENT, RISE],
    drawn: None,
    run,
};

/// A cost: rows of primary inputs that become dearer together.
#[derive(Debug, PartialEq, Eq)]
pub struct Cost {
    /// The identifier of its column.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The kinds of rows that it is made of.
    pub kinds: &'static [PrimaryInputKind],
}

/// Every cost, in the order of the columns; together they are all primary inputs.
pub static COSTS: &[Cost] = &[
    Cost { id: "imports", name: "Imports", kinds: &[PrimaryInputKind::Imports] },
    Cost { id: "compensation", name: "Wages", kinds: &[PrimaryInputKind::Compensation] },
    Cost {
        id: "taxes",
        name: "Taxes",
        kinds: &[PrimaryInputKind::ProductTaxes, PrimaryInputKind::ImportDuties, PrimaryInputKind::ProductionTaxes],
    },
    Cost { id: "operating_surplus", name: "Surplus", kinds: &[PrimaryInputKind::OperatingSurplus] },
    Cost { id: "value_added", name: "Value added", kinds: &[PrimaryInputKind::ValueAdded] },
    Cost { id: "other", name: "Other payments", kinds: &[PrimaryInputKind::Other] },
];

impl Cost {
    /// What each sector pays for it per unit of output, n x 1; none where the table has no such row.
    pub fn coefficients(&self, economy: &Economy) -> Option<DVector<f64>> {
        economy.primary_of(|kind| self.kinds.contains(&kind))
    }
}

/// What one reason makes of prices.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceChange {
    /// Δp, n x 1: relative to base prices of one.
    pub by_sector: DVector<f64>,
    /// The average over what each component of final demand buys; none of inventories, and where it buys nothing in all.
    pub by_component: Vec<Option<f64>>,
}

impl PriceChange {
    /// Where each sector's primary inputs cost more by `rise` per unit of output, n x 1.
    ///
    /// # Errors
    /// Fails where something would cost nothing or less, and where the system has no solution.
    pub fn of_cost(economy: &Economy, rise: &DVector<f64>) -> Result<Self, ModelError> {
        Ok(Self::of(economy, &Prices::after(&**economy.system(), &-rise)?))
    }

    /// Where the price of the sector at a position rises by a share of itself.
    ///
    /// # Errors
    /// As [`PriceChange::of_cost`].
    pub fn of_own_price(economy: &Economy, sector: usize, rise: f64) -> Result<Self, ModelError> {
        Ok(Self::of(economy, &Prices::given(&**economy.system(), sector, 1.0 + rise)?))
    }

    fn of(economy: &Economy, prices: &Prices) -> Self {
        let by_sector = prices.vector().map(|price| price - 1.0);
        let bought = economy.table().final_demand();
        let average = |c: usize| component_average(bought, c, &by_sector);
        Self { by_component: (0..bought.components.len()).map(average).collect(), by_sector }
    }
}

/// What a reason makes of prices; or, where it would leave something at a price of nothing or less, the positions of the sectors of which
/// that is true.
pub type Effect = Result<PriceChange, Vec<usize>>;

/// The changes of prices of every cost that the table has, and of one sector's price.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceEffects {
    /// Each cost with what it does.
    pub costs: Vec<(&'static Cost, Effect)>,
    /// The sector whose price is given, and what that does.
    pub own: Option<(usize, Effect)>,
    /// What a rise of costs in chosen sectors does, where one is asked for.
    pub chosen: Option<Effect>,
}

impl PriceEffects {
    /// Each cost, and the price of the focus sector, rises by a share of itself. A cost that would leave something at no price is said,
    /// and takes nothing from the others.
    ///
    /// # Errors
    /// Fails where the system has no solution, and where there is no such sector.
    pub fn of(economy: &Economy, focus: Option<usize>, rise: f64) -> Result<Self, AnalysisError> {
        let sectors = economy.table().len();
        if let Some(position) = focus.filter(|&focus| focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let mut costs = Vec::new();
        for cost in COSTS {
            if let Some(coefficients) = cost.coefficients(economy) {
                costs.push((cost, effect(PriceChange::of_cost(economy, &(coefficients * rise)))?));
            }
        }
        let own = match focus {
            Some(at) => Some((at, effect(PriceChange::of_own_price(economy, at, rise))?)),
            None => None,
        };
        Ok(Self { costs, own, chosen: None })
    }

    /// The same with what chosen sectors pay more per unit of their output at base prices, by position.
    ///
    /// # Errors
    /// As [`PriceEffects::of`].
    pub fn with_rise(self, economy: &Economy, rise: &BTreeMap<usize, f64>) -> Result<Self, AnalysisError> {
        let sectors = economy.table().len();
        if let Some(&position) = rise.keys().find(|position| **position >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let rise = DVector::from_fn(sectors, |at, _| rise.get(&at).copied().unwrap_or(0.0));
        Ok(Self { chosen: Some(effect(PriceChange::of_cost(economy, &rise))?), ..self })
    }

    /// What the cost with this identifier does; none where the table has no row of it, and where it would leave something at no price.
    pub fn cost(&self, id: &str) -> Option<&PriceChange> {
        self.costs.iter().find(|(cost, _)| cost.id == id).and_then(|(_, effect)| effect.as_ref().ok())
    }

    /// Every reason, in the order of the columns.
    fn reasons(&self, table: &IoTable, percent: f64) -> Vec<Reason<'_>> {
        let by_percent = || format!("a rise by {percent} %");
        let mut reasons = Vec::new();
        for (cost, effect) in &self.costs {
            let rows = cost.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
            let about = format!("Where it becomes dearer: {rows}.");
            let column = Column::number(cost.id, cost.name, Unit::Percent, about);
            reasons.push(Reason { column, what: by_percent(), effect });
        }
        if let Some((at, effect)) = &self.own {
            let name = format!("Price of {}", table.sectors().code(*at));
            let about = "Where this product becomes dearer, for whatever reason.";
            let column = Column::number("own_price", name, Unit::Percent, about);
            reasons.push(Reason { column, what: by_percent(), effect });
        }
        if let Some(effect) = &self.chosen {
            let about =
                "Where the chosen sectors pay more for primary inputs, by as much per unit of output as was asked.";
            let column = Column::number("rise", "Chosen rise", Unit::Percent, about);
            reasons.push(Reason { column, what: "it".to_owned(), effect });
        }
        reasons
    }

    /// One table by sector, and one by component of final demand; `percent` is by how much each cost rises.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frames(self, table: &IoTable, percent: f64) -> Result<Vec<Frame>, AnalysisError> {
        let reasons = self.reasons(table, percent);
        let columns: Vec<Column> = reasons.iter().map(|reason| reason.column.clone()).collect();
        let effects: Vec<&Effect> = reasons.iter().map(|reason| reason.effect).collect();
        let free: Vec<String> = reasons.iter().filter_map(|reason| reason.why_empty(table)).collect();
        let hundredths = |share: Option<f64>| Value::from(share.map(|share| share * 100.0));

        let title = format!("Prices where a cost rises by {percent} %");
        let mut by_sector =
            Frame::new("prices", title, sector_columns().into_iter().chain(columns.iter().cloned()).collect());
        for position in 0..table.len() {
            let cells =
                effects.iter().map(|effect| hundredths(effect.as_ref().ok().map(|change| change.by_sector[position])));
            by_sector.push(sector_cells(table.sectors(), position).into_iter().chain(cells).collect());
        }
        by_sector.note("Costs are passed on in full by every sector; volumes and techniques stay as they are.");

        let component = Column::text("component", "Component", "The component of final demand.");
        let bought = Column::number(
            "purchases",
            "Purchases",
            table.unit(),
            of_flows(
                table,
                "What it buys of domestic products at basic prices.",
                "What it buys at the prices of the table, imported products included.",
            ),
        );
        let title = format!("Prices of final demand where a cost rises by {percent} %");
        let columns = [component, bought].into_iter().chain(columns).collect();
        let mut by_component = Frame::new("prices-final-demand", title, columns);
        let final_demand = table.final_demand();
        for (c, component) in final_demand.components.iter().enumerate() {
            let cells =
                effects.iter().map(|effect| hundredths(effect.as_ref().ok().and_then(|change| change.by_component[c])));
            let head = [component.id.as_str().into(), final_demand.values.column(c).sum().into()];
            by_component.push(head.into_iter().chain(cells).collect());
        }
        by_component.note(of_flows(
            table,
            "Domestic products at basic prices: what final users import, margins and taxes on their purchases are not in it.",
            "Total flows: imported products count as made at home, at the costs of the sectors that make the like.",
        ));
        for sentence in averages_told(final_demand) {
            by_component.note(sentence);
        }
        for sentence in free {
            by_sector.note(sentence.clone());
            by_component.note(sentence);
        }
        Ok(vec![by_sector.finish()?, by_component.finish()?])
    }
}

/// Sets aside what leaves something at no price, so that other reasons keep their answer.
fn effect(found: Result<PriceChange, ModelError>) -> Result<Effect, ModelError> {
    match found {
        Err(ModelError::NoPrice { sectors }) => Ok(Err(sectors)),
        found => found.map(Ok),
    }
}

/// Why something becomes dearer: a column of both tables.
struct Reason<'e> {
    column: Column,
    /// What would happen, in a sentence.
    what: String,
    effect: &'e Effect,
}

impl Reason<'_> {
    /// Why its column is empty, where it is.
    fn why_empty(&self, table: &IoTable) -> Option<String> {
        let sectors = table.sectors();
        let named = |&at: &usize| format!("{} ({})", sectors[at].code, sectors[at].name);
        let free: Vec<String> = self.effect.as_ref().err()?.iter().map(named).collect();
        let (name, what, free) = (&self.column.name, &self.what, free.join(", "));
        Some(format!("{name}: empty, because {what} would leave nothing to pay for the product of {free}."))
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let percent = options.number(&PERCENT)?;
    // Without a focus no price is given, and costs stand alone.
    let focus = options.sector(&OptionKey::FOCUS).ok();
    let mut effects = PriceEffects::of(economy, focus, percent / 100.0)?;
    if let Ok(rise) = options.per_sector(&RISE) {
        effects = effects.with_rise(economy, rise)?;
    }
    effects.into_frames(economy.table(), percent)
}

#[cfg(test)]
mod tests;
