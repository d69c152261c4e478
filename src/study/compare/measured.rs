//! An outcome with what every metric says of it.

use crate::study::metric::{Answers, Course, Metric, View, measure, measure_course, payers};
use crate::study::{Outcome, State};
use crate::words::Diagnostics;
use nalgebra::DVector;
use rayon::prelude::*;
use std::sync::OnceLock;

/// An outcome with what every metric says of each of its years.
#[derive(Debug)]
pub(in crate::study) struct Measured<'o> {
    pub(in crate::study) outcome: &'o Outcome,
    pub(in crate::study) years: Vec<Answers>,
    /// What the metrics of all years together say.
    pub(in crate::study) over: Answers,
    /// l'_kj - δ_kj of the focus sector k in the last year, n: what of it is in a unit of final demand for each sector; none without a focus.
    pub(in crate::study) content: Option<DVector<f64>>,
    payer: OnceLock<String>,
}

impl<'o> Measured<'o> {
    /// What every metric says of an outcome, whose economy is `before` without any scenario.
    pub(super) fn of(outcome: &'o Outcome, before: &State, before_answers: &Answers) -> Result<Self, Diagnostics> {
        let sectors = outcome.base.economy().table().sectors();
        let last = outcome.years.len().saturating_sub(1);
        let years: Result<Vec<OfYear>, Diagnostics> = outcome
            .years
            .par_iter()
            .enumerate()
            .map(|(at, year)| {
                let view = View::new(&outcome.base, before, &year.state);
                let content = || if at == last { Ok(view.content()?.cloned()) } else { Ok(None) };
                let measured = measure(&view).and_then(|answers| Ok((Answers::from(answers), content()?)));
                measured.map_err(|error| {
                    let mut diagnostic = error.diagnostic(sectors);
                    let year = year.year.map_or_else(String::new, |year| format!(" in {year}"));
                    diagnostic.message = format!("scenario `{}`{year}: {}", outcome.scenario, diagnostic.message);
                    diagnostic.into()
                })
            })
            .collect();
        let (years, mut contents): (Vec<Answers>, Vec<Option<DVector<f64>>>) = years?.into_iter().unzip();
        let course = Course { outcome, before, years: &years, without: before_answers };
        let over = measure_course(&course).map_err(|error| Diagnostics::from(error.diagnostic(sectors)))?;
        let content = contents.pop().flatten();
        Ok(Self { outcome, years, over: Answers::from(over), content, payer: OnceLock::new() })
    }

    /// Whether anything changes in some year.
    pub(in crate::study) fn pays(&self) -> bool {
        self.outcome.years.iter().any(|year| !year.state.settled().is_nothing())
    }

    /// A number of the year at a position or of all years together; 0 of a technology that does not spread here, and of those who are not
    /// ahead here.
    pub(in crate::study) fn number(&self, year: usize, id: &str) -> Option<f64> {
        let of_year = self.years.get(year)?.number(id);
        of_year.or_else(|| self.over.number(id)).or_else(|| Metric::absent_from(id, self.outcome))
    }

    /// Whether it is another scenario with nothing changed but who pays.
    pub(super) fn is_variant_of(&self, other: &Self) -> bool {
        self.outcome.variant_of.as_deref() == Some(other.outcome.scenario.as_str())
    }

    /// The name of the policy: that of the scenario of which it is a variant with another payer, or its own.
    pub(super) fn policy(&self) -> &str {
        self.outcome.variant_of.as_deref().unwrap_or(&self.outcome.scenario)
    }

    /// Everybody who pays in some year.
    pub(in crate::study) fn payer(&self) -> &str {
        self.payer.get_or_init(|| payers(self.outcome.years.iter().map(|year| year.state.settled())))
    }
}

/// What the metrics say of a year, and in the last one what is kept of the content of the focus sector.
type OfYear = (Answers, Option<DVector<f64>>);
