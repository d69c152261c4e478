//! Exposure: to whom a sector is linked, and so whose adoption it meets.
//!
//! ω_ij, the exposure of j to i, with k the supplier of the technology, B the sectors that can adopt it and the own cell left out; n x n,
//! share:
//!
//! | through | ω_ij, i in B | who is met |
//! |---|---|---|
//! | `supplier` | z_ki / Σ_{h∈B, h≠k} z_kh, the same for every j | the clients of the supplier, who carries to everyone what it learns from each |
//! | `customers` | z_ji / Σ_{h∈B, h≠j} z_jh | those to whom j sells |
//! | `suppliers` | z_ij / Σ_{h∈B, h≠j} z_hj | those from whom j buys |
//! | `none` | 0 | nobody |
//!
//! Who cannot adopt is met by nobody: it would stay at nothing and hold back for ever those who deal with it. So, normalised, exposures of a
//! sector to possible adopters sum to one, and where nobody is ahead all are at the same share whoever can adopt.
//!
//! Not normalised, money is divided by the output of the business that meets the others: x_j, and x_k where that is the supplier's, which
//! meets its clients and carries to everyone what is a part of its own business; sales of k over the output of another sector would be a part
//! of nothing, and could be above one. A link that is a small part of a business then pulls little, exposures sum to less than one, and
//! a sector that deals with others little adopts later than one alone would. Where a sector deals with no possible adopter, and where there is
//! nothing to divide by, it is linked to nobody: w is then 0. Flows below zero are rounding of the source and count as none.
//!
//! Source: the weights are this program's own; that who is linked to whom decides who follows whom is Burt, "Social Contagion and
//! Innovation: Cohesion versus Structural Equivalence", American Journal of Sociology 92 (1987).
//!
//! What it is not: a measured network of who learns from whom. Flows of money stand for meetings, as they are in the base and not as
//! adoption changes them; what is met inside the sector is the own share of the hazard, not an exposure.

use nalgebra::{DMatrix, DVector};

/// Through whom adoption spreads between sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Through {
    /// The experience of the technology's supplier.
    #[default]
    Supplier,
    /// Those to whom a sector sells.
    Customers,
    /// Those from whom a sector buys.
    Suppliers,
    /// Nobody.
    Nobody,
}

impl Through {
    /// Each with the word that files use for it.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("supplier", Self::Supplier),
        ("customers", Self::Customers),
        ("suppliers", Self::Suppliers),
        ("none", Self::Nobody),
    ];

    /// Between whom technologies spread through it, for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Supplier => "through the experience of the supplier",
            Self::Customers => "through customers",
            Self::Suppliers => "through suppliers",
            Self::Nobody => "between no sectors",
        }
    }

    /// The word that files use for it.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, through)| *through == self).map_or("", |(word, _)| word)
    }
}

/// The exposures of every sector.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposure {
    through: Through,
    is_normalised: bool,
    weights: Weights,
    linked: Vec<bool>,
}

#[derive(Debug, Clone, PartialEq)]
enum Weights {
    /// Nobody meets anybody.
    None,
    /// Everybody meets the same: ω_i, n x 1.
    Same(DVector<f64>),
    /// ω', n x n: row j holds the exposures of j.
    Each(DMatrix<f64>),
}

impl Exposure {
    /// The exposures through some links in flows Z, n x n, and outputs x, n x 1, both money; `supplier` is who sells the
    /// technology and `buyers` who can adopt it.
    pub fn of(
        flows: &DMatrix<f64>,
        output: &DVector<f64>,
        (supplier, buyers): (usize, &[usize]),
        through: Through,
        is_normalised: bool,
    ) -> Self {
        let n = flows.nrows();
        let share = |j: usize, met: DVector<f64>| {
            let links = met.sum();
            let whole = if is_normalised { links } else { output[j] };
            // Whatever is nothing, below nothing or too small to divide by links to nobody.
            let shares = met / whole;
            (links > 0.0 && whole > 0.0 && shares.iter().all(|share| share.is_finite())).then_some(shares)
        };
        // What the business of j deals with each other sector that can adopt.
        let with = |j: usize, cell: &dyn Fn(usize) -> f64| {
            let mut met = DVector::zeros(n);
            for &i in buyers.iter().filter(|&&i| i != j) {
                met[i] = cell(i).max(0.0);
            }
            met
        };
        let met = |j: usize| match through {
            Through::Supplier => with(supplier, &|i| flows[(supplier, i)]),
            Through::Customers => with(j, &|i| flows[(j, i)]),
            Through::Suppliers => with(j, &|i| flows[(i, j)]),
            Through::Nobody => DVector::zeros(n),
        };
        let of = |weights, linked| Self { through, is_normalised, weights, linked };
        let nobody = of(Weights::None, vec![false; n]);
        match through {
            Through::Nobody => nobody,
            Through::Supplier => {
                share(supplier, met(supplier)).map_or(nobody, |shares| of(Weights::Same(shares), vec![true; n]))
            }
            Through::Customers | Through::Suppliers => {
                let (mut each, mut linked) = (DMatrix::zeros(n, n), vec![false; n]);
                for (j, is_linked) in linked.iter_mut().enumerate() {
                    if let Some(shares) = share(j, met(j)) {
                        each.set_row(j, &shares.transpose());
                        *is_linked = true;
                    }
                }
                of(Weights::Each(each), linked)
            }
        }
    }

