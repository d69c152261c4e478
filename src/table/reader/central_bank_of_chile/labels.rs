//! The labels of the Bank's tables: columns of final demand, rows of primary inputs, outputs and totals.
//!
//! A label is compared without case, accents and repeated spaces, and by the words in it, for its wording varies between
//! editions (`Consumo de IPSFL`, `Consumo de las IPSFL que sirven a los hogares`).

use crate::table::{ComponentKind, PrimaryInputKind};

/// What a label to the right of the activities names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnLabel {
    /// A component of final demand, with the name that files use.
    Component(&'static str, ComponentKind),
    /// Output at the end of the rows.
    Output,
    /// A sum of other columns, which is passed over.
    Total,
}

/// What a label under the activities names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowLabel {
    /// A primary input, with the name that files use.
    Input(&'static str, PrimaryInputKind),
    /// Output at the foot of the columns.
    Output,
    /// A sum of other rows, which is passed over.
    Total,
}

/// A rule: every one of the words must be in the label.
type Rule<T> = (&'static [&'static str], T);

/// The first rule that fits decides, so the more particular stand first.
const COLUMNS: &[Rule<ColumnLabel>] = &[
    (&["total"], ColumnLabel::Total),
    (&["ipsfl"], ColumnLabel::Component("nonprofit", ComponentKind::Nonprofit)),
    (&["isflsh"], ColumnLabel::Component("nonprofit", ComponentKind::Nonprofit)),
    (&["sin fines de lucro"], ColumnLabel::Component("nonprofit", ComponentKind::Nonprofit)),
    (&["hogares"], ColumnLabel::Component("households", ComponentKind::Households)),
    (&["gobierno"], ColumnLabel::Component("government", ComponentKind::Government)),
    (&["capital fijo"], ColumnLabel::Component("investment", ComponentKind::Investment)),
    (&["fbcf"], ColumnLabel::Component("investment", ComponentKind::Investment)),
    (&["fbkf"], ColumnLabel::Component("investment", ComponentKind::Investment)),
    (&["existencias"], ColumnLabel::Component("inventories", ComponentKind::Inventories)),
    (&["objetos valiosos"], ColumnLabel::Component("valuables", ComponentKind::Other)),
    (&["exportacion"], ColumnLabel::Component("exports", ComponentKind::Exports)),
    (&["produccion"], ColumnLabel::Output),
    (&["demanda"], ColumnLabel::Total),
    (&["uso"], ColumnLabel::Total),
    (&["utilizacion"], ColumnLabel::Total),
    (&["consumo intermedio"], ColumnLabel::Total),
    (&["ventas intermedias"], ColumnLabel::Total),
    (&["suma"], ColumnLabel::Total),
];

const ROWS: &[Rule<RowLabel>] = &[
    (&["total"], RowLabel::Total),
    (&["valor agregado"], RowLabel::Input("value_added", PrimaryInputKind::ValueAdded)),
    (&["valor anadido"], RowLabel::Input("value_added", PrimaryInputKind::ValueAdded)),
    (&["remuneracion"], RowLabel::Input("compensation", PrimaryInputKind::Compensation)),
    (&["excedente"], RowLabel::Input("operating_surplus", PrimaryInputKind::OperatingSurplus)),
    (&["ingreso mixto"], RowLabel::Input("mixed_income", PrimaryInputKind::OperatingSurplus)),
    (&["impuestos", "producto", "exc"], RowLabel::Input("product_taxes", PrimaryInputKind::ProductTaxes)),
    (&["derechos", "import"], RowLabel::Input("import_duties", PrimaryInputKind::ImportDuties)),
    (&["derechos", "aduan"], RowLabel::Input("import_duties", PrimaryInputKind::ImportDuties)),
    (&["impuestos", "import"], RowLabel::Input("import_duties", PrimaryInputKind::ImportDuties)),
    (&["impuestos", "produccion"], RowLabel::Input("production_taxes", PrimaryInputKind::ProductionTaxes)),
    (&["impuestos", "producto"], RowLabel::Input("product_taxes", PrimaryInputKind::ProductTaxes)),
    (&["iva"], RowLabel::Input("value_added_tax", PrimaryInputKind::ProductTaxes)),
    (&["importacion"], RowLabel::Input("imports", PrimaryInputKind::Imports)),
    (&["importado"], RowLabel::Input("imports", PrimaryInputKind::Imports)),
    (&["produccion"], RowLabel::Output),
    (&["consumo intermedio"], RowLabel::Total),
    (&["utilizacion intermedia"], RowLabel::Total),
    (&["suma"], RowLabel::Total),
];

/// The labels of columns as the Bank writes them, for a message.
pub(super) const COLUMNS_IN_WORDS: &str = "Consumo de hogares, Consumo de IPSFL, Consumo de gobierno, Formación bruta de \
     capital fijo, Variación de existencias, Exportaciones, Producción, and totals";

