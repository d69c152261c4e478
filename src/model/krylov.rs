//! One solution of a large Leontief system without factorising it: generalised minimal residuals.
//!
//! ## Formula
//!
//! x_m minimises ‖f - (I - A) x‖₂ over x₀ + span{r, A r, ..., A^(m-1) r}, r = f - (I - A) x₀, x₀ = 0. For the transposed system A' stands
//! for A. n x 1, money. Each step reads A once, O(n²); factorising takes (2/3) n³. The powers of A that span the space are the rounds
//! of suppliers, and few of them are needed where rounds die out fast.
//!
//! The change of x is Σ_j w_j q_j over m directions of length one at right angles, and A times the change is Σ_j w_j (A q_j), of which
//! every product is there. So the residual f - x + A x is had without reading A again. It is no estimate: each A q_j was computed. Its
//! rounding is bounded by √m times that of A x itself, for Σ_j |w_j| is at most √m ‖w‖₂, and ‖w‖₂ is ‖x‖₂.
//!
//! ## Source
//!
//! Saad and Schultz 1986; Golub and Van Loan, Matrix Computations, 4th ed., 2013, section 11.4. That twice is enough to put a direction
//! at right angles to a space: Kahan, in Parlett, The Symmetric Eigenvalue Problem, 1980, section 6.9.
//!
//! ## What it is not
//!
//! Not the power series itself, which needs several times as many steps. Not certain to arrive: where it does not reach the residual
//! that is asked for it gives nothing, and its caller factorises.

use nalgebra::{DMatrix, DVector};

/// Steps before it begins again from where it is; more would cost as much memory traffic as the matrix itself.
const STEPS: usize = 60;

/// How often it begins again.
const RESTARTS: usize = 3;

/// Within one space the residual is brought to this part of what is allowed: norms are estimated there, and a sum of squares says little
/// about its largest member.
const SURE: f64 = 0.1;

/// x with x - A x = f, `apply` being A v. The residual is looked at element by element: the largest should be at most `tolerance` times
/// the largest element of f, so that the error of x does not grow with the inverse; where rounding does not let it come so far, at most
/// so many times the largest element of x, which must still answer f to half of the digits. None where neither is reached. A is read
/// once a step.
pub(super) fn solve(
    right: &DVector<f64>,
    tolerance: f64,
    apply: impl Fn(&DVector<f64>) -> DVector<f64>,
) -> Option<DVector<f64>> {
    // x and A x.
    let mut solution = DVector::zeros(right.len());
    let mut bought = DVector::zeros(right.len());
    let mut residual = right.clone();
    let wanted = tolerance * right.norm();
    for _ in 0..=RESTARTS {
        let length = residual.norm();
        if !length.is_finite() {
            return None;
        }
        if residual.amax() <= tolerance * right.amax() {
            return Some(solution);
        }
        // In another round a goal in the norm alone may have been reached before. Near the end the space may hold nothing more, or what
        // it holds may be rounding; then what there is may do.
        let Some((change, times_change)) = correction(&residual, SURE * length.min(wanted), &apply) else { break };
        let (next, next_bought) = (&solution + change, &bought + times_change);
        // In this order f is not lost beside an x that is much larger.
        let left = right + (&next_bought - &next);
        if left.norm() >= length {
            break;
        }
        (solution, bought, residual) = (next, next_bought, left);
    }
    // Where the economy is closed, x grows until any residual is small beside it.
    let explained = (tolerance * right.amax().max(solution.amax())).min(tolerance.sqrt() * right.amax());
    (residual.norm().is_finite() && residual.amax() <= explained).then_some(solution)
}

