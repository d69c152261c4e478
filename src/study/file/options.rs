//! What a command says beside the files: it comes before what the files say.

use super::{Setting, YearSpan};
use crate::table::reader::ReadOptions;

/// What is said beside the files. The default says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LoadOptions {
    /// Values of parameters, `--set`. A parameter that is set is certain: it has no low and high. The last of a name counts.
    pub sets: Vec<Setting>,
    /// A table for every scenario, `--table`: the name of a shipped one, or a path from where the program runs.
    pub table: Option<String>,
    /// The focus of every scenario, `--focus`.
    pub focus: Option<String>,
    /// The years of every scenario, `--years`.
    pub years: Option<YearSpan>,
    /// How tables are read.
    pub read: ReadOptions,
}
