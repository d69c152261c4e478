//! Accounts in units of their own, written into `satellites.csv` and read with their table, against multipliers that others print.

use crate::shared_data::shared_data;
use eslabon::analysis::hypothetical_extraction::{ExtractionKind, ExtractionRule, Losses};
use eslabon::analysis::multipliers::{FactorMultipliers, Multipliers};
use eslabon::analysis::{Factor, FactorKey};
use eslabon::model::Economy;
use eslabon::table::reader::{Loaded, ReadOptions, load};
use eslabon::table::{Denominator, native};
use eslabon::words::Diagnostics;
use nalgebra::{DMatrix, DVector};
use std::path::Path;
use std::sync::Arc;

fn read(path: &Path) -> Loaded {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(path.to_str().unwrap(), &ReadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    loaded.unwrap()
}

/// The multipliers of the account that is called so.
fn multipliers(economy: &Economy, account: &str) -> FactorMultipliers {
    let key = FactorKey::words(economy.table()).into_iter().find(|(word, _)| word == account).unwrap().1;
    Multipliers::of(economy, &[key]).unwrap().factors.remove(0)
}

/// Rows of a CSV file after so many lines of headings, without the first columns.
fn figures(path: &Path, headings: usize, labels: usize) -> DMatrix<f64> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    let rows: Vec<Vec<f64>> = reader
        .records()
        .skip(headings)
        .map(|row| row.unwrap().iter().skip(labels).map(|cell| cell.parse().unwrap()).collect())
        .collect();
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j])
}

/// Jobs for a unit of final demand of the twelve activities of 2013, and wages, as the article of an R package prints them (M. Vargas,
/// `leontief` 0.2, 2020, "Leontief's Input-Output Model in R"): three digits of jobs per thousand million pesos, three decimals of
/// wages.
const PRINTED_JOBS: [f64; 12] = [94.3, 21.4, 46.2, 22.3, 55.3, 78.3, 41.3, 24.9, 14.5, 29.1, 90.8, 53.9];
const PRINTED_WAGES: [f64; 12] = [0.291, 0.187, 0.250, 0.177, 0.400, 0.393, 0.278, 0.354, 0.109, 0.393, 0.639, 0.607];

