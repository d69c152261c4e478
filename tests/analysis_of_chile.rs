//! The first analyses on tables of Chile, against figures known from elsewhere.

use crate::shared_data::shared_data;
use eslabon::analysis::import_content::ImportContent;
use eslabon::analysis::linkages::{Linkages, TotalLinkages};
use eslabon::analysis::multiplier_product_matrix::MultiplierProductMatrix;
use eslabon::analysis::network::Network;
use eslabon::analysis::prices::PriceEffects;
use eslabon::analysis::sales_by_branch::SalesByBranch;
use eslabon::analysis::sales_distribution::{Against, SalesDistribution, Thresholds};
use eslabon::analysis::structural_decomposition::TableDecomposition;
use eslabon::analysis::structural_paths::{Direction, Limits, StructuralPath, StructuralPaths};
use eslabon::analysis::survey_contrast::{Crossing, branches_of, crossings, shares_of};
use eslabon::analysis::{Comparable, Factor, FactorKey};
use eslabon::model::Economy;
use eslabon::table::reader::{ReadOptions, load, read_survey};
use eslabon::table::{Denominator, IoTable, PrimaryInputKind};
use eslabon::words::{Classification, Diagnostics};
use nalgebra::{DMatrix, DVector};
use std::path::Path;
use std::sync::Arc;

fn table(name: &str) -> IoTable {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(name, &ReadOptions::default(), &mut diagnostics);
    loaded.unwrap_or_else(|| panic!("{name}: {diagnostics:#?}")).table
}

fn workbook(file: &str) -> Option<IoTable> {
    Some(table(&shared_data(&format!("bcch/{file}"))?.display().to_string()))
}

fn economy(table: IoTable) -> Economy {
    Economy::new(Arc::new(table), Denominator::Column).unwrap()
}

/// The rows of a CSV file without its header.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Half a unit of the last of four decimals.
const FOUR_DECIMALS: f64 = 5e-5;

#[test]
fn variation_of_power_and_sensitivity_in_2013() {
    let Some(table) = workbook("mip_2013_bcch_12x12.xlsx") else { return };
    let economy = economy(table);
    let found = Linkages::of(&economy).unwrap();
    let power = [2.1695, 2.3161, 2.1699, 2.6303, 2.0723, 2.0933, 2.4495, 2.6772, 2.5167, 2.7378, 2.5004, 2.4911];
    let sensitivity = [2.6433, 3.1043, 1.6089, 2.6724, 2.7134, 2.1127, 1.9514, 2.4650, 2.7330, 1.5857, 3.3065, 3.3611];
    for (found, expected) in [(&found.power_variation, power), (&found.sensitivity_variation, sensitivity)] {
        assert_eq!(found.len(), 12);
        for (found, expected) in found.iter().zip(expected) {
            assert!((found.unwrap() - expected).abs() <= FOUR_DECIMALS, "{found:?} for {expected}");
        }
    }
    // The same totals without an inverse.
    let by_solves = TotalLinkages::of(&**economy.system(), economy.published_output()).unwrap();
    assert!((by_solves.backward - &found.total.backward).amax() < 1e-13);
    assert!((by_solves.forward - &found.total.forward).amax() < 1e-13);
    assert!((by_solves.forward_supply - &found.total.forward_supply).amax() < 1e-13);
}

/// The linkages of 2013 as the article of an R package prints them to three decimals (M. Vargas, `leontief` 0.2, 2020, "Leontief's
/// Input-Output Model in R"). Its variations have their axes mixed, which is why those above are not from there; its product matrix
/// has buyers in the rows.
#[test]
fn linkages_and_landscape_of_2013_as_printed() {
    let Some(table) = workbook("mip_2013_bcch_12x12.xlsx") else { return };
    let economy = economy(table);
    let found = Linkages::of(&economy).unwrap();
    let landscape = MultiplierProductMatrix::of(&economy).unwrap();
    let of_buyer = |j: usize| DVector::from_fn(12, |i, _| landscape.cell(i, j));
    let printed: [(&str, DVector<f64>, [f64; 12]); 6] = [
        (
            "power",
            found.total.power().unwrap(),
            [1.165, 0.965, 1.161, 1.154, 1.147, 1.079, 1.014, 0.884, 0.845, 0.888, 0.860, 0.836],
        ),
        (
            "sensitivity",
            found.total.sensitivity().unwrap(),
            [0.965, 0.736, 1.526, 1.136, 0.887, 1.058, 1.234, 0.947, 0.779, 1.430, 0.667, 0.636],
        ),
        (
            "direct backward",
            found.direct_backward.clone(),
            [0.496, 0.343, 0.506, 0.486, 0.487, 0.462, 0.393, 0.288, 0.217, 0.283, 0.243, 0.211],
        ),
        (
            "agriculture buys",
            of_buyer(0),
            [0.152, 0.116, 0.240, 0.179, 0.140, 0.167, 0.194, 0.149, 0.123, 0.225, 0.105, 0.100],
        ),
        (
            "mining buys",
            of_buyer(1),
            [0.126, 0.096, 0.199, 0.148, 0.116, 0.138, 0.161, 0.124, 0.102, 0.187, 0.087, 0.083],
        ),
        (
            "public administration buys",
            of_buyer(11),
            [0.109, 0.083, 0.172, 0.128, 0.100, 0.120, 0.139, 0.107, 0.088, 0.162, 0.075, 0.072],
        ),
    ];
    for (what, found, printed) in printed {
        for (found, printed) in found.iter().zip(printed) {
            assert!((found - printed).abs() <= 5e-4, "{what}: {found} for {printed}");
        }
    }
}

