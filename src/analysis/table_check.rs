//! What an analyst should know of a table before using it: whether its identities hold, what looks like a slip of the hand,
//! and how well its inverse can be computed.
//!
//! Each check has a measure, a limit and a verdict. A table passes where no check fails; a warning is something to look at.
//! The accounting identities are those of [`Identities`]; the slips are found by content: a row or column that is the sum of
//! all others is a total left in the matrix, and a gap that closes when one figure is divided or multiplied by 1,000 is a
//! slip of the unit. None of this says that the figures are right, only that they fit one another.

use crate::model::{LeontiefSystem, TechnicalCoefficients, check_productive, condition_number, spectral_radius};
use crate::table::reader::Published;
use crate::table::{ComponentKind, Denominator, Identities, IdentityGap, IoTable, Tolerances};
use crate::words::{Column, Frame, Unit};
use nalgebra::{DMatrix, DVector};

/// Above this condition number fewer than eight digits of a multiplier are sure.
const CONDITION: f64 = 1e8;
/// Negatives smaller than this part of the largest flow are rounding of the source.
const ROUNDING: f64 = 1e-12;
/// How well a suspected slip must explain a gap.
const EXPLAINS: f64 = 1e-3;
/// The largest difference between published and computed coefficients that rounding of doubles explains.
const MATCHES: f64 = 1e-12;

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Something to know.
    Warn,
    /// The table cannot be used as it is.
    Fail,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        }
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is checked.
    pub what: &'static str,
    /// What it found.
    pub verdict: Verdict,
    /// The measure, if it is a number.
    pub measure: Option<f64>,
    /// The limit that the measure must keep, if there is one.
    pub limit: Option<f64>,
    /// Sectors and figures, in words.
    pub detail: String,
}

/// All checks of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCheck {
    title: String,
    /// The checks in the order in which they are printed.
    pub checks: Vec<Check>,
}

impl TableCheck {
    /// Checks a table, and what its publisher computed from it.
    pub fn of(table: &IoTable, published: &Published, tolerances: Tolerances) -> Self {
        let identities = Identities::of(table);
        let mut checks = vec![
            identity(table, "sales + final demand = output of the row", &identities.sales, tolerances.identity),
            identity(
                table,
                "purchases + primary inputs = output of the column",
                &identities.purchases,
                tolerances.identity,
            ),
            outputs(table, &identities.output, tolerances),
        ];
        checks.extend(slips(table, &identities, tolerances.identity));
        checks.push(totals_left_in(table));
        checks.extend(idle(table));
        checks.extend(negatives(table));
        checks.extend(solution(table));
        checks.extend(against_published(table, published));
        Self { title: table.manifest().title.clone(), checks }
    }

    /// The worst verdict.
    pub fn verdict(&self) -> Verdict {
        self.checks.iter().map(|check| check.verdict).max().unwrap_or(Verdict::Pass)
    }

    /// One row per check.
    pub fn into_frame(self) -> Frame {
        let verdict = self.verdict();
        let mut frame = Frame::new(
            "check",
            format!("{}: {}", self.title, if verdict == Verdict::Fail { "does not pass" } else { "passes" }),
            vec![
                Column::text("check", "Check", "What is checked."),
                Column::text("verdict", "Verdict", "pass, warn or FAIL."),
                Column::number("measure", "Measure", Unit::None, "The worst case found; shares are of output."),
                Column::number("limit", "Limit", Unit::None, "What the measure must not exceed."),
                Column::text("detail", "Detail", "Sectors and figures."),
            ],
        );
        for check in self.checks {
            frame.push(vec![
                check.what.into(),
                check.verdict.word().into(),
                check.measure.into(),
                check.limit.into(),
                check.detail.into(),
            ]);
        }
        frame
    }
}

fn check(what: &'static str, verdict: Verdict, measure: Option<f64>, limit: Option<f64>, detail: String) -> Check {
    Check { what, verdict, measure, limit, detail }
}

