use super::*;
use crate::table::fixture::{oddities, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use approx::assert_relative_eq;
use nalgebra::dvector;
use proptest::prelude::*;

const CHANNELS: [Through; 4] = [Through::Supplier, Through::Customers, Through::Suppliers, Through::Nobody];

fn equal(n: usize, innovation: f64, imitation: f64, weight: f64) -> Adoption {
    let all = |rate| DVector::from_element(n, rate);
    Adoption { innovation: all(innovation), imitation: all(imitation), weight, ceiling: 1.0, obsolescence: 0.0 }
}

/// Exposures where the first sector sells and all can adopt.
fn exposure(table: &IoTable, through: Through) -> Exposure {
    let all: Vec<usize> = (0..table.len()).collect();
    exposure_of(table, &all, through, true)
}

fn exposure_of(table: &IoTable, buyers: &[usize], through: Through, is_normalised: bool) -> Exposure {
    Exposure::of(table.intermediate(), table.output(Denominator::Column), (0, buyers), through, is_normalised)
}

/// The shares after each of some steps, the first ones included.
fn followed(
    adoption: &Adoption,
    exposure: &Exposure,
    first: DVector<f64>,
    years: f64,
    per_year: u32,
) -> Vec<DVector<f64>> {
    let length = 1.0 / f64::from(per_year);
    let mut all = vec![first];
    // A whole number of steps.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let steps = (years * f64::from(per_year)).round() as usize;
    for step in 0..steps {
        let next = adoption.step(exposure, &all[step], 1.0, length);
        all.push(next);
    }
    all
}

/// Years to a level of the first sector, alone.
fn alone(adoption: &Adoption, first: f64, level: f64, years: f64, per_year: u32) -> f64 {
    let nobody = exposure(&two_sectors(), Through::Nobody);
    let all = followed(adoption, &nobody, DVector::from_element(2, first), years, per_year);
    years_to(level, all.iter().map(|shares| shares[0]), 1.0 / f64::from(per_year)).unwrap()
}

#[test]
fn half_adoption_comes_to_that_of_bass_at_first_order() {
    for (p, q) in [(0.01, 0.35), (0.03, 0.38), (0.05, 0.1)] {
        let adoption = equal(2, p, q, 0.0);
        let bass = (2.0_f64 + q / p).ln() / (p + q);
        let missed: Vec<f64> =
            [12, 24, 48, 96].map(|per_year| alone(&adoption, 0.0, 0.5, 20.0, per_year) - bass).to_vec();
        assert!(missed[0] > 0.0 && missed[0] < 0.3, "{missed:?}");
        for pair in missed.windows(2) {
            // Half the step, half of what is missed; the rest is of second order.
            assert!((pair[0] / pair[1] - 2.0).abs() < 0.02, "{p} {q}: {missed:?}");
        }
    }
}

#[test]
fn without_imitation_every_step_is_exact() {
    let adoption = equal(2, 0.1, 0.0, 0.0);
    let all = followed(&adoption, &exposure(&two_sectors(), Through::Nobody), DVector::zeros(2), 10.0, 12);
    assert_relative_eq!(all[120][0], 1.0 - (-1.0_f64).exp(), max_relative = 1e-14);
}

/// Fisher and Pry: where nobody starts alone, s = 1 / (1 + exp(-q (t - m))), and from a tenth to nine tenths it takes
/// ln 81 / q = 4.394 / q.
#[test]
fn where_nobody_starts_alone_it_is_a_logistic() {
    let (q, s) = (0.35, 0.02);
    let adoption = equal(2, 0.0, q, 0.0);
    let missed = |per_year: u32| {
        let tenth = alone(&adoption, s, 0.1, 25.0, per_year);
        let nine_tenths = alone(&adoption, s, 0.9, 25.0, per_year);
        let half = alone(&adoption, s, 0.5, 25.0, per_year);
        [nine_tenths - tenth - 4.394_449_154_672_439 / q, half - ((1.0 - s) / s).ln() / q]
    };
    let (coarse, fine) = (missed(24), missed(48));
    for (coarse, fine) in coarse.into_iter().zip(fine) {
        assert!(fine.abs() < 0.1 && (coarse / fine - 2.0).abs() < 0.03, "{coarse} {fine}");
    }
}

#[test]
fn two_sectors_by_hand() {
    // One step of half a year: λ = p + q (s / 2 + met / 2), met (.2, .2) through the supplier, (.1, .2) through customers.
    let adoption = Adoption { innovation: dvector![0.05, 0.01], ..equal(2, 0.0, 0.4, 0.5) };
    let table = two_sectors();
    let step = |through| {
        let exposure =
            Exposure::of(table.intermediate(), table.output(Denominator::Column), (1, &[0, 1]), through, true);
        adoption.step(&exposure, &dvector![0.2, 0.1], 1.0, 0.5)
    };
    let after = |s: f64, hazard: f64| 1.0 - (1.0 - s) * (-hazard * 0.5).exp();
    assert_relative_eq!(step(Through::Supplier), dvector![after(0.2, 0.13), after(0.1, 0.07)], max_relative = 1e-14);
    assert_relative_eq!(step(Through::Customers), dvector![after(0.2, 0.11), after(0.1, 0.07)], max_relative = 1e-14);
    assert_relative_eq!(step(Through::Nobody), dvector![after(0.2, 0.13), after(0.1, 0.05)], max_relative = 1e-14);
    // A price that has halved, at a response of one, doubles the hazard.
    let exposure = exposure(&table, Through::Nobody);
    let fast = adoption.step(&exposure, &dvector![0.2, 0.1], 2.0, 0.5);
    assert_relative_eq!(fast, dvector![after(0.2, 0.26), after(0.1, 0.1)], max_relative = 1e-14);
}

#[test]
fn a_ceiling_scales_the_curve_and_obsolescence_stops_it() {
    let nobody = exposure(&two_sectors(), Through::Nobody);
    let whole = equal(2, 0.02, 0.4, 0.0);
    let part = Adoption { ceiling: 0.6, ..whole.clone() };
    let (all, some) =
        (followed(&whole, &nobody, DVector::zeros(2), 15.0, 12), followed(&part, &nobody, DVector::zeros(2), 15.0, 12));
    for (all, some) in all.iter().zip(&some) {
        assert_relative_eq!(*some, all * 0.6, max_relative = 1e-12);
    }
    // In the end as many adopt as give it up: (p + q s)(1 - s) = δ s.
    let lost = Adoption { obsolescence: 0.1, ..whole };
    let end = followed(&lost, &nobody, dvector![0.0, 1.0], 300.0, 12).pop().unwrap();
    assert_relative_eq!((0.02 + 0.4 * end[0]) * (1.0 - end[0]), 0.1 * end[0], max_relative = 1e-10);
    assert_relative_eq!(end[0], end[1], max_relative = 1e-10);
    // Nobody starts, nobody follows, nobody leaves: nothing moves.
    let idle = equal(2, 0.0, 0.0, 0.5);
    assert_eq!(idle.step(&nobody, &dvector![0.3, 0.0], 1.0, 1.0), dvector![0.3, 0.0]);
}

/// The steps against the classical method of Runge and Kutta on ds/dt = λ(s) (1 - s) - δ s, which knows nothing of exponentials.
#[test]
fn steps_come_to_the_solution_of_the_differential_equation() {
    let table = oddities();
    for through in CHANNELS {
        let exposure = exposure(&table, through);
        let adoption = Adoption {
            innovation: dvector![0.08, 0.01, 0.01, 0.03, 0.0],
            obsolescence: 0.01,
            ..equal(5, 0.0, 0.35, 0.5)
        };
        let slope = |s: &DVector<f64>| {
            let hazards = adoption.hazards(&exposure, s, 1.0);
            DVector::from_fn(5, |j, _| hazards[j] * (1.0 - s[j]) - 0.01 * s[j])
        };
        let (mut exact, h) = (DVector::zeros(5), 0.02);
        for _ in 0..500 {
            let one = slope(&exact);
            let two = slope(&(&exact + &one * (h / 2.0)));
            let three = slope(&(&exact + &two * (h / 2.0)));
            let four = slope(&(&exact + &three * h));
            exact += (one + two * 2.0 + three * 2.0 + four) * (h / 6.0);
        }
        let missed = |per_year: u32| {
            let end = followed(&adoption, &exposure, DVector::zeros(5), 10.0, per_year).pop().unwrap();
            (end - &exact).amax()
        };
        let (coarse, fine) = (missed(48), missed(96));
        assert!(fine < 0.01 && (coarse / fine - 2.0).abs() < 0.05, "{through:?}: {coarse} {fine}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Equal rates give equal shares in any network and whoever can adopt, those of a sector alone. Where exposures are parts of output a
    /// sector meets less than one, and is never ahead of one alone.
    #[test]
    fn links_change_nothing_where_nobody_is_ahead(
        table in productive(9, 0.9),
        w in 0.0_f64..=1.0,
        can in prop::collection::vec(any::<bool>(), 9),
    ) {
        let n = table.len();
        let all: Vec<usize> = (0..n).collect();
        let some: Vec<usize> = (0..n).filter(|&j| can[j]).collect();
        for buyers in [all, some] {
            let only = |rate: f64| DVector::from_fn(n, |j, _| if buyers.contains(&j) { rate } else { 0.0 });
            let adoption = Adoption { innovation: only(0.02), imitation: only(0.4), ..equal(n, 0.0, 0.0, w) };
            let lonely = followed(&adoption, &exposure(&table, Through::Nobody), DVector::zeros(n), 15.0, 12);
            let one = followed(&equal(1, 0.02, 0.4, 0.0), &exposure(&table, Through::Nobody), DVector::zeros(1), 15.0, 12);
            for through in CHANNELS {
                let network = exposure_of(&table, &buyers, through, true);
                let together = followed(&adoption, &network, DVector::zeros(n), 15.0, 12);
                let parts = exposure_of(&table, &buyers, through, false);
                let slower = followed(&adoption, &parts, DVector::zeros(n), 15.0, 12);
                for (step, shares) in together.iter().enumerate() {
                    prop_assert!((shares - &lonely[step]).amax() < 1e-13);
                    prop_assert!(slower[step].iter().zip(lonely[step].iter()).all(|(one, other)| *one <= other + 1e-13));
                    for j in 0..n {
                        let expected = if buyers.contains(&j) { one[step][0] } else { 0.0 };
                        prop_assert!((shares[j] - expected).abs() < 1e-13);
                    }
                }
            }
        }
    }

    /// The weights as their definition writes them, one by one.
    #[test]
    fn exposures_are_shares_of_links_with_possible_adopters(
        table in productive(7, 0.9),
        can in prop::collection::vec(any::<bool>(), 7),
        shares in prop::collection::vec(0.0_f64..=1.0, 7),
        is_normalised in any::<bool>(),
    ) {
        let n = table.len();
        let (z, x) = (table.intermediate(), table.output(Denominator::Column));
        let buyers: Vec<usize> = (0..n).filter(|&j| can[j]).collect();
        let shares = DVector::from_column_slice(&shares[..n]);
        for through in [Through::Supplier, Through::Customers, Through::Suppliers] {
            let exposure = exposure_of(&table, &buyers, through, is_normalised);
            let met = exposure.to(&shares);
            for j in 0..n {
                let business = if through == Through::Supplier { 0 } else { j };
                let link = |i: usize| if through == Through::Suppliers { z[(i, business)] } else { z[(business, i)] };
                let others = || buyers.iter().copied().filter(|&i| i != business);
                let links: f64 = others().map(link).sum();
                let whole = if is_normalised { links } else { x[business] };
                prop_assert_eq!(exposure.is_linked(j), links > 0.0);
                let slow: f64 = if links > 0.0 { others().map(|i| link(i) / whole * shares[i]).sum() } else { 0.0 };
                prop_assert!((met[j] - slow).abs() < 1e-13);
            }
        }
    }

    /// Shares stay in bounds and, without obsolescence, never fall, whatever the rates, the links and the step.
    #[test]
    fn shares_are_shares(
        table in productive(7, 0.9),
        p in prop::collection::vec(prop::sample::select(vec![0.0, 1e-9, 0.01, 0.5, 10.0]), 7),
        q in prop::collection::vec(prop::sample::select(vec![0.0, 0.35, 10.0]), 7),
        w in 0.0_f64..=1.0,
        ceiling in 0.01_f64..=1.0,
        obsolescence in prop::sample::select(vec![0.0, 0.0, 0.2, 10.0]),
        speed in prop::sample::select(vec![1.0, 3.0, 1e100]),
        length in prop::sample::select(vec![1.0, 1.0 / 12.0, 1e-6]),
        is_normalised in any::<bool>(),
    ) {
        let n = table.len();
        let at = |rates: &[f64]| DVector::from_column_slice(&rates[..n]);
        let adoption = Adoption { innovation: at(&p), imitation: at(&q), weight: w, ceiling, obsolescence };
        let all: Vec<usize> = (0..n).collect();
        for through in CHANNELS {
            let exposure = exposure_of(&table, &all, through, is_normalised);
            let mut shares = DVector::zeros(n);
            for _ in 0..40 {
                let next = adoption.step(&exposure, &shares, speed, length);
                prop_assert!(next.iter().all(|share| (0.0..=ceiling).contains(share)));
                prop_assert!(obsolescence > 0.0 || next.iter().zip(shares.iter()).all(|(next, before)| next >= before));
                shares = next;
            }
        }
    }
}