/// Information services are activity 97 of 2008.
const INFORMATION_SERVICES: &str = "97";

#[test]
fn information_services_in_2008_sell_to_almost_all_and_to_mining_a_third_of_parity() {
    let Some(table) = workbook("mip_2008_bcch_111x111.xlsx") else { return };
    let Some(branches) = shared_data("paper/table1.csv") else { return };
    let focus = table.sectors().position(INFORMATION_SERVICES).unwrap();
    let mut labels = vec![String::new(); table.len()];
    for row in rows(&branches) {
        for code in row[1].split_whitespace() {
            labels[table.sectors().position(code).unwrap()].clone_from(&row[0]);
        }
    }
    assert!(labels.iter().all(|label| !label.is_empty()));
    let classification = Classification::new("branch", labels);
    let order: Vec<String> = rows(&branches).into_iter().map(|row| row[0].clone()).collect();
    let economy = economy(table);

    let found = SalesByBranch::of(&economy, focus, &classification).unwrap();
    let shares = [0.40, 4.82, 18.75, 2.25, 1.08, 15.65, 13.17, 34.76, 5.11, 4.01];
    for (branch, expected) in order.iter().zip(shares) {
        let share = found.branch(branch).unwrap().own_use_in.share.unwrap() * 100.0;
        assert!((share - expected).abs() <= 5e-3, "{branch}: {share} for {expected}");
    }
    // 4.8228 % of sales, 15.4992 % of value added.
    let mining = found.branch("Mining").unwrap();
    assert!((mining.gdp_share.unwrap() - 0.154_992).abs() <= 5e-7);
    assert!((mining.own_use_in.intensity.unwrap() - 0.311_164).abs() <= 5e-7);

    let found = SalesDistribution::of(&economy, focus, &classification, &Thresholds::default()).unwrap();
    let counts = |against: Against| {
        let of = found.breadth.iter().filter(move |at| at.against == against);
        of.map(|at| (at.threshold, at.breadth.buyers)).collect::<Vec<_>>()
    };
    assert_eq!(counts(Against::Money), [(0.0, 110), (1.0, 110), (10.0, 108), (100.0, 102), (1000.0, 78)]);
    assert_eq!(counts(Against::Coefficient), [(0.0, 110), (0.0001, 106), (0.001, 89), (0.01, 20)]);
    // The seller is among its own buyers.
    assert_eq!(found.breadth[3].breadth.others, 101);
}

/// The paper prints 0.1 and 0.07 for an index that it does not define; this reading gives both.
#[test]
fn the_deviation_of_shares_over_twelve_activities_is_one_reading_of_the_papers_index() {
    let Some(table) = workbook("mip_2008_bcch_111x111.xlsx") else { return };
    let Some(concordance) = shared_data("bcch/concordance_111_to_12.csv") else { return };
    let focus = table.sectors().position(INFORMATION_SERVICES).unwrap();
    let mut labels = vec![String::new(); table.len()];
    for row in rows(&concordance) {
        labels[table.sectors().position(&row[0]).unwrap()].clone_from(&row[2]);
    }
    let classification = Classification::new("activity12", labels);
    assert_eq!(classification.groups().len(), 12);
    let found = SalesDistribution::of(&economy(table), focus, &classification, &Thresholds::default()).unwrap();
    let figure = found.figure("by_group", "share_deviation").unwrap();
    assert!((figure.value.unwrap() - 0.1007).abs() <= FOUR_DECIMALS, "{figure:?}");
    assert!((figure.pooled.unwrap() - 0.0674).abs() <= FOUR_DECIMALS, "{figure:?}");
}