/// The best change of x within one space of at most [`STEPS`] dimensions, and A times that change; none where a number is not finite.
fn correction(
    residual: &DVector<f64>,
    goal: f64,
    apply: &impl Fn(&DVector<f64>) -> DVector<f64>,
) -> Option<(DVector<f64>, DVector<f64>)> {
    let length = residual.norm();
    let mut basis = vec![residual / length];
    // A times each direction.
    let mut products: Vec<DVector<f64>> = Vec::new();
    // Column j of the upper triangle, and what is left of the residual, after rotations.
    let mut triangle: Vec<DVector<f64>> = Vec::new();
    let mut rotations: Vec<(f64, f64)> = Vec::new();
    let mut left = vec![length];
    while triangle.len() < STEPS {
        let step = triangle.len();
        let product = apply(&basis[step]);
        let mut next = &basis[step] - &product;
        products.push(product);
        let mut column = DVector::zeros(step + 2);
        // Twice, for rounding of the first time lies in the space again.
        let lengths = [(); 2].map(|()| {
            for (row, direction) in basis.iter().enumerate() {
                let part = direction.dot(&next);
                column[row] += part;
                next.axpy(-part, direction, 1.0);
            }
            next.norm()
        });
        if !lengths[1].is_finite() {
            return None;
        }
        // Where the second time takes half of what the first has left, that was rounding, and the space holds all.
        let is_whole = lengths[1] <= 0.5 * lengths[0];
        if !is_whole {
            column[step + 1] = lengths[1];
            basis.push(next / column[step + 1]);
        }
        for (row, &(cosine, sine)) in rotations.iter().enumerate() {
            let (above, below) = (column[row], column[row + 1]);
            column[row] = cosine * above + sine * below;
            column[row + 1] = cosine * below - sine * above;
        }
        let radius = column[step].hypot(column[step + 1]);
        if radius == 0.0 {
            return None;
        }
        let (cosine, sine) = (column[step] / radius, column[step + 1] / radius);
        column[step] = radius;
        rotations.push((cosine, sine));
        let last = left[step];
        left[step] = cosine * last;
        left.push(-sine * last);
        triangle.push(column);
        if is_whole || left[step + 1].abs() <= goal {
            break;
        }
    }
    let size = triangle.len();
    let upper = DMatrix::from_fn(size, size, |i, j| if i <= j { triangle[j][i] } else { 0.0 });
    let weights = upper.solve_upper_triangular(&DVector::from_column_slice(&left[..size]))?;
    let weighted = |lines: &[DVector<f64>]| {
        let mut sum = DVector::zeros(residual.len());
        for (weight, line) in weights.iter().zip(lines) {
            sum.axpy(*weight, line, 1.0);
        }
        sum
    };
    Some((weighted(&basis), weighted(&products)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LeontiefSystem, System, TechnicalCoefficients, spectral_radius};
    use crate::table::Denominator;
    use crate::table::fixture::productive;
    use approx::assert_relative_eq;
    use nalgebra::{dmatrix, dvector};
    use proptest::prelude::*;

    /// A space of one dimension, which rounding may make two.
    #[test]
    fn sectors_that_are_alike() {
        for f in [437.911_099_740_578_27, 1.0, 326.290_223_338_408_6] {
            for count in [1, 2, 3, 7, 30] {
                let right = DVector::from_element(count, f);
                let x = solve(&right, 1e-14, |v| v * 0.9);
                assert_relative_eq!(x.unwrap(), right * 10.0, max_relative = 1e-14);
            }
        }
    }

    #[test]
    fn the_textbook_in_two_steps() {
        let a = dmatrix![0.15, 0.25; 0.2, 0.05];
        let x = solve(&dvector![350.0, 1700.0], 1e-15, |v| &a * v).unwrap();
        assert_relative_eq!(x, dvector![1000.0, 2000.0], max_relative = 1e-14);
    }

    #[test]
    fn nothing_is_solved_at_once_and_what_has_no_answer_gives_none() {
        let a = dmatrix![0.5, 0.5; 0.5, 0.5];
        assert_eq!(solve(&dvector![0.0, 0.0], 1e-14, |v| &a * v), Some(dvector![0.0, 0.0]));
        assert_eq!(solve(&dvector![1.0, 2.0], 1e-14, |v| &a * v), None);
        assert_eq!(solve(&dvector![1.0, 2.0], 1e-14, |v| v * f64::NAN), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// The same as elimination, both ways round, also where the economy is hardly productive.
        #[test]
        fn two_ways_to_output(
            table in productive(12, 0.9),
            radius in prop::sample::select(vec![0.5, 0.9, 0.9999]),
        ) {
            let a = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
            let scale = radius / spectral_radius(a.matrix()).max(1e-3);
            let a = a.matrix() * scale.min(1e3);
            let system = LeontiefSystem::new(TechnicalCoefficients::from_matrix(a.clone()));
            let f = table.final_demand().total();
            let (by_factors, by_steps) = (system.outputs(&f).unwrap(), solve(&f, 1e-14, |v| &a * v).unwrap());
            // The residual that was seen without A is the one that A gives.
            let seen_anew = (&f + (&a * &by_steps - &by_steps)).amax();
            prop_assert!(seen_anew <= 1e-14 * f.amax().max(by_steps.amax()), "{seen_anew:e}");
            // Errors of both are at most κ times their residuals, and κ grows as 1 / (1 - ρ).
            prop_assert!((&by_factors - by_steps).amax() <= 1e-13 / (1.0 - radius) * by_factors.amax());
            let by_factors = system.multipliers(&f).unwrap();
            let by_steps = solve(&f, 1e-14, |v| a.tr_mul(v)).unwrap();
            prop_assert!((&by_factors - by_steps).amax() <= 1e-13 / (1.0 - radius) * by_factors.amax());
        }
    }
}
