//! Sums over the rows, Σ_j z_ij, n, and over the columns, Σ_i z_ij, m, of a block Z, n x m, that is given by its columns; in the unit of
//! its cells.
//!
//! Every sum adds up its cells one after another in the order in which they stand, so that it is the same to the bit on any number of
//! threads. Threads share what is large: reading the cells from memory is all that takes time.

use rayon::prelude::*;

/// So many cells are worth sharing.
pub(super) const SHARED_FROM: usize = 1 << 18;

/// Rows of one piece of work; their sums stay in the nearest cache.
const ROWS: usize = 1024;

/// So many columns are added up at the same time, for one addition would wait for the one before.
const TOGETHER: usize = 4;

/// Whether so many columns of that length are worth sharing.
fn shared(columns: &[&[f64]]) -> bool {
    columns.len() * columns.first().map_or(0, |column| column.len()) >= SHARED_FROM
}

/// Σ_j z_ij, one for each row.
pub(super) fn of_rows(columns: &[&[f64]]) -> Vec<f64> {
    let mut sums = vec![0.0; columns.first().map_or(0, |column| column.len())];
    let piece = |(nth, sums): (usize, &mut [f64])| {
        for column in columns {
            for (sum, cell) in sums.iter_mut().zip(&column[nth * ROWS..]) {
                *sum += cell;
            }
        }
    };
    if shared(columns) {
        sums.par_chunks_mut(ROWS).enumerate().for_each(piece);
    } else {
        sums.chunks_mut(ROWS).enumerate().for_each(piece);
    }
    sums
}

/// Σ_i z_ij, one for each column.
pub(super) fn of_columns(columns: &[&[f64]]) -> Vec<f64> {
    let mut sums = vec![0.0; columns.len()];
    let piece = |(sums, columns): (&mut [f64], &[&[f64]])| {
        if let [a, b, c, d] = columns {
            let mut totals = [0.0; TOGETHER];
            for (((a, b), c), d) in a.iter().zip(*b).zip(*c).zip(*d) {
                for (total, cell) in totals.iter_mut().zip([a, b, c, d]) {
                    *total += cell;
                }
            }
            sums.copy_from_slice(&totals);
        } else {
            for (sum, column) in sums.iter_mut().zip(columns) {
                *sum = column.iter().fold(0.0, |sum, cell| sum + cell);
            }
        }
    };
    if shared(columns) {
        sums.par_chunks_mut(TOGETHER).zip(columns.par_chunks(TOGETHER)).for_each(piece);
    } else {
        sums.chunks_mut(TOGETHER).zip(columns.chunks(TOGETHER)).for_each(piece);
    }
    sums
}

/// The largest figure, whatever its sign.
pub(super) fn largest(columns: &[&[f64]]) -> f64 {
    let of_column = |column: &&[f64]| {
        let (eights, rest) = column.as_chunks::<8>();
        let mut found = [0.0_f64; 8];
        for eight in eights {
            for (found, cell) in found.iter_mut().zip(eight) {
                *found = if cell.abs() > *found { cell.abs() } else { *found };
            }
        }
        found.into_iter().chain(rest.iter().map(|cell| cell.abs())).fold(0.0, f64::max)
    };
    if shared(columns) {
        columns.par_iter().map(of_column).reduce(|| 0.0, f64::max)
    } else {
        columns.iter().map(of_column).fold(0.0, f64::max)
    }
}

/// The columns of a block that is stored column by column.
pub(super) fn columns(block: &nalgebra::DMatrix<f64>) -> Vec<&[f64]> {
    block.as_slice().chunks_exact(block.nrows().max(1)).collect()
}

/// Whether no figure is larger than this, whatever its sign; one that is not a number is.
pub(super) fn all_within(figures: &[f64], limit: f64) -> bool {
    // All of a piece are looked at, so that several are at once.
    let within = |piece: &[f64]| piece.iter().fold(true, |within, figure| within & (figure.abs() <= limit));
    if figures.len() < SHARED_FROM { within(figures) } else { figures.par_chunks(SHARED_FROM / 4).all(within) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::DMatrix;

    /// To the bit what nalgebra adds up one after another, on one thread and on several.
    #[test]
    fn sums_are_those_of_the_matrix() {
        for (rows, order) in [(0, 3), (1, 1), (3, 0), (7, 5), (1030, 261), (261, 1030)] {
            let cell = |i: usize, j: usize| ((i * 7919 + j * 104_729) % 1009) as f64 / 7.0 - 60.0;
            let block = DMatrix::from_fn(rows, order, cell);
            let columns = columns(&block);
            if rows > 0 && order > 0 {
                assert_eq!(of_rows(&columns), block.column_sum().as_slice(), "{rows} x {order}");
            }
            if rows > 0 {
                assert_eq!(of_columns(&columns), block.row_sum().as_slice(), "{rows} x {order}");
            }
            assert_eq!(largest(&columns), block.iter().fold(0.0, |found: f64, cell| found.max(cell.abs())));
        }
    }

    #[test]
    fn one_figure_that_is_too_large_or_none_is_seen_anywhere() {
        for length in [1, 100, 2 * SHARED_FROM + 3] {
            let mut figures = vec![-1.0; length];
            assert!(all_within(&figures, 1.0));
            for wrong in [1.5, -1.5, f64::NAN, f64::INFINITY] {
                figures[length - 1] = wrong;
                assert!(!all_within(&figures, 1.0), "{wrong}");
            }
        }
        assert!(all_within(&[], 1.0));
    }
}