/// A buyer's million is a million in a table of thousand millions.
#[test]
fn thresholds_mean_the_same_in_tables_of_thousand_millions() {
    let Some(table) = workbook("2018_MIP_111x111.xlsx") else { return };
    assert_eq!(table.money().scale, 1e9);
    let focus = table.sectors().position("92").unwrap();
    let all = Classification::new("all", vec!["all".to_owned(); table.len()]);
    let found = SalesDistribution::of(&economy(table), focus, &all, &Thresholds::default()).unwrap();
    let counts: Vec<usize> = found.breadth.iter().take(5).map(|at| at.breadth.buyers).collect();
    assert_eq!(counts, [111, 109, 106, 91, 69]);
}

#[test]
fn effective_numbers_of_information_services_in_2021() {
    let table = table("chile-2021");
    let focus = table.sectors().position("ITS").unwrap();
    let classification = table.classification("branch").unwrap().clone();
    let economy = economy(table);
    let found = SalesDistribution::of(&economy, focus, &classification, &Thresholds::default()).unwrap();
    for (way, expected) in [
        ("own_use_in", 11.588_502_862_8),
        ("own_use_out", 15.645_347_842_5),
        ("by_group", 3.755_841_745_9),
        ("by_group_own_out", 5.256_548_281_6),
    ] {
        let value = found.figure(way, "effective_number").unwrap().value.unwrap();
        assert!((value - expected).abs() <= 1e-9, "{way}: {value} for {expected}");
    }
    assert!((found.spread.own_use_share.unwrap() - 0.217_050_182_9).abs() <= 1e-9);
    let mining = SalesByBranch::of(&economy, focus, &classification).unwrap();
    // Bought 5.37 % of what information services sell to industries.
    assert!((mining.branch("mining").unwrap().own_use_in.share.unwrap() - 0.053_659_051_5).abs() <= 1e-9);
}

/// The workbooks of the revision of 2013 have the codes 1 to 111 too, with other meanings: 64 is electricity there.
#[test]
fn the_survey_refuses_the_same_codes_of_another_revision() {
    let survey = read_survey("falabella-gatica", &mut Diagnostics::default()).unwrap();
    for file in ["2017_MIP_111x111.xlsx", "2018_MIP_111x111.xlsx"] {
        let Some(table) = workbook(file) else { return };
        assert_eq!(table.len(), 111);
        let error = branches_of(&survey, &table).unwrap_err();
        let said = error.diagnostic(table.sectors());
        assert!(said.message.contains("whose codes are those of another classification"), "{}", said.message);
        assert!(said.message.contains("Código de actividad económica 2008"), "{}", said.message);
        assert!(said.help.unwrap().contains("--classification FILE"));
    }
}

/// The survey lists the activities of the table of 2008, so that the workbook as published stands beside it.
#[test]
fn the_survey_beside_the_workbook_of_2008() {
    let Some(table) = workbook("mip_2008_bcch_111x111.xlsx") else { return };
    let survey = read_survey("falabella-gatica", &mut Diagnostics::default()).unwrap();
    let focus = table.sectors().position(INFORMATION_SERVICES).unwrap();
    let branches = branches_of(&survey, &table).unwrap();
    let shares = shares_of(&survey, &SalesByBranch::of(&economy(table), focus, &branches).unwrap());
    let sales = [0.40, 4.82, 18.75, 2.25, 1.08, 15.65, 13.17, 34.76, 5.11, 4.01];
    for ((_, found), expected) in shares.iter().zip(sales) {
        assert!((found.unwrap() - expected).abs() <= 5e-3, "{found:?} for {expected}");
    }
    // As published 14.8 for mining; the symmetric table says a little more.
    assert!((shares[1].0.unwrap() - 15.4992).abs() <= 5e-5);
}

