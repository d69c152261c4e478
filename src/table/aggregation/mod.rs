//! Aggregation: a table with fewer sectors, each the sum of some of the old ones.
//!
//! With S the n' x n matrix that has a one where old sector j becomes part of new sector i:
//!
//! | block | formula | shape |
//! |---|---|---|
//! | flows | Z' = S Z S' | n' x n' |
//! | final demand | F' = S F | n' x f |
//! | primary inputs, satellites | V' = V S', likewise for the accounts | k x n' |
//! | both outputs | x' = S x | n' |
//!
//! Every total is kept, in the unit of the table; flows between sectors that become one are its own use. Sums are right for
//! quantities such as jobs, not for an account of rates. Source: Miller & Blair 2009, chapter 4. It is not an aggregation
//! of coefficients: those of the new table are weighted means of the old.

mod carried;

use super::label;
use super::{IoTable, NoteColumn, Parts, Satellites};
use crate::words::{Code, Diagnostic, Diagnostics, Sector, Sectors, suggestion};
use nalgebra::{DMatrix, DVector};

/// Which old sector becomes part of which new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregation {
    sectors: Sectors,
    /// For each old sector its new one.
    to: Vec<usize>,
    /// How the new sectors were chosen, for the notes: `by the classification branch`.
    about: String,
}

impl Aggregation {
    /// For every sector of the old table, in its order, the new sector that it becomes part of; old sectors with equal codes
    /// become one, by the name that the first of them gives. New sectors stand in the order in which they first occur, or by
    /// their codes where all of these are whole numbers.
    ///
    /// # Errors
    /// Says every code that cannot be one.
    pub fn new(targets: Vec<Sector>, about: impl Into<String>) -> Result<Self, Diagnostics> {
        let mut list: Vec<Sector> = Vec::new();
        let codes: Vec<String> = targets.iter().map(|target| target.code.clone()).collect();
        for target in targets {
            if list.iter().all(|sector| sector.code != target.code) {
                list.push(target);
            }
        }
        let number = |sector: &Sector| sector.code.parse::<u64>().ok();
        if list.iter().all(|sector| number(sector).is_some()) {
            list.sort_by_key(number);
        }
        let mut problems = Diagnostics::default();
        for problem in list.iter().filter_map(|sector| label::reserved("sector", &sector.code)) {
            problems.push(problem);
        }
        let sectors = match Sectors::new(list) {
            Ok(sectors) if problems.is_empty() => sectors,
            // Codes were made to differ above.
            _ => return Err(problems),
        };
        let to = codes.iter().filter_map(|code| sectors.position(code)).collect();
        Ok(Self { sectors, to, about: about.into() })
    }

    /// The groups of a classification of the table as new sectors. One with the name of a column of final demand or a row
    /// of primary inputs gets the name of the classification behind its own, `government-branch`, because in a table the
    /// two could not be told from one another.
    ///
    /// # Errors
    /// Fails where the table has no such classification, or one of its groups has a name that no sector can have.
    pub fn by_classification(table: &IoTable, id: &str) -> Result<Self, Diagnostics> {
        let Some(classification) = table.classification(id) else {
            let known = table.classifications().iter().map(crate::words::Classification::id);
            let all = known.clone().collect::<Vec<_>>().join(", ");
            let all = if all.is_empty() { "it has none".to_owned() } else { format!("it has {all}") };
            let message = format!("the table `{}` has no classification `{id}`", table.manifest().id);
            return Err(Diagnostic::new(Code::UNKNOWN_CLASSIFICATION, message)
                .help(suggestion(id, known, &all))
                .into());
        };
        let taken: Vec<&str> = lines(table).map(|(_, id)| id).collect();
        let code = |label: &String| {
            let mut code = label.clone();
            while taken.contains(&code.as_str()) || (code != *label && classification.labels().contains(&code)) {
                code = format!("{code}-{id}");
            }
            code
        };
        let targets = classification.labels().iter().map(|label| Sector::new(code(label), label)).collect();
        Self::new(targets, format!("by the classification `{id}`"))
    }

    /// The new sectors.
    pub fn sectors(&self) -> &Sectors {
        &self.sectors
    }

    /// The new sector of each old one, in the order of the old table.
    pub fn targets(&self) -> &[usize] {
        &self.to
    }

