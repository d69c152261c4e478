//! Metrics of which the answer is known: by hand, from the textbook, or from the figures of a table.

use super::*;

#[test]
fn the_dose_is_money_at_base_output() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_eq!(value(&paid, "payer"), "operating_surplus".into());
    assert_relative_eq!(number(&paid, "dose_redirected"), 50.0, max_relative = 1e-15);
    assert_eq!(number(&paid, "dose_injected"), 0.0);
    assert_relative_eq!(number(&paid, "dose_share"), 0.025, max_relative = 1e-14);
    let bought = answers(
        &two,
        "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = -20\n\
         [[shock.final_demand]]\nname = 'c'\nsectors = 'S2'\ncomponent = 'households'\nadd = 30\nfinanced_by = 'other'\n",
    );
    assert_eq!(value(&bought, "payer"), "final_demand + injection".into());
    assert_eq!((number(&bought, "dose_injected"), number(&bought, "dose_redirected")), (-20.0, 30.0));
    assert_eq!(number(&bought, "dose"), 50.0);
    let nothing = answers(&base(two_sectors(), Closure::Open, None), "");
    assert_eq!((value(&nothing, "payer"), value(&nothing, "dose_share")), ("nobody".into(), Value::Empty));
}

#[test]
fn value_added_of_the_whole_economy_is_what_final_demand_is() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    // x = (1016.7785, 2057.0470) as printed; shares (.30, .30) and (.25, .45) after payment.
    assert_relative_eq!(number(&paid, "output"), 1016.7785 + 2057.0470, epsilon = 1e-4);
    assert_relative_eq!(number(&paid, "value_added"), 2050.0, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "compensation"), 0.3 * 1016.7785 + 0.25 * 2057.0470, epsilon = 1e-4);
    assert_relative_eq!(number(&paid, "operating_surplus"), 0.3 * 1016.7785 + 0.45 * 2057.0470, epsilon = 1e-4);
    assert_relative_eq!(number(&paid, "focus_output"), 2057.0470, epsilon = 5e-5);
    assert_relative_eq!(number(&paid, "focus_value_added"), 0.7 * 2057.0470, epsilon = 5e-5);
}

#[test]
fn what_a_table_does_not_have_is_absent_and_not_zero() {
    let without = answers(&base(two_sectors(), Closure::Open, None), &format!("{RAISED}'compensation'"));
    for id in ["imports", "product_taxes", "jobs", "focus_output", "trade_balance", "dose_share"] {
        assert_eq!(value(&without, id), Value::Empty, "{id}");
    }
}

#[test]
fn jobs_follow_compensation_and_other_accounts_follow_output() {
    let mut parts = two_sectors().into_parts();
    let account = |id: &str, unit: &str| Account { id: id.into(), unit: unit.into() };
    parts.satellites = Satellites {
        accounts: vec![account("co2", "t CO2"), account("jobs", "people")],
        values: nalgebra::dmatrix![10.0, 20.0; 100.0, 50.0],
    };
    let two = base(IoTable::new(parts).unwrap(), Closure::Open, Some(0));
    let paid = answers(&two, &format!("{RAISED}'compensation'"));
    // The first sector pays 5 of 30 in wages per 100 of output, and with them a sixth of its jobs.
    assert_relative_eq!(number(&paid, "focus_jobs"), 0.1 * (5.0 / 6.0) * 1016.7785, epsilon = 1e-5);
    assert_relative_eq!(number(&paid, "jobs"), 0.1 * (5.0 / 6.0) * 1016.7785 + 0.025 * 2057.0470, epsilon = 1e-5);
    assert_relative_eq!(number(&paid, "satellites.co2"), 0.01 * 1016.7785 + 0.01 * 2057.0470, epsilon = 1e-5);
    let unit = |id: &str| paid.iter().find(|answer| answer.id == id).unwrap().unit.to_string();
    assert_eq!((unit("jobs"), unit("satellites.co2")), ("people".to_owned(), "t CO2".to_owned()));
    assert_eq!(value(&paid, "satellites.jobs"), Value::Empty);
}

#[test]
fn the_trade_balance_is_exports_less_imported_inputs() {
    let odd = base(oddities(), Closure::Open, Some(0));
    let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'exports'\nadd = 5\n";
    let found = answers(&odd, text);
    let exports: f64 = 5.0 + 5.0 + 10.0;
    assert_relative_eq!(number(&found, "trade_balance"), exports - number(&found, "imports"), max_relative = 1e-14);
}

