//! The input-output table: n sectors that sell to one another and to final demand, and pay for primary inputs.
//!
//! | block | letter | shape | unit |
//! |---|---|---|---|
//! | intermediate flows | Z | n x n, row i sells to column j | money of the table |
//! | final demand | F | n x f | money |
//! | primary inputs | V | k x n | money |
//! | output | x | n | money |
//! | satellites | S | s x n | each its own |

use super::line_sums::all_within;
use super::{FinalDemand, Manifest, PrimaryInputs, Satellites};
use crate::words::{Classification, Code, Diagnostic, Diagnostics, Group, LARGEST, Money, Naming, Sectors, Unit};
use nalgebra::{DMatrix, DVector};

/// Which of the two published totals divides flows into coefficients. They differ in the last digits of some tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Denominator {
    /// Output as the sum of a column: purchases and primary inputs.
    #[default]
    Column,
    /// Output as the sum of a row: intermediate sales and final demand.
    Row,
}

impl Denominator {
    /// Both with the word that options use for it.
    pub const WORDS: &'static [(&'static str, Self)] = &[("column", Self::Column), ("row", Self::Row)];
}

/// A column of notes on sectors that the source has and no calculation uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteColumn {
    /// The header.
    pub id: String,
    /// One text per sector, in table order.
    pub texts: Vec<String>,
}

/// The parts of a table, before they are checked to fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// What the table says of itself.
    pub manifest: Manifest,
    /// The sectors, in the order of rows and columns.
    pub sectors: Sectors,
    /// Columns of `sectors.csv` that give groups.
    pub classifications: Vec<Classification>,
    /// Groups beside the classifications.
    pub groups: Vec<Group>,
    /// Columns of `sectors.csv` that are notes.
    pub notes: Vec<NoteColumn>,
    /// Z, n x n.
    pub intermediate: DMatrix<f64>,
    /// F, n x f.
    pub final_demand: FinalDemand,
    /// V, k x n.
    pub primary_inputs: PrimaryInputs,
    /// S, s x n.
    pub satellites: Satellites,
    /// Output as published at the end of each row, n.
    pub output_by_row: DVector<f64>,
    /// Output as published at the foot of each column, n.
    pub output_by_column: DVector<f64>,
}

/// An input-output table whose blocks fit one another and whose figures are all finite.
/// That its identities hold is asked separately, see [`super::Identities`].
#[derive(Debug, Clone, PartialEq)]
pub struct IoTable {
    parts: Parts,
}

impl IoTable {
    /// Checks that the parts fit.
    ///
    /// # Errors
    /// Returns every block of another shape than the number of sectors asks for, and every one with figures that
    /// are not finite or too large to calculate with.
    pub fn new(parts: Parts) -> Result<Self, Diagnostics> {
        let n = parts.sectors.len();
        let mut problems = Diagnostics::default();
        let mut shape = |block: &str, found: (usize, usize), needed: (usize, usize)| {
            if found != needed {
                let message = format!(
                    "the block of {block} has {} rows and {} columns where {} and {} are needed",
                    found.0, found.1, needed.0, needed.1
                );
                problems.push(
                    Diagnostic::new(Code::TABLE_SHAPE, message)
                        .help("rows, columns and sectors must be the same in every block"),
                );
            }
        };
        let (f, k, s) =
            (parts.final_demand.components.len(), parts.primary_inputs.rows.len(), parts.satellites.accounts.len());
        shape("intermediate flows", parts.intermediate.shape(), (n, n));
        shape("final demand", parts.final_demand.values.shape(), (n, f));
        shape("primary inputs", parts.primary_inputs.values.shape(), (k, n));
        shape("satellite accounts", parts.satellites.values.shape(), (s, n));
        shape("output by row", parts.output_by_row.shape(), (n, 1));
        shape("output by column", parts.output_by_column.shape(), (n, 1));
        for classification in &parts.classifications {
            shape(&format!("classification {}", classification.id()), (classification.labels().len(), 1), (n, 1));
        }
        if n == 0 {
            problems
                .push(Diagnostic::new(Code::TABLE_SHAPE, "the table has no sector").help("a table needs at least one"));
        }
        let finite = [
            ("intermediate flows", parts.intermediate.as_slice()),
            ("final demand", parts.final_demand.values.as_slice()),
            ("primary inputs", parts.primary_inputs.values.as_slice()),
            ("satellite accounts", parts.satellites.values.as_slice()),
            ("output by row", parts.output_by_row.as_slice()),
            ("output by column", parts.output_by_column.as_slice()),
        ];
        for (block, figures) in finite {
            if all_within(figures, LARGEST) {
                continue;
            }
            if figures.iter().any(|figure| !figure.is_finite()) {
                problems.push(
                    Diagnostic::new(
                        Code::NOT_FINITE,
                        format!("the block of {block} holds a figure that is not finite"),
                    )
                    .help("write a number, or leave the cell empty for zero"),
                );
            } else {
                problems.push(
                    Diagnostic::new(
                        Code::NOT_FINITE,
                        format!("the block of {block} holds a figure above {LARGEST:e}, too large to calculate with"),
                    )
                    .help("check the figures against the source; a larger `scale` of the money keeps them small"),
                );
            }
        }
        if problems.is_empty() { Ok(Self { parts }) } else { Err(problems) }
    }

