//! What stands above a block of flows: title, unit, year, prices, assumptions; and the edition that the workbook names.

use super::block::Block;
use super::money;
use super::sheet::{Row, Sheet};
use super::workbook::Workbook;
use crate::table::{Flows, Layout, Valuation};
use crate::words::{Money, folded};

/// What a table says above its header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// The lines that make the title, joined.
    pub(super) title: String,
    /// The year of the flows.
    pub(super) year: Option<i32>,
    /// The unit, if one is stated.
    pub(super) money: Option<Money>,
    /// Domestic flows, or with imports.
    pub(super) flows: Flows,
    /// Whether the flows are of imports alone.
    pub(super) only_imports: bool,
    /// At which prices.
    pub(super) valuation: Valuation,
    /// Activities or products.
    pub(super) layout: Layout,
    /// How the table was made, as the Bank says it.
    pub(super) assumption: Option<String>,
}

/// Words that name the edition, the most telling first.
const EDITIONS: &[&str] = &["compilacion de referencia", "edicion", "codigo de actividad economica"];

impl Heading {
    /// Reads what stands from a title's row, where it is known, to a block's header.
    pub(super) fn of(workbook: &Workbook, block: &Block, title_row: Option<usize>) -> Self {
        let sheet = workbook.sheets.get(block.sheet);
        let rows = |from| sheet.map_or(&[][..], |sheet| sheet.between(from, block.header));
        let lines: Vec<(String, String)> = rows(title_row.unwrap_or(block.top))
            .iter()
            .flat_map(Row::texts)
            .filter(|(column, _)| *column <= block.columns.last())
            .map(|(_, text)| (tidy(text), folded(text)))
            .collect();
        let is_assumption = |line: &str| line.contains("supuesto");
        let is_title = |line: &str| {
            line.contains("insumo") && line.contains("producto")
                || !is_assumption(line) && (line.contains("precio") || line.contains(" por "))
        };
        let titles: Vec<&(String, String)> = lines.iter().filter(|(_, line)| is_title(line)).collect();
        let said = titles.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join(". ");
        let money = money::of_rows(rows(block.top))
            .or_else(|| workbook.sheets.iter().find_map(|sheet| money::of_rows(sheet.rows())));
        let mut dated = lines.iter().filter(|(_, line)| is_title(line) || line.split(' ').any(|word| word == "ano"));
        let year = dated
            .find_map(|(_, line)| money::year(line))
            .or(money.as_ref().and_then(|money| money.price_year))
            .or_else(|| money::year(&sheet?.name));
        let imported = said.contains("importa");
        let domestic = said.contains("domestic") || said.contains("nacional");
        Self {
            title: titles.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(". "),
            year,
            money,
            flows: if said.contains("total") || imported && domestic { Flows::Total } else { Flows::Domestic },
            only_imports: imported && !domestic && !said.contains("total"),
            valuation: if said.contains("usuario") || said.contains("comprador") {
                Valuation::Purchaser
            } else if said.contains("precio productor") || said.contains("precios de productor") {
                Valuation::Producer
            } else {
                Valuation::Basic
            },
            layout: if said.contains("producto por producto") {
                Layout::ProductByProduct
            } else {
                Layout::IndustryByIndustry
            },
            assumption: lines.iter().find(|(_, line)| is_assumption(line)).map(|(text, _)| text.clone()),
        }
    }

    /// How near the table is to the one that is wanted of several: domestic flows at basic prices, activity by activity.
    pub(super) fn fitness(&self) -> usize {
        8 * usize::from(!self.only_imports)
            + 4 * usize::from(self.flows == Flows::Domestic)
            + 2 * usize::from(self.layout == Layout::IndustryByIndustry)
            + usize::from(self.valuation == Valuation::Basic)
    }
}

/// The edition that the workbook names in any of its sheets; empty where it names none.
pub(super) fn edition(workbook: &Workbook) -> String {
    let texts = || workbook.sheets.iter().flat_map(Sheet::rows).flat_map(Row::texts);
    // An activity may be called `Actividades de edición`; an edition has a year.
    let said = |words: &&str| texts().find(|(_, text)| money::year(text).is_some() && folded(text).contains(*words));
    EDITIONS.iter().find_map(said).map(|(_, text)| tidy(text)).unwrap_or_default()
}

/// A text with single spaces.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