#[test]
fn what_is_bought_abroad_leaks_whoever_buys_it() {
    let two = base(two_sectors(), Closure::Open, None);
    let bought = "[[shock.procurement]]\nname = 'p'\ncomponent = 'other'\namount = 100\n\
                  bill_of_goods = { S1 = 0.6, S2 = 0.4 }\nimport_share = 0.3\n";
    assert_relative_eq!(number(&answers(&two, bought), "effect_leakage"), 30.0, max_relative = 1e-14);
    // The table has no imports: what S1 supplied, .25 of 2000 - 588.24 .25 / .95 less, is imported outside of it.
    let without = answers(&two, "[[shock.extraction]]\nname = 'e'\nsectors = 'S1'\nshare = 1\n");
    assert_relative_eq!(number(&without, "effect_leakage"), 0.25 * 1700.0 / 0.95, max_relative = 1e-13);
    // All of the shortfall, 100 (.7575 / .85), is imported: by industries and by final users.
    let limit = "[[shock.output_limit]]\nname = 'l'\nsectors = 'S2'\nscale = 0.95\nrationing = 'imports'\n";
    let limited = answers(&two, limit);
    assert_relative_eq!(number(&limited, "effect_leakage"), 75.75 / 0.85, max_relative = 1e-12);
    assert_relative_eq!(number(&limited, "unmet_demand"), 75.75 / 0.85, max_relative = 1e-12);
    assert_eq!(value(&limited, "payer"), "shortfall imported".into());
}

#[test]
fn the_effect_comes_from_technology_and_from_final_demand() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    // The known decomposition: a_21 + .05, and final demand from (350, 1700) to (600, 1500).
    let demand = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = 250\n\
                  [[shock.final_demand]]\nname = 'c'\nsectors = 'S2'\ncomponent = 'other'\nadd = -200\n";
    let raised = format!("{demand}{RAISED}'operating_surplus'\n");
    let both = answers(&two, &raised);
    assert_relative_eq!(number(&both, "from_technology"), 18.855 + 64.107, epsilon = 1e-3);
    assert_relative_eq!(number(&both, "from_final_demand"), 249.601 - 151.356, epsilon = 1e-3);
    assert_relative_eq!(number(&both, "focus_from_technology"), 64.107, epsilon = 5e-4);
    assert_relative_eq!(number(&both, "focus_from_final_demand"), -151.356, epsilon = 5e-4);
    let sum = number(&both, "from_technology") + number(&both, "from_final_demand");
    assert_relative_eq!(sum, number(&both, "effect"), max_relative = 1e-11);
    let alone = answers(&two, demand);
    assert_eq!(number(&alone, "from_technology"), 0.0);
    assert_relative_eq!(number(&alone, "from_final_demand"), number(&alone, "effect"), max_relative = 1e-11);
    // Under a limit x need not be L f, even one that does not bind.
    let limit = "[[shock.output_limit]]\nname = 'l'\nsectors = 'S2'\nscale = 2\nrationing = 'final_demand'\n";
    let limited = answers(&two, &format!("{raised}{limit}"));
    for id in ["from_technology", "from_final_demand", "focus_from_technology", "focus_from_final_demand"] {
        assert_eq!(value(&limited, id), Value::Empty, "{id}");
    }
    assert_eq!(
        value(&answers(&base(two_sectors(), Closure::Open, None), demand), "focus_from_technology"),
        Value::Empty
    );
}

#[test]
fn the_focus_has_its_sales_and_linkages_of_the_year() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let before = answers(&two, "");
    assert_eq!(number(&before, "focus_sales"), 300.0);
    // Textbook: multipliers 1.5182 and 1.4521; normalised .9778 backward, .9333 and .7917 forward.
    assert_relative_eq!(number(&before, "backward"), 1.4521, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "backward_index"), 0.9778, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "forward_index"), 0.9333, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "forward_supply_index"), 0.7917, epsilon = 5e-5);
    assert_eq!(value(&before, "key_sector"), "weak".into());
    assert_eq!((number(&before, "backward_rank"), number(&before, "forward_rank")), (2.0, 2.0));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_relative_eq!(number(&paid, "focus_sales"), 0.25 * 1016.7785 + 0.05 * 2057.0470, epsilon = 1e-4);
    // (I - A')⁻¹ with a_21 = .25: determinant .745, columns (1.2, 1.1) / .745, rows (1.2, 1.1) / .745.
    assert_relative_eq!(number(&paid, "backward"), 1.1 / 0.745, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "forward"), 1.1 / 0.745, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "backward_index"), 1.1 / 1.15, max_relative = 1e-14);
    let four = base(branched(), Closure::Open, Some(0));
    let by_branch = answers(&four, "");
    assert_relative_eq!(number(&by_branch, "focus_sales_to.services"), 50.0, max_relative = 1e-13);
    assert_relative_eq!(number(&by_branch, "focus_sales_to.mining"), 50.0, max_relative = 1e-13);
}

