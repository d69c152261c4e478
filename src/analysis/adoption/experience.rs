//! The experience curve: what has been made often is made more cheaply.
//!
//! P = (Q / Q0)^(-b), b = -log2(1 - rate): the price relative to that of the beginning falls by `rate` with every doubling of
//! the cumulative output Q of the supplier. Q0 is what it had made before the first year, as years of its base output. The hazard
//! of adoption is multiplied by P^(-ε) = (Q / Q0)^(b ε), with ε the price response.
//!
//! Source: Wright, "Factors Affecting the Cost of Airplanes", Journal of the Aeronautical Sciences 3 (1936); Arrow, "The Economic
//! Implications of Learning by Doing", Review of Economic Studies 29 (1962). P acts on who adopts; what is paid for it stays at base prices.

/// An experience curve and how adoption responds to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Experience {
    /// By which part the price falls with every doubling, from 0 and below 1.
    pub rate: f64,
    /// ε, at least 0: the part by which the hazard rises where the price falls by a small part.
    pub response: f64,
    /// Q0 in years of base output, above 0.
    pub prior_years: f64,
}

impl Experience {
    /// b = -log2(1 - rate).
    fn exponent(&self) -> f64 {
        -(1.0 - self.rate).log2()
    }

    /// P, where the supplier has made `made` since the first year and makes `output` a year in the base; one where it makes
    /// nothing.
    pub fn price(&self, made: f64, output: f64) -> f64 {
        self.grown(made, output).powf(-self.exponent())
    }

    /// P^(-ε).
    pub fn speed(&self, made: f64, output: f64) -> f64 {
        self.grown(made, output).powf(self.exponent() * self.response)
    }

    /// Q / Q0.
    fn grown(&self, made: f64, output: f64) -> f64 {
        let before = self.prior_years * output;
        if before > 0.0 { (1.0 + made / before).max(1.0) } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    const AIRFRAMES: Experience = Experience { rate: 0.2, response: 0.5, prior_years: 10.0 };

    #[test]
    fn every_doubling_takes_a_fifth_off() {
        assert_eq!(AIRFRAMES.price(0.0, 7.0), 1.0);
        assert_relative_eq!(AIRFRAMES.price(70.0, 7.0), 0.8, max_relative = 1e-14);
        assert_relative_eq!(AIRFRAMES.price(210.0, 7.0), 0.64, max_relative = 1e-14);
        assert_relative_eq!(AIRFRAMES.speed(210.0, 7.0), 0.64_f64.powf(-0.5), max_relative = 1e-14);
    }

    #[test]
    fn without_output_or_learning_nothing_becomes_cheaper() {
        assert_eq!(AIRFRAMES.price(5.0, 0.0), 1.0);
        assert_eq!(AIRFRAMES.speed(-5.0, 1.0), 1.0);
        assert_eq!(Experience { rate: 0.0, ..AIRFRAMES }.price(1e6, 1.0), 1.0);
        assert_eq!(Experience { response: 0.0, ..AIRFRAMES }.speed(1e6, 1.0), 1.0);
    }
}
