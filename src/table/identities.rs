//! The identities that every table must satisfy, and by how much it misses them.
//!
//! - Sales: Σ_j z_ij + Σ_c f_ic = x_i, for every row i.
//! - Purchases: Σ_i z_ij + Σ_r v_rj = x_j, for every column j.
//! - The two published outputs of a sector are the same.
//!
//! A gap is measured relative to the larger of the sector's output and a millionth of the largest output, so that a sector
//! of nearly nothing cannot fail on the rounding of the source. Source: System of National Accounts 2008, chapter 28.

use super::{Denominator, IoTable, line_sums};
use crate::words::{Code, Diagnostic, Diagnostics, Place};

/// How far an identity may be missed, relative to output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerances {
    /// For sales and for purchases.
    pub identity: f64,
    /// Above this, two different output totals are an error; between the identity's limit and this a warning.
    pub output: f64,
}

impl Default for Tolerances {
    fn default() -> Self {
        Self { identity: 1e-6, output: 1e-4 }
    }
}

/// By how much one sector misses an identity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IdentityGap {
    /// The sector's position.
    pub sector: usize,
    /// Sum found less output published; money of the table.
    pub gap: f64,
    /// The same relative to output, never negative.
    pub relative: f64,
}

/// The gaps of all sectors, each list with the worst first.
#[derive(Debug, Clone, PartialEq)]
pub struct Identities {
    /// Sales and final demand against output by row.
    pub sales: Vec<IdentityGap>,
    /// Purchases and primary inputs against output by column.
    pub purchases: Vec<IdentityGap>,
    /// Output by row against output by column.
    pub output: Vec<IdentityGap>,
}

impl Identities {
    /// Measures a table.
    pub fn of(table: &IoTable) -> Self {
        let (by_row, by_column) = (table.output(Denominator::Row), table.output(Denominator::Column));
        let smallest = by_row.amax().max(by_column.amax()) * 1e-6;
        let gaps = |sums: Vec<f64>, outputs: &[f64]| {
            let mut gaps: Vec<IdentityGap> = sums
                .iter()
                .zip(outputs)
                .enumerate()
                .map(|(sector, (sum, output))| {
                    let (gap, base) = (sum - output, output.abs().max(smallest));
                    let relative = if base > 0.0 { gap.abs() / base } else { gap.abs() };
                    IdentityGap { sector, gap, relative }
                })
                .collect();
            gaps.sort_by(|a, b| b.relative.total_cmp(&a.relative));
            gaps
        };
        let columns = line_sums::columns(table.intermediate());
        let plus = |mut sums: Vec<f64>, others: &[f64]| {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum += other;
            }
            sums
        };
        let sales = plus(line_sums::of_rows(&columns), table.final_demand().total().as_slice());
        let purchases = plus(line_sums::of_columns(&columns), table.primary_inputs().values.row_sum().as_slice());
        Self {
            sales: gaps(sales, by_row.as_slice()),
            purchases: gaps(purchases, by_column.as_slice()),
            output: gaps(by_row.as_slice().to_vec(), by_column.as_slice()),
        }
    }

    /// Says which identities are missed by more than is allowed, naming the three worst sectors of each.
    pub fn diagnostics(&self, table: &IoTable, tolerances: Tolerances, place: Option<&Place>) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let mut say = |code, gaps: &[IdentityGap], limit: f64, what: &str, help: &str| {
            let over = gaps.iter().filter(|gap| gap.relative > limit).count();
            if over == 0 {
                return;
            }
            let worst: Vec<String> = gaps.iter().take(over.min(3)).map(|gap| said(table, gap)).collect();
            let sectors = if over == 1 { "1 sector".to_owned() } else { format!("{over} sectors") };
            let mut diagnostic =
                Diagnostic::new(code, format!("{what} of {sectors}: {}", worst.join("; "))).help(help.to_owned());
            diagnostic.place = place.cloned();
            diagnostics.push(diagnostic);
        };
        let (identity, output) = (tolerances.identity, tolerances.output);
        say(
            Code::SALES_IDENTITY,
            &self.sales,
            identity,
            "sales and final demand do not add up to the output",
            "check these rows against the source, or raise the limit with --tolerance",
        );
        say(
            Code::PURCHASES_IDENTITY,
            &self.purchases,
            identity,
            "purchases and primary inputs do not add up to the output",
            "check these columns against the source, or raise the limit with --tolerance",
        );
        let large = self.output.first().is_some_and(|gap| gap.relative > output);
        let (code, limit, help) = if large {
            (Code::OUTPUT_GAP_LARGE, output, "check the rows and columns of these sectors against the source")
        } else {
            (Code::OUTPUT_GAP, identity, "the totals of the columns are used; --denominator row uses those of the rows")
        };
        say(code, &self.output, limit, "output by row and by column differ in the totals", help);
        diagnostics
    }
}

fn said(table: &IoTable, gap: &IdentityGap) -> String {
    let sector = &table.sectors()[gap.sector];
    format!("{} ({}) by {:.6} ({:.1e} of output)", sector.code, sector.name, gap.gap, gap.relative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::fixture::two_sectors;

    #[test]
    fn the_textbook_table_closes_exactly() {
        let table = two_sectors();
        let identities = Identities::of(&table);
        assert!([&identities.sales, &identities.purchases, &identities.output].iter().all(|gaps| gaps[0].gap == 0.0));
        assert!(identities.diagnostics(&table, Tolerances::default(), None).is_empty());
    }

    #[test]
    fn a_figure_changed_shows_in_its_row_and_its_column() {
        let mut parts = two_sectors().into_parts();
        parts.intermediate[(0, 1)] += 5.0;
        let table = IoTable::new(parts).unwrap();
        let identities = Identities::of(&table);
        assert_eq!(identities.sales[0], IdentityGap { sector: 0, gap: 5.0, relative: 0.005 });
        assert_eq!(identities.purchases[0], IdentityGap { sector: 1, gap: 5.0, relative: 0.0025 });
        let codes: Vec<&str> =
            identities.diagnostics(&table, Tolerances::default(), None).iter().map(|d| d.code.id).collect();
        assert_eq!(codes, ["sales-identity", "purchases-identity"]);
    }

    #[test]
    fn a_small_gap_between_the_totals_warns_and_a_large_one_fails() {
        let codes = |gap: f64| {
            let mut parts = two_sectors().into_parts();
            parts.output_by_row[0] += gap;
            parts.final_demand.values[(0, 0)] += gap;
            let table = IoTable::new(parts).unwrap();
            let found = Identities::of(&table).diagnostics(&table, Tolerances::default(), None);
            found.iter().map(|d| d.code.id).collect::<Vec<_>>()
        };
        assert_eq!(codes(0.0005), Vec::<&str>::new());
        assert_eq!(codes(0.01), ["output-gap"]);
        assert_eq!(codes(1.0), ["output-gap-large"]);
    }

    #[test]
    fn a_sector_of_nothing_has_no_gap() {
        let mut parts = two_sectors().into_parts();
        parts.intermediate.fill(0.0);
        parts.final_demand.values.fill(0.0);
        parts.primary_inputs.values.fill(0.0);
        parts.output_by_row.fill(0.0);
        parts.output_by_column.fill(0.0);
        let identities = Identities::of(&IoTable::new(parts).unwrap());
        assert!(identities.sales.iter().all(|gap| gap.relative == 0.0));
    }
}