#[test]
fn linkages_are_those_of_the_open_model_whatever_closes_the_scenario() {
    let mut parts = two_sectors().into_parts();
    parts.manifest.household_income = Some(1000.0);
    let table = IoTable::new(parts).unwrap();
    let text = format!("{RAISED}'compensation'");
    let of = |closure| answers(&base(table.clone(), closure, Some(1)), &text);
    let (open, closed) = (of(Closure::Open), of(Closure::Households));
    assert_relative_eq!(number(&open, "backward"), number(&closed, "backward"), max_relative = 1e-14);
    assert!((number(&open, "output") - number(&closed, "output")).abs() > 1.0);
}

#[test]
fn effects_per_dose_are_against_the_base_and_need_a_dose() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_relative_eq!(number(&paid, "focus_output_per_dose"), 57.0470 / 50.0, epsilon = 2e-6);
    assert!(number(&paid, "value_added_per_dose").abs() < 1e-13);
    let wages = 0.3 * 16.7785 + 0.25 * 57.0470;
    assert_relative_eq!(number(&paid, "compensation_per_dose"), wages / 50.0, epsilon = 2e-6);
    // An injection of one unit brings the multipliers of value added: one in all, since nothing leaks.
    let injected = answers(&two, "[[shock.final_demand]]\nname = 'b'\nsectors = 'S2'\ncomponent = 'other'\nadd = 10\n");
    assert_relative_eq!(number(&injected, "value_added_per_dose"), 1.0, max_relative = 1e-12);
    assert_relative_eq!(number(&injected, "focus_output_per_dose"), 0.85 / 0.7575, max_relative = 1e-12);
    let nothing = answers(&two, "");
    for id in ["focus_output_per_dose", "value_added_per_dose", "compensation_per_dose"] {
        assert_eq!(value(&nothing, id), Value::Empty, "{id}");
    }
}

#[test]
fn breadth_stands_beside_that_of_the_whole_economy() {
    let found = answers(&base(branched(), Closure::Open, Some(0)), "");
    // Sales 10, 20, 30, 40 of 100; to others 20, 30, 40 of 90; branches 50 and 50; all sellers 43, 32, 45, 60 of 180.
    assert_relative_eq!(number(&found, "effective_number.own_use_in"), 1.0 / 0.30, max_relative = 1e-13);
    assert_relative_eq!(number(&found, "effective_number.own_use_out"), 8100.0 / 2900.0, max_relative = 1e-13);
    assert_relative_eq!(number(&found, "effective_number.by_branch"), 2.0, max_relative = 1e-13);
    let squares = 43.0_f64.powi(2) + 32.0_f64.powi(2) + 45.0_f64.powi(2) + 60.0_f64.powi(2);
    assert_relative_eq!(number(&found, "hhi.economy"), squares / 180.0_f64.powi(2), max_relative = 1e-13);
    assert_relative_eq!(number(&found, "cr4.own_use_out"), 1.0, max_relative = 1e-13);
    assert_relative_eq!(number(&found, "hhi_normalised.own_use_in"), 0.05 / 0.75, max_relative = 1e-13);
    assert_relative_eq!(number(&found, "gini.own_use_in"), 0.25, max_relative = 1e-13);
    assert_relative_eq!(number(&found, "own_use_share.focus"), 0.1, max_relative = 1e-13);
    assert_relative_eq!(number(&found, "own_use_share.economy"), 15.0 / 180.0, max_relative = 1e-13);
    // The table counts in single units: nobody buys 100 million; coefficients are .05, .2, .3 and .2.
    assert_eq!((number(&found, "buyers_money"), number(&found, "buyers_coefficient")), (0.0, 4.0));
    assert_eq!(number(&found, "buyers_coefficient_share"), 1.0);
    // Ties: half of the sales each, 297 and 123 of 420 of GDP; without own use 40 and 50 of 90.
    assert_relative_eq!(number(&found, "tie.services"), 0.5 / (297.0 / 420.0), max_relative = 1e-13);
    assert_relative_eq!(number(&found, "tie.mining"), 0.5 / (123.0 / 420.0), max_relative = 1e-13);
    assert_relative_eq!(number(&found, "tie_own_use_out.mining"), 50.0 / 90.0 / (123.0 / 420.0), max_relative = 1e-13);
}

