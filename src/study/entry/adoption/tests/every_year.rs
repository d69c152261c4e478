//! Each year of random tables by a second way: a matrix written out, and solved or added up anew.

use super::years;
use crate::model::{LeontiefSystem, System};
use crate::study::{Point, Scenario};
use crate::table::fixture::productive;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_global_rejects: 64, ..ProptestConfig::default() })]

    /// Accounts close in every year, and each is that of matrices written out and solved anew, whoever pays; almost every table can pay.
    #[test]
    fn every_year_equals_a_full_solve(table in productive(8, 0.7), p in 0.0_f64..0.2, k in 0.5_f64..1.1, by_suppliers in any::<bool>()) {
        let n = table.len();
        let payer = if by_suppliers { "suppliers" } else { "operating_surplus" };
        let text = format!(
            "[[adoption]]\nname = 'a'\nsupplier = 'S1'\nbuyers = ['all', 'S1']\ntarget = {{ scale = {k} }}\n\
             instead_of = '{payer}'\ninnovation = {p}\nimitation = 0.4\n\
             contagion = {{ through = 'customers', weight = 0.5 }}\nlearning = {{ rate = 0.2, price_response = 0.5 }}\n"
        );
        // Who has no other supplier cannot pay out of any; the case is drawn again, and too many of them fail the test.
        let outcome = years(table, &text, 2028, 4).simulate(&Point::Central);
        prop_assume!(outcome.is_ok());
        let outcome = outcome.unwrap();
        let base = &outcome.base;
        let old = base.economy().technical().matrix();
        for (at, year) in outcome.years.iter().enumerate() {
            prop_assert!(year.state.accounts_gap(base).abs() < 1e-12);
            let s = &year.state.settled().adopted[0].shares;
            prop_assert_eq!(s, &outcome.curves[0].shares[4 * at]);
            let mut a = old.clone();
            for j in 0..n {
                let more = old[(0, j)] * s[j] * (k - 1.0);
                let others: f64 = (1..n).map(|i| old[(i, j)]).sum();
                a[(0, j)] += more;
                for i in (1..n).filter(|_| by_suppliers && more != 0.0) {
                    a[(i, j)] -= more * old[(i, j)] / others;
                }
            }
            let system = LeontiefSystem::new(crate::model::TechnicalCoefficients::from_matrix(a));
            let slow = system.outputs(base.economy().final_demand()).unwrap();
            prop_assert!((&slow - year.state.output()).amax() <= 1e-12 * base.economy().output().amax());
        }
    }

    /// Rounds and propagation lengths of each year are those of that year's own matrix, added up power by power.
    #[test]
    fn rounds_and_lengths_of_each_year_are_those_of_its_matrix(table in productive(6, 0.7), p in 0.01_f64..0.2) {
        use crate::study::metric::{Answers, View, measure};
        use nalgebra::{DMatrix, DVector};
        let n = table.len();
        prop_assume!(n > 1);
        let economy = crate::model::Economy::new(std::sync::Arc::new(table), crate::table::Denominator::Column).unwrap();
        let base = crate::study::Base::new(std::sync::Arc::new(economy), crate::study::Closure::Open, Some(0), Vec::new()).unwrap();
        let text = format!(
            "[[adoption]]\nname = 'a'\nsupplier = 'S1'\nbuyers = ['all', 'S1']\ntarget = {{ scale = 1.05 }}\n\
             instead_of = 'compensation'\ninnovation = {p}\nimitation = 0.4\n"
        );
        let scenario = crate::study::fixture::on(std::sync::Arc::new(base), &text).unwrap();
        let outcome = Scenario { years: (2021..=2025).collect(), steps_per_year: 4, ..scenario }.simulate(&Point::Central);
        prop_assume!(outcome.is_ok());
        let outcome = outcome.unwrap();
        let before = crate::study::State::unchanged(&outcome.base).unwrap();
        let old = outcome.base.economy().technical().matrix();
        for year in outcome.years.iter().skip(1) {
            let s = &year.state.settled().adopted[0].shares;
            let mut a = old.clone();
            for j in 0..n {
                a[(0, j)] *= 1.0 + 0.05 * s[j];
            }
            let found = Answers::from(measure(&View::new(&outcome.base, &before, &year.state)).unwrap());
            // A^r g and A^r by hand; .75^200 is far below the last digit.
            let g: DVector<f64> = (&a - old) * before.output();
            let (mut power, mut rounds) = (DMatrix::<f64>::identity(n, n), Vec::new());
            let (mut strength, mut length) = (DMatrix::<f64>::zeros(n, n), DMatrix::<f64>::zeros(n, n));
            for round in 0..200 {
                rounds.push((&power * &g).sum());
                strength += &power;
                length += &power * f64::from(round);
                power = &a * &power;
            }
            let after: f64 = rounds[1..].iter().sum();
            for (share, id) in [(0.5, "rounds_50"), (0.9, "rounds_90")] {
                let mut sum = 0.0;
                let count = 1 + rounds[1..].iter().take_while(|round| { sum += **round; sum < share * after }).count();
                // Where a round ends within rounding of the share either is right.
                let is_close = (sum - share * after).abs() <= 1e-9 * after;
                prop_assert!(is_close || found.number(id) == Some(count as f64), "{}: {:?} {}", id, found.number(id), count);
            }
            let mean: f64 = rounds.iter().zip(0_u32..).map(|(round, at)| f64::from(at) * round).sum::<f64>() / (after + rounds[0]);
            prop_assert!((found.number("mean_round").unwrap() - mean).abs() <= 1e-10 * mean);
            let between = |of: &DMatrix<f64>, is_row: bool| -> f64 {
                (1..n).map(|j| if is_row { of[(0, j)] } else { of[(j, 0)] }).sum()
            };
            for (is_row, id) in [(true, "propagation_to_users"), (false, "propagation_from_suppliers")] {
                let expected = between(&length, is_row) / between(&strength, is_row);
                prop_assert!((found.number(id).unwrap() - expected).abs() <= 1e-10 * expected, "{}", id);
            }
        }
    }
}
