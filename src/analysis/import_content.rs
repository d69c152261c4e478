//! Import content: how much of a unit of final demand, and of exports above all, is imported on the way (vertical specialisation).
//!
//! ## Formula
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | direct import content | m, imports per unit of output | n | money per money |
//! | import content | m' L | n | money per money of final demand |
//! | vertical specialisation | VS_j = (m' L)_j e_j, e exports | n | money |
//! | share in all exports | Σ_j VS_j / Σ_j e_j = m' L e / i' e | one number | share |
//! | content of a component | m' L F_.c / i' F_.c | one per component c | share |
//!
//! Taxes on products (with import duties), value added and other payments take the place of m in the other contents; together they are
//! one for every sector, because columns of the table sum to one.
//!
//! ## Reading
//!
//! 0.25 for exports: of a peso exported 25 centavos pay for imported inputs, bought by the exporter or by its suppliers, and 75
//! stay as value added and taxes. The indirect part is what suppliers import.
//!
//! ## Source
//!
//! Hummels, Ishii and Yi 2001 (VS); Miller and Blair, Input-Output Analysis, 2nd ed., 2009, chapter 6, for multipliers of primary
//! inputs.
//!
//! ## What it is not
//!
//! Not what final users import themselves: the columns of final demand hold domestic products. Not VS1, what others make of a country's exports,
//! which one table of one country cannot tell. Exports are taken to be made as all other output of the sector, and imports to hold nothing that
//! was first exported. On a table of total flows it is no import content at all: imports stand among the flows as if made at home.
//! Where the table has no row of imports, or no column of exports, their cells are empty, not zero.

use super::component_average::{averages_told, component_average};
use super::{Analysis, AnalysisError, OptionKey, Options, Question, of_flows, ranks, sector_cells, sector_columns};
use crate::model::{Economy, ModelError, System};
use crate::table::{ComponentKind, Flows, IoTable, PrimaryInputKind};
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "import-content",
    question: Question::WhatDemandBrings,
    about: "How much of each sector's final demand, and of exports above all, is imported on the way.",
    formula: "import content m' L; vertical specialisation m' L e; share m' L e / i' e",
    unit: "money per money, money, shares",
    source: "Hummels, Ishii and Yi 2001; Miller and Blair 2009, chapter 6",
    options: &[OptionKey::FOCUS],
    drawn: None,
    run,
};

/// What is to be known before a number is read where the flows of the table include imports.
const TOTAL: &str = "No import contents: the flows of this table are total, so that imported products stand among them as if made at home.";

/// What a unit of final demand for each sector is made of, in table order; each is none where the table has no row of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportContent {
    /// m, n: imports of the sector itself per unit of output.
    pub direct_imports: Option<DVector<f64>>,
    /// m' L, n.
    pub imports: Option<DVector<f64>>,
    /// Taxes on products and import duties, n.
    pub product_taxes: Option<DVector<f64>>,
    /// Value added at basic prices, n.
    pub value_added: Option<DVector<f64>>,
    /// Other payments, n.
    pub other: Option<DVector<f64>>,
    /// e, n: exports, money; none where the table has no column of them.
    pub exports: Option<DVector<f64>>,
}

impl ImportContent {
    /// The contents of an economy.
    ///
    /// # Errors
    /// Fails where the system has no solution.
    pub fn of(economy: &Economy) -> Result<Self, ModelError> {
        use PrimaryInputKind::{ImportDuties, Imports, Other, ProductTaxes};
        let content =
            |direct: Option<DVector<f64>>| direct.map(|direct| economy.system().multipliers(&direct)).transpose();
        let direct_imports = economy.primary_of(|kind| kind == Imports);
        let final_demand = economy.table().final_demand();
        let mut exports = None;
        for c in final_demand.of_kind(ComponentKind::Exports) {
            let column = final_demand.values.column(c);
            exports = Some(exports.map_or_else(|| column.into_owned(), |sum: DVector<f64>| sum + column));
        }
        Ok(Self {
            imports: content(direct_imports.clone())?,
            product_taxes: content(economy.primary_of(|kind| matches!(kind, ProductTaxes | ImportDuties)))?,
            value_added: content(economy.primary_of(PrimaryInputKind::is_value_added))?,
            other: content(economy.primary_of(|kind| kind == Other))?,
            direct_imports,
            exports,
        })
    }