/// The known numbers of the mining ties on the table of 2021, taken from the row of sales of information services.
#[test]
fn ties_of_mining_widen_the_breadth_in_one_way_and_narrow_it_in_another() {
    let mut diagnostics = crate::words::Diagnostics::default();
    let options = crate::table::reader::ReadOptions::default();
    let table = crate::table::reader::load("chile-2021", &options, &mut diagnostics).unwrap().table;
    let focus = table.sectors().position("ITS");
    let chile = base(table, Closure::Open, focus);
    let of = |share: f64| {
        let text = format!(
            "[[shock.coefficient]]\nname = 'a'\nsupplier = 'ITS'\nbuyers = 'mining'\n\
             toward = {{ reference = 'FIN', share = {share}, per = 'output' }}\ninstead_of = 'imports'\n"
        );
        answers(&chile, &text)
    };
    let effective = |found: &[Answer]| {
        ["own_use_in", "own_use_out", "by_branch"].map(|way| number(found, &format!("effective_number.{way}")))
    };
    let (none, some, half) = (of(0.0), of(0.2), of(0.5));
    for (found, expected) in [(&none, [11.6, 15.6, 3.8]), (&some, [11.6, 15.0, 4.0]), (&half, [11.0, 12.7, 4.2])] {
        for (value, printed) in effective(found).into_iter().zip(expected) {
            assert_relative_eq!(value, printed, epsilon = 0.05);
        }
    }
    let exact = [
        (&some, [11.646_028_195_972_688, 15.014_795_610_664_669, 4.003_597_597_886_798]),
        (&half, [10.963_677_051_843_245, 12.652_279_033_019_37, 4.222_603_320_452_033]),
    ];
    for (found, expected) in exact {
        for (value, known) in effective(found).into_iter().zip(expected) {
            assert_relative_eq!(value, known, max_relative = 1e-12);
        }
    }
    // If imports pay, a tie of .5 adds about 290 (10^9 pesos) to value added.
    assert_relative_eq!(number(&half, "value_added") - number(&none, "value_added"), 290e3, epsilon = 1e3);
    // From the figures of the table: mining, 15.7 % of GDP, buys 5.4 % of the sales; 47 of 49 sectors buy more than 100 million.
    let branch = number(&none, "focus_sales_to.mining") / number(&none, "focus_sales");
    assert_relative_eq!(branch, 0.053_659_051_464_407_9, max_relative = 1e-9);
    assert_relative_eq!(number(&none, "tie.mining"), 0.340_849_769_172_009_43, max_relative = 1e-9);
    assert_eq!((number(&none, "buyers_money"), number(&none, "buyers_coefficient")), (47.0, 36.0));
    assert!(number(&half, "tie.mining") > 1.0);
    // What a unit of dose brings does not change much with its size; the unit of account does not matter.
    let per_dose = |found: &[Answer]| number(found, "focus_output_per_dose");
    assert_relative_eq!(per_dose(&some), per_dose(&half), max_relative = 0.01);
}

