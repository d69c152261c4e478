use super::*;
use crate::table::fixture::{all_money_times, oddities, one_sector, productive, two_sectors};
use crate::table::{Denominator, IoTable};
use approx::assert_relative_eq;
use nalgebra::dvector;
use proptest::prelude::*;

/// A table as that of a year; `change` comes before.
fn of_year(table: &IoTable, year: i32, change: impl FnOnce(&mut crate::table::Parts)) -> Arc<Economy> {
    let mut parts = table.clone().into_parts();
    change(&mut parts);
    parts.manifest.id = format!("t{year}");
    parts.manifest.year = Some(year);
    Arc::new(Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap())
}

/// Two sectors, of which the first buys `more` from the second in place of labour.
fn bought(year: i32, more: f64) -> Arc<Economy> {
    of_year(&two_sectors(), year, |parts| {
        parts.intermediate[(1, 0)] += more;
        parts.primary_inputs.values[(0, 0)] -= more;
        // The second sells as much less to households.
        parts.final_demand.values[(1, 0)] -= more;
    })
}

fn said(tables: Vec<Arc<Economy>>) -> String {
    Trend::of(tables, 0).unwrap_err().to_string()
}

#[test]
fn two_sectors_by_hand() {
    // a_21 is 200 / 1000, then 230 / 1000, then 220 / 1000; tables are given in any order.
    let trend = Trend::of(vec![bought(2021, 20.0), bought(2011, 0.0), bought(2016, 30.0)], 1).unwrap();
    assert_eq!(trend.years(), [2011, 2016, 2021]);
    assert_relative_eq!(trend.coefficients().row(0).transpose(), dvector![0.2, 0.23, 0.22], max_relative = 1e-15);
    assert_relative_eq!(trend.at_stake(), dvector![20.0, 0.0], max_relative = 1e-13);
    let range = trend.ranges()[0];
    assert_eq!((range.sector, range.value, range.low, range.high), (0, 0.22, 0.2, 0.23));
    // All others than the second are the first.
    assert_eq!(trend.mean_of_others().unwrap(), [0.2, 0.23, 0.22]);
    // Output stays 2000: what techniques add, households take away.
    for period in trend.periods() {
        assert!((period.after[1] - period.before[1]).abs() < 1e-9);
        assert_relative_eq!(period.technology()[1], -period.by_component.row(1).sum(), max_relative = 1e-10);
    }
    // ½ l_22 (of both) Δa_21 (y_1): by hand for the first period. L_22 = .85 / (.85 .95 - a_21 .25) and with f⁰ + f¹ =
    // (700, 3370), y_1 = (L⁰ (f⁰ + f¹))_1 = (.95 700 + .25 3370) / .7575.
    let y = (0.95 * 700.0 + 0.25 * 3370.0) / 0.7575;
    let technology = 0.5 * 0.85 / (0.85 * 0.95 - 0.23 * 0.25) * 0.03 * y;
    assert_relative_eq!(trend.periods()[0].technology()[1], technology, max_relative = 1e-12);

    let frames = trend.into_frames().unwrap();
    let row = &frames[0].rows[0];
    let cell = |id: &str| row[frames[0].position(id).unwrap()].number().unwrap();
    assert_relative_eq!(cell("a_year_2011_2016"), 0.006, max_relative = 1e-12);
    assert_relative_eq!(cell("a_year_2016_2021"), -0.002, max_relative = 1e-12);
    assert_relative_eq!(cell("change"), 0.02, max_relative = 1e-12);
}

#[test]
fn parameters_are_ranges_of_the_buyers_that_changed_most() {
    let trend = Trend::of(vec![bought(2011, 0.0), bought(2016, 50.0)], 1).unwrap();
    let text = trend.parameters(10);
    assert!(
        text.ends_with(
            "[parameters]\ns2_in_s1 = { value = 0.25, low = 0.2, high = 0.25, note = 'bought by sector 1' }\n"
        ),
        "{text}"
    );
    assert!(text.contains("what buyers spend already and changes\n# nothing;"), "{text}");
    assert!(trend.parameters(0).ends_with("[parameters]\n"));
    assert!(toml::from_str::<toml::Table>(&text).is_ok());
}

#[test]
fn tables_that_do_not_fit_are_told_by_what() {
    let two = two_sectors();
    assert_eq!(said(vec![]), "the option `tables` names no table, and a change lies between two");
    assert_eq!(said(vec![bought(2011, 0.0)]), "the option `tables` names one table, and a change lies between two");
    assert_eq!(
        said(vec![bought(2011, 0.0), bought(2011, 1.0)]),
        "the option `tables` names `t2011` and `t2011`, both of 2011"
    );
    let other = of_year(&oddities(), 2016, |_| {});
    assert_eq!(
        said(vec![bought(2011, 0.0), other]),
        "the option `tables` names `t2011` and `t2016`: only `t2016` has the sectors `S3`, `S4`, `S5`"
    );
    let renamed = of_year(&two, 2016, |parts| parts.final_demand.components[1].id = "exports".into());
    assert_eq!(
        said(vec![bought(2011, 0.0), renamed]),
        "the option `tables` names `t2011` and `t2016`: only `t2011` has the component of final demand `other`; only `t2016` has \
         the component of final demand `exports`"
    );
    let abroad = of_year(&two, 2016, |parts| parts.manifest.money.currency = "CLP".into());
    assert_eq!(said(vec![bought(2011, 0.0), abroad]), "the option `tables` names `t2011` in USD and `t2016` in CLP");
    let timeless = Arc::new(Economy::new(Arc::new(two), Denominator::Column).unwrap());
    assert_eq!(said(vec![bought(2011, 0.0), timeless]), "the option `tables` names `fixture`, which states no year");
    let beyond = Trend::of(vec![bought(2011, 0.0), bought(2016, 0.0)], 2).unwrap_err();
    assert_eq!(beyond, AnalysisError::NoSuchSector { position: 2, sectors: 2 });
}

