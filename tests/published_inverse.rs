//! Analyses of the Bank's 111 activities of 2008, against the inverse that the Bank itself computed and publishes in the workbook: a
//! second way to each number, through figures that this program has not made.

use crate::shared_data::shared_data;
use eslabon::analysis::average_propagation_length::PropagationMatrix;
use eslabon::analysis::embodied_technology::EmbodiedTechnology;
use eslabon::analysis::fields_of_influence::Intensities;
use eslabon::analysis::ghosh::{Allocation, Ghosh};
use eslabon::analysis::hypothetical_extraction::{ExtractionKind, ExtractionRule, Losses};
use eslabon::analysis::import_content::ImportContent;
use eslabon::analysis::innovation_flows::InnovationFlows;
use eslabon::analysis::linkages::Linkages;
use eslabon::analysis::mixed_model::MixedModel;
use eslabon::analysis::multiplier_product_matrix::MultiplierProductMatrix;
use eslabon::analysis::multipliers::Multipliers;
use eslabon::analysis::prices::PriceChange;
use eslabon::analysis::rounds::SectorRounds;
use eslabon::analysis::tolerable_limits::TolerableLimits;
use eslabon::analysis::upstreamness::Upstreamness;
use eslabon::analysis::vertical_integration::VerticalIntegration;
use eslabon::analysis::{FactorKey, purchases};
use eslabon::model::Economy;
use eslabon::table::reader::{ReadOptions, load};
use eslabon::table::{ComponentKind, Denominator, PrimaryInputKind};
use eslabon::words::Diagnostics;
use nalgebra::{DMatrix, DVector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The Bank's inverse agrees with its flows to 1e-12 in each cell; the numbers here are sums over 111 of them and quotients of two.
const BANK: f64 = 1e-11;

/// Information services are activity 97 of 2008.
const INFORMATION_SERVICES: &str = "97";

/// The economy, whose coefficients are divided by the totals that the Bank's inverse goes with; that inverse; and the sector.
fn bank() -> Option<(Economy, DMatrix<f64>, usize)> {
    let path = shared_data("bcch/mip_2008_bcch_111x111.xlsx")?;
    let loaded = load(path.to_str().unwrap(), &ReadOptions::default(), &mut Diagnostics::default()).unwrap();
    let inverse = loaded.published.inverse.unwrap();
    let economy = Economy::new(Arc::new(loaded.table), Denominator::Row).unwrap();
    let focus = economy.table().sectors().position(INFORMATION_SERVICES).unwrap();
    Some((economy, inverse, focus))
}

fn assert_close(found: &DVector<f64>, expected: &DVector<f64>, what: &str) {
    assert_eq!(found.len(), expected.len());
    let gap = (found - expected).amax() / expected.amax();
    assert!(gap <= BANK, "{what}: {gap:e}");
}

fn known(values: &[Option<f64>]) -> DVector<f64> {
    DVector::from_iterator(values.len(), values.iter().map(|value| value.unwrap()))
}

#[test]
fn linkages_multipliers_and_distances() {
    let Some((economy, l, k)) = bank() else { return };
    let (n, x) = (l.nrows(), economy.published_output());
    let (backward, forward) = (l.row_sum().transpose(), l.column_sum());
    // G = x̂⁻¹ L x̂; every activity makes something.
    let supply = (&l * x).component_div(x);
    let found = Linkages::of(&economy).unwrap();
    assert_close(&found.total.backward, &backward, "backward");
    assert_close(&found.total.forward, &forward, "forward");
    assert_close(&found.total.forward_supply, &supply, "forward, supply side");
    let found = Upstreamness::of(&economy).unwrap();
    assert_close(&known(&found.upstreamness), &supply, "upstreamness");
    assert_close(&known(&found.downstreamness), &backward, "downstreamness");
    let keys = [FactorKey::Income, FactorKey::ValueAdded, FactorKey::Imports, FactorKey::Taxes];
    for each in Multipliers::of(&economy, &keys).unwrap().factors {
        assert_close(&each.simple, &l.tr_mul(&each.factor.per_output), &each.factor.id);
    }
    let landscape = MultiplierProductMatrix::of(&economy).unwrap();
    let row = DVector::from_fn(n, |j, _| landscape.cell(k, j));
    assert_close(&row, &(&backward * (forward[k] / l.sum())), "landscape");
    let intensities = Intensities::of(economy.leontief().unwrap());
    let of_pairs = DVector::from_fn(n, |j, _| intensities.of_pair(k, j));
    let field = |j: usize| (l.column(k) * l.row(j)).norm_squared();
    assert_close(&of_pairs, &DVector::from_fn(n, |j, _| field(j)), "fields");
    let means: Vec<f64> = SectorRounds::of(&economy).unwrap().sectors.iter().map(|each| each.mean).collect();
    let again = l.tr_mul(&backward);
    assert_close(&DVector::from_vec(means), &again.component_div(&backward).add_scalar(-1.0), "rounds");
    let lengths = PropagationMatrix::of(&economy).unwrap();
    let weighted = &l * (&l - DMatrix::identity(n, n));
    // Lengths are quotients; what is compared is length times link.
    let links = DVector::from_fn(n, |j, _| lengths.lengths[(k, j)].unwrap_or(0.0) * (l[(k, j)] - f64::from(j == k)));
    assert_close(&links, &weighted.row(k).transpose(), "lengths");
}

#[test]
fn whom_information_services_serve() {
    let Some((economy, l, k)) = bank() else { return };
    let (n, x, f) = (l.nrows(), economy.published_output(), economy.final_demand());
    let served = DVector::from_fn(n, |j, _| l[(k, j)] * f[j] / x[k]);
    let found = VerticalIntegration::of(&economy).unwrap();
    assert_close(&DVector::from_fn(n, |j, _| found.share(k, j).unwrap()), &served, "subsystems");
    let supplied = Allocation::of(&economy, k, 0.1).unwrap();
    assert_close(&supplied.in_final_uses, &served, "allocation");
    let g = DVector::from_fn(n, |j, _| l[(k, j)] * x[j] / x[k]);
    assert_close(&supplied.total, &g, "row of G");
    // What all pay for primary inputs, sent through the Bank's inverse by shares of sales, is output again: x = G' v.
    let v = economy.table().primary_inputs().values.row_sum().transpose();
    let output = l.tr_mul(&v.component_div(x)).component_mul(x);
    assert_close(&Ghosh::of(&economy).unwrap().supply_output, &output, "supply model");
    let r = purchases(&economy, k).unwrap();
    let flows = DMatrix::from_fn(n, n, |i, j| r.per_output[i] * l[(i, j)] * f[j]);
    let found = InnovationFlows::of(&economy, r.clone()).unwrap();
    assert!((found.flows - &flows).amax() <= BANK * flows.amax());
    let found = EmbodiedTechnology::of(&economy, r).unwrap();
    let row = DVector::from_fn(n, |j, _| l[(k, j)] - f64::from(j == k));
    assert_close(&found.per_final_demand, &row, "embodied");
}

#[test]
fn what_if_it_vanished_grew_or_became_dearer() {
    let Some((economy, l, k)) = bank() else { return };
    let (n, x, f) = (l.nrows(), economy.output(), economy.final_demand());
    // (I - A_NN)⁻¹ f_N by the parts of L: L_NN f_N - L_Nk (L_kN f_N) / l_kk.
    let without = DVector::from_fn(n, |j, _| if j == k { 0.0 } else { f[j] });
    let through = l.row(k).dot(&without.transpose()) / l[(k, k)];
    let left = &l * &without - l.column(k) * through;
    let lost = Losses::by_sector(&economy, &ExtractionRule::of(ExtractionKind::Total), k).unwrap();
    // Differences of outputs, against the largest output.
    assert!((lost - (x - left)).amax() <= BANK * x.amax());

    let grown = MixedModel::of(&economy, &BTreeMap::from([(k, 1.1 * x[k])]), &BTreeMap::new()).unwrap();
    assert_close(&grown.output, &(x + l.column(k) * (0.1 * x[k] / l[(k, k)])), "output given");

    let own = PriceChange::of_own_price(&economy, k, 0.1).unwrap();
    assert_close(&own.by_sector, &(l.row(k).transpose() * (0.1 / l[(k, k)])), "own price");
    let imports = economy.primary_of(|kind| kind == PrimaryInputKind::Imports).unwrap();
    let dearer = PriceChange::of_cost(&economy, &(&imports * 0.1)).unwrap();
    assert_close(&dearer.by_sector, &(l.tr_mul(&imports) * 0.1), "dearer imports");
}

/// A coefficient at its limit: the field of influence through the Bank's inverse says by how much every output moves.
#[test]
fn limits_of_what_information_services_sell() {
    let Some((economy, l, k)) = bank() else { return };
    let (n, x, a) = (l.nrows(), economy.output(), economy.technical().matrix());
    let found = TolerableLimits::of(&economy, 0.01).unwrap();
    let mut compared = 0;
    for j in 0..n {
        let Some(limit) = found.limit(k, j) else { continue };
        let more = limit * a[(k, j)];
        let pushed = more * x[j] / (1.0 - more * l[(j, k)]);
        let most = (0..n).map(|i| l[(i, k)] * pushed / x[i]).fold(0.0, f64::max);
        assert!((most - 0.01).abs() <= 0.01 * BANK, "{j}: {most}");
        compared += 1;
    }
    // As many as information services sell to.
    assert_eq!(compared, 110);
}

/// What is imported for exports is what is left of them when value added and taxes at home are taken off.
#[test]
fn imports_of_exports_are_exports_less_what_stays_at_home() {
    let Some((economy, l, _)) = bank() else { return };
    let demand = economy.table().final_demand();
    let at = demand.of_kind(ComponentKind::Exports).next().unwrap();
    let exports = demand.values.column(at).into_owned();
    // What all activities make for exports, and what each row of primary inputs of the table takes of it.
    let made = &l * &exports;
    let share = made.component_div(economy.published_output());
    let rows = economy.table().primary_inputs();
    let taken = |is_meant: &dyn Fn(PrimaryInputKind) -> bool| -> f64 {
        let each = rows.values.row_iter().zip(&rows.rows).filter(|(_, row)| is_meant(row.kind));
        each.map(|(paid, _)| paid.dot(&share.transpose())).sum()
    };
    let abroad = taken(&|kind| kind == PrimaryInputKind::Imports);
    let at_home = taken(&|kind| kind != PrimaryInputKind::Imports);
    let found = ImportContent::of(&economy).unwrap();
    let specialised = found.vertical_specialisation().unwrap().sum();
    assert!((specialised - abroad).abs() <= BANK * abroad, "{specialised} {abroad}");
    // The identity rests on columns that add up, which those of the workbook do to 1e-9 of output.
    assert!((specialised - (exports.sum() - at_home)).abs() <= 1e-9 * made.sum(), "{specialised} {at_home}");
    assert!((found.share_of(&exports).unwrap() - abroad / exports.sum()).abs() <= BANK);
}
