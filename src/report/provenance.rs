//! The birth certificate of a result, `run.json`: which program ran on which table with which scenarios, so that anyone
//! can run it again and compare. Two equal runs differ in the elapsed time alone, which stands last.

use super::ReportError;
use super::folder::PROGRAM;
use crate::words::{Column, Frame};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::time::Duration;

/// What a result came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    program: String,
    version: String,
    commit: String,
    /// The tables that the scenarios start from.
    pub tables: Vec<TableMark>,
    /// Every scenario as it ran: merged with its parents and with every parameter at its value.
    pub scenarios: Vec<Value>,
    /// Parameters that the command line set, by name.
    pub parameters: Map<String, Value>,
    /// The scenario that the comparison was asked to be with; none where that was left to the program.
    pub reference: Option<String>,
    /// Where random draws began, if there were any.
    pub seed: Option<u64>,
    /// The other files of the result, as paths with `/` between: what else lies in its folder is somebody else's.
    pub files: Vec<String>,
    /// How long the run took, in seconds.
    pub elapsed: f64,
}

/// A table and a mark by which a changed copy is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableMark {
    /// The table's identifier: `chile-2021`.
    pub id: String,
    /// SHA-256 of its files, in hexadecimal digits.
    pub checksum: String,
}

impl Provenance {
    /// The certificate of this program; what a run adds is in the public fields.
    pub fn of_this_program() -> Self {
        Self {
            program: PROGRAM.to_owned(),
            version: version().to_owned(),
            commit: commit().to_owned(),
            tables: Vec::new(),
            scenarios: Vec::new(),
            parameters: Map::new(),
            reference: None,
            seed: None,
            files: Vec::new(),
            elapsed: 0.0,
        }
    }

    /// The same, after a run of this length. A thousandth of a second is as exact as a person cares for.
    #[must_use]
    pub fn took(mut self, elapsed: Duration) -> Self {
        self.elapsed = (elapsed.as_secs_f64() * 1000.0).round() / 1000.0;
        self
    }

    /// The same as a table for people, without the scenarios, and without the time it took, so that equal runs have equal tables.
    ///
    /// # Errors
    /// Fails on nothing that is in a certificate.
    pub fn frame(&self) -> Result<Frame, ReportError> {
        let columns = vec![
            Column::text("what", "What", "What is told of the run."),
            Column::text("which", "Which", "The table or the parameter, where there are several."),
            Column::text("value", "Value", "What it is."),
        ];
        let mut frame = Frame::new("provenance", "Where the numbers come from", columns);
        let mut row = |what: &str, which: &str, value: &str| {
            frame.push(vec![what.into(), Some(which).filter(|which| !which.is_empty()).into(), value.into()]);
        };
        row("program", "", &self.program);
        row("version", "", &self.version);
        row("commit", "", &self.commit);
        for table in &self.tables {
            row("SHA-256 of the table", &table.id, &table.checksum);
        }
        for (name, value) in &self.parameters {
            row("parameter set", name, &value.to_string());
        }
        if let Some(reference) = &self.reference {
            row("reference asked for", "", reference);
        }
        if let Some(seed) = self.seed {
            row("seed", "", &seed.to_string());
        }
        frame.note("The scenarios as they ran, with every parameter at its value, stand in `run.json`.");
        Ok(frame.finish()?)
    }

    /// The program's version that made the result.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The commit that the program was built from, as [`commit`] gives it.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// The bytes of [`super::folder::CERTIFICATE`].
    ///
    /// # Errors
    /// Fails only where the certificate cannot be written as JSON, which nothing in it leads to.
    pub fn bytes(&self) -> Result<Vec<u8>, ReportError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(std::io::Error::from)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The version of this program.
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The commit that this program was built from; `development` where the build is not optimised, `unknown` without git.
pub fn commit() -> &'static str {
    option_env!("ESLABON_COMMIT").unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run(elapsed: u64) -> Provenance {
        let mut run = Provenance::of_this_program();
        run.version = "1.2.3".into();
        run.commit = "0123abc".into();
        run.tables.push(TableMark { id: "chile-2021".into(), checksum: "ba7816bf".into() });
        run.scenarios.push(json!({ "name": "a", "parameters": { "tie": 0.5 } }));
        run.parameters.insert("tie".into(), json!(0.5));
        run.reference = Some("base".into());
        run.seed = Some(u64::MAX);
        run.files = vec!["comparison.csv".into(), "inputs/a.toml".into()];
        run.took(Duration::from_micros(elapsed))
    }

    fn text(run: &Provenance) -> String {
        String::from_utf8(run.bytes().unwrap()).unwrap()
    }

    #[test]
    fn the_certificate_says_all_that_a_second_run_needs() {
        insta::assert_snapshot!(text(&run(1_234_567)), @r#"
        {
          "program": "eslabon",
          "version": "1.2.3",
          "commit": "0123abc",
          "tables": [
            {
              "id": "chile-2021",
              "checksum": "ba7816bf"
            }
          ],
          "scenarios": [
            {
              "name": "a",
              "parameters": {
                "tie": 0.5
              }
            }
          ],
          "parameters": {
            "tie": 0.5
          },
          "reference": "base",
          "seed": 18446744073709551615,
          "files": [
            "comparison.csv",
            "inputs/a.toml"
          ],
          "elapsed": 1.235
        }
        "#);
    }

    #[test]
    fn the_same_as_a_table_leaves_out_what_differs_between_equal_runs() {
        let frame = run(1000).frame().unwrap();
        assert_eq!(frame, run(2000).frame().unwrap());
        let rows: Vec<Vec<&str>> =
            frame.rows.iter().map(|row| row.iter().map(|cell| cell.text().unwrap_or("")).collect()).collect();
        let expected = [
            ["program", "", "eslabon"],
            ["version", "", "1.2.3"],
            ["commit", "", "0123abc"],
            ["SHA-256 of the table", "chile-2021", "ba7816bf"],
            ["parameter set", "tie", "0.5"],
            ["reference asked for", "", "base"],
            ["seed", "", "18446744073709551615"],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn equal_runs_differ_in_their_last_field_alone() {
        let (one, two) = (text(&run(1000)), text(&run(2000)));
        let differing: Vec<(&str, &str)> = one.lines().zip(two.lines()).filter(|(a, b)| a != b).collect();
        assert_eq!(differing, [("  \"elapsed\": 0.001", "  \"elapsed\": 0.002")]);
        assert_eq!(one.lines().rev().nth(1), Some("  \"elapsed\": 0.001"));
    }

    #[test]
    fn a_certificate_is_read_back_and_makes_a_folder_a_result() {
        let run = run(1000);
        assert_eq!(serde_json::from_slice::<Provenance>(&run.bytes().unwrap()).unwrap(), run);
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        super::super::folder::write(
            &target,
            super::super::folder::Kind::Result,
            &[(super::super::folder::CERTIFICATE, run.bytes().unwrap())],
            &|_, _| {},
        )
        .unwrap();
        assert!(super::super::folder::is_result(&target));
    }

    #[test]
    fn the_commit_is_one_word() {
        assert!(!commit().is_empty() && commit().chars().all(|c| c.is_ascii_graphic()), "{}", commit());
    }
}
