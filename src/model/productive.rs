//! Whether an economy is productive: whether it can make more of everything than it uses up.
//!
//! For A >= 0 this holds exactly where (I - A) x = i has a solution x >= i (then I - A is a non-singular M-matrix and L is
//! not negative); one solution, O(n²), instead of n minors or all eigenvalues. Sources: Hawkins and Simon 1949; Berman and
//! Plemmons, Nonnegative Matrices in the Mathematical Sciences, 1994, theorem 6.2.3.

use super::{ModelError, System, TechnicalCoefficients};
use nalgebra::DVector;

/// How far below one the solution may lie by rounding, or by coefficients of -1e-14 that real tables have.
const ROUNDING: f64 = 1e-9;

/// Checks that a system is productive; its coefficients are asked for only where it is not, to say where.
///
/// # Errors
/// [`ModelError::NotProductive`] names the sectors whose inputs cost at least their output; where each alone covers its
/// costs, those in the solution that are least able to.
pub fn check_productive(
    system: &dyn System,
    coefficients: impl FnOnce() -> TechnicalCoefficients,
) -> Result<(), ModelError> {
    let ones = DVector::from_element(system.order(), 1.0);
    // x = L i has elements of one at least, in every round's sum.
    let solution = system.outputs_once(&ones).ok();
    if solution.as_ref().is_some_and(|x| x.iter().all(|&output| output >= 1.0 - ROUNDING)) {
        return Ok(());
    }
    let costs = coefficients().matrix().row_sum();
    let mut sectors: Vec<usize> = (0..costs.len()).filter(|&j| costs[j] >= 1.0).collect();
    sectors.sort_by(|&i, &j| costs[j].total_cmp(&costs[i]));
    if sectors.is_empty() {
        sectors = match solution {
            Some(x) => {
                let mut order: Vec<usize> = (0..x.len()).filter(|&i| x[i] < 1.0 - ROUNDING).collect();
                order.sort_by(|&i, &j| x[i].total_cmp(&x[j]));
                order
            }
            None => (0..costs.len()).collect(),
        };
        sectors.sort_by(|&i, &j| costs[j].total_cmp(&costs[i]));
    }
    Err(ModelError::NotProductive { sectors })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LeontiefSystem;
    use nalgebra::{DMatrix, dmatrix};

    fn check(matrix: DMatrix<f64>) -> Result<(), ModelError> {
        let coefficients = TechnicalCoefficients::from_matrix(matrix);
        check_productive(&LeontiefSystem::new(coefficients.clone()), || coefficients)
    }

    #[test]
    fn sectors_that_cost_more_than_they_make_are_named() {
        assert_eq!(check(dmatrix![0.15, 0.25; 0.2, 0.05]), Ok(()));
        assert_eq!(check(dmatrix![0.9, 0.4; 0.4, 0.9]), Err(ModelError::NotProductive { sectors: vec![0, 1] }));
        assert_eq!(
            check(dmatrix![0.1, 0.0, 0.2; 0.0, 1.2, 0.0; 0.1, 0.1, 0.3]),
            Err(ModelError::NotProductive { sectors: vec![1] })
        );
        // Singular: all output is used up.
        assert_eq!(check(dmatrix![0.5, 0.5; 0.5, 0.5]), Err(ModelError::NotProductive { sectors: vec![0, 1] }));
    }

    #[test]
    fn a_column_above_one_can_still_be_productive_and_rounding_is_no_offence() {
        // Sector 2 costs 1.1 in all, but nobody depends on it enough: Hawkins and Simon's minors are positive.
        assert_eq!(check(dmatrix![0.1, 1.0; 0.1, 0.1]), Ok(()));
        assert_eq!(check(dmatrix![0.1, -1e-14; 0.1, 0.1]), Ok(()));
        assert_eq!(check(dmatrix![0.0]), Ok(()));
    }

    #[test]
    fn it_agrees_with_the_spectral_radius() {
        for weight in [0.5, 0.9, 0.999, 1.001, 1.5] {
            let matrix = dmatrix![0.2, 0.5, 0.1; 0.3, 0.1, 0.4; 0.3, 0.3, 0.2];
            let scaled = &matrix * (weight / crate::model::spectral_radius(&matrix));
            assert_eq!(check(scaled).is_ok(), weight < 1.0, "{weight}");
        }
    }
}
