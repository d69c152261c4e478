//! Network: sectors as places and flows as links; who is central, who belongs together, and where flows come back.
//!
//! ## Formula
//!
//! w_ij >= 0 is what i sells to j: a flow, or a coefficient z_ij / x_j. P = row-normalised w, p_ij = w_ij / Σ_j w_ij.
//!
//! | measure | formula | shape | unit |
//! |---|---|---|---|
//! | strength | out Σ_j w_ij, in Σ_i w_ij | n | money or ratio |
//! | rank of suppliers | π = (1 - d) / n + d Σ_j π_j w_ij / Σ_i w_ij, d = .85: a walk with the money | n | share |
//! | rank of buyers | the same with the goods | n | share |
//! | random-walk centrality | n / Σ_j H(j, i), H(j, i) the mean number of sales from j until i is reached | n | index |
//! | counting betweenness | Σ_s Σ_{t≠s} N_st(i) / (n (n - 1)), N_st(i) = ½ Σ_{j≠t} (N_st(i→j) + N_st(j→i)), i ≠ t | n | passages |
//! | community | the partition that Louvain's method finds for modularity Q of w + w', single sectors moved again at the end | n | number |
//! | strong component | sectors that reach one another | n | number |
//! | feedback loops | closed loops without a sector in common and with the largest Σ w_ij over their links i → j; a sector may be in none | loops, by level | money or ratio |
//! | density | cells above nothing and of at least c times the mean cell, over n² | one per cut-off c | share |
//!
//! N_st(i→j) is how often a walk with the goods from s to t is expected to go from i to j. One inverse G = (I - P + 1 u')⁻¹, u'1 = 1,
//! holds all of it: π' = u' G, H(i, j) = (g_jj - g_ij) / π_j, visits of i before t from s: g_si - g_ti + π_i H(s, t). Walks
//! are those of the largest strong component; sectors outside it have no value. Loops come by level: the links of a level are
//! taken out before the next is sought, so that the levels part the flows as far as they come back at all.
//!
//! ## Reading
//!
//! A large random-walk centrality: a shock that starts anywhere arrives soon. A large counting betweenness: it stays about, also by
//! own use. A large PageRank as supplier: where the money of buyers, of buyers that are themselves large suppliers above all, ends
//! up; as buyer: where the goods do. A community is a block whose sectors trade more with one another than their sizes suggest. The
//! loops of the first level are the circuits through which most of what is sold comes back to those who sold it; a sector in none
//! would weaken the set. A density that falls fast as the cut-off rises says that few links carry the flows: at 1 those of at least
//! the mean cell count.
//!
//! ## Source
//!
//! Blöchl, Theis, Vega-Redondo and Fisher 2011, for both walks; Kemeny and Snell 1960, Hunter 1982, for the inverse; Brin and Page 1998;
//! Newman and Girvan 2004 and Blondel, Guillaume, Lambiotte and Lefebvre 2008, for communities; Sonis, Hewings and Gazel 1995, for
//! feedback loops.
//!
//! ## What it is not
//!
//! Not a model: nothing is produced and no account closes; positions describe. Sums of flows favour large sectors, coefficients favour large
//! shares in small buyers. Nearly every sector is linked with every other, so that density says little without a cut-off. Communities are
//! those that one order of the sectors finds, and near ties another order can find others. Passages are counted as the formula says: half
//! for each end of a link, the last step into t left out; programs that count ends otherwise have other levels.

mod around;
mod communities;
mod feedback_loops;
mod frames;
mod page_rank;
mod random_walk;

pub use around::around;
pub use communities::Communities;
pub use feedback_loops::{FeedbackLoop, LoopSet};
pub use frames::Shown;
pub use random_walk::RandomWalk;

use super::{Analysis, AnalysisError, DefaultTo, Drawn, OptionKey, Options, Question, Seller, Takes};
use crate::model::Economy;
use crate::words::Frame;
use nalgebra::{DMatrix, DVector};
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// What a link is.
const ON: OptionKey = OptionKey {
    name: "on",
    takes: Takes::Word(&["flows", "coefficients"]),
    about: "What a link is: the flow in money, or the coefficient of the buyer.",
    default: DefaultTo::Text("flows"),
};

/// From which size a link counts for density.
const CUT_OFFS: OptionKey = OptionKey {
    name: "cut-offs",
    takes: Takes::Numbers { least: 0.0 },
    about: "Cut-offs for density, as multiples of the mean cell.",
    default: DefaultTo::Text("0,0.1,1,10"),
};