/// The labels of rows as the Bank writes them, for a message.
pub(super) const ROWS_IN_WORDS: &str = "Importaciones, Impuestos sobre productos, Derechos de importación, Valor agregado, \
     Remuneraciones, Excedente, Impuestos sobre la producción, Producción, and totals";

/// What a folded label of a column names, if it is known.
pub(super) fn column(folded: &str) -> Option<ColumnLabel> {
    first(COLUMNS.iter(), folded)
}

/// The component that a folded label names, even where it calls it a total: `Exportaciones totales`.
pub(super) fn component(folded: &str) -> Option<(&'static str, ComponentKind)> {
    let is_component = |label: &ColumnLabel| matches!(label, ColumnLabel::Component(..));
    match first(COLUMNS.iter().filter(|(_, label)| is_component(label)), folded)? {
        ColumnLabel::Component(id, kind) => Some((id, kind)),
        ColumnLabel::Output | ColumnLabel::Total => None,
    }
}

/// What a folded label of a row names, if it is known.
pub(super) fn row(folded: &str) -> Option<RowLabel> {
    first(ROWS.iter(), folded)
}

/// Whether a folded text is the label of any row or column beside the activities.
pub(super) fn is_known(folded: &str) -> bool {
    column(folded).is_some() || row(folded).is_some()
}

fn first<'r, T: Copy + 'r>(mut rules: impl Iterator<Item = &'r Rule<T>>, folded: &str) -> Option<T> {
    rules.find(|(words, _)| words.iter().all(|word| has(folded, word))).map(|(_, label)| *label)
}

/// Whether a word, or the start of one, is in a text: `producto` is in `impuestos sobre productos`, `uso` not in `confuso`.
fn has(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// What the texts of a label over several lines name, top line first. The lowest line decides where it can; otherwise as
/// many of the lines above it are read with it as are needed.
pub(super) fn lowest_first<T>(lines: &[&str], known: impl Fn(&str) -> Option<T>) -> Option<T> {
    (0..lines.len()).rev().find_map(|from| known(&lines[from..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::folded;

    fn said_of_column(lines: &[&str]) -> Option<&'static str> {
        let folded: Vec<String> = lines.iter().map(|line| folded(line)).collect();
        let lines: Vec<&str> = folded.iter().map(String::as_str).collect();
        lowest_first(&lines, column).map(|label| match label {
            ColumnLabel::Component(id, _) => id,
            ColumnLabel::Output => "output",
            ColumnLabel::Total => "total",
        })
    }

    fn said_of_row(line: &str) -> Option<&'static str> {
        row(&folded(line)).map(|label| match label {
            RowLabel::Input(id, _) => id,
            RowLabel::Output => "output",
            RowLabel::Total => "total",
        })
    }

    #[test]
    fn the_columns_of_the_bank_are_known_however_they_are_written() {
        assert_eq!(said_of_column(&["Consumo  de IPSFL "]), Some("nonprofit"));
        assert_eq!(said_of_column(&["CONSUMO DE LAS IPSFL QUE SIRVEN A LOS HOGARES"]), Some("nonprofit"));
        assert_eq!(said_of_column(&["Formación bruta de", "capital fijo"]), Some("investment"));
        assert_eq!(said_of_column(&["Formacion bruta de capital", "fijo"]), Some("investment"));
        assert_eq!(said_of_column(&["Variación de", "existencias"]), Some("inventories"));
        assert_eq!(said_of_column(&["Demanda final", "Consumo de hogares"]), Some("households"));
        assert_eq!(said_of_column(&["Producción", "precio básico"]), Some("output"));
        for total in
            ["Total", "Demanda final", "Demanda intermedia", "Total usos", "Usos totales", "Total exportaciones"]
        {
            assert_eq!(said_of_column(&[total]), Some("total"), "{total}");
        }
        assert_eq!(said_of_column(&["Exportaciones", "Total"]), Some("total"));
        assert_eq!(said_of_column(&["Notas"]), None);
    }

    #[test]
    fn the_rows_of_the_bank_are_known_however_they_are_written() {
        let known = [
            ("Importaciones precios cif ", "imports"),
            ("IMPUESTOS SOBRE PRODUCTOS", "product_taxes"),
            ("Impuestos netos de subsidios sobre los productos", "product_taxes"),
            ("Impuestos sobre productos, excepto derechos de importación", "product_taxes"),
            ("Derechos de importación", "import_duties"),
            ("Impuestos a las importaciones", "import_duties"),
            ("Valor agregado ", "value_added"),
            ("Remuneraciones de asalariados", "compensation"),
            ("Excedente bruto de explotación", "operating_surplus"),
            ("Impuestos netos sobre la producción", "production_taxes"),
            ("Otros impuestos menos subsidios sobre la produccion", "production_taxes"),
            ("Producción precios básicos", "output"),
            ("Total", "total"),
            ("Consumo intermedio", "total"),
        ];
        for (label, meaning) in known {
            assert_eq!(said_of_row(label), Some(meaning), "{label}");
        }
        assert_eq!(said_of_row("(1) Cifras preliminares"), None);
        assert_eq!(said_of_row("Derivados"), None);
    }
}
