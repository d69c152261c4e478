//! `adoption.csv`: how far and how fast each technology comes in each sector, and in all buyers together, against the reference.
//!
//! Per scenario, technology and buyer j: the share s_j in the last year, and the years t from the beginning with s_j(t) at 10, 50 and 90 %,
//! between steps by a straight line; the row `total` has the same of all buyers, weighted by base output. Years earlier are those of
//! the reference less those of the scenario. The shares of every year are in `outcomes.csv`; without a scenario nobody adopts.
//! Who is ahead has what it alone brings everyone else ([`Pull`](crate::study::Pull)), `total` what all who are ahead bring together.

use super::against::Against;
use super::block::Block;
use super::measured::Measured;
use super::outcomes::TOTAL;
use super::pulls;
use crate::analysis::{sector_cells, sector_columns};
use crate::study::Curve;
use crate::words::{Column, Frame, FrameError, Unit, Value};

/// The levels of adoption, in percent.
const LEVELS: [u32; 3] = [10, 50, 90];

/// None where nothing spreads.
pub(super) fn frame(blocks: &[Block<'_>]) -> Result<Option<Frame>, FrameError> {
    let spreads = |block: &Block<'_>| block.scenarios().any(|run| !run.outcome.curves.is_empty());
    if !blocks.iter().any(spreads) {
        return Ok(None);
    }
    let mut columns = sector_columns().to_vec();
    columns.extend([
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
        Column::text("is_ahead", "Ahead", "Whether a policy puts the sector ahead."),
        Column::integer("year", "Year", Unit::None, "The last year of the scenario."),
        Column::number("adoption", "Adoption", Unit::Share, "The share of the sector that has adopted."),
        Column::number("adoption_difference", "Difference", Unit::Share, "The same less that of the reference."),
    ]);
    for level in LEVELS {
        columns.push(Column::number(
            format!("years_to_{level}"),
            format!("Years to {level} %"),
            Unit::Years,
            "Years from the beginning until so much of the sector has adopted; empty where that is not reached within the years.",
        ));
        columns.push(Column::number(
            format!("years_earlier_at_{level}"),
            format!("Earlier at {level} %"),
            Unit::Years,
            "By how many years it is earlier there than in the reference; empty where one of them does not reach it.",
        ));
    }
    columns.extend(pulls::columns());
    columns.push(Column::text("block", "Block", "Table, closure, focus and years."));
    let mut frame = Frame::new("adoption", "Adoption by sector", columns);
    for block in blocks {
        for run in block.scenarios() {
            for curve in &run.outcome.curves {
                rows(block, run, curve, &mut frame);
            }
        }
    }
    frame.finish().map(Some)
}

/// Whose curve a row is.
#[derive(Clone, Copy)]
enum Of {
    Sector(usize),
    All,
}

impl Of {
    /// The share at the end.
    fn end(self, curve: &Curve, block: &Block<'_>) -> Option<f64> {
        match self {
            Self::Sector(sector) => curve.shares.last().map(|shares| shares[sector]),
            Self::All => curve.end(&block.base, &curve.buyers),
        }
    }

    fn years_to(self, level: u32, curve: &Curve, block: &Block<'_>) -> Option<f64> {
        let level = f64::from(level) / 100.0;
        match self {
            Self::Sector(sector) => curve.years_of(level, sector),
            Self::All => curve.years_to(level, &block.base, &curve.buyers),
        }
    }
}

fn rows(block: &Block<'_>, run: &Measured<'_>, curve: &Curve, frame: &mut Frame) {
    let sectors = block.base.economy().table().sectors();
    let reference = block.reference_outcome();
    let reference = reference.and_then(|outcome| outcome.curves.iter().find(|one| one.entry.name == curve.entry.name));
    let (year, _) = block.last_year();
    let all = curve.buyers.iter().copied().map(Of::Sector).chain([Of::All]);
    for of in all {
        let (mut row, ahead) = match of {
            Of::Sector(sector) => {
                let is_ahead = curve.early.contains(&sector);
                (sector_cells(sectors, sector).to_vec(), if is_ahead { "yes".into() } else { "no".into() })
            }
            Of::All => (vec![TOTAL.into(), Value::Empty], Value::Empty),
        };
        row.extend([run.outcome.scenario.as_str().into(), curve.entry.name.as_str().into(), ahead]);
        let end = of.end(curve, block);
        // Where it does not spread, nobody adopts.
        let other = reference.map_or(Some(0.0), |other| of.end(other, block));
        let against = end.map(|end| Against::of(end, other));
        row.extend([year.map(i64::from).into(), end.into(), against.and_then(|against| against.difference).into()]);
        for level in LEVELS {
            let years = of.years_to(level, curve, block);
            let other = reference.and_then(|other| of.years_to(level, other, block));
            row.extend([years.into(), other.zip(years).map(|(other, years)| other - years).into()]);
        }
        let sector = if let Of::Sector(sector) = of { Some(sector) } else { None };
        row.extend(pulls::cells(run, curve, sector));
        row.push(block.label.as_str().into());
        frame.push(row);
    }
}

#[cfg(test)]
mod tests {
    use crate::study::compare::Comparison;
    use crate::study::fixture::scenario;
    use crate::study::{Point, Scenario};
    use crate::table::fixture::branched;
    use approx::assert_relative_eq;

    fn adopting(name: &str, early: &str) -> Scenario {
        let text = format!(
            "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = 0.1\nimitation = 0\n{early}"
        );
        let years = (2021..=2031).collect();
        Scenario { name: name.to_owned(), years, ..scenario(branched(), &text).unwrap() }
    }

    #[test]
    fn sectors_are_there_when_their_own_curve_is() {
        let policy = adopting("policy", "early = [{ buyers = 'S4', innovation = 0.3 }]\n");
        let outcomes = [adopting("none", ""), policy].map(|one| one.simulate(&Point::Central).unwrap());
        let frame = Comparison::of(&outcomes, None).unwrap().adoption().unwrap().unwrap();
        let at = |id: &str| frame.position(id).unwrap();
        let row = |scenario: &str, sector: &str| {
            let is = |row: &&Vec<crate::words::Value>| {
                row[at("scenario")].text() == Some(scenario) && row[0].text() == Some(sector)
            };
            frame.rows.iter().find(is).unwrap()
        };
        let number = |scenario: &str, sector: &str, id: &str| row(scenario, sector)[at(id)].number();
        // Without imitation s = 1 - exp(-p t) exactly; between two months the chord is late by at most p / 144 / 8 years.
        for (scenario, sector, p) in [("none", "S4", 0.1), ("policy", "S4", 0.3), ("policy", "S2", 0.1_f64)] {
            assert_relative_eq!(
                number(scenario, sector, "adoption").unwrap(),
                1.0 - (-10.0 * p).exp(),
                max_relative = 1e-12
            );
            for (id, level) in [("years_to_10", 0.1_f64), ("years_to_50", 0.5)] {
                let late = number(scenario, sector, id).unwrap() + (1.0 - level).ln() / p;
                assert!((0.0..=p / 144.0 / 8.0 * 1.01).contains(&late), "{scenario} {sector} {id}: {late}");
            }
        }
        assert_eq!(number("none", "S4", "years_to_90"), None, "nine tenths take 23 years");
        assert!(number("policy", "S4", "years_to_90").is_some());
        assert_eq!(number("policy", "S4", "years_earlier_at_90"), None, "the reference is not there");
        let earlier = number("policy", "S4", "years_earlier_at_50").unwrap();
        assert!((earlier - 2.0_f64.ln() * (1.0 / 0.1 - 1.0 / 0.3)).abs() < 0.3 / 144.0 / 8.0 * 1.01, "{earlier}");
        assert_eq!(number("policy", "S2", "years_earlier_at_50"), Some(0.0));
        assert_eq!(["S2", "S4"].map(|sector| row("policy", sector)[at("is_ahead")].text()), [Some("no"), Some("yes")]);
        // All together are the mean of buyers of base output 100, 100 and 200.
        let x = outcomes[0].base.economy().output();
        let shares = ["S2", "S3", "S4"].map(|sector| number("policy", sector, "adoption").unwrap());
        let mean = (x[1] * shares[0] + x[2] * shares[1] + x[3] * shares[2]) / (x[1] + x[2] + x[3]);
        assert_relative_eq!(number("policy", "total", "adoption").unwrap(), mean, max_relative = 1e-14);
    }

    #[test]
    fn where_nothing_spreads_there_is_no_file() {
        let outcome = scenario(branched(), "").unwrap().simulate(&Point::Central).unwrap();
        let outcomes = [outcome];
        let comparison = Comparison::of(&outcomes, None).unwrap();
        assert!(comparison.adoption().unwrap().is_none() && comparison.diffusion().unwrap().is_none());
    }
}