/// Of the 49 sectors two hold an activity of another branch of the survey: recycling is manufacturing there and repairs are commerce.
#[test]
fn two_sectors_of_chile_2008_cross_branches_of_the_survey() {
    let survey = read_survey("falabella-gatica", &mut Diagnostics::default()).unwrap();
    let found = |name: &str| {
        let table = table(name);
        let branches = branches_of(&survey, &table).unwrap();
        let said = |one: Crossing| (table.sectors().code(one.sector).to_owned(), one.here, one.elsewhere);
        crossings(&survey, &table, &branches).into_iter().map(said).collect::<Vec<_>>()
    };
    let one = |sector: &str, code: &str, there: &str| {
        (sector.to_owned(), "personal".to_owned(), vec![(code.to_owned(), there.to_owned())])
    };
    assert_eq!(found("chile-2008"), [one("WST", "64", "manufacturing"), one("SOC", "77", "commerce")]);
    // Activities of later revisions have the same codes with other meanings.
    assert_eq!(found("chile-2021"), []);
}

/// Two tables of one classification, thirteen years apart at current prices.
#[test]
fn what_changed_from_2008_to_2021_adds_up() {
    let (old, new) = (economy(table("chile-2008")), economy(table("chile-2021")));
    let found = TableDecomposition::of(Comparable::of(&old, &new, "with").unwrap(), None).unwrap();
    let change = new.output() - old.output();
    let scale = new.output().amax();
    let factors = found.technology() + &found.level + &found.shares + &found.mix + &found.unsplit;
    assert!((factors - &change).amax() <= 1e-12 * scale);
    assert!((found.technology() + found.by_component.column_sum() - &change).amax() <= 1e-12 * scale);
    // At current prices most of it is the level of demand.
    assert!(found.level.sum() > 0.8 * change.sum());
}

#[test]
fn the_way_to_information_services_is_short_and_broad() {
    let economy = economy(table("chile-2021"));
    let focus = economy.table().sectors().position("ITS").unwrap();
    let ones = DVector::from_element(economy.table().len(), 1.0);
    let of =
        |cut_off| StructuralPaths::of(&economy, focus, Direction::To, &ones, Limits { cut_off, depth: 12 }).unwrap();
    let (coarse, fine) = (of(0.01), of(0.0001));
    assert!((coarse.total - economy.output()[focus]).abs() <= 1e-12 * coarse.total);
    // The largest is what final users buy of it, with no link between.
    assert_eq!(coarse.paths[0].chain, [focus]);
    assert!((coarse.paths[0].amount - economy.final_demand()[focus]).abs() <= 1e-9 * coarse.paths[0].amount);
    assert!(
        fine.share_explained().unwrap() > coarse.share_explained().unwrap() && fine.share_explained().unwrap() < 1.0
    );
    for found in [&coarse, &fine] {
        assert!(
            (found.explained + found.below_cut_off + found.beyond_depth - found.total).abs() <= 1e-11 * found.total
        );
    }
}

/// Sets of loops in which a sector may be in none, by an assignment solved elsewhere: 12,094,977 million on the flows of 2008.
#[test]
fn the_strongest_feedback_loops_of_2008() {
    let network = Network::of(&economy(table("chile-2008")), true);
    let sets = network.loops(2);
    assert!((sets[0].flow() - 12_094_977.0).abs() <= 0.5, "{}", sets[0].flow());
    assert!(sets[1].flow() < sets[0].flow());
}

/// Who is central in 2021, each measure from its equations: the rank of suppliers as a whole system, the walk to information services
/// with these left out of the walk, and the modularity as a sum over all pairs.
#[test]
fn who_is_central_in_2021() {
    let economy = economy(table("chile-2021"));
    let focus = economy.table().sectors().position("ITS").unwrap();
    let (found, n) = (Network::of(&economy, true), economy.table().len());
    let w = &found.weights;
    assert!((w - economy.table().intermediate()).amax() <= 1e-12 * w.amax());
    // Every sector buys something, so that money leaves each of them.
    let (bought, sold) = (w.row_sum(), w.column_sum());
    let step = DMatrix::from_fn(n, n, |i, j| f64::from(i == j) - 0.85 * w[(i, j)] / bought[j]);
    let rank = step.lu().solve(&DVector::from_element(n, 0.15 / n as f64)).unwrap();
    assert!((&found.supplier_rank - &rank).amax() <= 1e-14);
    let walk = found.walk.as_ref().unwrap();
    let others: Vec<usize> = walk.sectors.iter().copied().filter(|&i| i != focus).collect();
    let within = |i: usize| walk.sectors.iter().map(|&j| w[(i, j)]).sum::<f64>();
    let m = others.len();
    let left = DMatrix::from_fn(m, m, |i, j| f64::from(i == j) - w[(others[i], others[j])] / within(others[i]));
    let until = left.lu().solve(&DVector::from_element(m, 1.0)).unwrap().sum();
    let place = walk.sectors.iter().position(|&i| i == focus).unwrap();
    let expected = walk.sectors.len() as f64 / until;
    assert!((walk.centrality[place] - expected).abs() <= 1e-11 * expected);
    let (whole, of) = (2.0 * w.sum(), &found.communities.of_sector);
    let pairs = (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).filter(|&(i, j)| of[i] == of[j]);
    let strength = |i: usize| sold[i] + bought[i];
    let q: f64 =
        pairs.map(|(i, j)| (w[(i, j)] + w[(j, i)]) / whole - strength(i) * strength(j) / (whole * whole)).sum();
    assert!((found.communities.modularity.unwrap() - q).abs() <= 1e-13, "{q}");
    // Blocks are there: trade within them is far above what the sizes of sectors suggest.
    assert!(q > 0.3 && found.communities.count > 2);
}

