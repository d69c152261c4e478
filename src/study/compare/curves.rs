//! `curves`: the share of everyone else that has adopted each technology, year by year, a row per scenario and technology, for the
//! workbook, whose readers draw such rows. Everyone else are the buyers that no policy puts ahead. Every buyer is in `outcomes.csv`.

use super::block::Block;
use crate::words::{Column, Frame, FrameError, Unit, Value};

/// None where nothing spreads.
pub(super) fn frame(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    let years: Vec<i32> = block.runs.first()?.outcome.years.iter().filter_map(|year| year.year).collect();
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
    ];
    columns.extend(years.iter().map(|year| {
        let about = format!("Adoption of everyone else in {year}; empty where there is nobody else.");
        Column::number(format!("year_{year}"), year.to_string(), Unit::Share, about)
    }));
    let mut frame = Frame::new("curves", format!("Adoption of everyone else by year: {}", block.label), columns);
    for run in block.scenarios() {
        for curve in &run.outcome.curves {
            let technology = curve.entry.name.as_str();
            let metric = format!("adoption_of_others.{technology}");
            let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), technology.into()];
            row.extend((0..years.len()).map(|at| Value::from(run.years.get(at).and_then(|year| year.number(&metric)))));
            frame.push(row);
        }
    }
    frame.note("Everyone else are the buyers that no policy puts ahead; shares are weighted by base output.");
    (!frame.rows.is_empty()).then(|| frame.finish())
}

#[cfg(test)]
mod tests {
    use crate::study::compare::Comparison;
    use crate::study::fixture::scenario;
    use crate::study::{Scenario, run};
    use crate::table::fixture::branched;
    use crate::words::Value;

    fn curves(entry: &str) -> Vec<crate::words::Frame> {
        let scenario = Scenario { years: (2021..=2025).collect(), ..scenario(branched(), entry).unwrap() };
        let outcomes = run(&[scenario], &|_, _| {}).unwrap();
        Comparison::of(&outcomes, None).unwrap().curves().unwrap()
    }

    #[test]
    fn each_year_has_the_share_of_who_starts_alone() {
        // Without imitation s = 1 - exp(-p t).
        let frames = curves(
            "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = { scale = 1.1 }\n\
             instead_of = 'compensation'\ninnovation = 0.2\nimitation = 0\n",
        );
        assert_eq!(frames.len(), 1);
        assert_eq!(frames[0].rows.len(), 1);
        let shares: Vec<f64> = frames[0].rows[0].iter().filter_map(Value::number).collect();
        assert_eq!(shares.len(), 5);
        for (year, share) in shares.iter().enumerate() {
            let known = 1.0 - (-0.2 * year as f64).exp();
            assert!((share - known).abs() <= 1e-12, "{share} for {known}");
        }
    }

    #[test]
    fn where_nothing_spreads_there_is_no_table() {
        assert!(curves("").is_empty());
    }
}