/// How many levels of feedback loops are shown.
const LEVELS: OptionKey = OptionKey {
    name: "levels",
    takes: Takes::Count { least: 1, most: 1000 },
    about: "How many levels of feedback loops are sought; each is that of what the levels before have left.",
    default: DefaultTo::Text("3"),
};

/// The table of the links around the sector that is looked at.
const AROUND: &str = "network-around";

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "network",
    question: Question::WhoDependsOnWhom,
    about: "Who is central in the network of flows, who belongs together, and where flows come back.",
    formula: "strength; PageRank; n / Σ_j H(j, i); counting betweenness; modularity; loops with max Σ w_ij; density by cut-off",
    unit: "money or ratio, shares, indices, passages",
    source: "Blöchl, Theis, Vega-Redondo and Fisher 2011; Brin and Page 1998; Blondel et al. 2008; Sonis, Hewings and Gazel 1995",
    options: &[OptionKey::FOCUS, ON, CUT_OFFS, LEVELS],
    drawn: Some(Drawn::Links(AROUND)),
    run,
};

/// How many links there are of at least a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Density {
    /// The cut-off as a multiple of the mean cell.
    pub cut_off: f64,
    /// Links of at least that size; nothing is no link.
    pub links: usize,
    /// Links over n².
    pub density: f64,
}

/// The network of a table, in table order.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// w, n x n: row i sells, column j buys; nothing negative.
    pub weights: DMatrix<f64>,
    /// Rank of suppliers, n, sum 1.
    pub supplier_rank: DVector<f64>,
    /// Rank of buyers, n, sum 1.
    pub buyer_rank: DVector<f64>,
    /// The strong component of each sector, n, numbered from 1 in the order of their first sectors.
    pub component: Vec<usize>,
    /// The walks on the largest strong component; none where it is one sector.
    pub walk: Option<RandomWalk>,
    /// Who belongs together.
    pub communities: Communities,
}

impl Network {
    /// The network of flows, or of coefficients, of an economy. A cell below rounding is no link.
    pub fn of(economy: &Economy, is_flows: bool) -> Self {
        let (table, n) = (economy.table(), economy.table().len());
        let rounding = Seller::rounding(table);
        let is_link = table.intermediate().map(|flow| flow > rounding);
        let cells = if is_flows { table.intermediate() } else { economy.technical().matrix() };
        Self::from_weights(DMatrix::from_fn(n, n, |i, j| if is_link[(i, j)] { cells[(i, j)].max(0.0) } else { 0.0 }))
    }

    /// The network with these links, n x n, nothing negative.
    pub fn from_weights(weights: DMatrix<f64>) -> Self {
        let component = components(&weights);
        let largest = largest(&component);
        Self {
            // With the money, from the buyer to its suppliers.
            supplier_rank: page_rank::page_rank(&weights.transpose()),
            buyer_rank: page_rank::page_rank(&weights),
            walk: RandomWalk::of(&weights, &largest),
            communities: Communities::of(&weights),
            component,
            weights,
        }
    }

    /// The first levels of feedback loops, at most so many.
    pub fn loops(&self, levels: usize) -> Vec<LoopSet> {
        feedback_loops::hierarchy(&self.weights, levels)
    }

    /// Cells above nothing and of at least so many times the mean cell.
    pub fn density(&self, cut_off: f64) -> Density {
        let cells = self.weights.len() as f64;
        let least = cut_off * self.weights.sum() / cells;
        let links = self.weights.iter().filter(|&&cell| cell > 0.0 && cell >= least).count();
        Density { cut_off, links, density: links as f64 / cells }
    }
}

/// The strong component of each sector, numbered from 1 in the order of their first sectors.
fn components(weights: &DMatrix<f64>) -> Vec<usize> {
    let n = weights.nrows();
    let mut graph = DiGraph::<(), ()>::with_capacity(n, n * n);
    let places: Vec<NodeIndex> = (0..n).map(|_| graph.add_node(())).collect();
    for i in 0..n {
        for j in (0..n).filter(|&j| weights[(i, j)] > 0.0) {
            graph.add_edge(places[i], places[j], ());
        }
    }
    let mut found: Vec<Vec<usize>> =
        tarjan_scc(&graph).into_iter().map(|part| part.into_iter().map(NodeIndex::index).collect()).collect();
    found.sort_by_key(|part: &Vec<usize>| part.iter().copied().min());
    let mut component = vec![0; n];
    for (number, part) in (1..).zip(found) {
        for sector in part {
            component[sector] = number;
        }
    }
    component
}