fn identity(table: &IoTable, what: &'static str, gaps: &[IdentityGap], limit: f64) -> Check {
    let measure = gaps.first().map_or(0.0, |gap| gap.relative);
    let verdict = if measure > limit { Verdict::Fail } else { Verdict::Pass };
    let worst: Vec<String> = gaps
        .iter()
        .take(3)
        .filter(|gap| gap.relative > 0.0)
        .map(|gap| format!("{} by {:+.1e}", table.sectors().code(gap.sector), gap.gap))
        .collect();
    let detail = if worst.is_empty() { "exact".to_owned() } else { format!("worst: {}", worst.join(", ")) };
    check(what, verdict, Some(measure), Some(limit), detail)
}

fn outputs(table: &IoTable, gaps: &[IdentityGap], tolerances: Tolerances) -> Check {
    let mut found = identity(table, "output of the row = output of the column", gaps, tolerances.output);
    if found.verdict == Verdict::Pass && found.measure.unwrap_or(0.0) > tolerances.identity {
        found.verdict = Verdict::Warn;
    }
    found
}

/// Where one figure divided or multiplied by 1,000 closes a gap.
fn slips(table: &IoTable, identities: &Identities, limit: f64) -> Vec<Check> {
    let (codes, demand, inputs) = (table.sectors(), table.final_demand(), table.primary_inputs());
    let mut found = Vec::new();
    let explains = |figure: f64, gap: f64| {
        // A figure a thousand times too large leaves .999 of itself; one a thousand times too small lacks 999 times itself.
        let off = |expected: f64| (gap - expected).abs() <= EXPLAINS * gap.abs();
        figure != 0.0 && (off(0.999 * figure) || off(-999.0 * figure))
    };
    for gap in identities.sales.iter().filter(|gap| gap.relative > limit) {
        let i = gap.sector;
        let flows = (0..table.len()).map(|j| (codes.code(j).to_owned(), table.intermediate()[(i, j)]));
        let uses = demand.components.iter().enumerate().map(|(c, what)| (what.id.clone(), demand.values[(i, c)]));
        let suspects = flows.chain(uses).filter(|(_, figure)| explains(*figure, gap.gap));
        found.extend(suspects.map(|(to, figure)| format!("{} to {to}: {figure}", codes.code(i))));
        if explains(table.output(Denominator::Row)[i], -gap.gap) {
            found.push(format!("output of the row {}: {}", codes.code(i), table.output(Denominator::Row)[i]));
        }
    }
    for gap in identities.purchases.iter().filter(|gap| gap.relative > limit) {
        let j = gap.sector;
        let paid = inputs.rows.iter().enumerate().map(|(r, what)| (what.id.clone(), inputs.values[(r, j)]));
        let suspects = paid.filter(|(_, figure)| explains(*figure, gap.gap));
        found.extend(suspects.map(|(what, figure)| format!("{what} of {}: {figure}", codes.code(j))));
        if explains(table.output(Denominator::Column)[j], -gap.gap) {
            found.push(format!("output of the column {}: {}", codes.code(j), table.output(Denominator::Column)[j]));
        }
    }
    let verdict = if found.is_empty() { Verdict::Pass } else { Verdict::Fail };
    let detail = if found.is_empty() { "none".to_owned() } else { found.join("; ") };
    vec![check("figures off by a factor of 1,000", verdict, None, None, detail)]
}

