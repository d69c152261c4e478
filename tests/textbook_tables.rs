//! Tables of manuals, read as they stand from plain CSV, give the multipliers that the manuals print.

use crate::shared_data::shared_data;
use eslabon::analysis::FactorKey;
use eslabon::analysis::ghosh::{Allocation, Ghosh};
use eslabon::analysis::multipliers::Multipliers;
use eslabon::model::Economy;
use eslabon::table::reader::{Loaded, ReadOptions, load};
use eslabon::table::{Denominator, Identities, Tolerances};
use eslabon::words::Diagnostics;
use std::sync::Arc;

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn germany_options(output: &[&str]) -> ReadOptions {
    let mut final_demand =
        words(&["P3_S14=households", "P3_S13=government", "P5=investment", "P52=inventories", "P6=exports"]);
    let mut ignore = words(&["CPA_TOTAL", "TOTAL", "P2", "EMP-WS", "EMP-FTE", "EMP"]);
    match output {
        [column] => final_demand.push(format!("{column}=output")),
        _ => ignore.push("TFU".into()),
    }
    ReadOptions {
        final_demand,
        primary_inputs: words(&[
            "P7=imports",
            "D21X31=product_taxes",
            "D1=compensation",
            "D29X39=production_taxes",
            "K1=operating_surplus",
            "B2A3N=operating_surplus",
            "B1G=value_added",
            "P1=output",
        ]),
        ignore,
        ..ReadOptions::default()
    }
}

fn read(file: &str, options: &ReadOptions) -> Option<(Option<Loaded>, Vec<String>)> {
    let path = shared_data(file)?;
    let mut diagnostics = Diagnostics::default();
    let loaded = load(path.to_str().unwrap(), options, &mut diagnostics);
    let said = diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
    Some((loaded, said))
}

fn assert_close(found: impl IntoIterator<Item = f64>, printed: &[f64], digits: f64) {
    let found: Vec<f64> = found.into_iter().collect();
    assert_eq!(found.len(), printed.len());
    for (found, printed) in found.iter().zip(printed) {
        // Half a unit of the last digit that is printed.
        assert!((found - printed).abs() <= digits / 2.0 + 1e-12, "{found} is not {printed}");
    }
}

const GERMANY: &str = "textbook/germany-1995/table.csv";

#[test]
fn germany_1995_gives_the_multipliers_of_the_manual() {
    let Some((loaded, said)) = read(GERMANY, &germany_options(&[])) else { return };
    assert_eq!(said, Vec::<String>::new());
    let table = Arc::new(loaded.unwrap().table);
    assert_eq!(table.sectors().code(1), "CPA_B-E");
    assert_eq!(table.primary_inputs().rows.len(), 6);
    let identities = Identities::of(&table);
    assert_eq!(identities.sales[0].gap, 0.0);
    assert_eq!(identities.purchases[0].gap, 0.0);
    let economy = Economy::new(table.clone(), Denominator::Column).unwrap();
    let found = Multipliers::of(&economy, &[FactorKey::Output, FactorKey::ValueAdded]).unwrap();
    let simple = |id: &str| found.factor(id).unwrap().simple.clone();
    assert_close(simple("output").iter().copied(), &[1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782], 1e-4);
    assert_close(simple("value-added").iter().copied(), &[0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199], 1e-4);
}

