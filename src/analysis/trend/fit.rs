//! Bass's p and q from the coefficients of five or more dates, by least squares.
//!
//! y_t = m F(t; p, q), t in years since the first table, y the mean coefficient of all other buyers less that of the first table
//! ([`Trend::mean_of_others`]) and m what it comes to in the end. F is the curve of [`Bass`], so adoption is taken to begin with the
//! first table. For given p and q the best m is F'y / F'F. The best of a grid in ln p and ln q is the start of Gauss and Newton's steps in
//! (ln p, ln q, m), damped where a step is too long (Levenberg and Marquardt).
//!
//! Standard errors are the roots of the diagonal of s² (J'J)⁻¹, s² = Σ e² / (dates - 1 - 3), J the slopes of m F in p, q and m. They
//! say how far estimates move with errors of the coefficients that are independent and alike; they know nothing of changes of prices
//! or of classification.
//!
//! Source: Srinivasan and Mason, "Nonlinear Least Squares Estimation of New Product Diffusion Models", Marketing Science 5 (1986).

use super::{DATES, Trend};
use crate::analysis::AnalysisError;
use crate::analysis::adoption::Bass;
use nalgebra::{DMatrix, DVector, Matrix3, Vector3};

/// An estimate with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// p, q and m of a curve, with what is not explained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BassFit {
    /// p, a year.
    pub innovation: Estimate,
    /// q, a year.
    pub imitation: Estimate,
    /// m: the change of the mean coefficient in the end, ratio.
    pub change: Estimate,
    /// √(Σ e² / degrees of freedom), ratio.
    pub residual: f64,
}

/// The rates that the search begins from, a year: one to the next is a factor of about 1.5.
const INNOVATION: (f64, f64) = (1e-4, 1.0);
const IMITATION: (f64, f64) = (1e-3, 3.0);
const GRID: u32 = 24;
const STEPS: usize = 500;

/// A valley of the squares that is flatter than this, relative to its steepest direction with all slopes at length one, has no bottom that
/// the data decide.
const FLAT: f64 = 1e-9;

impl Trend {
    /// The fit over the dates of these tables.
    ///
    /// # Errors
    /// Fails where there are fewer than five dates, where a break lies between them, and where they do not tell p from q.
    pub fn fit(&self) -> Result<BassFit, AnalysisError> {
        let refused = |problem: String, help: &str| {
            Err(AnalysisError::UnfitOption { name: "fit", problem, help: help.to_owned() })
        };
        let help =
            "state p and q in `[[adoption]]` with a low and a high value; `--parameters` gives ranges of coefficients";
        let (dates, breaks) = (self.years.len(), self.breaks());
        let mut reasons = Vec::new();
        if dates < DATES {
            reasons.push(format!(
                "there are {dates}: a curve has three unknowns (p, q and where it ends), and the first date only says where it begins"
            ));
        }
        if let Some(first) = breaks.first() {
            reasons.push(format!("a break lies between them, as `{}` says: {}", first.table, first.sentence));
        }
        if !reasons.is_empty() {
            let problem = format!(
                "needs {DATES} or more dates of one classification to tell p from q; {}",
                reasons.join("; and ")
            );
            return refused(problem, help);
        }
        let Some(means) = self.mean_of_others() else {
            return refused("has no buyers: no other sector makes anything".to_owned(), help);
        };
        let times: Vec<f64> = self.years.iter().skip(1).map(|year| f64::from(year - self.years[0])).collect();
        let changes: Vec<f64> = means.iter().skip(1).map(|mean| mean - means[0]).collect();
        BassFit::of(&times, &changes).or_else(|why| refused(format!("finds no one curve: {}", why.words()), help))
    }
}

/// Why no one curve is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFit {
    /// Many curves are as good as one another, or there is nothing to fit.
    Undecided,
    /// The better the smaller q is: nobody imitates.
    WithoutImitation,
}

impl NoFit {
    fn words(self) -> &'static str {
        match self {
            Self::Undecided => "the changes of these dates do not tell p from q",
            Self::WithoutImitation => {
                "q is at the edge of what is searched, so that the best curve has no imitation (q = 0), and of p and q only p is told"
            }
        }
    }

    /// The edge over which a search went that left what rates can be, from ln p and ln q; none where it went over that of p too, or
    /// upwards. A step that is a factor of e outside has left, and does not only touch the edge.
    fn beyond(at: Vector3<f64>) -> Self {
        let (is_slow, is_alone) = (at[0] < INNOVATION.0.ln() - 1.0, at[1] < IMITATION.0.ln() - 1.0);
        if is_alone && !is_slow { Self::WithoutImitation } else { Self::Undecided }
    }
}