/// A row that is the sum of the other rows, or a column that is the sum of the other columns, is a total.
fn totals_left_in(table: &IoTable) -> Check {
    let z = table.intermediate();
    let mut found = Vec::new();
    if table.len() > 2 {
        let (by_row, by_column) = (z.row_sum().transpose(), z.column_sum());
        for i in 0..table.len() {
            let row = z.row(i).transpose();
            let column = z.column(i).into_owned();
            // With the total in the matrix the sum of a column is twice the total's own cell.
            let is_total = |line: &DVector<f64>, sums: &DVector<f64>| {
                line.amax() > 0.0 && (sums - line * 2.0).amax() <= 1e-6 * line.amax()
            };
            if is_total(&row, &by_row) {
                found.push(format!("row {} ({})", table.sectors().code(i), table.sectors()[i].name));
            }
            if is_total(&column, &by_column) {
                found.push(format!("column {} ({})", table.sectors().code(i), table.sectors()[i].name));
            }
        }
    }
    let verdict = if found.is_empty() { Verdict::Pass } else { Verdict::Fail };
    let detail = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
    check("a total left among the sectors", verdict, Some(found.len() as f64), Some(0.0), detail)
}

fn listed(table: &IoTable, what: &'static str, is: impl Fn(usize) -> bool) -> Check {
    let codes: Vec<&str> = (0..table.len()).filter(|&i| is(i)).map(|i| table.sectors().code(i)).collect();
    let verdict = if codes.is_empty() { Verdict::Pass } else { Verdict::Warn };
    let detail = if codes.is_empty() { "none".to_owned() } else { codes.join(" ") };
    check(what, verdict, Some(codes.len() as f64), None, detail)
}

fn idle(table: &IoTable) -> Vec<Check> {
    let (output, sales) = (table.output(Denominator::Column), table.intermediate().column_sum());
    let purchases = table.intermediate().row_sum();
    vec![
        listed(table, "sectors without output", |i| output[i] == 0.0),
        listed(table, "sectors that sell nothing to sectors", |i| sales[i] == 0.0),
        listed(table, "sectors that buy nothing from sectors", |i| purchases[i] == 0.0),
    ]
}

fn negatives(table: &IoTable) -> Vec<Check> {
    let codes = table.sectors();
    let limit = -ROUNDING * table.intermediate().amax();
    let mut flows = Vec::new();
    for j in 0..table.len() {
        let rows = (0..table.len()).filter(|&i| table.intermediate()[(i, j)] < limit);
        flows.extend(rows.map(|i| format!("{} to {}: {}", codes.code(i), codes.code(j), table.intermediate()[(i, j)])));
    }
    let demand = table.final_demand();
    let mut uses = Vec::new();
    for (c, component) in demand.components.iter().enumerate() {
        if component.kind != ComponentKind::Inventories {
            let rows = (0..table.len()).filter(|&i| demand.values[(i, c)] < limit);
            uses.extend(rows.map(|i| format!("{} of {}", component.id, codes.code(i))));
        }
    }
    let inputs = table.primary_inputs();
    let mut paid = Vec::new();
    for (r, row) in inputs.rows.iter().enumerate() {
        let columns = (0..table.len()).filter(|&j| inputs.values[(r, j)] < limit);
        paid.extend(columns.map(|j| format!("{} of {}", row.id, codes.code(j))));
    }
    let said = |what, found: Vec<String>, bad| {
        let verdict = if found.is_empty() { Verdict::Pass } else { bad };
        let shown = found.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
        let more = if found.len() > 6 { format!(" and {} more", found.len() - 6) } else { String::new() };
        let detail = if found.is_empty() { "none".to_owned() } else { format!("{shown}{more}") };
        check(what, verdict, Some(found.len() as f64), None, detail)
    };
    vec![
        said("negative intermediate flows", flows, Verdict::Warn),
        said("negative final demand, inventories aside", uses, Verdict::Warn),
        said("negative primary inputs", paid, Verdict::Warn),
    ]
}