/// The manual divides sales by total use, the total of the row, which for industry is not the total of the column.
#[test]
fn germany_1995_gives_the_allocation_of_the_manual_with_the_totals_of_its_rows() {
    let options =
        ReadOptions { tolerances: Tolerances { identity: 1e-4, ..Tolerances::default() }, ..germany_options(&["TFU"]) };
    let Some((loaded, _)) = read(GERMANY, &options) else { return };
    let economy = Economy::new(Arc::new(loaded.unwrap().table), Denominator::Row).unwrap();
    let ghosh = economy.ghosh().unwrap();
    assert_close(ghosh.matrix().column(0).iter().copied(), &[1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043], 1e-4);
    assert_close(ghosh.matrix().column_sum().iter().copied(), &[2.1126, 1.6910, 1.3558, 1.5849, 2.1037, 1.2106], 1e-4);
    let supply = Ghosh::of(&economy).unwrap();
    assert_close(supply.forward.iter().copied(), &[2.1126, 1.6910, 1.3558, 1.5849, 2.1037, 1.2106], 1e-4);
    // Where a mark of agriculture's primary inputs goes: the first row of the matrix whose first column is printed.
    let first = Allocation::of(&economy, 0, 0.1).unwrap();
    assert_eq!(first.total, ghosh.matrix().row(0).transpose());
    // All of it ends with final users, but for the row of industry that is 4.3e-5 out of balance.
    assert!((first.in_final_uses.sum() - 1.0).abs() < 4.3e-5);
}

/// The total use of industry in the source is 46 below the sum of its row and below its output by column.
#[test]
fn the_row_of_germany_that_is_out_of_balance_needs_a_tolerance() {
    let mut options = germany_options(&["TFU"]);
    let Some((loaded, said)) = read(GERMANY, &options) else { return };
    assert!(loaded.is_none());
    assert_eq!(
        said,
        [
            "sales-identity: sales and final demand do not add up to the output of 1 sector: CPA_B-E (CPA_B-E) by 46.000000 \
             (4.3e-5 of output)",
            "output-gap: output by row and by column differ in the totals of 1 sector: CPA_B-E (CPA_B-E) by -46.000000 \
             (4.3e-5 of output)",
        ]
    );
    options.tolerances = Tolerances { identity: 1e-4, ..Tolerances::default() };
    let (loaded, said) = read(GERMANY, &options).unwrap();
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(loaded.unwrap().table.output(Denominator::Row)[1], 1_079_400.0);
}

#[test]
fn the_netherlands_2000_give_the_printed_effects_of_compensation() {
    let options = ReadOptions {
        final_demand: words(&[
            "final_consumption_private=households",
            "final_consumption_government=government",
            "gross_fixed_capital_formation=investment",
            "exports",
            "total_use=output",
        ]),
        primary_inputs: words(&[
            "imports",
            "net_tax=product_taxes",
            "compensation_employees=compensation",
            "value_added_bp=value_added",
            "output_bp=output",
        ]),
        ignore: words(&["TOTAL", "final_consumption_households", "total_use_pp"]),
        // The row of services is 1 out of balance: 2.3e-6.
        tolerances: Tolerances { identity: 1e-5, ..Tolerances::default() },
        ..ReadOptions::default()
    };
    let Some((loaded, said)) = read("textbook/netherlands-2000/table.csv", &options) else { return };
    assert_eq!(
        said,
        ["value-added-rest: what `value_added_bp` holds beside `compensation_employees` is taken as operating surplus"]
    );
    let table = Arc::new(loaded.unwrap().table);
    assert_eq!(Identities::of(&table).purchases[0].gap, 0.0);
    let economy = Economy::new(table, Denominator::Column).unwrap();
    let found = Multipliers::of(&economy, &[FactorKey::Income]).unwrap();
    let income = found.factor("income").unwrap();
    assert_close(income.simple.iter().copied(), &[0.263, 0.099, 0.306, 0.212, 0.465, 0.493], 1e-3);
    assert_close(income.type_one().into_iter().flatten(), &[2.466, 2.333, 1.840, 2.372, 1.953, 1.417], 1e-3);
}

#[test]
fn totals_of_both_tables_are_seen_without_options() {
    for file in [GERMANY, "textbook/netherlands-2000/table.csv"] {
        let Some((_, said)) = read(file, &ReadOptions::default()) else { return };
        let is_total = |what: &str| said.iter().any(|line| line.starts_with("taken-as-total: ") && line.contains(what));
        assert!(is_total("`CPA_TOTAL`") || is_total("the row and the column `TOTAL`"), "{file}: {said:?}");
    }
}
