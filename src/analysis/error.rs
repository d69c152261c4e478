//! Why an analysis has no answer.

use super::Takes;
use crate::model::ModelError;
use crate::words::{Code, Diagnostic, FrameError, Sectors};

/// Why an analysis has no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    /// The model of the table has none.
    #[error("{0}")]
    Model(#[from] ModelError),
    /// A table of results is not finished: above all, a number in it is not finite.
    #[error("{0}")]
    Frame(#[from] FrameError),
    /// An option that the analysis needs was given neither by the analyst nor by the table.
    #[error("the option `{name}` is needed")]
    MissingOption {
        /// The option's name.
        name: &'static str,
        /// What it takes.
        takes: Takes,
    },
    /// An option was given what it takes, and it does not fit the table or another option.
    #[error("the option `{name}` {problem}")]
    UnfitOption {
        /// The option's name.
        name: &'static str,
        /// What is wrong with it.
        problem: String,
        /// The next step.
        help: String,
    },
    /// A position is not one of the table's sectors.
    #[error("there is no sector {position} among {sectors}, counted from 0")]
    NoSuchSector {
        /// The position asked for.
        position: usize,
        /// n.
        sectors: usize,
    },
}

impl AnalysisError {
    /// The message for the analyst, with the sectors named.
    pub fn diagnostic(&self, sectors: &Sectors) -> Diagnostic {
        let message = self.to_string();
        match self {
            Self::Model(error) => error.diagnostic(sectors),
            Self::Frame(_) => Diagnostic::new(Code::NO_FINITE_RESULT, message)
                .help("`eslabon table check` looks for outputs that are all but zero beside flows that are not"),
            Self::MissingOption { name, takes } => Diagnostic::new(Code::MISSING_OPTION, message).help(format!(
                "write `--{name} {}`; it takes {}",
                takes.placeholder(),
                takes.words()
            )),
            Self::UnfitOption { help, .. } => Diagnostic::new(Code::WRONG_OPTION, message).help(help.clone()),
            Self::NoSuchSector { .. } => Diagnostic::new(Code::UNKNOWN_SECTOR, message)
                .help("`eslabon table show TABLE` lists the sectors and groups of a table"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Sector;

    #[test]
    fn every_error_has_a_code_and_a_next_step() {
        let sectors = Sectors::new(vec![Sector::new("A", "Farms"), Sector::new("B", "Mills")]).unwrap();
        let frame = FrameError::NotFinite { frame: "f".into(), row: 1, column: "c".into() };
        let unfit = AnalysisError::UnfitOption { name: "outputs", problem: "is empty".into(), help: "name one".into() };
        let cases: [(AnalysisError, &str); 5] = [
            (ModelError::NotProductive { sectors: vec![1] }.into(), "not-productive"),
            (frame.into(), "no-finite-result"),
            (AnalysisError::MissingOption { name: "with", takes: Takes::Table }, "missing-option"),
            (unfit, "wrong-option"),
            (AnalysisError::NoSuchSector { position: 9, sectors: 2 }, "unknown-sector"),
        ];
        for (error, code) in cases {
            let diagnostic = error.diagnostic(&sectors);
            assert_eq!(diagnostic.code.id, code);
            assert!(diagnostic.help.is_some() && !diagnostic.message.is_empty());
        }
        let missing = AnalysisError::MissingOption { name: "with", takes: Takes::Table }.diagnostic(&sectors);
        assert_eq!(missing.help.as_deref(), Some("write `--with TABLE`; it takes another table, by name or path"));
        let named = AnalysisError::from(ModelError::NotProductive { sectors: vec![1] }).diagnostic(&sectors);
        assert!(named.message.contains("B (Mills)"), "{}", named.message);
    }
}