    /// The same through other links in the same flows and outputs, normalised or not as before.
    #[must_use]
    pub fn another(
        &self,
        flows: &DMatrix<f64>,
        output: &DVector<f64>,
        (supplier, buyers): (usize, &[usize]),
        through: Through,
    ) -> Self {
        Self::of(flows, output, (supplier, buyers), through, self.is_normalised)
    }

    /// Through whom sectors meet.
    pub fn through(&self) -> Through {
        self.through
    }

    /// Whether a sector meets anybody.
    pub fn is_linked(&self, sector: usize) -> bool {
        self.linked[sector]
    }

    /// Σ_i ω_ij s_i, n x 1: the adoption that each sector meets.
    pub fn to(&self, shares: &DVector<f64>) -> DVector<f64> {
        match &self.weights {
            Weights::None => DVector::zeros(shares.len()),
            Weights::Same(weights) => DVector::from_element(shares.len(), weights.dot(shares)),
            Weights::Each(weights) => weights * shares,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, two_sectors};
    use approx::assert_relative_eq;
    use nalgebra::dvector;

    fn met(through: Through, is_normalised: bool) -> DVector<f64> {
        let table = two_sectors();
        Exposure::of(table.intermediate(), table.output(Denominator::Column), (1, &[0, 1]), through, is_normalised)
            .to(&dvector![0.2, 0.1])
    }

    #[test]
    fn two_sectors_by_hand() {
        // Z = [[150, 500], [200, 100]], x = (1000, 2000), the second sells the technology. Each has one other to meet.
        assert_eq!(met(Through::Supplier, true), dvector![0.2, 0.2]);
        assert_eq!(met(Through::Customers, true), dvector![0.1, 0.2]);
        assert_eq!(met(Through::Suppliers, true), dvector![0.1, 0.2]);
        assert_eq!(met(Through::Nobody, true), dvector![0.0, 0.0]);
        // Of output: the first sells 500 of 1000 to the second, which sells 200 of 2000 to the first.
        assert_relative_eq!(met(Through::Customers, false), dvector![0.05, 0.02], max_relative = 1e-15);
        assert_relative_eq!(met(Through::Suppliers, false), dvector![0.02, 0.05], max_relative = 1e-15);
        assert_relative_eq!(met(Through::Supplier, false), dvector![0.02, 0.02], max_relative = 1e-15);
    }

    #[test]
    fn a_sector_without_links_meets_nobody() {
        let table = oddities();
        let (flows, output) = (table.intermediate(), table.output(Denominator::Column));
        let of = |supplier, through, is_normalised| {
            Exposure::of(flows, output, (supplier, &[0, 1, 2, 3, 4]), through, is_normalised)
        };
        for is_normalised in [true, false] {
            // The second makes nothing; the third sells to no sector.
            let customers = of(0, Through::Customers, is_normalised);
            assert_eq!([0, 1, 2].map(|j| customers.is_linked(j)), [true, false, false]);
            let suppliers = of(0, Through::Suppliers, is_normalised);
            assert_eq!([1, 2].map(|j| suppliers.is_linked(j)), [false, true]);
            let supplier = of(2, Through::Supplier, is_normalised);
            assert_eq!(supplier.to(&DVector::from_element(5, 0.5)), DVector::zeros(5));
            assert!((0..5).all(|j| !supplier.is_linked(j)));
        }
    }

    #[test]
    fn who_cannot_adopt_is_met_by_nobody() {
        // Z = [[150, 500], [200, 100]]: where the first alone can adopt, the second meets it and it meets nobody.
        let table = two_sectors();
        for is_normalised in [true, false] {
            for through in [Through::Customers, Through::Suppliers] {
                let output = table.output(Denominator::Column);
                let one = Exposure::of(table.intermediate(), output, (1, &[0]), through, is_normalised);
                assert_eq!([0, 1].map(|j| one.is_linked(j)), [false, true]);
            }
        }
    }
}