#[test]
fn depth_is_direct_and_total_per_output_and_per_final_demand() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    let (x1, x2) = (1016.7785, 2057.0470);
    assert_relative_eq!(number(&paid, "depth_output"), (0.25 * x1 + 0.05 * x2) / (x1 + x2), epsilon = 1e-8);
    assert_relative_eq!(number(&paid, "depth_demand_direct"), (0.25 * 350.0 + 85.0) / 2050.0, max_relative = 1e-14);
    assert_relative_eq!(number(&paid, "depth_demand_total"), (x2 - 1700.0) / 2050.0, epsilon = 1e-7);
    // A' = [[.15, .25], [.25, .05]]: r'(A' + A'² + ...) f, round by round until nothing is left.
    let (a, r) = (nalgebra::dmatrix![0.15, 0.25; 0.25, 0.05], nalgebra::dvector![0.25, 0.05]);
    let mut round = &a * nalgebra::dvector![350.0, 1700.0];
    let mut series = 0.0;
    while round.amax() > 1e-14 {
        series += r.dot(&round);
        round = &a * round;
    }
    assert_relative_eq!(number(&paid, "embodied_acquired"), series / 2050.0, max_relative = 1e-13);
    let total = (0.25 * 350.0 + 85.0 + series) / 2050.0;
    assert_relative_eq!(number(&paid, "embodied_acquired_share"), series / 2050.0 / total, max_relative = 1e-13);
    let four = answers(&base(branched(), Closure::Open, Some(0)), "");
    assert_relative_eq!(number(&four, "depth_output_of.mining"), 50.0 / 200.0, max_relative = 1e-13);
    assert_relative_eq!(number(&four, "depth_output_of.services"), 50.0 / 400.0, max_relative = 1e-13);
}

#[test]
fn the_spread_of_the_effect_by_hand() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    // g = (0, 50), Δx = (16.7785, 57.0470), which is 1.7 and 2.9 %.
    let (first, second) = (16.7785, 57.0470);
    assert_eq!((number(&paid, "reach"), number(&paid, "reach_share")), (2.0, 1.0));
    let sum: f64 = first + second;
    assert_relative_eq!(number(&paid, "effect_hhi"), (first * first + second * second) / sum.powi(2), epsilon = 1e-6);
    assert_relative_eq!(number(&paid, "effect_outside"), first / sum, epsilon = 1e-6);
    // With the new A: A'e2 = (.25, .05), then (.05, .065), then (.02375, .01575); all further rounds are 1.1 / .745 - 1 = .4765.
    assert_eq!((number(&paid, "rounds_50"), number(&paid, "rounds_90")), (1.0, 3.0));
    let mean = (1.2 * 0.25 + 1.1 * 0.85) / 0.745 / 1.1 - 1.0;
    assert_relative_eq!(number(&paid, "mean_round"), mean, max_relative = 1e-13);
    let before = answers(&two, "");
    assert_relative_eq!(number(&before, "propagation_to_users"), 1.3762, epsilon = 5e-5);
    assert_relative_eq!(number(&before, "propagation_from_suppliers"), 1.3762, epsilon = 5e-5);
    assert_eq!((number(&before, "reach"), value(&before, "mean_round")), (0.0, Value::Empty));
    assert_eq!((value(&before, "effect_hhi"), value(&before, "effect_outside")), (Value::Empty, Value::Empty));
}

#[test]
fn the_effect_is_split_into_direct_indirect_and_induced() {
    let two = base(two_sectors(), Closure::Open, Some(1));
    let paid = answers(&two, &format!("{RAISED}'operating_surplus'"));
    assert_relative_eq!(number(&paid, "effect_direct"), 50.0, max_relative = 1e-13);
    assert_relative_eq!(number(&paid, "effect_indirect"), 16.7785 + 57.0470 - 50.0, epsilon = 1e-4);
    assert_eq!((value(&paid, "effect_induced"), value(&paid, "effect_leakage")), (Value::Empty, Value::Empty));
    let mut parts = two_sectors().into_parts();
    parts.manifest.household_income = Some(1000.0);
    let closed = base(IoTable::new(parts).unwrap(), Closure::Households, Some(1));
    let text = "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'other'\nadd = 100\n";
    let bought = answers(&closed, text);
    // The first columns of (I - A)⁻¹ and of (I - A - c h')⁻¹, c = (.05, .4), h = (.3, .25).
    assert_relative_eq!(number(&bought, "effect_indirect"), 100.0 * (1.15 / 0.7575 - 1.0), max_relative = 1e-12);
    assert_relative_eq!(
        number(&bought, "effect_induced"),
        100.0 * (1.17 / 0.62575 - 1.15 / 0.7575),
        max_relative = 1e-12
    );
    let odd = base(oddities(), Closure::Open, Some(0));
    let found = answers(&odd, "[[shock.final_demand]]\nname = 'b'\nsectors = 'S1'\ncomponent = 'exports'\nadd = 5\n");
    let before = answers(&odd, "");
    let imports = number(&found, "imports") - number(&before, "imports");
    assert_relative_eq!(number(&found, "effect_leakage"), imports, max_relative = 1e-14);
}