/// Taxes on production are subsidies for some: paths of both signs, none of which hides behind another.
#[test]
fn paths_of_production_taxes_and_of_taxes_in_2021() {
    let economy = economy(table("chile-2021"));
    let sectors = economy.table().sectors().clone();
    let chains = |focus: &str, word: &str, direction: Direction, cut_off: f64| -> Vec<String> {
        let key = FactorKey::words(economy.table()).into_iter().find(|(known, _)| known == word).unwrap().1;
        let weights = Factor::of(&economy, key).per_output;
        let limits = Limits { cut_off, depth: 10 };
        let focus = sectors.position(focus).unwrap();
        let found = StructuralPaths::of(&economy, focus, direction, &weights, limits).unwrap();
        let name =
            |path: &StructuralPath| path.chain.iter().rev().map(|&at| sectors.code(at)).collect::<Vec<_>>().join(" > ");
        found.paths.iter().map(name).collect()
    };
    let of_farms = chains("AGR", "production_taxes", Direction::From, 0.005);
    for path in ["LTR > FSV > AGR", "FSV > AGR"] {
        assert!(of_farms.iter().any(|found| found == path), "{path} of {of_farms:?}");
    }
    assert!(chains("HOT", "production_taxes", Direction::From, 0.005).iter().any(|found| found == "LTR > BEV > HOT"));
    assert!(chains("FOO", "taxes", Direction::From, 0.003).iter().any(|found| found == "LTR > FOO"));
}

/// One used product that investors sell on (waste) leaves an average over all that they buy.
#[test]
fn investment_has_a_price_and_an_import_content_in_2018_and_2021() {
    for name in ["chile-2018", "chile-2021"] {
        let economy = economy(table(name));
        let demand = economy.table().final_demand();
        let at = demand.components.iter().position(|component| component.id == "investment").unwrap();
        let bundle = demand.values.column(at).into_owned();
        assert!(bundle.min() < 0.0);
        let effects = PriceEffects::of(&economy, None, 0.1).unwrap();
        let shares: Vec<f64> =
            effects.costs.iter().map(|(_, effect)| effect.as_ref().unwrap().by_component[at].unwrap()).collect();
        // All costs together are dearer by a tenth, and so is what is bought; columns of the tables add up to 1e-8 of output.
        assert!((shares.iter().sum::<f64>() - 0.1).abs() <= 1e-9, "{shares:?}");
        // The other way, and from the table itself: round for round what all sectors make for it, and what they import for that.
        let (table, x) = (economy.table(), economy.published_output());
        let (mut round, mut made) = (bundle.clone(), bundle.clone());
        while round.amax() > 1e-15 * made.amax() {
            round = table.intermediate() * round.component_div(x);
            made += &round;
        }
        let paid = |is_meant: &dyn Fn(PrimaryInputKind) -> bool| -> f64 {
            let rows = table.primary_inputs().values.row_iter().zip(&table.primary_inputs().rows);
            let meant = rows.filter(|(_, row)| is_meant(row.kind));
            meant.map(|(row, _)| row.transpose().component_div(x).dot(&made)).sum()
        };
        let found = ImportContent::of(&economy).unwrap().share_of(&bundle).unwrap();
        assert!((found - paid(&|kind| kind == PrimaryInputKind::Imports) / bundle.sum()).abs() <= 1e-13);
        // And what does not stay at home; columns of the tables add up to 1e-8 of output.
        let at_home = paid(&|kind| kind != PrimaryInputKind::Imports) / bundle.sum();
        assert!((found - (1.0 - at_home)).abs() <= 1e-8, "{found} {at_home}");
    }
}
