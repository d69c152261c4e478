//! Adoption: how a technology spreads over years from sector to sector, each with its own readiness, each moved by those to
//! which it is linked.
//!
//! ## Formula
//!
//! s_j is the share of sector j that has adopted, n x 1, from 0 to 1; rates are a year, Δ is a step in years.
//!
//! | quantity | formula | shape | unit |
//! |---|---|---|---|
//! | hazard | λ_j = [p_j + q_j ((1 - w_j) s_j + w_j Σ_i ω_ij s_i)] P^(-ε) | n x 1 | a year |
//! | step | s_j(t+Δ) = s_j + (λ_j (1 - s_j) - δ s_j) (1 - exp(-(λ_j + δ) Δ)) / (λ_j + δ) | n x 1 | share |
//! | the same without obsolescence | 1 - (1 - s_j) exp(-λ_j Δ) | n x 1 | share |
//!
//! p (innovation) is who starts alone, q (imitation) who follows those who have started, w the weight of links between
//! sectors, ω the exposure of j to i ([`Exposure`]), P the relative price of the technology and ε how strongly the hazard
//! responds to it ([`Experience`]), δ the rate at which adopters give it up. The step is exact for a hazard that stays
//! what it is at the beginning of the step; so the whole is right to first order in Δ.
//!
//! A ceiling m below one says that no more than m of a sector ever adopts: all of the above holds for s_j / m.
//!
//! ## Reading
//!
//! With w = 0 every sector follows the curve of Bass, which has half adoption at ln(2 + q/p) / (p + q) years. With equal p and
//! q and no one ahead, links change nothing: everyone is at the same share. Links matter where someone is ahead.
//!
//! ## Source
//!
//! Bass, "A New Product Growth for Model Consumer Durables", Management Science 15 (1969), for the hazard; coefficients that
//! change with what has been adopted: Duchin and Szyld, "A Dynamic Input-Output Model with Assured Positive Output",
//! Metroeconomica 37 (1985); Leontief and Duchin, The Future Impact of Automation on Workers (1986).
//!
//! ## What it is not
//!
//! Not an estimate: p, q and w are stated by whoever asks. Not a choice: no one compares costs and gains but through P. Not
//! rounds, which have no length in time.

mod bass;
mod crossing;
mod experience;
mod exposure;

pub use bass::Bass;
pub use crossing::{mean, years_to};
pub use experience::Experience;
pub use exposure::{Exposure, Through};

use nalgebra::DVector;

/// Who starts alone, who follows, and how: the numbers of one technology.
#[derive(Debug, Clone, PartialEq)]
pub struct Adoption {
    /// p, n x 1, a year; zero for a sector that does not buy.
    pub innovation: DVector<f64>,
    /// q, n x 1, a year; zero for a sector that does not buy.
    pub imitation: DVector<f64>,
    /// w, from 0 to 1; nothing for a sector that is linked to no other.
    pub weight: f64,
    /// m, above 0 and at most 1: the share of a sector that adopts in the end.
    pub ceiling: f64,
    /// δ, a year: the rate at which those who have adopted give it up.
    pub obsolescence: f64,
}

impl Adoption {
    /// λ, n x 1, a year, at shares s of those who adopt in the end; `speed` is P^(-ε).
    fn hazards(&self, exposure: &Exposure, shares: &DVector<f64>, speed: f64) -> DVector<f64> {
        let others = exposure.to(shares);
        DVector::from_fn(shares.len(), |j, _| {
            let w = if exposure.is_linked(j) { self.weight } else { 0.0 };
            (self.innovation[j] + self.imitation[j] * ((1.0 - w) * shares[j] + w * others[j])) * speed
        })
    }

    /// The shares a step of `length` years later, n x 1, from 0 to the ceiling. `speed` is P^(-ε), one where prices play no part.
    #[must_use]
    pub fn step(&self, exposure: &Exposure, shares: &DVector<f64>, speed: f64, length: f64) -> DVector<f64> {
        let within = shares / self.ceiling;
        let hazards = self.hazards(exposure, &within, speed);
        DVector::from_fn(shares.len(), |j, _| {
            let (s, both) = (within[j], hazards[j] + self.obsolescence);
            if both <= 0.0 {
                return shares[j];
            }
            let inflow = hazards[j] * (1.0 - s) - self.obsolescence * s;
            // exp_m1 keeps the digits of a small step; rounding must not carry a share past its bounds.
            let next = s + inflow * (-(-both * length).exp_m1() / both);
            self.ceiling * next.clamp(0.0, 1.0)
        })
    }
}

#[cfg(test)]
mod tests;