/// The Bank's table of 2013 with the employees of the twelve activities: converted to a folder, the account written beside it.
#[test]
fn jobs_of_2013_through_the_programs_own_format() {
    let Some(workbook) = shared_data("bcch/mip_2013_bcch_12x12.xlsx") else { return };
    let Some(employment) = shared_data("bcch/employment_2013_12.csv") else { return };
    let published = read(&workbook);
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in native::files(&published.table) {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    // Employees, and employees per thousand million pesos of output.
    let source = figures(&employment, 1, 1);
    let codes: Vec<&str> = published.table.sectors().iter().map(|sector| sector.code.as_str()).collect();
    let employees: Vec<String> = source.column(0).iter().map(f64::to_string).collect();
    let account = format!("account,unit,{}\njobs,employees,{}\n", codes.join(","), employees.join(","));
    std::fs::write(folder.path().join("satellites.csv"), account).unwrap();

    let economy = Economy::new(Arc::new(read(folder.path()).table), Denominator::Column).unwrap();
    let jobs = multipliers(&economy, "jobs");
    assert_eq!(jobs.factor.unit.to_string(), "employees");
    // The direct part is the coefficient that the source prints too; it divides by outputs with the rounding of a spreadsheet.
    let printed = source.column(1).into_owned();
    for (direct, printed) in jobs.factor.per_output.iter().zip(printed.iter()) {
        assert!((direct - printed).abs() <= 1e-11 * printed, "{direct} for {printed}");
    }
    // All of it by published figures alone: the printed coefficients through the inverse that the Bank computed.
    let slow = published.published.inverse.unwrap().tr_mul(&printed);
    assert!((&jobs.simple - &slow).amax() <= 1e-11 * slow.amax());
    let wages = Multipliers::of(&economy, &[FactorKey::Income]).unwrap().factors.remove(0);
    for (found, printed, digits) in [(&jobs.simple, PRINTED_JOBS, 0.1), (&wages.simple, PRINTED_WAGES, 0.001)] {
        for (found, printed) in found.iter().zip(printed) {
            // Half a unit of the last digit.
            assert!((found - printed).abs() <= digits / 2.0 + 1e-12, "{found} for {printed}");
        }
    }
    // Direct and indirect make the whole, types are quotients, and all final demand employs everybody.
    let (direct, indirect) = (&jobs.factor.per_output, jobs.indirect());
    assert!((direct + &indirect - &jobs.simple).amax() <= 1e-13 * jobs.simple.amax());
    for (at, ratio) in jobs.type_one().into_iter().enumerate() {
        assert!((ratio.unwrap() - slow[at] / printed[at]).abs() <= 1e-11 * ratio.unwrap());
    }
    let everybody = source.column(0).sum();
    assert!((jobs.simple.dot(economy.final_demand()) - everybody).abs() <= 1e-9 * everybody);
    // Without a sector its own jobs are lost, and those of its suppliers for it.
    let lost = Losses::of(&economy, &ExtractionRule::of(ExtractionKind::Total), direct).unwrap();
    for (at, &own) in lost.own.iter().enumerate() {
        assert!((own - source[(at, 0)]).abs() <= 1e-9 * everybody && lost.all[at] > own, "{at}");
    }
}

/// Two regions of three sectors with two accounts in units of their own, and the accounts that `pymrio` computes of it and tests itself
/// against. A sector that pays more for inputs than it makes has an inverse all the same.
#[test]
fn accounts_of_two_regions_as_printed() {
    let Some(folder) = shared_data("textbook/small-mrio") else { return };
    let of = |file: &str, headings, labels| figures(&folder.join(file), headings, labels);
    let (z, y, x) = (of("Z.csv", 3, 2), of("Y.csv", 3, 2), of("x.csv", 1, 2));
    let accounts = of("F.csv", 2, 1);
    let line = |label: &str, cells: &dyn Fn(usize) -> f64, n: usize, rest: &str| {
        let cells: Vec<String> = (0..n).map(|j| cells(j).to_string()).collect();
        format!("{label},{}{rest}\n", cells.join(","))
    };
    let codes = ["A1", "A2", "A3", "B1", "B2", "B3"];
    let mut table = format!("code,{},region_a,region_b,output\n", codes.join(","));
    for (i, code) in codes.iter().enumerate() {
        let rest = format!(",{},{},{}", y[(i, 0)], y[(i, 1)], x[(i, 0)]);
        table += &line(code, &|j| z[(i, j)], 6, &rest);
    }
    table += &line("value_added", &|j| x[(j, 0)] - z.column(j).sum(), 6, ",,,");
    table += &line("output", &|j| x[(j, 0)], 6, ",,,");
    let mut satellites = format!("account,unit,{}\n", codes.join(","));
    for (at, label) in ["first,tonnes", "second,joules"].iter().enumerate() {
        satellites += &line(label, &|j| accounts[(at, j)], 6, "");
    }
    let manifest = "format = 1\nid = \"two-regions\"\ntitle = \"Two regions\"\nmoney = { currency = \"EUR\", scale = 1 }\n\
                    valuation = \"basic\"\nflows = \"domestic\"\nlayout = \"industry-by-industry\"\n\
                    [final_demand]\nregion_a = \"other\"\nregion_b = \"other\"\n\
                    [primary_inputs]\nvalue_added = \"value_added\"\n";
    let sectors = codes.map(|code| format!("{code},Sector {code}\n")).concat();
    let written = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("table.csv", table),
        ("satellites.csv", satellites),
        ("table.toml", manifest.to_owned()),
        ("sectors.csv", format!("code,name\n{sectors}")),
    ] {
        std::fs::write(written.path().join(name), text).unwrap();
    }
    let economy = Economy::new(Arc::new(read(written.path()).table), Denominator::Column).unwrap();
    assert!(economy.technical().matrix().column(1).sum() > 1.0);
    let (m, used, footprint) = (of("M.csv", 2, 1), of("S.csv", 2, 1), of("D_cba.csv", 2, 1));
    let (inverse, downstream) = (of("L.csv", 3, 2), of("M_down.csv", 2, 1));
    assert!((economy.leontief().unwrap().matrix() - inverse).amax() <= 1e-14 * 2.0);
    let row = |matrix: &DMatrix<f64>, at: usize| matrix.row(at).transpose();
    for (at, account) in ["first", "second"].into_iter().enumerate() {
        let found = multipliers(&economy, account);
        assert!((&found.factor.per_output - row(&used, at)).amax() <= 1e-15);
        assert!((&found.simple - row(&m, at)).amax() <= 1e-14);
        // What the final demand of a region holds of it, by product, wherever that was made.
        for region in 0..2 {
            let held = found.simple.component_mul(&y.column(region));
            let by_product = DVector::from_fn(3, |product, _| held[product] + held[3 + product]);
            let expected = DVector::from_fn(3, |product, _| footprint[(at, 3 * region + product)]);
            assert!((by_product - &expected).amax() <= 1e-13 * expected.amax());
        }
        // What users downstream use of it for each unit of primary inputs here, eight decimals: (G - I) s.
        let ghosh = economy.ghosh().unwrap();
        let further = ghosh.matrix() * &found.factor.per_output - &found.factor.per_output;
        assert!((further - row(&downstream, at)).amax() <= 0.5e-8 + 1e-12);
        let key = FactorKey::Account(at);
        assert_eq!(Factor::of(&economy, key).unit.to_string(), ["tonnes", "joules"][at]);
    }
}
