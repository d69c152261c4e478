//! The Bank's tables of 111 activities, aggregated, are its own tables of 12 and the tables that come with the program.

use crate::shared_data::shared_data;
use eslabon::table::reader::{MappingColumns, ReadOptions, load, read_mapping};
use eslabon::table::{Denominator, IoTable};
use eslabon::words::Diagnostics;
use std::fs;
use std::path::Path;

fn read(name: &str) -> IoTable {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(name, &ReadOptions::default(), &mut diagnostics);
    loaded.unwrap_or_else(|| panic!("{:?}", diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>())).table
}

fn aggregated(table: &IoTable, mapping: &Path, columns: &MappingColumns) -> IoTable {
    let mut diagnostics = Diagnostics::default();
    let aggregation = read_mapping(mapping, columns, table, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>());
    aggregation.unwrap().apply(table).unwrap()
}

/// The largest difference of any flow.
fn largest_gap(a: &IoTable, b: &IoTable) -> f64 {
    assert_eq!(a.len(), b.len());
    assert_eq!(a.final_demand().components, b.final_demand().components);
    assert_eq!(a.primary_inputs().rows, b.primary_inputs().rows);
    let gaps = [
        (a.intermediate() - b.intermediate()).amax(),
        (&a.final_demand().values - &b.final_demand().values).amax(),
        (&a.primary_inputs().values - &b.primary_inputs().values).amax(),
    ];
    gaps.into_iter().fold(0.0, f64::max)
}

#[test]
fn the_111_activities_of_2008_are_the_banks_own_12() {
    let (Some(workbook), Some(own), Some(concordance)) = (
        shared_data("bcch/mip_2008_bcch_111x111.xlsx"),
        shared_data("bcch/mip_2008_bcch_12x12.xlsx"),
        shared_data("bcch/concordance_111_to_12.csv"),
    ) else {
        return;
    };
    let columns = MappingColumns::parse("code111,code12,label12").unwrap();
    let twelve = aggregated(&read(workbook.to_str().unwrap()), &concordance, &columns);
    let own = read(own.to_str().unwrap());
    let codes = |table: &IoTable| table.sectors().iter().map(|sector| sector.code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&twelve), codes(&own));
    assert_eq!(twelve.sectors()[3].name, "Industria manufacturera");
    // Millions of pesos, with flows of up to twenty million of them.
    let gap = largest_gap(&twelve, &own);
    assert!(gap < 1e-7, "{gap}");
    // The totals that the Bank publishes differ in their last digits from one another in each workbook, by row and by
    // column, and so between workbooks: 6e-11 is by how much its coefficients of 2008 miss with the other total.
    for by in [Denominator::Row, Denominator::Column] {
        for (sum, published) in twelve.output(by).iter().zip(own.output(by)) {
            assert!((sum - published).abs() <= 6e-11 * published, "{sum} is not {published}");
        }
    }
}

#[test]
fn the_shipped_tables_are_sums_of_the_banks_activities() {
    for (shipped, workbook, scale) in
        [("chile-2008", "bcch/mip_2008_bcch_111x111.xlsx", 1.0), ("chile-2018", "bcch/2018_MIP_111x111.xlsx", 1000.0)]
    {
        let Some(path) = shared_data(workbook) else { return };
        let (shipped, workbook) = (read(shipped), read(path.to_str().unwrap()));
        let activities = &shipped.notes()[0];
        assert_eq!(activities.id, "activities");
        let rows = shipped.sectors().iter().zip(&activities.texts).flat_map(|(sector, list)| {
            list.split_whitespace().map(|activity| format!("{activity},{}\n", sector.code)).collect::<Vec<_>>()
        });
        let folder = tempfile::tempdir().unwrap();
        let mapping = folder.path().join("mapping.csv");
        fs::write(&mapping, format!("code,to\n{}", rows.collect::<String>())).unwrap();
        let sums = aggregated(&workbook, &mapping, &MappingColumns::default());
        // The order of first occurrence among 111 activities is another than that of the 49 sectors.
        let order: Vec<usize> =
            shipped.sectors().iter().map(|sector| sums.sectors().position(&sector.code).unwrap()).collect();
        // Each figure was rounded to three decimals of a million; output is the sum of up to 55 rounded figures.
        let tolerance = 0.5e-3 + 1e-6;
        for (i, &row) in order.iter().enumerate() {
            for (j, &column) in order.iter().enumerate() {
                let gap = (shipped.intermediate()[(i, j)] - sums.intermediate()[(row, column)] * scale).abs();
                assert!(gap <= tolerance, "{i} {j}: {gap}");
            }
            for c in 0..shipped.final_demand().components.len() {
                let gap = (shipped.final_demand().values[(i, c)] - sums.final_demand().values[(row, c)] * scale).abs();
                assert!(gap <= tolerance, "{i} final demand {c}: {gap}");
            }
            for r in 0..shipped.primary_inputs().rows.len() {
                let gap =
                    (shipped.primary_inputs().values[(r, i)] - sums.primary_inputs().values[(r, row)] * scale).abs();
                assert!(gap <= tolerance, "{i} primary input {r}: {gap}");
            }
            let gap = (shipped.output(Denominator::Row)[i] - sums.output(Denominator::Row)[row] * scale).abs();
            assert!(gap <= 56.0 * tolerance, "{i} output: {gap}");
        }
    }
}