    /// The same table by another name.
    ///
    /// # Errors
    /// Fails where the name has letters that the name of a folder or a word on the command line cannot carry.
    pub fn renamed(mut self, id: &str) -> Result<Self, Diagnostics> {
        if let Some(problem) = Manifest::wrong_id(id) {
            return Err(problem.into());
        }
        id.clone_into(&mut self.parts.manifest.id);
        Ok(self)
    }

    /// Gives the parts back, for building another table from them.
    pub fn into_parts(self) -> Parts {
        self.parts
    }

    /// What the table says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.parts.manifest
    }

    /// The sectors in table order.
    pub fn sectors(&self) -> &Sectors {
        &self.parts.sectors
    }

    /// n, the number of sectors.
    pub fn len(&self) -> usize {
        self.parts.sectors.len()
    }

    /// Whether the table has no sector; [`IoTable::new`] lets none through.
    pub fn is_empty(&self) -> bool {
        self.parts.sectors.is_empty()
    }

    /// The classifications of the sectors.
    pub fn classifications(&self) -> &[Classification] {
        &self.parts.classifications
    }

    /// The classification with this name.
    pub fn classification(&self, id: &str) -> Option<&Classification> {
        self.parts.classifications.iter().find(|classification| classification.id() == id)
    }

    /// The groups that are no part of a classification.
    pub fn groups(&self) -> &[Group] {
        &self.parts.groups
    }

    /// The columns of notes.
    pub fn notes(&self) -> &[NoteColumn] {
        &self.parts.notes
    }

    /// The names that are in force for this table: its sectors, then every group of every classification, then its other groups.
    pub fn naming(&self) -> Naming<'_> {
        let of_classifications = self.parts.classifications.iter().flat_map(Classification::groups);
        Naming::new(&self.parts.sectors, of_classifications.chain(self.parts.groups.iter().cloned()).collect())
    }

    /// Z, n x n, row i sells to column j; money of the table.
    pub fn intermediate(&self) -> &DMatrix<f64> {
        &self.parts.intermediate
    }

    /// F with its components.
    pub fn final_demand(&self) -> &FinalDemand {
        &self.parts.final_demand
    }

    /// V with its rows.
    pub fn primary_inputs(&self) -> &PrimaryInputs {
        &self.parts.primary_inputs
    }

    /// S with its accounts.
    pub fn satellites(&self) -> &Satellites {
        &self.parts.satellites
    }

    /// x, n x 1: output as published, at the end of the rows or at the foot of the columns; money of the table.
    pub fn output(&self, by: Denominator) -> &DVector<f64> {
        match by {
            Denominator::Column => &self.parts.output_by_column,
            Denominator::Row => &self.parts.output_by_row,
        }
    }

    /// Value added at basic prices by sector, n x 1: the sum of the rows of primary inputs that are part of it; money of the table.
    pub fn value_added(&self) -> DVector<f64> {
        let primary = &self.parts.primary_inputs;
        primary.value_added().fold(DVector::zeros(self.len()), |sum, row| sum + primary.values.row(row).transpose())
    }

    /// The unit of the table's money.
    pub fn money(&self) -> &Money {
        &self.parts.manifest.money
    }

    /// The unit of the table's money, for a column of a frame.
    pub fn unit(&self) -> Unit {
        Unit::Money(self.parts.manifest.money.clone())
    }
}