/// The sectors of the component with the most; of equals the first.
fn largest(component: &[usize]) -> Vec<usize> {
    let of = |number: usize| (0..component.len()).filter(move |&at| component[at] == number);
    let count = component.iter().copied().max().unwrap_or(0);
    let best = (1..=count).rev().max_by_key(|&number| of(number).count()).unwrap_or(0);
    of(best).collect()
}

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let is_flows = options.word(&ON)? == "flows";
    let cut_offs = options.numbers(&CUT_OFFS)?;
    // Without a focus the network stands without the links of one sector.
    let focus = options.sector(&OptionKey::FOCUS).ok();
    let shown = Shown { is_flows, cut_offs, levels: options.count(&LEVELS)? };
    Network::of(economy, is_flows).into_frames(economy.table(), focus, shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Denominator;
    use crate::table::fixture::{oddities, one_sector, two_sectors};
    use nalgebra::dmatrix;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn network(table: crate::table::IoTable) -> Network {
        Network::of(&Economy::new(Arc::new(table), Denominator::Column).unwrap(), true)
    }

    #[test]
    fn two_sectors_are_one_component_and_all_their_cells_are_links() {
        let found = network(two_sectors());
        assert_eq!(found.component, [1, 1]);
        assert_eq!(found.density(0.0), Density { cut_off: 0.0, links: 4, density: 1.0 });
        // The mean cell is 237.5: only 500 is above it. What is nothing is no link, whatever the cut-off.
        assert_eq!(Network::from_weights(dmatrix![0.0, 1.0; 0.0, 2.0]).density(0.0).links, 2);
        assert_eq!(found.density(1.0).links, 1);
        let loops = vec![FeedbackLoop { sectors: vec![0, 1], flow: 700.0 }];
        assert_eq!(found.loops(3), [LoopSet { loops, outside: vec![] }]);
    }

    #[test]
    fn a_sector_that_only_sells_or_only_buys_is_a_component_by_itself() {
        // 0 and 1 sell to one another; 2 buys of them and sells to nobody; 3 is alone.
        let found = Network::from_weights(
            dmatrix![0.0, 1.0, 1.0, 0.0; 2.0, 0.0, 1.0, 0.0; 0.0, 0.0, 5.0, 0.0; 0.0, 0.0, 0.0, 0.0],
        );
        assert_eq!(found.component, [1, 1, 2, 3]);
        assert_eq!(found.loops(1)[0].outside, [2, 3]);
        let walk = found.walk.unwrap();
        assert_eq!(walk.sectors, [0, 1]);
    }

    #[test]
    fn rounding_is_no_link_and_one_sector_has_no_walk() {
        let found = network(oddities());
        // -1e-14 in the source, and a sector of zero output.
        assert_eq!(found.weights[(3, 3)], 0.0);
        assert_eq!(found.weights.row(1).sum() + found.weights.column(1).sum(), 0.0);
        let one = network(one_sector());
        assert!(one.walk.is_none() && one.loops(3).is_empty());
        assert_eq!((one.supplier_rank[0], one.communities.count), (1.0, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Components the second way, by who reaches whom along any number of links; density by counting cells from the largest down.
        #[test]
        fn components_and_density_the_second_way(
            cells in prop::collection::vec(prop_oneof![3 => Just(0.0), 1 => 0.01_f64..1.0], 49),
            n in 1_usize..8,
            cut_off in 0.0_f64..4.0,
        ) {
            let w = DMatrix::from_fn(n, n, |i, j| cells[i * 7 + j]);
            let found = Network::from_weights(w.clone());
            let mut reaches = DMatrix::from_fn(n, n, |i, j| i == j || w[(i, j)] > 0.0);
            for k in 0..n {
                for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                    reaches[(i, j)] |= reaches[(i, k)] && reaches[(k, j)];
                }
            }
            for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
                let both = reaches[(i, j)] && reaches[(j, i)];
                prop_assert_eq!(found.component[i] == found.component[j], both);
            }
            let mut sorted: Vec<f64> = w.iter().copied().filter(|cell| *cell > 0.0).collect();
            sorted.sort_by(|a, b| b.total_cmp(a));
            let mean = w.sum() / (n * n) as f64;
            let count = sorted.iter().take_while(|cell| **cell >= cut_off * mean).count();
            let density = found.density(cut_off);
            prop_assert_eq!(density.links, count);
            prop_assert!((density.density * (n * n) as f64 - count as f64).abs() <= 1e-12 * (n * n) as f64);
            // Ranks are shares, and strengths of sellers and buyers are the same money.
            prop_assert!((found.supplier_rank.sum() - 1.0).abs() <= 1e-13 && (found.buyer_rank.sum() - 1.0).abs() <= 1e-13);
        }
    }
}