/// Whether there is a Leontief inverse, and how sensitive it is.
fn solution(table: &IoTable) -> Vec<Check> {
    let technical = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
    let radius = spectral_radius(technical.matrix());
    let system = LeontiefSystem::new(technical);
    let radius_check = |verdict, detail| {
        // Where the eigenvalues cannot be had, the check has no measure, and productivity is still judged.
        check("productive: spectral radius of A", verdict, Some(radius).filter(|r| r.is_finite()), Some(1.0), detail)
    };
    if let Err(error) = check_productive(&system, system.coefficients()) {
        return vec![radius_check(Verdict::Fail, error.diagnostic(table.sectors()).message)];
    }
    let detail = format!("in the long run each round of demand is {radius:.3} of the one before");
    let mut checks = vec![radius_check(Verdict::Pass, detail)];
    if let Ok(condition) = condition_number(&system) {
        let verdict = if condition > CONDITION { Verdict::Warn } else { Verdict::Pass };
        let detail = format!("multipliers keep about {:.0} of 16 digits", (16.0 - condition.log10()).max(0.0));
        checks.push(check("condition of I - A", verdict, Some(condition), Some(CONDITION), detail));
    }
    checks
}

/// The publisher's own coefficients and inverse against ours, with either output total; the better one is said.
fn against_published(table: &IoTable, published: &Published) -> Vec<Check> {
    let totals = [(Denominator::Column, "column"), (Denominator::Row, "row")];
    let compare = |what, theirs: &DMatrix<f64>, ours: &dyn Fn(TechnicalCoefficients) -> Option<DMatrix<f64>>| {
        let tried: Vec<(f64, &str)> = totals
            .iter()
            .filter_map(|&(by, word)| {
                let technical = TechnicalCoefficients::of(table.intermediate(), table.output(by));
                ours(technical).map(|matrix| ((matrix - theirs).amax(), word))
            })
            .collect();
        let best = tried.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
        let differences: Vec<String> = tried.iter().map(|(gap, word)| format!("{word} total {gap:.1e}")).collect();
        let verdict = if best.0 <= MATCHES { Verdict::Pass } else { Verdict::Warn };
        let detail = format!("largest difference by {}; the {} total matches best", differences.join(", "), best.1);
        Some(check(what, verdict, Some(best.0), Some(MATCHES), detail))
    };
    let coefficients = published.coefficients.as_ref().and_then(|theirs| {
        compare("published direct coefficients", theirs, &|technical| Some(technical.matrix().clone()))
    });
    let inverse = published.inverse.as_ref().and_then(|theirs| {
        compare("published Leontief inverse", theirs, &|technical| {
            LeontiefSystem::new(technical).inverse().ok().map(|inverse| inverse.matrix().clone())
        })
    });
    coefficients.into_iter().chain(inverse).map(measured).collect()
}

