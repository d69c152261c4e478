//! Alterations of workbooks that change no figure. They can be made one upon the other in the order of the list: those that
//! look for blocks first, those that make blocks harder to find last.

use super::book::{Book, Page, Spot, Value};

/// What is done to a copy.
type Alteration = (&'static str, fn(&mut Book));

pub(super) const ALTERATIONS: &[Alteration] = &[
    ("columns of final demand in the opposite order", opposite_order),
    ("columns of totals of final demand and of all uses", more_totals),
    ("a label over all columns of final demand", label_over_demand),
    ("labels merged over a blank column and the column of figures", labels_to_the_left),
    ("a formula with its result in a cell of figures, and a stray one under the column of output", formulas),
    ("totals right under the activities, or three rows lower", move_totals),
    ("footnotes after the tables", footnotes),
    ("rows with numbers above the headers", numbers_above),
    ("everything further down and to the right", shift),
    ("a dash for zero", dashes),
    ("more sheets, with lists of codes and numbers", more_sheets),
    ("sheets in the opposite order, with other names", other_sheets),
    ("blank rows and columns among the activities", blanks),
    ("codes as text with zeros before them", padded_codes),
    ("accents lost, everything in upper case", upper_case),
    ("texts with more spaces", more_spaces),
];

/// The last column that holds anything in the block of flows.
fn rightmost(page: &Page, spot: Spot) -> u16 {
    let within = page.cells.keys().filter(|(row, _)| (spot.first_row..=spot.last_row()).contains(row));
    within.map(|(_, column)| *column).max().unwrap()
}

fn number(page: &Page, row: u32, column: u16) -> f64 {
    match page.cells.get(&(row, column)) {
        Some(Value::Number(number)) => *number,
        _ => 0.0,
    }
}

/// The columns of final demand and, at the end, of output.
fn demand_columns(page: &Page, spot: Spot) -> Vec<u16> {
    let labelled = |column: &u16| {
        *column > spot.last_column() + 2
            && (spot.header - 1..=spot.header).any(|row| !page.text(row, *column).is_empty())
    };
    (0..=rightmost(page, spot)).filter(labelled).collect()
}

fn opposite_order(book: &mut Book) {
    let (page, spot) = book.flows_page();
    let columns = demand_columns(page, spot);
    let (_, components) = columns.split_last().unwrap();
    page.moved(|row, column| match components.iter().position(|&other| other == column) {
        Some(at) => Some((row, components[components.len() - 1 - at])),
        None => Some((row, column)),
    });
}

fn more_totals(book: &mut Book) {
    let (page, spot) = book.flows_page();
    let columns = demand_columns(page, spot);
    let (&output, components) = columns.split_last().unwrap();
    page.insert_columns(output, 4);
    for row in spot.first_row..=spot.last_row() {
        let demand: f64 = components.iter().map(|column| number(page, row, *column)).sum();
        page.set(row, output, demand);
        let uses = number(page, row, output + 4);
        page.set(row, output + 2, uses);
    }
    page.set(spot.header - 1, output, "Demanda final");
    page.set(spot.header - 1, output + 2, "Total");
    page.set(spot.header, output + 2, "usos");
    let total =
        (spot.last_column() + 1..=spot.last_column() + 2).find(|&column| page.text(spot.header, column) == "Total");
    page.set(spot.header, total.unwrap(), "Demanda intermedia");
}

fn label_over_demand(book: &mut Book) {
    let (page, spot) = book.flows_page();
    let columns = demand_columns(page, spot);
    page.set(spot.header - 2, columns[0], "Demanda final");
    page.merged.push((spot.header - 2, columns[0], spot.header - 2, columns[columns.len() - 2]));
}

fn labels_to_the_left(book: &mut Book) {
    let (page, spot) = book.flows_page();
    let columns = demand_columns(page, spot);
    page.merged.retain(|(row, ..)| !(spot.header - 1..=spot.header).contains(row));
    page.moved(|row, column| {
        let is_label = (spot.header - 2..=spot.header).contains(&row) && columns.contains(&column);
        Some((row, if is_label { column - 1 } else { column }))
    });
    page.merged.retain(|(row, ..)| *row != spot.header - 2);
    page.merged.extend(columns.iter().map(|column| (spot.header - 1, column - 1, spot.header - 1, *column)));
}

fn formulas(book: &mut Book) {
    let (page, spot) = book.flows_page();
    let figure = number(page, spot.first_row, spot.first_column);
    page.set(spot.first_row, spot.first_column, Value::Formula(figure.to_string()));
    let output = *demand_columns(page, spot).last().unwrap_or(&rightmost(page, spot));
    page.set(spot.last_row() + 1, output, Value::Formula("17".to_owned()));
    let total =
        (spot.last_row() + 1..spot.last_row() + 9).find(|&row| page.text(row, spot.code_column()) == "Total").unwrap();
    // A total that was not calculated anew is no figure that is read.
    page.set(total, spot.first_column, Value::Formula("0".to_owned()));
}

fn move_totals(book: &mut Book) {
    for (at, spot) in book.spots().into_iter().enumerate().rev() {
        let page = &mut book.pages[spot.page];
        if at == 0 {
            page.insert_rows(spot.last_row() + 1, 2);
        } else {
            page.remove_row(spot.last_row() + 1);
        }
    }
}

fn footnotes(book: &mut Book) {
    for spot in book.spots() {
        let page = &mut book.pages[spot.page];
        let last = page.cells.keys().map(|(row, _)| *row).max().unwrap();
        page.set(last + 2, 1, "(1) La suma de los parciales puede diferir del total por redondeo.");
        page.set(last + 3, 1, "Fuente: Banco Central de Chile. Importaciones a precios cif, compras de 2021.");
        page.set(last + 4, 1, 3.0);
        page.set(last + 4, 2, 2.0);
    }
}

fn numbers_above(book: &mut Book) {
    for spot in book.spots().into_iter().rev() {
        let page = &mut book.pages[spot.page];
        page.insert_rows(spot.header - 1, 3);
        for column in 1..9_u16 {
            page.set(spot.header - 1, column, 2000.0 + f64::from(column));
            page.set(spot.header, column, f64::from(column) * 0.5);
            page.set(spot.header + 1, column, f64::from(column % 4));
        }
    }
}

fn shift(book: &mut Book) {
    for page in &mut book.pages {
        page.moved(|row, column| Some((row + 7, column + 5)));
    }
}

fn dashes(book: &mut Book) {
    for spot in book.spots() {
        let page = &mut book.pages[spot.page];
        for row in spot.first_row..=spot.last_row() {
            for column in spot.first_column..=spot.last_column() + 14 {
                let is_empty = page.text(row, column).trim().is_empty() && !page.cells.contains_key(&(row, column));
                if page.cells.get(&(row, column)) == Some(&Value::Number(0.0)) || is_empty {
                    page.set(row, column, if column % 2 == 0 { " - " } else { "–" });
                }
            }
        }
    }
}

fn more_sheets(book: &mut Book) {
    let mut notes = Page::new("Notas");
    notes.set(0, 0, "Cuadro de producto interno bruto");
    let mut products = Page::new("Productos");
    products.set(0, 3, "Listado de productos");
    for row in 1..182_u32 {
        notes.set(row, 3, 1.0 / f64::from(row));
        products.set(row, 3, f64::from(row));
        products.set(row, 4, format!("Producto {row}").as_str());
    }
    let mut index = Page::new("Contenido");
    for (row, title) in (1..).zip(["Matriz de insumo-producto", "Matriz de coeficientes directos", "Matriz inversa"]) {
        index.set(row, 0, f64::from(row));
        index.set(row, 1, title);
    }
    book.pages.insert(0, products);
    book.pages.insert(0, index);
    book.pages.push(notes);
    book.pages.push(Page::new("Vacía"));
}

fn other_sheets(book: &mut Book) {
    // The blocks of a workbook keep their order: the table stands before what was computed from it.
    let (mut with_blocks, mut others): (Vec<Page>, Vec<Page>) = (Vec::new(), Vec::new());
    let pages: Vec<usize> = book.spots().iter().map(|spot| spot.page).collect();
    for (at, page) in book.pages.drain(..).enumerate() {
        if pages.contains(&at) { with_blocks.push(page) } else { others.push(page) }
    }
    others.reverse();
    with_blocks.append(&mut others);
    book.pages = with_blocks;
    for (at, page) in book.pages.iter_mut().enumerate() {
        page.name = format!("Hoja {at}");
    }
}

fn blanks(book: &mut Book) {
    let spots = book.spots();
    for spot in spots.iter().rev() {
        let page = &mut book.pages[spot.page];
        page.insert_rows(spot.first_row + 2, 2);
        page.insert_rows(spot.header + 1, 3);
    }
    for (at, spot) in spots.iter().enumerate() {
        // Blocks of one sheet share their columns.
        if spots[..at].iter().all(|other| other.page != spot.page) {
            let page = &mut book.pages[spot.page];
            page.insert_columns(spot.last_column() + 1, 2);
            page.insert_columns(spot.first_column + 2, 1);
            page.insert_columns(spot.first_column, 2);
        }
    }
}

/// Every cell that holds a code: numbers and digits in the header rows and code columns, and in the lists of activities.
fn padded_codes(book: &mut Book) {
    let as_text = |value: &mut Value, page_has_figures: bool| {
        if let Value::Number(number) = value
            && number.fract() == 0.0
            && (1.0..=181.0).contains(number)
            && !page_has_figures
        {
            *value = Value::Text(format!("{number:03}"));
        }
    };
    for page in &mut book.pages {
        let rows: Vec<u32> = header_rows(page);
        let columns: Vec<u16> = code_columns(page);
        for ((row, column), value) in &mut page.cells {
            as_text(value, !(rows.contains(row) || columns.contains(column)));
        }
    }
}

/// Rows in which the codes 1, 2 and 3 follow one another.
fn header_rows(page: &Page) -> Vec<u32> {
    let mut rows: Vec<u32> = page.cells.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    rows.retain(|&row| {
        let along: Vec<&Value> = page.cells.range((row, 0)..(row + 1, 0)).map(|(_, value)| value).collect();
        along
            .windows(3)
            .any(|three| [1.0, 2.0, 3.0].iter().zip(three).all(|(code, value)| **value == Value::Number(*code)))
    });
    rows
}

/// Columns in which the codes 1, 2 and 3 follow one another.
fn code_columns(page: &Page) -> Vec<u16> {
    let mut columns: Vec<u16> = page.cells.keys().map(|(_, column)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.retain(|&column| {
        let down: Vec<&Value> =
            page.cells.iter().filter(|((_, other), _)| *other == column).map(|(_, value)| value).collect();
        down.windows(3)
            .any(|three| [1.0, 2.0, 3.0].iter().zip(three).all(|(code, value)| **value == Value::Number(*code)))
    });
    columns
}

fn each_text(book: &mut Book, change: impl Fn(&str) -> String) {
    for value in book.pages.iter_mut().flat_map(|page| page.cells.values_mut()) {
        if let Value::Text(text) = value {
            *text = change(text);
        }
    }
}

/// A text without accents.
pub(super) fn unaccented(text: &str) -> String {
    let plain = |letter: char| match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'Í' => 'I',
        'Á' => 'A',
        other => other,
    };
    text.chars().map(plain).collect()
}

fn upper_case(book: &mut Book) {
    each_text(book, |text| unaccented(text).to_uppercase());
}

fn more_spaces(book: &mut Book) {
    each_text(book, |text| {
        if text.trim().is_empty() { "  ".to_owned() } else { format!("  {} ", text.replace(' ', " \u{a0} ")) }
    });
}
