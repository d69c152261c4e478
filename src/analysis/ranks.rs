//! Ranks: 1 is the largest. Values that differ by no more than rounding share a rank, so that the order of additions inside a
//! solver cannot decide who comes first; the rank after k sharers is k places further.

/// How far two values may lie apart, relative to the larger, and still be one.
const ROUNDING: f64 = 1e-12;

/// The positions of the values, the largest first; equals in the order in which they are given.
pub fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[j].total_cmp(&values[i]));
    order
}

/// The rank of each value, in the order of the values, which are finite.
pub fn ranks(values: &[f64]) -> Vec<usize> {
    let order = order(values);
    let mut ranks = vec![0; values.len()];
    let mut first_of_equals = 0;
    for (place, &at) in order.iter().enumerate() {
        let leader = values[order[first_of_equals]];
        if leader - values[at] > ROUNDING * leader.abs().max(values[at].abs()) {
            first_of_equals = place;
        }
        ranks[at] = first_of_equals + 1;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equals_share_a_rank_and_the_next_comes_after_all_of_them() {
        assert_eq!(ranks(&[2.0, 5.0, 2.0, 1.0]), [2, 1, 2, 4]);
        assert_eq!(ranks(&[1.0, 1.0 + 1e-15, 0.9]), [1, 1, 3]);
        assert_eq!(ranks(&[-1.0, 0.0, -0.0]), [3, 1, 1]);
        assert_eq!(ranks(&[]), Vec::<usize>::new());
        assert_eq!(order(&[2.0, 5.0, 2.0, 1.0]), [1, 0, 2, 3]);
    }

    proptest! {
        /// The rank is one more than the number of larger values.
        #[test]
        fn ranks_count_the_larger(values in prop::collection::vec((0_i32..20).prop_map(f64::from), 1..30)) {
            for (value, rank) in values.iter().zip(ranks(&values)) {
                prop_assert_eq!(rank, 1 + values.iter().filter(|other| *other > value).count());
            }
        }
    }
}
