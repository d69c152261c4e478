//! The workbooks as the Bank publishes them, against figures known from elsewhere.

use super::{codes, read};
use crate::shared_data::shared_data;
use eslabon::analysis::sales_by_branch::SalesByBranch;
use eslabon::model::Economy;
use eslabon::table::reader::{Loaded, ReadOptions, load};
use eslabon::table::{Denominator, Flows, Layout, Valuation};
use eslabon::words::Diagnostics;
use nalgebra::{DMatrix, DVector};
use std::path::Path;
use std::sync::Arc;

/// File, identifier, activities, factor of the unit, and what is said.
const WORKBOOKS: &[(&str, &str, usize, f64, &[&str])] = &[
    ("mip_2008_bcch_12x12.xlsx", "bcch-2008-12", 12, 1e6, &[]),
    ("mip_2008_bcch_111x111.xlsx", "bcch-2008-111", 111, 1e6, &[]),
    ("mip_2013_bcch_12x12.xlsx", "bcch-2013-12", 12, 1e9, &[]),
    ("2017_MIP_111x111.xlsx", "bcch-2017-111", 111, 1e9, &["output-gap"]),
    ("2018_MIP_111x111.xlsx", "bcch-2018-111", 111, 1e9, &[]),
];

fn loaded(file: &str) -> Option<Loaded> {
    let path = shared_data(&format!("bcch/{file}"))?;
    let (loaded, diagnostics) = read(&path);
    Some(loaded.unwrap_or_else(|| panic!("{file}: {diagnostics:#?}")))
}

/// A = Z x̂⁻¹, a column of zeros where output is zero.
fn coefficients(loaded: &Loaded, by: Denominator) -> DMatrix<f64> {
    let (z, x) = (loaded.table.intermediate(), loaded.table.output(by));
    DMatrix::from_fn(z.nrows(), z.ncols(), |i, j| if x[j] == 0.0 { 0.0 } else { z[(i, j)] / x[j] })
}

fn inverse(a: &DMatrix<f64>) -> DMatrix<f64> {
    (DMatrix::identity(a.nrows(), a.ncols()) - a).try_inverse().unwrap()
}

fn gap(a: &DMatrix<f64>, b: &DMatrix<f64>) -> f64 {
    (a - b).amax()
}

#[test]
fn all_workbooks_load_unaided_and_say_what_they_are() {
    for &(file, id, n, scale, said) in WORKBOOKS {
        let Some(path) = shared_data(&format!("bcch/{file}")) else { return };
        let (loaded, diagnostics) = read(&path);
        let loaded = loaded.unwrap_or_else(|| panic!("{file}: {diagnostics:#?}"));
        assert_eq!(codes(&diagnostics), said, "{file}: {diagnostics:#?}");
        let (table, manifest) = (&loaded.table, loaded.table.manifest());
        let year: i32 = id.split('-').nth(1).unwrap().parse().unwrap();
        assert_eq!((manifest.id.as_str(), table.len()), (id, n));
        assert_eq!((manifest.year, manifest.money.price_year), (Some(year), Some(year)));
        assert_eq!((manifest.money.currency.as_str(), manifest.money.scale), ("CLP", scale));
        assert_eq!(
            (manifest.valuation, manifest.flows, manifest.layout),
            (Valuation::Basic, Flows::Domestic, Layout::IndustryByIndustry)
        );
        assert_eq!((manifest.country.as_str(), manifest.focus.as_deref()), ("CHL", None));
        assert_eq!(
            manifest.title,
            format!("Matriz de insumo-producto. Doméstica a precio básico, actividad por actividad, {year}")
        );
        assert_eq!(manifest.source.publisher, "Banco Central de Chile");
        let compilation = if year == 2017 { 2013 } else { year };
        assert_eq!(manifest.source.edition, format!("Código de actividad económica {compilation}"));
        assert_eq!(manifest.source.notes[0], "Supuesto: estructura de ventas fija por producto");
        let components: Vec<&str> = table.final_demand().components.iter().map(|component| &*component.id).collect();
        assert_eq!(components, ["households", "nonprofit", "government", "investment", "inventories", "exports"]);
        assert!(table.final_demand().components.iter().all(|component| component.id == component.kind.word()));
        let rows: Vec<&str> = table.primary_inputs().rows.iter().map(|row| &*row.id).collect();
        assert_eq!(
            rows,
            ["imports", "product_taxes", "import_duties", "compensation", "operating_surplus", "production_taxes"]
        );
        assert!(table.primary_inputs().rows.iter().all(|row| row.id == row.kind.word()));
        let sector_codes: Vec<&str> = table.sectors().iter().map(|sector| &*sector.code).collect();
        let expected: Vec<String> = (1..=n).map(|code| code.to_string()).collect();
        assert_eq!(sector_codes, expected);
        assert!(
            table
                .sectors()
                .iter()
                .all(|sector| sector.name.chars().any(char::is_alphabetic) && !sector.name.contains("  "))
        );
        assert_eq!((loaded.reader, loaded.checksum.len(), loaded.files), ("central-bank-of-chile", 64, vec![path]));
    }
}

