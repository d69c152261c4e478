//! What each policy of the study moves: sizes that are known, and the whole of it by its definition.

use super::dense::Dense;
use super::{POINTS, changes, focus_output, of, printed, redirected, value_added};
use eslabon::study::Outcome;
use eslabon::table::PrimaryInputKind;

/// Every point of a scenario against its definition, which changes a plain economy at a value of its parameter.
fn is_defined_by(name: &str, values: [f64; 3], define: impl Fn(&mut Dense<'_>, f64)) {
    let loaded = of(name);
    for (point, value) in POINTS.into_iter().zip(values) {
        let outcome = loaded.scenarios[0].simulate(&point).unwrap();
        let before = Dense::new(&outcome);
        let mut after = before.clone();
        define(&mut after, value);
        let its = before.sector("ITS");
        let levels = [
            ("value added", value_added(&outcome), after.value_added() - before.value_added(), before.value_added()),
            ("focus", focus_output(&outcome), after.output()[its] - before.output()[its], before.output()[its]),
        ];
        for (what, found, known, level) in levels {
            // A change is a difference of levels, known to about 1e-13 of them.
            let close = (found - known).abs() <= 1e-9 * known.abs() + 1e-12 * level;
            assert!(close, "{name}, {point}, {what}: {found} is not {known}");
        }
    }
}

/// Buyers close a share of the gap to finance per unit of output.
fn toward_finance(buyers: &[&str], payer: &'static str) -> impl Fn(&mut Dense<'_>, f64) {
    move |dense, share| {
        let (its, fin) = (dense.sector("ITS"), dense.sector("FIN"));
        for buyer in buyers.iter().map(|code| dense.sector(code)).collect::<Vec<_>>() {
            let gap = dense.a[(its, fin)] - dense.a[(its, buyer)];
            assert!(gap > 0.0);
            dense.more((its, buyer), share * gap, payer);
        }
    }
}

const MINING: &[&str] = &["COP", "OMI"];
const EXPORTERS: &[&str] = &["COP", "OMI", "FOR", "PUL", "FRU", "WIN"];
const TIE: [f64; 3] = [0.06, 0.2, 0.5];
const EXPORTERS_TIE: [f64; 3] = [0.1, 0.2, 0.5];

#[test]
fn demanding_clients_are_what_a_dense_inverse_gives() {
    is_defined_by("mining-ict", TIE, toward_finance(MINING, "imports"));
    is_defined_by("mining-ict-surplus", TIE, toward_finance(MINING, "operating_surplus"));
    is_defined_by("mining-ict-suppliers", TIE, toward_finance(MINING, "suppliers"));
    is_defined_by("exporters-ict", EXPORTERS_TIE, toward_finance(EXPORTERS, "imports"));
    is_defined_by("exporters-ict-suppliers", EXPORTERS_TIE, toward_finance(EXPORTERS, "suppliers"));
}

#[test]
fn the_state_buys_by_the_share_of_government_in_each_service() {
    let services = ["GOV", "EDU", "HEA"];
    let weight = |dense: &Dense<'_>, sector: usize| {
        let row = dense.table.final_demand().values.row(sector);
        row[dense.component("government")] / row.sum()
    };
    is_defined_by("state-ict", [1.1, 1.25, 1.5], |dense, scale| {
        for sector in services.map(|code| dense.sector(code)) {
            let its = dense.sector("ITS");
            let d = weight(dense, sector) * (scale - 1.0) * dense.a[(its, sector)];
            dense.more((its, sector), d, "suppliers");
        }
    });
    let state = of("state-ict");
    let outcome = state.scenarios[0].simulate(&POINTS[1]).unwrap();
    let dense = Dense::new(&outcome);
    // The shares that the file states.
    for (code, known) in services.into_iter().zip([0.9756, 0.6090, 0.5529]) {
        let found = weight(&dense, dense.sector(code));
        assert!((found - known).abs() <= 0.00005, "{code}: {found} is not {known}");
    }
    // .9756 of 132.298, .6090 of 41.256 and .5529 of 77.827, a tenth, a quarter and a half of it.
    printed(changes(&state, redirected), [19.72, 49.31, 98.62]);
}

#[test]
fn imports_of_software_are_replaced_as_assumed() {
    is_defined_by("software-imports", [0.1, 0.25, 0.5], |dense, share| {
        let its = dense.sector("ITS");
        for buyer in (0..dense.table.len()).filter(|&j| j != its) {
            let d = share * dense.a[(its, buyer)] * 0.3 / 0.7;
            dense.more((its, buyer), d, "imports");
        }
    });
    // 1,968.995 sold at home to others, times 3/7: 843.855 of imports.
    printed(changes(&of("software-imports"), redirected), [84.39, 210.96, 421.93]);
}

#[test]
fn software_firms_that_develop_raise_value_added_and_nothing_else() {
    is_defined_by("software-developed", [0.5, 0.75, 0.9], |dense, scale| {
        let its = dense.sector("ITS");
        let rows = [PrimaryInputKind::Imports, PrimaryInputKind::ImportDuties].map(|kind| dense.row(kind));
        let surplus = dense.row(PrimaryInputKind::OperatingSurplus);
        for row in rows {
            dense.v[(surplus, its)] += (1.0 - scale) * dense.v[(row, its)];
            dense.v[(row, its)] *= scale;
        }
    });
    let developed = of("software-developed");
    // Imports of 469.386 and duties of 1.419, of which a half, a quarter and a tenth.
    printed(changes(&developed, value_added), [235.40, 117.70, 47.08]);
    let moved = |outcome: &Outcome| (outcome.years[0].state.output() - outcome.base.economy().output()).amax();
    assert_eq!(changes(&developed, moved), [0.0; 3]);
}

#[test]
fn finance_and_retail_take_software_along() {
    is_defined_by("services-abroad", [1.05, 1.1, 1.25], |dense, scale| {
        let its = dense.sector("ITS");
        for buyer in ["FIN", "INS", "RET"].map(|code| dense.sector(code)) {
            let d = (scale - 1.0) * dense.a[(its, buyer)];
            dense.more((its, buyer), d, "imports");
        }
        let exports = dense.component("exports");
        dense.f[(its, exports)] *= scale;
    });
    let injected = |outcome: &Outcome| outcome.years[0].state.settled().dose.injected;
    let abroad = of("services-abroad");
    // 157.657, 150.630 and 245.167 bought by the three, 288.838 exported.
    printed(changes(&abroad, redirected), [27.67, 55.35, 138.36]);
    printed(changes(&abroad, injected), [14.44, 28.88, 72.21]);
}

#[test]
fn sizes_are_those_that_the_files_state() {
    printed(changes(&of("exporters-ict"), redirected), [85.92, 171.84, 429.60]);
    printed(changes(&of("exporters-ict-suppliers"), redirected), [85.92, 171.84, 429.60]);
    // The tie of mining is 2, 6 and 15 % of what mining imports.
    let mining = of("mining-ict");
    for (point, known) in POINTS.into_iter().zip([0.018, 0.060, 0.150]) {
        let outcome = mining.scenarios[0].simulate(&point).unwrap();
        let dense = Dense::new(&outcome);
        let imports = dense.row(PrimaryInputKind::Imports);
        let imported: f64 =
            MINING.iter().map(|code| dense.table.primary_inputs().values[(imports, dense.sector(code))]).sum();
        let share = redirected(&outcome) / imported;
        assert!((share - known).abs() <= 0.0005, "{share} is not {known}");
    }
}
