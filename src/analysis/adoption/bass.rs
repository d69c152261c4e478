//! The curve of Bass in closed form: what the hazard gives where every sector follows itself alone.
//!
//! | quantity | formula | shape | unit |
//! |---|---|---|---|
//! | share | F(t) = (1 - E) / (1 + (q / p) E), E = exp(-(p + q) t); 0 before t = 0 | one number | share |
//! | slopes | ∂F/∂p and ∂F/∂q | one number each | years |
//! | half | F = ½ at ln(2 + q / p) / (p + q) | one number | years |
//!
//! t is in years since the beginning, p (innovation) and q (imitation) a year.
//!
//! Source: Bass, "A New Product Growth for Model Consumer Durables", Management Science 15 (1969).
//!
//! What it is not: the curve of a sector that looks to others, whose hazard has no closed form; nor one with giving up or a price that
//! falls. It is right for all sectors together only where all are alike.

/// F(t) with its slopes in p and q.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bass {
    /// F, from 0 to 1.
    pub share: f64,
    /// ∂F/∂p, years.
    pub by_innovation: f64,
    /// ∂F/∂q, years.
    pub by_imitation: f64,
}

impl Bass {
    /// The curve of p above 0 and q of at least 0 at `time` years.
    pub fn at(innovation: f64, imitation: f64, time: f64) -> Self {
        let (p, q) = (innovation, imitation);
        if time <= 0.0 {
            return Self { share: 0.0, by_innovation: 0.0, by_imitation: 0.0 };
        }
        // E = exp(-(p + q) t). 1 - E loses its digits for small (p + q) t; expm1 keeps them.
        let (rest, gone) = ((-(p + q) * time).exp(), -(-(p + q) * time).exp_m1());
        let below = p + q * rest;
        let share = p * gone / below;
        // With N = p (1 - E) and D = p + q E, F = N / D; ∂E/∂p = ∂E/∂q = -t E.
        let by_innovation = (gone + p * time * rest - share * (1.0 - q * time * rest)) / below;
        let by_imitation = (p * time * rest - share * (rest - q * time * rest)) / below;
        Self { share, by_innovation, by_imitation }
    }

    /// Years to one half.
    pub fn half(innovation: f64, imitation: f64) -> f64 {
        (2.0 + imitation / innovation).ln() / (innovation + imitation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    #[test]
    fn half_comes_when_the_formula_says() {
        assert_relative_eq!(Bass::at(0.03, 0.38, Bass::half(0.03, 0.38)).share, 0.5, max_relative = 1e-13);
        assert_eq!(Bass::at(0.03, 0.38, 0.0).share, 0.0);
    }

    proptest! {
        /// Slopes are those of central differences. With a step h of 1e-5 p both the rounding of F over h and h² times the third slope, which
        /// is of the order of 1 / p³, are a few 1e-11 / p.
        #[test]
        fn slopes_are_differences(p in 0.005_f64..0.2, q in 0.0_f64..0.8, time in 0.1_f64..25.0) {
            let (h, found) = (1e-5 * p, Bass::at(p, q, time));
            let slope = |up: Bass, down: Bass| (up.share - down.share) / (2.0 * h);
            let by_p = slope(Bass::at(p + h, q, time), Bass::at(p - h, q, time));
            let by_q = slope(Bass::at(p, q + h, time), Bass::at(p, q - h, time));
            prop_assert!((found.by_innovation - by_p).abs() <= 2e-10 / p);
            prop_assert!((found.by_imitation - by_q).abs() <= 2e-10 / p);
        }
    }
}