#[test]
fn three_dates_with_a_break_are_refused_with_both_reasons() {
    // In any language; what a note says of a classification is no break.
    let note = "Sigue la nomenclatura de 2013.";
    let broken = of_year(&two_sectors(), 2021, |parts| {
        parts.manifest.source.breaks = vec![note.into()];
        parts.manifest.source.notes = vec!["One classification of activities.".into()];
    });
    let trend = Trend::of(vec![bought(2011, 0.0), bought(2016, 5.0), broken], 1).unwrap();
    assert_eq!(trend.breaks(), [Break { table: "t2021".into(), sentence: note.into() }]);
    let said = trend.fit().unwrap_err().to_string();
    assert!(
        said.starts_with(
            "the option `fit` needs 5 or more dates of one classification to tell p from q; there are 3: "
        ),
        "{said}"
    );
    assert!(
        said.ends_with("; and a break lies between them, as `t2021` says: Sigue la nomenclatura de 2013."),
        "{said}"
    );
}

#[test]
fn dates_of_one_classification_are_fitted() {
    use crate::analysis::adoption::Bass;
    // What all tables say is no break.
    let note = "One classification holds for all of them.";
    let table = |year: i32| {
        let curve = bought(year, 60.0 * Bass::at(0.02, 0.4, f64::from(year - 2000)).share);
        of_year(curve.table(), year, |parts| {
            parts.manifest.source.breaks = vec![note.into()];
            // A note of one table alone is none either, whatever it speaks of.
            parts.manifest.source.notes = vec![format!("The classification of {year} was kept.")];
        })
    };
    let years = [2000, 2003, 2006, 2009, 2013, 2018];
    let trend = Trend::of(years.into_iter().map(table).collect(), 1).unwrap();
    let fit = trend.fit().unwrap();
    // The coefficient of the first sector, of output 1000, rises by .06 in the end.
    assert_relative_eq!(fit.innovation.value, 0.02, max_relative = 1e-6);
    assert_relative_eq!(fit.imitation.value, 0.4, max_relative = 1e-6);
    assert_relative_eq!(fit.change.value, 0.06, max_relative = 1e-6);
    assert_relative_eq!(fit.half(), Bass::half(0.02, 0.4), max_relative = 1e-6);
    assert_eq!(fit.frame().unwrap().rows.len(), 5);
    let flat = Trend::of(years.map(|year| bought(year, 0.0)).to_vec(), 1).unwrap().fit().unwrap_err().to_string();
    assert_eq!(flat, "the option `fit` finds no one curve: the changes of these dates do not tell p from q");
    // One sector has no buyers beside itself.
    let alone = Trend::of(years.map(|year| of_year(&one_sector(), year, |_| {})).to_vec(), 0).unwrap();
    assert_eq!(alone.fit().unwrap_err().to_string(), "the option `fit` has no buyers: no other sector makes anything");
}

/// What the program prints of the shipped tables adds up, and each part is what its own formula says.
#[test]
fn parts_of_the_shipped_tables_add_up_and_are_those_of_the_inverses() {
    let mut diagnostics = crate::words::Diagnostics::default();
    let shipped = ["chile-2008", "chile-2018", "chile-2021"].map(|id| {
        let options = crate::table::reader::ReadOptions::default();
        let table = crate::table::reader::load(id, &options, &mut diagnostics).unwrap().table;
        Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap())
    });
    let shipped = shipped.to_vec();
    let focus = shipped[0].table().sectors().position("ITS").unwrap();
    let trend = Trend::of(shipped.clone(), focus).unwrap();
    for (period, pair) in trend.periods().iter().zip(shipped.windows(2)) {
        let demand: f64 = period.by_component.row(focus).sum();
        let change = period.after[focus] - period.before[focus];
        assert_relative_eq!(period.technology()[focus] + demand, change, max_relative = 1e-9);
        // ½ (l_k¹ - l_k⁰)(f⁰ + f¹) and ½ (l_k⁰ + l_k¹)(f¹ - f⁰), by the two inverses in full.
        let [(l0, f0), (l1, f1)] = [&pair[0], &pair[1]].map(|economy| {
            (economy.leontief().unwrap().matrix().row(focus).into_owned(), economy.final_demand().clone())
        });
        assert_relative_eq!(
            0.5 * (&l1 - &l0).dot(&(&f0 + &f1).transpose()),
            period.technology()[focus],
            max_relative = 1e-9
        );
        assert_relative_eq!(0.5 * (&l0 + &l1).dot(&(&f1 - &f0).transpose()), demand, max_relative = 1e-9);
        // L f is the published output but for the rounding of the source.
        assert_relative_eq!(l1.dot(&f1.transpose()), pair[1].published_output()[focus], max_relative = 1e-5);
    }
}

