//! A small economy of three activities, written as the Bank writes its workbooks in either layout.
//!
//! All figures are whole numbers, so that every identity holds exactly and figures look like codes.

use super::book::{Book, Page};
use nalgebra::{DMatrix, Matrix3, dmatrix, matrix};

/// Z: row sells, column buys.
pub(super) const FLOWS: Matrix3<f64> = matrix![10.0, 20.0, 5.0; 15.0, 30.0, 10.0; 5.0, 10.0, 20.0];
/// Labels over two rows, with the columns under them. The third row's inventories are left empty.
const DEMAND: &[(&str, &str, [f64; 3])] = &[
    ("Consumo de hogares", "", [40.0, 60.0, 70.0]),
    ("Consumo  de IPSFL", "", [0.0, 0.0, 8.0]),
    ("Consumo de gobierno", "", [5.0, 10.0, 20.0]),
    ("Formación bruta de", "capital fijo", [10.0, 20.0, 5.0]),
    ("Variación de existencias", "", [-5.0, 5.0, 0.0]),
    ("Exportaciones", "", [15.0, 50.0, 12.0]),
    ("Producción precio básico", "", OUTPUT),
];
/// Output of each activity.
pub(super) const OUTPUT: [f64; 3] = [100.0, 200.0, 150.0];
/// Labels, how many rows they stand under the total, and their figures.
const PRIMARY: &[(&str, u32, [f64; 3])] = &[
    ("Importaciones precios cif ", 3, [10.0, 20.0, 15.0]),
    ("Impuestos sobre productos", 4, [2.0, 3.0, 1.0]),
    ("Derechos de importación", 5, [1.0, 2.0, 0.0]),
    ("Valor agregado ", 7, [57.0, 115.0, 99.0]),
    ("Remuneraciones de asalariados", 9, [30.0, 60.0, 70.0]),
    ("Excedente bruto de explotación", 10, [25.0, 52.0, 28.0]),
    ("Impuestos netos sobre la producción", 11, [2.0, 3.0, 1.0]),
    ("Producción precios básicos", 13, OUTPUT),
];
/// The names of the activities.
pub(super) const NAMES: [&str; 3] = ["Minería y pesca", "Industria manufacturera", "Servicios informáticos"];

/// F, without output.
pub(super) fn demand() -> DMatrix<f64> {
    DMatrix::from_fn(3, 6, |i, c| DEMAND[c].2[i])
}

/// V, without value added.
pub(super) fn primary() -> DMatrix<f64> {
    dmatrix![10.0, 20.0, 15.0; 2.0, 3.0, 1.0; 1.0, 2.0, 0.0; 30.0, 60.0, 70.0; 25.0, 52.0, 28.0; 2.0, 3.0, 1.0]
}

/// A.
pub(super) fn coefficients() -> Matrix3<f64> {
    Matrix3::from_fn(|i, j| FLOWS[(i, j)] / OUTPUT[j])
}

/// L.
pub(super) fn inverse() -> Matrix3<f64> {
    (Matrix3::identity() - coefficients()).try_inverse().unwrap()
}

/// Codes and figures from a header row on, with the total under them.
fn block(page: &mut Page, header: u32, figures: &Matrix3<f64>) {
    page.set(header - 1, 1, "Actividad");
    for i in 0..3_u16 {
        let row = header + 3 + u32::from(i);
        page.set(header, 2 + i, f64::from(i) + 1.0);
        page.set(row, 1, f64::from(i) + 1.0);
        for j in 0..3 {
            let figure = figures[(usize::from(i), usize::from(j))];
            page.set(row, 2 + j, figure);
        }
    }
    page.set(header + 7, 1, "Total");
    for j in 0..3_u16 {
        page.set(header + 7, 2 + j, figures.column(usize::from(j)).sum());
    }
}

fn flows(page: &mut Page, unit: &str) {
    for (row, line) in (1..).zip([
        "Matriz de insumo-producto",
        "Doméstica a precio básico, actividad por actividad",
        "Supuesto: estructura de ventas fija por producto",
        unit,
    ]) {
        page.set(row, 1, line);
    }
    block(page, 8, &FLOWS);
    page.set(8, 5, "Total");
    for (row, line) in (11..).zip(FLOWS.row_iter()) {
        page.set(row, 5, line.sum());
    }
    for (at, (upper, lower, figures)) in (0..).zip(DEMAND) {
        let column = 7 + 2 * at;
        page.set(7, column, *upper);
        if !lower.is_empty() {
            page.set(8, column, *lower);
        }
        for (row, figure) in (11..).zip(figures) {
            page.set(row, column, *figure);
        }
    }
    for (label, under, figures) in PRIMARY {
        page.set(15 + under, 1, *label);
        for (column, figure) in (2..).zip(figures) {
            page.set(15 + under, column, *figure);
        }
    }
    // Nothing and a dash are zero.
    page.cells.remove(&(13, 15));
    page.set(20, 4, "-");
}

fn list(name: &str) -> Page {
    let mut page = Page::new(name);
    page.set(3, 1, "Listado a 3 actividades");
    page.set(7, 1, "Código de actividad económica 2013");
    for (row, name) in (9..).zip(NAMES) {
        page.set(row, 1, f64::from(row) - 8.0);
        page.set(row, 2, name);
    }
    page
}

/// The layout of 2008: a list, and the three blocks on one sheet.
pub(super) fn stacked() -> Book {
    let mut page = Page::new("3x3_2008");
    flows(&mut page, "(millones de pesos de 2008)");
    page.set(32, 1, "Matriz de coeficientes directos");
    block(&mut page, 36, &coefficients());
    page.set(47, 1, "Matriz de coeficientes directos e indirectos ");
    page.set(48, 1, "(Matriz inversa de Leontief)");
    block(&mut page, 52, &inverse());
    Book { pages: vec![list("Glosas"), page] }
}

/// The layout of 2013 on: an index, a list, and a sheet for each block.
pub(super) fn spread() -> Book {
    let mut index = Page::new("Índice");
    index.set(2, 1, "Tablas insumo producto 3 actividades");
    for (row, line) in (10..).zip([
        "Matriz de insumo producto doméstica a precio básico",
        "Matriz de coeficientes directos",
        "Matriz de coeficientes directos e indirectos (matriz inversa de Leontief)",
    ]) {
        index.set(row, 1, f64::from(row) - 9.0);
        index.set(row, 2, line);
    }
    let (mut first, mut second, mut third) = (Page::new("1"), Page::new("2"), Page::new("3"));
    flows(&mut first, "(miles de millones de pesos de 2013)");
    // A column is left blank before the total, and labels are merged over two rows.
    first.insert_columns(5, 1);
    first.cells.remove(&(8, 14));
    first.set(7, 14, "Formación bruta de capital fijo");
    first.merged = (0..7).map(|at| (7, 8 + 2 * at, 8, 8 + 2 * at)).collect();
    second.set(1, 1, "Matriz de coeficientes directos");
    block(&mut second, 6, &coefficients());
    third.set(1, 1, "Matriz de coeficientes directos e indirectos ");
    third.set(2, 1, "(Matriz inversa de Leontief)");
    block(&mut third, 6, &inverse());
    Book { pages: vec![index, list("Glosa"), first, second, third] }
}
