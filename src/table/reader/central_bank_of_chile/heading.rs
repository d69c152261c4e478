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
                || !is_assumption(line)
                    && ["precio", "domestica", "actividad por", "producto por"].iter().any(|word| line.contains(word))
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

#[cfg(test)]
mod tests {
    use super::super::sheet::Cell;
    use super::super::{block, codes};
    use super::*;

    /// The heading of a block of two activities under these lines.
    fn heading(lines: &[&str]) -> Heading {
        let mut sheet = Sheet::new("2x2_2003");
        for (row, line) in lines.iter().enumerate() {
            sheet.push(row, 1, Cell::Text((*line).into()));
        }
        for (row, column, code) in [(20, 2, 1.0), (20, 3, 2.0), (21, 1, 1.0), (22, 1, 2.0)] {
            sheet.push(row, column, Cell::Number(code));
        }
        assert_eq!(codes::across(&sheet.rows()[lines.len()]).len(), 1);
        let workbook = Workbook { file: String::new(), sheets: vec![sheet] };
        Heading::of(&workbook, &block::find(&workbook)[0], None)
    }

    #[test]
    fn a_table_is_domestic_total_or_of_imports_as_its_title_says() {
        let kind = |lines: &[&str]| {
            let heading = heading(lines);
            (heading.flows, heading.only_imports, heading.layout, heading.valuation)
        };
        let (by_industry, basic) = (Layout::IndustryByIndustry, Valuation::Basic);
        let bank = ["Matriz de insumo-producto", "Doméstica a precio básico, actividad por actividad"];
        assert_eq!(kind(&bank), (Flows::Domestic, false, by_industry, basic));
        let total = ["Matriz de insumo-producto", "Total a precio usuario, producto por producto"];
        assert_eq!(kind(&total), (Flows::Total, false, Layout::ProductByProduct, Valuation::Purchaser));
        let imported = ["Matriz de insumo-producto", "Importada a precio cif, actividad por actividad"];
        assert!(kind(&imported).1);
        assert_eq!(kind(&["Matriz de insumo-producto nacional e importada"]).0, Flows::Total);
        assert_eq!(kind(&[]), (Flows::Domestic, false, by_industry, basic));
    }

    #[test]
    fn the_year_is_that_of_the_flows_then_of_the_prices_then_of_the_sheet() {
        let year = |lines: &[&str]| heading(lines).year;
        let unit = "(millones de pesos de 2008)";
        assert_eq!(year(&["Matriz de insumo-producto, año 2011", unit]), Some(2011));
        assert_eq!(year(&["Matriz de insumo-producto", "Año 2012", unit]), Some(2012));
        assert_eq!(year(&["Matriz de insumo-producto", "Actualizado en 2020", unit]), Some(2008));
        assert_eq!(year(&["Matriz de insumo-producto", "(millones de pesos)"]), Some(2003));
    }

    #[test]
    fn the_title_is_made_of_the_lines_that_say_what_the_table_is() {
        let lines =
            ["Cuadro 1", "Matriz  de insumo-producto", "Doméstica a precio básico", "Supuesto: a por b", "Actividad"];
        let heading = heading(&lines);
        assert_eq!(heading.title, "Matriz de insumo-producto. Doméstica a precio básico");
        assert_eq!(heading.assumption.as_deref(), Some("Supuesto: a por b"));
        assert_eq!(heading.money, None);
    }
}