impl BassFit {
    /// The fit to changes y at some times, years since the beginning; at least four of each.
    ///
    /// # Errors
    /// Says why no one curve is the best.
    pub fn of(times: &[f64], changes: &[f64]) -> Result<Self, NoFit> {
        let size = changes.iter().fold(0.0_f64, |size, change| size.max(change.abs()));
        if times.len() != changes.len() || times.len() < DATES - 1 || size <= 0.0 {
            return Err(NoFit::Undecided);
        }
        let observed = DVector::from_iterator(changes.len(), changes.iter().map(|change| change / size));
        let found = settled(times, &observed, start(times, &observed))?;
        let (p, q, m) = (found[0].exp(), found[1].exp(), found[2]);
        let (left, slopes) = residuals(times, &observed, found);
        // Slopes in p and q rather than in their logarithms.
        let by_rates =
            DMatrix::from_columns(&[slopes.column(0) / p, slopes.column(1) / q, slopes.column(2).into_owned()]);
        let lengths: Vec<f64> = by_rates.column_iter().map(|column| column.norm()).collect();
        if lengths.iter().any(|length| *length <= 0.0) {
            return Err(NoFit::Undecided);
        }
        let alike = DMatrix::from_fn(by_rates.nrows(), 3, |t, c| by_rates[(t, c)] / lengths[c]);
        let curvature = (alike.transpose() * &alike).symmetric_eigen().eigenvalues;
        if curvature.min() <= FLAT * curvature.max() {
            return Err(NoFit::Undecided);
        }
        let inverse = (by_rates.transpose() * by_rates).try_inverse().ok_or(NoFit::Undecided)?;
        let variance = left.norm_squared() / (times.len() - 3).max(1) as f64;
        let estimate = |at: usize, value: f64, unit: f64| Estimate {
            value: value * unit,
            error: (variance * inverse[(at, at)]).max(0.0).sqrt() * unit,
        };
        Ok(Self {
            innovation: estimate(0, p, 1.0),
            imitation: estimate(1, q, 1.0),
            change: estimate(2, m, size),
            residual: variance.sqrt() * size,
        })
    }

    /// Years from the first table to half of the change.
    pub fn half(&self) -> f64 {
        Bass::half(self.innovation.value, self.imitation.value)
    }
}

/// y - m F and the slopes of m F in (ln p, ln q, m).
fn residuals(times: &[f64], observed: &DVector<f64>, at: Vector3<f64>) -> (DVector<f64>, DMatrix<f64>) {
    let (p, q, m) = (at[0].exp(), at[1].exp(), at[2]);
    let mut slopes = DMatrix::zeros(times.len(), 3);
    let mut left = observed.clone();
    for (t, &time) in times.iter().enumerate() {
        let curve = Bass::at(p, q, time);
        left[t] -= m * curve.share;
        slopes[(t, 0)] = m * p * curve.by_innovation;
        slopes[(t, 1)] = m * q * curve.by_imitation;
        slopes[(t, 2)] = curve.share;
    }
    (left, slopes)
}

/// The best of a grid, with the m that is best for it.
fn start(times: &[f64], observed: &DVector<f64>) -> Vector3<f64> {
    let rate = |(low, high): (f64, f64), at: u32| low * (high / low).powf(f64::from(at) / f64::from(GRID - 1));
    let mut best = (f64::INFINITY, Vector3::zeros());
    for (a, b) in (0..GRID).flat_map(|a| (0..GRID).map(move |b| (a, b))) {
        let (p, q) = (rate(INNOVATION, a), rate(IMITATION, b));
        let curve = DVector::from_iterator(times.len(), times.iter().map(|&time| Bass::at(p, q, time).share));
        let m = curve.dot(observed) / curve.norm_squared();
        let missed = (observed - curve * m).norm_squared();
        if missed < best.0 {
            best = (missed, Vector3::new(p.ln(), q.ln(), m));
        }
    }
    best.1
}