    /// The import content of a bundle of final demand (n x 1, money) as a share of it; none where the bundle is not positive
    /// in all, or the table has no row of imports.
    pub fn share_of(&self, bundle: &DVector<f64>) -> Option<f64> {
        let whole = bundle.sum();
        self.imports.as_ref().filter(|_| whole > 0.0).map(|content| content.dot(bundle) / whole)
    }

    /// VS, n: the imports in each sector's exports, money; none where the table has no row of imports or no exports.
    pub fn vertical_specialisation(&self) -> Option<DVector<f64>> {
        Some(self.imports.as_ref()?.component_mul(self.exports.as_ref()?))
    }

    /// One table by sector, and one by component of final demand.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where the focus is no sector of the table.
    pub fn into_frames(self, table: &IoTable, focus: Option<usize>) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.len();
        if let Some(position) = focus.filter(|&focus| focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let mut frames = vec![self.by_sector(table, focus).finish()?];
        frames.push(self.by_component(table).finish()?);
        Ok(frames)
    }

    fn by_sector(&self, table: &IoTable, focus: Option<usize>) -> Frame {
        let ratio = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::Ratio, about);
        let columns = sector_columns().into_iter().chain([
            ratio("direct_imports", "Direct imports", "Imports of the sector itself per unit of output (m)."),
            ratio("imports", "Imports", "Imports, its suppliers' too, per unit of final demand (m'L)."),
            ratio("product_taxes", "Product taxes", "Taxes on products and import duties per unit of final demand."),
            ratio("value_added", "Value added", "Value added at basic prices per unit of final demand."),
            ratio(
                "other",
                "Other",
                "Other payments per unit of final demand; the four contents that the table has add up to one.",
            ),
            Column::integer("imports_rank", "Rank", Unit::Rank, "Rank by import content."),
            Column::number("exports", "Exports", table.unit(), "Exports of the sector (e)."),
            Column::number(
                "imports_in_exports",
                "Imports in exports",
                table.unit(),
                "Vertical specialisation: import content times exports.",
            ),
            Column::number("share_of_all", "Share of all", Unit::Share, "Of the imports in all exports."),
        ]);
        let mut frame =
            Frame::new("import-content", "Import content of final demand and of exports", columns.collect());
        let specialised = self.vertical_specialisation();
        let all: Option<f64> = specialised.as_ref().map(DVector::sum).filter(|sum| *sum > 0.0);
        let ranked = self.imports.as_ref().map(|imports| ranks(imports.as_slice()));
        for position in 0..table.len() {
            let of = |values: &Option<DVector<f64>>| values.as_ref().map(|values| values[position]);
            let cells = [
                of(&self.direct_imports).into(),
                of(&self.imports).into(),
                of(&self.product_taxes).into(),
                of(&self.value_added).into(),
                of(&self.other).into(),
                ranked.as_ref().map(|ranked| ranked[position]).into(),
                of(&self.exports).into(),
                of(&specialised).into(),
                of(&specialised).zip(all).map(|(own, all)| own / all).into(),
            ];
            frame.push(sector_cells(table.sectors(), position).into_iter().chain(cells).collect());
        }
        if let (Some(imports), Some(at)) = (&self.imports, focus) {
            let own = self.direct_imports.as_ref().map_or(0.0, |direct| direct[at]);
            let code = table.sectors().code(at);
            frame.note(format!(
                "{code}: {:.4} of a unit is imported, {own:.4} by itself and the rest by its suppliers.",
                imports[at]
            ));
        }
        if let Some(share) = self.exports.as_ref().and_then(|exports| self.share_of(exports)) {
            frame.note(format!("Of all exports {share:.4} is imported on the way."));
        }
        for (is_missing, what) in
            [(self.imports.is_none(), "row of imports"), (self.exports.is_none(), "column of exports")]
        {
            if is_missing {
                frame.note(format!("The table has no {what}."));
            }
        }
        frame.note(of_flows(table, "Domestic products only: what final users import themselves is not in it.", TOTAL));
        frame
    }

    fn by_component(&self, table: &IoTable) -> Frame {
        let share = |id: &str, name: &str, about: &str| Column::number(id, name, Unit::Share, about);
        let columns = vec![
            Column::text("component", "Component", "The component of final demand."),
            Column::number(
                "purchases",
                "Purchases",
                table.unit(),
                of_flows(table, "What it buys of domestic products.", "What it buys, imported products included."),
            ),
            share("imports", "Imports", "The part that pays for imports on the way."),
            share(
                "product_taxes",
                "Product taxes",
                "The part that pays for taxes on products and import duties on the way.",
            ),
            share("value_added", "Value added", "The part that is value added at home."),
            share("other", "Other", "The part that pays for what the source does not name further."),
        ];
        let mut frame = Frame::new("import-content-final-demand", "Contents of final demand by component", columns);
        let final_demand = table.final_demand();
        for (c, component) in final_demand.components.iter().enumerate() {
            let of = |content: &Option<DVector<f64>>| {
                content.as_ref().and_then(|content| component_average(final_demand, c, content)).into()
            };
            frame.push(vec![
                component.id.as_str().into(),
                final_demand.values.column(c).sum().into(),
                of(&self.imports),
                of(&self.product_taxes),
                of(&self.value_added),
                of(&self.other),
            ]);
        }
        for sentence in averages_told(final_demand) {
            frame.note(sentence);
        }
        frame.note("Shares are empty where the table has no such row.");
        if table.manifest().flows == Flows::Total {
            frame.note(TOTAL);
        }
        frame
    }
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    // Without a focus the tables stand without a sentence about it.
    ImportContent::of(economy)?.into_frames(economy.table(), options.sector(&OptionKey::FOCUS).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, productive, two_sectors};
    use crate::words::Value;
    use approx::assert_relative_eq;
    use nalgebra::dvector;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn economy(table: IoTable) -> Economy {
        Economy::new(Arc::new(table), Denominator::Column).unwrap()
    }

    /// The textbook's two sectors whose first row of primary inputs is imports and whose second component is exports.
    fn trading() -> IoTable {
        let mut parts = two_sectors().into_parts();
        parts.primary_inputs.rows[0].kind = PrimaryInputKind::Imports;
        parts.final_demand.components[1].kind = ComponentKind::Exports;
        IoTable::new(parts).unwrap()
    }

    #[test]
    fn two_trading_sectors_by_hand() {
        let found = ImportContent::of(&economy(trading())).unwrap();
        // m = (.3, .25); L = [[.95, .25], [.2, .85]] / .7575.
        let d = 0.7575;
        let content = dvector![(0.3 * 0.95 + 0.25 * 0.2) / d, (0.3 * 0.25 + 0.25 * 0.85) / d];
        assert_relative_eq!(found.imports.clone().unwrap(), content, max_relative = 1e-14);
        let exports = dvector![300.0, 1300.0];
        let specialised = found.vertical_specialisation().unwrap();
        assert_relative_eq!(specialised, content.component_mul(&exports), max_relative = 1e-14);
        assert_relative_eq!(found.share_of(&exports).unwrap(), content.dot(&exports) / 1600.0, max_relative = 1e-14);
        assert_eq!((found.product_taxes, found.other), (None, None));
    }

    #[test]
    fn what_the_table_has_not_is_empty_and_said() {
        let table = one_sector();
        let frames = ImportContent::of(&economy(table.clone())).unwrap().into_frames(&table, Some(0)).unwrap();
        let cell = |id: &str| frames[0].rows[0][frames[0].position(id).unwrap()].clone();
        assert_eq!(
            (cell("imports"), cell("exports"), cell("value_added")),
            (Value::Empty, Value::Empty, Value::Number(1.0))
        );
        assert!(frames[0].notes.contains(&"The table has no row of imports.".to_owned()));
        let outside = ImportContent::of(&economy(table.clone())).unwrap().into_frames(&table, Some(1));
        assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 1, sectors: 1 }));
    }

    #[test]
    fn contents_of_a_sector_are_in_the_table_and_add_up_to_one() {
        let mut parts = trading().into_parts();
        parts.primary_inputs.rows[1].kind = PrimaryInputKind::Other;
        let table = IoTable::new(parts).unwrap();
        let frame = ImportContent::of(&economy(table.clone())).unwrap().into_frames(&table, None).unwrap().remove(0);
        let number = |row: &[Value], id: &str| row[frame.position(id).unwrap()].number();
        for row in &frame.rows {
            let contents = ["imports", "product_taxes", "value_added", "other"].map(|id| number(row, id));
            assert_eq!((contents[1], contents[2]), (None, None));
            assert_relative_eq!(contents.into_iter().flatten().sum::<f64>(), 1.0, max_relative = 1e-14);
        }
    }

    #[test]
    fn on_total_flows_both_tables_say_that_they_hold_no_import_contents() {
        let mut parts = trading().into_parts();
        parts.manifest.flows = Flows::Total;
        let table = IoTable::new(parts).unwrap();
        for frame in ImportContent::of(&economy(table.clone())).unwrap().into_frames(&table, None).unwrap() {
            assert_eq!(frame.notes.last().unwrap(), TOTAL);
        }
    }

    #[test]
    fn zero_output_holds_no_imports_and_inventories_have_no_share() {
        let table = oddities();
        let found = ImportContent::of(&economy(table.clone())).unwrap();
        assert_eq!(found.imports.as_ref().unwrap()[1], 0.0);
        let frame = found.into_frames(&table, None).unwrap().remove(1);
        assert_eq!(frame.rows[1][frame.position("value_added").unwrap()], Value::Empty);
        assert!(
            frame.notes.iter().any(|note| note.contains("rises and falls of inventories cancel")),
            "{:?}",
            frame.notes
        );
    }

    /// A component that sells on a little of one product has shares all the same, and they are one together.
    #[test]
    fn one_cell_below_nothing_leaves_shares() {
        let mut parts = trading().into_parts();
        parts.final_demand.values[(0, 0)] -= 60.0;
        parts.final_demand.values[(0, 1)] += 60.0;
        let table = IoTable::new(parts).unwrap();
        let economy = economy(table.clone());
        let content = ImportContent::of(&economy).unwrap().imports.unwrap();
        let frame = ImportContent::of(&economy).unwrap().into_frames(&table, None).unwrap().remove(1);
        let number = |id: &str| frame.rows[0][frame.position(id).unwrap()].number();
        let bundle = dvector![-10.0, 400.0];
        assert_relative_eq!(number("purchases").unwrap(), 390.0, max_relative = 1e-15);
        assert_relative_eq!(number("imports").unwrap(), content.dot(&bundle) / 390.0, max_relative = 1e-14);
        assert_relative_eq!(number("imports").unwrap() + number("value_added").unwrap(), 1.0, max_relative = 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Contents are one together, and the imports of all final demand are those that the table pays.
        #[test]
        fn contents_are_a_whole(table in productive(7, 0.9)) {
            let paid = table.primary_inputs().values.row(0).sum();
            let economy = economy(table);
            let found = ImportContent::of(&economy).unwrap();
            let imports = found.imports.as_ref().unwrap();
            let whole = imports + found.product_taxes.as_ref().unwrap() + found.value_added.as_ref().unwrap();
            prop_assert!(whole.iter().all(|sum| (sum - 1.0).abs() <= 1e-12));
            prop_assert!((imports.dot(economy.final_demand()) - paid).abs() <= 1e-11 * paid);
            // Imports of every round: m + m A + m A² + ...
            let direct = found.direct_imports.as_ref().unwrap();
            let (mut term, mut series) = (direct.clone(), direct.clone());
            for _ in 0..600 {
                term = economy.technical().matrix().tr_mul(&term);
                series += &term;
            }
            prop_assert!((series - imports).amax() <= 1e-12);
        }
    }
}