/// A difference that is no number would say nothing; it is left out rather than printed.
fn measured(mut check: Check) -> Check {
    check.measure = check.measure.filter(|measure| measure.is_finite());
    check
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Parts;
    use crate::table::fixture::{oddities, productive, two_sectors};
    use crate::words::{Sector, Sectors};
    use proptest::prelude::*;

    fn checked(parts: Parts) -> TableCheck {
        TableCheck::of(&IoTable::new(parts).unwrap(), &Published::default(), Tolerances::default())
    }

    fn found<'c>(check: &'c TableCheck, what: &str) -> &'c Check {
        check.checks.iter().find(|check| check.what.contains(what)).unwrap()
    }

    #[test]
    fn the_textbook_passes_and_its_figures_are_known() {
        let check = checked(two_sectors().into_parts());
        assert_eq!(check.verdict(), Verdict::Pass);
        let radius = found(&check, "spectral").measure.unwrap();
        assert!((radius - (0.1 + (0.01_f64 + 0.0425).sqrt())).abs() < 1e-14);
        assert_eq!(check.into_frame().finish().unwrap().title, "fixture: passes");
    }

    #[test]
    fn a_unit_slip_is_named_with_its_figure() {
        let mut parts = two_sectors().into_parts();
        parts.intermediate[(0, 1)] *= 1000.0;
        let check = checked(parts);
        assert_eq!(check.verdict(), Verdict::Fail);
        assert_eq!(found(&check, "1,000").detail, "S1 to S2: 500000");
        let mut parts = two_sectors().into_parts();
        parts.primary_inputs.values[(1, 0)] /= 1000.0;
        assert_eq!(found(&checked(parts), "1,000").detail, "operating_surplus of S1: 0.35");
    }

    #[test]
    fn a_total_left_in_the_matrix_is_named() {
        let parts = two_sectors().into_parts();
        let z = &parts.intermediate;
        let with_total = DMatrix::from_fn(3, 3, |i, j| match (i, j) {
            (2, 2) => z.sum(),
            (2, j) => z.column(j).sum(),
            (i, 2) => z.row(i).sum(),
            (i, j) => z[(i, j)],
        });
        let longer = |vector: &DVector<f64>| vector.clone().push(vector.sum());
        let wider = |block: &DMatrix<f64>| block.clone().insert_column(2, block.column_sum().sum());
        let mut list: Vec<Sector> = parts.sectors.iter().cloned().collect();
        list.push(Sector::new("T", "Total"));
        let mut total_demand = parts.final_demand.clone();
        total_demand.values = total_demand.values.clone().insert_row(2, 0.0);
        for c in 0..2 {
            total_demand.values[(2, c)] = parts.final_demand.values.column(c).sum();
        }
        let mut primary = parts.primary_inputs.clone();
        primary.values = wider(&primary.values);
        let check = checked(Parts {
            sectors: Sectors::new(list).unwrap(),
            intermediate: with_total,
            output_by_row: longer(&parts.output_by_row),
            output_by_column: longer(&parts.output_by_column),
            final_demand: total_demand,
            primary_inputs: primary,
            satellites: crate::table::Satellites::none(3),
            ..parts
        });
        assert_eq!(found(&check, "total left").detail, "row T (Total), column T (Total)");
    }

    #[test]
    fn oddities_are_said_and_stop_nothing() {
        let check = checked(oddities().into_parts());
        assert_eq!(check.verdict(), Verdict::Warn);
        assert_eq!(found(&check, "without output").detail, "S2");
        assert_eq!(found(&check, "sell nothing").detail, "S2 S3");
        assert_eq!(found(&check, "negative intermediate").detail, "none");
        assert!(check.into_frame().finish().is_ok());
    }

    #[test]
    fn an_economy_that_eats_itself_fails() {
        let mut parts = two_sectors().into_parts();
        parts.intermediate *= 5.0;
        let check = checked(parts);
        assert_eq!(found(&check, "productive").verdict, Verdict::Fail);
        assert!(check.into_frame().finish().is_ok());
    }

    #[test]
    fn published_coefficients_are_tried_with_both_totals() {
        let mut parts = two_sectors().into_parts();
        parts.output_by_row *= 1.0 + 1e-7;
        let table = IoTable::new(parts).unwrap();
        let by_row = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Row));
        let by_column = TechnicalCoefficients::of(table.intermediate(), table.output(Denominator::Column));
        let published = Published {
            coefficients: Some(by_column.matrix().clone()),
            inverse: Some(LeontiefSystem::new(by_row).inverse().unwrap().matrix().clone()),
        };
        let check = TableCheck::of(&table, &published, Tolerances::default());
        assert!(found(&check, "direct coefficients").detail.ends_with("the column total matches best"));
        assert!(found(&check, "Leontief inverse").detail.ends_with("the row total matches best"));
        assert_eq!(check.verdict(), Verdict::Pass);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// A table that closes passes, and one figure changed by a thousand never does.
        #[test]
        fn slips_never_pass(table in productive(6, 0.8), i in 0_usize..6, j in 0_usize..6) {
            prop_assert!(checked(table.clone().into_parts()).verdict() < Verdict::Fail);
            let n = table.len();
            let mut parts = table.into_parts();
            let cell = (i % n, j % n);
            prop_assume!(parts.intermediate[cell] > 1e-3 * parts.output_by_row[cell.0]);
            parts.intermediate[cell] *= 1000.0;
            prop_assert_eq!(checked(parts).verdict(), Verdict::Fail);
        }
    }
}