    /// The table with the new sectors. What cannot be carried over, such as a group that splits, is left out, and the notes
    /// of the table's source say so.
    ///
    /// # Errors
    /// Fails where the aggregation is one of another number of sectors, where a new sector has the name of a column of final
    /// demand or a row of primary inputs, and where sums exceed what a number can hold.
    pub fn apply(&self, table: &IoTable) -> Result<IoTable, Diagnostics> {
        let (n, old) = (self.sectors.len(), table.len());
        if self.to.len() != old {
            let message = format!("the aggregation is one of {} sectors, and the table has {old}", self.to.len());
            return Err(Diagnostic::new(Code::TABLE_SHAPE, message).help("aggregate the table it was made for").into());
        }
        let mut problems = Diagnostics::default();
        for (what, id) in lines(table) {
            if let Some(problem) = label::of_a_sector(what, id, &self.sectors) {
                problems.push(problem);
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut intermediate = DMatrix::zeros(n, n);
        for (j, &buyer) in self.to.iter().enumerate() {
            for (i, &seller) in self.to.iter().enumerate() {
                intermediate[(seller, buyer)] += table.intermediate()[(i, j)];
            }
        }
        let (demand, inputs, satellites) = (table.final_demand(), table.primary_inputs(), table.satellites());
        let mut notes = Vec::new();
        let manifest = carried::manifest(self, table, &mut notes);
        let classifications = carried::classifications(self, table, &mut notes);
        let groups = carried::groups(self, table, &classifications, &mut notes);
        let mut parts = Parts {
            manifest,
            sectors: self.sectors.clone(),
            classifications,
            groups,
            notes: vec![NoteColumn { id: "sum_of".into(), texts: self.sums(table) }],
            intermediate,
            final_demand: super::FinalDemand {
                components: demand.components.clone(),
                values: self.rows_added(&demand.values),
            },
            primary_inputs: super::PrimaryInputs {
                rows: inputs.rows.clone(),
                values: self.columns_added(&inputs.values),
            },
            satellites: Satellites {
                accounts: satellites.accounts.clone(),
                values: self.columns_added(&satellites.values),
            },
            output_by_row: self.added(table.output(super::Denominator::Row)),
            output_by_column: self.added(table.output(super::Denominator::Column)),
        };
        parts.manifest.source.notes.append(&mut notes);
        IoTable::new(parts)
    }

    /// S M for a matrix with a row per old sector.
    fn rows_added(&self, matrix: &DMatrix<f64>) -> DMatrix<f64> {
        let mut sums = DMatrix::zeros(self.sectors.len(), matrix.ncols());
        for (i, &to) in self.to.iter().enumerate() {
            for column in 0..matrix.ncols() {
                sums[(to, column)] += matrix[(i, column)];
            }
        }
        sums
    }

    /// M S' for a matrix with a column per old sector.
    fn columns_added(&self, matrix: &DMatrix<f64>) -> DMatrix<f64> {
        let mut sums = DMatrix::zeros(matrix.nrows(), self.sectors.len());
        for (j, &to) in self.to.iter().enumerate() {
            for row in 0..matrix.nrows() {
                sums[(row, to)] += matrix[(row, j)];
            }
        }
        sums
    }

    /// S x for a vector over the old sectors.
    fn added(&self, vector: &DVector<f64>) -> DVector<f64> {
        let mut sums = DVector::zeros(self.sectors.len());
        for (i, &to) in self.to.iter().enumerate() {
            sums[to] += vector[i];
        }
        sums
    }

    /// For each new sector the codes of the old ones in it.
    fn sums(&self, table: &IoTable) -> Vec<String> {
        let codes = |new: usize| {
            let members = self.to.iter().enumerate().filter(|(_, to)| **to == new);
            members.map(|(old, _)| table.sectors().code(old)).collect::<Vec<_>>().join(" ")
        };
        (0..self.sectors.len()).map(codes).collect()
    }
}

/// The columns of final demand and the rows of primary inputs.
fn lines(table: &IoTable) -> impl Iterator<Item = (&'static str, &str)> {
    let columns = table.final_demand().components.iter().map(|component| ("column", component.id.as_str()));
    columns.chain(table.primary_inputs().rows.iter().map(|row| ("row", row.id.as_str())))
}

#[cfg(test)]
mod tests;