/// The bottom of the valley that a point lies in; says which edge it is where the steps leave what rates can be, and nothing where they
/// come to no end.
fn settled(times: &[f64], observed: &DVector<f64>, start: Vector3<f64>) -> Result<Vector3<f64>, NoFit> {
    let (mut at, mut damping) = (start, 1e-3);
    let (mut left, mut slopes) = residuals(times, observed, at);
    for _ in 0..STEPS {
        let square: Matrix3<f64> = (slopes.transpose() * &slopes).fixed_view::<3, 3>(0, 0).into_owned();
        let pull: Vector3<f64> = (slopes.transpose() * &left).fixed_rows::<3>(0).into_owned();
        let damped = square + Matrix3::from_diagonal(&(square.diagonal() * damping));
        let step = damped.cholesky().ok_or(NoFit::beyond(at))?.solve(&pull);
        let next = at + step;
        if !next.iter().all(|value| value.is_finite()) || next[0].abs() > 20.0 || next[1].abs() > 20.0 {
            return Err(NoFit::beyond(next));
        }
        let (next_left, next_slopes) = residuals(times, observed, next);
        let is_better = next_left.norm_squared() <= left.norm_squared();
        if is_better {
            (at, left, slopes) = (next, next_left, next_slopes);
            damping = (damping * 0.1).max(1e-12);
        } else {
            damping *= 10.0;
        }
        let is_short = step.norm() <= 1e-12 * (1.0 + at.norm());
        // A step that cannot get shorter and still finds nothing better stands at the bottom, as near as digits tell.
        if is_short || damping > 1e12 {
            return Ok(at);
        }
    }
    Err(NoFit::Undecided)
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};

    const TIMES: [f64; 8] = [2.0, 4.0, 6.0, 9.0, 12.0, 15.0, 18.0, 22.0];

    fn curve(p: f64, q: f64, m: f64) -> Vec<f64> {
        TIMES.iter().map(|&time| m * Bass::at(p, q, time).share).collect()
    }

    #[test]
    fn a_known_curve_is_found_again() {
        for (p, q, m) in [(0.01, 0.35, 0.02), (0.03, 0.38, -0.004), (0.002, 0.6, 7.0), (0.1, 0.1, 0.3)] {
            let found = BassFit::of(&TIMES, &curve(p, q, m)).unwrap();
            // Squares of residuals are known to the last digit, so rates to about half of the digits.
            assert_relative_eq!(found.innovation.value, p, max_relative = 1e-6);
            assert_relative_eq!(found.imitation.value, q, max_relative = 1e-6);
            assert_relative_eq!(found.change.value, m, max_relative = 1e-6);
            assert!(found.residual <= 1e-8 * m.abs() && found.innovation.error <= 1e-6 * p);
        }
    }

    #[test]
    fn what_has_no_bend_has_no_fit() {
        assert_eq!(BassFit::of(&TIMES, &[0.0; 8]), Err(NoFit::Undecided), "nothing changed");
        assert_eq!(
            BassFit::of(&TIMES[..3], &[0.1, 0.2, 0.3]),
            Err(NoFit::Undecided),
            "three changes for three unknowns"
        );
        let line: Vec<f64> = TIMES.iter().map(|time| 0.001 * time).collect();
        assert_eq!(BassFit::of(&TIMES, &line), Err(NoFit::Undecided), "a straight line");
        assert_eq!(BassFit::of(&TIMES, &[1.0; 8]), Err(NoFit::Undecided), "all at once before the second date");
    }

    /// Errors of one size put into a curve many times: the mean of the variances that are said is that of the estimates.
    #[test]
    fn standard_errors_are_those_of_many_draws() {
        let (exact, noise) = (curve(0.02, 0.4, 1.0), 2e-3);
        let mut random = ChaCha8Rng::seed_from_u64(2008);
        // Uniform from -√3 to √3 has variance one.
        let mut draw = || (f64::from(random.next_u32()) / f64::from(u32::MAX) * 2.0 - 1.0) * 3.0_f64.sqrt();
        let fits: Vec<BassFit> = (0..600)
            .map(|_| BassFit::of(&TIMES, &exact.iter().map(|y| y + noise * draw()).collect::<Vec<_>>()).unwrap())
            .collect();
        let count = fits.len() as f64;
        for of in [|fit: &BassFit| fit.innovation, |fit: &BassFit| fit.imitation, |fit: &BassFit| fit.change] {
            let mean = fits.iter().map(|fit| of(fit).value).sum::<f64>() / count;
            let seen = fits.iter().map(|fit| (of(fit).value - mean).powi(2)).sum::<f64>() / (count - 1.0);
            let said = fits.iter().map(|fit| of(fit).error.powi(2)).sum::<f64>() / count;
            // The relative error of a variance from N draws is √(2 / N), six hundredths here: three of those.
            assert_relative_eq!(said, seen, max_relative = 0.18);
        }
    }
}