#[test]
fn the_table_of_2008_has_the_figures_of_the_study() {
    let Some(loaded) = loaded("mip_2008_bcch_111x111.xlsx") else { return };
    let table = &loaded.table;
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 0.0005, "{found} is not {wanted}");
    near(table.intermediate().sum(), 73_747_228.156);
    near(table.output(Denominator::Column).sum(), 183_577_845.835);
    near(table.value_added().sum(), 84_937_190.087);
    let services = table.sectors().position("97").unwrap();
    assert_eq!(table.sectors()[services].name, "Actividades de servicios informáticos");
    near(table.output(Denominator::Row)[services], 1_775_084.898);
    let sales = table.intermediate().row(services);
    assert_eq!(sales.iter().filter(|sale| **sale > 0.0).count(), 110);
    assert_eq!(sales.iter().filter(|sale| **sale > 100.0).count(), 102);
}

#[test]
fn the_activities_of_2008_have_the_names_of_the_concordance() {
    let Some(loaded) = loaded("mip_2008_bcch_111x111.xlsx") else { return };
    let Some(concordance) = shared_data("bcch/concordance_111_to_12.csv") else { return };
    let mut reader = csv::Reader::from_path(concordance).unwrap();
    let mut compared = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let at = loaded.table.sectors().position(&record[0]).unwrap();
        assert_eq!(loaded.table.sectors()[at].name, record[1].trim());
        compared += 1;
    }
    assert_eq!(compared, 111);
}

#[test]
fn coarse_and_fine_tables_of_2008_have_the_same_totals() {
    let (Some(fine), Some(coarse)) = (loaded("mip_2008_bcch_111x111.xlsx"), loaded("mip_2008_bcch_12x12.xlsx")) else {
        return;
    };
    let close = |a: &DVector<f64>, b: &DVector<f64>| (a - b).amax() <= 1e-9 * a.amax();
    let demand = |loaded: &Loaded| loaded.table.final_demand().values.row_sum().transpose();
    let primary = |loaded: &Loaded| loaded.table.primary_inputs().values.column_sum();
    assert!(close(&demand(&fine), &demand(&coarse)));
    assert!(close(&primary(&fine), &primary(&coarse)));
}

#[test]
fn what_the_bank_computed_follows_from_the_flows() {
    // The Bank divides by one total of output or the other; each block fits one of them to twelve decimals.
    for &(file, ..) in WORKBOOKS {
        let Some(loaded) = loaded(file) else { return };
        let (a, l) = (loaded.published.coefficients.as_ref().unwrap(), loaded.published.inverse.as_ref().unwrap());
        let best = |published: &DMatrix<f64>, of: fn(&DMatrix<f64>) -> DMatrix<f64>| {
            let gaps =
                [Denominator::Column, Denominator::Row].map(|by| gap(&of(&coefficients(&loaded, by)), published));
            println!("{file}: {gaps:?}");
            gaps[0].min(gaps[1])
        };
        assert!(best(a, DMatrix::clone) < 1e-12, "{file}");
        assert!(best(l, inverse) < 1e-12, "{file}");
    }
}

#[test]
fn the_two_totals_of_2017_are_kept_apart() {
    let Some(loaded) = loaded("2017_MIP_111x111.xlsx") else { return };
    let (row, column) = (loaded.table.output(Denominator::Row), loaded.table.output(Denominator::Column));
    let largest = row.iter().zip(column).map(|(a, b)| (a - b).abs() / a.abs()).fold(0.0, f64::max);
    assert!((2.6e-6..2.8e-6).contains(&largest), "{largest:e}");
}

/// Sales of information services by the ten branches of the study, in percent, known from the Bank's 111 activities.
#[test]
fn information_services_of_2008_sell_to_the_ten_branches_what_is_known() {
    let Some(path) = shared_data("bcch/mip_2008_bcch_111x111.xlsx") else { return };
    let branches = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/bcch-2008-111/branch.csv");
    let options = ReadOptions { classification: Some(branches.clone()), ..ReadOptions::default() };
    let mut diagnostics = Diagnostics::default();
    let loaded = load(path.to_str().unwrap(), &options, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty());
    assert!(loaded.files.contains(&branches));
    let economy = Economy::new(Arc::new(loaded.table), Denominator::Column).unwrap();
    let table = economy.table();
    let services = table.sectors().position("97").unwrap();
    let sales = SalesByBranch::of(&economy, services, &table.classifications()[0]).unwrap();
    let known = [
        ("agriculture", 0.40),
        ("mining", 4.82),
        ("manufacturing", 18.75),
        ("utilities", 2.25),
        ("construction", 1.08),
        ("commerce", 15.65),
        ("transport", 13.17),
        ("business", 34.76),
        ("personal", 5.11),
        ("government", 4.01),
    ];
    assert_eq!(sales.branches.len(), known.len());
    for (branch, percent) in known {
        let found = 100.0 * sales.branch(branch).unwrap().own_use_in.share.unwrap();
        assert!((found - percent).abs() <= 0.005 + 1e-9, "{branch}: {found} is not {percent}");
    }
}