/// A table of a year at prices of a year, all of its money so many times as large.
fn priced(year: i32, price_year: i32, times: f64) -> Arc<Economy> {
    of_year(&two_sectors(), year, |parts| {
        parts.manifest.money.price_year = Some(price_year);
        all_money_times(parts, times);
    })
}

/// Where all prices rise alike and nothing else changes, the whole change is inflation: it is in final demand, and in money of no one year.
#[test]
fn inflation_is_in_final_demand_and_money_of_two_price_years_is_of_none() {
    let trend = Trend::of(vec![priced(2008, 2008, 1.0), priced(2018, 2018, 1.5), priced(2021, 2018, 1.5)], 1).unwrap();
    let period = &trend.periods()[0];
    assert!(period.technology().amax() < 1e-9);
    // Output of the second sector is 2000.
    assert_relative_eq!(period.by_component.row(1).sum(), 1000.0, max_relative = 1e-12);
    let frame = &trend.into_frames().unwrap()[1];
    let units: Vec<String> = frame.columns[2..].iter().map(|column| column.unit.to_string()).collect();
    assert_eq!(units, ["USD", "USD of 2018"]);
    assert!(frame.title.ends_with(", each year at its own prices"), "{}", frame.title);
    assert!(frame.notes.iter().any(|note| note.starts_with("Nothing is deflated")));
    let constant = Trend::of(vec![priced(2008, 2018, 1.0), priced(2018, 2018, 1.0)], 1).unwrap().into_frames().unwrap();
    assert_eq!(constant[1].columns[2].unit.to_string(), "USD of 2018");
    assert!(!constant[1].title.contains("prices") && constant[1].notes.iter().all(|note| !note.contains("deflated")));
}

#[test]
fn a_curve_without_imitation_is_told_by_its_edge_and_one_that_falls_by_its_sign() {
    let coefficient = |change: &dyn Fn(f64) -> f64| {
        let years = [2000, 2003, 2006, 2009, 2013, 2018, 2022];
        let tables = years.map(|year| bought(year, change(f64::from(year - 2000)))).to_vec();
        Trend::of(tables, 1).unwrap().fit()
    };
    let alone = coefficient(&|time| 30.0 * (1.0 - (-0.1 * time).exp())).unwrap_err().to_string();
    assert_eq!(
        alone,
        "the option `fit` finds no one curve: q is at the edge of what is searched, so that the best curve has no imitation (q = 0), \
         and of p and q only p is told"
    );
    let line = coefficient(&|time| time).unwrap_err().to_string();
    assert_eq!(line, "the option `fit` finds no one curve: the changes of these dates do not tell p from q");
    let falls = |note: &String| note.starts_with("The coefficient falls along this curve");
    let bass = |time: f64| crate::analysis::adoption::Bass::at(0.02, 0.4, time).share;
    for (change, is_said) in [(60.0, false), (-60.0, true)] {
        let fit = coefficient(&|time| change * bass(time)).unwrap();
        assert_relative_eq!(fit.change.value, change / 1000.0, max_relative = 1e-6);
        assert_eq!(fit.frame().unwrap().notes.iter().any(falls), is_said);
    }
}

#[test]
fn oddities_have_frames() {
    let (old, new) = (of_year(&oddities(), 2011, |_| {}), of_year(&oddities(), 2012, |_| {}));
    for focus in 0..5 {
        let trend = Trend::of(vec![old.clone(), new.clone()], focus).unwrap();
        assert!(trend.at_stake().iter().all(|money| *money == 0.0));
        assert_eq!(trend.into_frames().unwrap().len(), 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Technology and final demand are the change of the focus' output, for every pair of tables; money at stake is that of the changes.
    #[test]
    fn parts_add_up(
        (old, new) in (productive(4, 0.8), productive(4, 0.8)).prop_filter("as many sectors", |(old, new)| old.len() == new.len()),
        place in 0_usize..4,
    ) {
        let focus = place % old.len();
        let trend = Trend::of(vec![of_year(&old, 2011, |_| {}), of_year(&new, 2018, |_| {})], focus).unwrap();
        let period = &trend.periods()[0];
        let all = period.technology()[focus] + period.by_component.row(focus).sum();
        let change = period.after[focus] - period.before[focus];
        prop_assert!((all - change).abs() <= 1e-10 * period.before.amax().max(period.after.amax()));
        let columns = trend.coefficients();
        for (j, stake) in trend.at_stake().iter().enumerate() {
            let more = new.intermediate()[(focus, j)] - columns[(j, 0)] * new.output(Denominator::Column)[j];
            prop_assert!((stake - more).abs() <= 1e-10 * new.output(Denominator::Column).amax());
        }
    }
}
