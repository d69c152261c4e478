//! How far and how fast technologies spread, one row per scenario and technology: level, speed, depth, breadth and cost, with the curves of
//! adoption drawn by year. `diffusion.csv` has every scenario of a run and more numbers; the table for the terminal has those of a block, and
//! names the technology where there are several. Everyone else are the buyers that no policy puts ahead: the average of all contains
//! the early adopters themselves.

use super::block::Block;
use super::measured::Measured;
use crate::study::metric::Metric;
use crate::study::{Adopted, Curve, Point};
use crate::words::{Column, Frame, FrameError, Unit, Value};
use std::collections::BTreeSet;

/// What is drawn of a share from nothing to all, in eighths.
const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A number of a row: its column, and whether it is one of the technology (its name follows that of the metric) over all years, of the
/// technology in the last year, or of the scenario.
struct Shown {
    metric: &'static str,
    name: &'static str,
    unit: Unit,
    about: &'static str,
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// The technology in the last year.
    Last,
    /// The technology over all years.
    Course,
    /// The economy in the last year.
    Economy,
    /// The economy in the last year, less the reference.
    EconomyChange,
    /// The economy over all years.
    Years,
}

const fn shown(metric: &'static str, name: &'static str, unit: Unit, about: &'static str, of: Of) -> Shown {
    Shown { metric, name, unit, about, of }
}

/// The headline, which is shown with its band.
const BANDED: &str = "years_gained_by_others";

const SHOWN: &[Shown] = &[
    shown("adoption_of_others", "Others", Unit::Share, "Adoption of everyone else in the last year.", Of::Last),
    shown(
        "adoption",
        "All",
        Unit::Share,
        "Adoption of all buyers in the last year, the early ones among them.",
        Of::Last,
    ),
    shown(
        "years_of_others_to_50",
        "Years of others to 50 %",
        Unit::Years,
        "Years until half of everyone else have adopted; empty where they do not within the years of the scenario.",
        Of::Course,
    ),
    shown(
        BANDED,
        "Years gained by others",
        Unit::Years,
        "By how many years everyone else is earlier at half adoption than without the early adopters.",
        Of::Course,
    ),
    shown("depth_output", "Depth", Unit::Ratio, "What the focus sector sells per unit of all output.", Of::Economy),
    shown(
        "effective_number.own_use_out",
        "Breadth",
        Unit::Count("buyers"),
        "Buyers of equal size that would be as concentrated, without own use.",
        Of::Economy,
    ),
];

/// The numbers of `diffusion.csv`.
const FILED: &[(&str, Of)] = &[
    ("adoption_of_others", Of::Last),
    ("adoption", Of::Last),
    ("years_of_others_to_10", Of::Course),
    ("years_of_others_to_50", Of::Course),
    ("years_of_others_to_90", Of::Course),
    ("years_to_10", Of::Course),
    ("years_to_50", Of::Course),
    ("years_to_90", Of::Course),
    ("adoption_of_economy", Of::Last),
    ("years_of_economy_to_50", Of::Course),
    ("years_gained_by_others", Of::Course),
    ("depth_output", Of::Economy),
    ("depth_demand_total", Of::Economy),
    ("effective_number.own_use_in", Of::Economy),
    ("effective_number.own_use_out", Of::Economy),
    ("buyers_coefficient", Of::Economy),
    ("embodied_acquired", Of::Economy),
    ("entropy_normalised.own_use_out", Of::Economy),
    ("own_use_share.focus", Of::Economy),
    ("propagation_to_users", Of::Economy),
    ("propagation_from_suppliers", Of::Economy),
    ("reach", Of::Economy),
    ("rounds_50", Of::Economy),
    ("rounds_90", Of::Economy),
    ("dose", Of::Economy),
    ("cumulative_dose", Of::Years),
    ("focus_output", Of::EconomyChange),
    ("value_added", Of::EconomyChange),
    ("compensation", Of::EconomyChange),
    ("cumulative.focus_output", Of::Years),
    ("cumulative.value_added", Of::Years),
    ("discounted.value_added", Of::Years),
    ("cumulative_per_dose.value_added", Of::Years),
    ("cumulative_per_public_cost.value_added", Of::Years),
];

/// `diffusion.csv`; none where nothing spreads.
pub(super) fn file(blocks: &[Block<'_>]) -> Result<Option<Frame>, FrameError> {
    let spreads = |block: &&Block<'_>| block.scenarios().any(|run| !run.outcome.curves.is_empty());
    let Some(first) = blocks.iter().find(spreads) else { return Ok(None) };
    let money = first.base.economy().table().unit();
    let mut shown = Vec::new();
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("technology", "Technology", "The entry that says it spreads."),
        Column::text("payer", "Who pays", "Who pays in any year; compare value added only where this is the same."),
        Column::text("channel", "Channel", "Through whom it spreads between sectors."),
    ];
    for &(id, of) in FILED {
        let Some(metric) = id.split('.').next().and_then(Metric::named) else { continue };
        let unit = (metric.unit)(&first.base);
        // Money of another table is other money: it is named in a column of its own.
        let unit = if unit == money || of == Of::Years { Unit::None } else { unit };
        shown.push(Shown { metric: id, name: metric.name, unit: unit.clone(), about: metric.about, of });
        let difference = of == Of::EconomyChange;
        let about = if difference { "The same less that of the reference, in the last year." } else { metric.about };
        let part = id.split_once('.').map_or(String::new(), |(_, part)| format!(", {}", part.replace('_', " ")));
        let name = format!("{}{part}{}", metric.name, if difference { ", change" } else { "" });
        columns.push(Column::number(column_id(id, of), name, unit, about));
    }
    columns.extend(drawn_columns());
    columns.extend([
        Column::text("money", "Money", "The unit of what is money in the row."),
        Column::text("block", "Block", "Table, closure, focus and years; numbers are compared within a block only."),
    ]);
    let mut frame = Frame::new("diffusion", "How far and how fast", columns);
    for block in blocks {
        for run in block.scenarios() {
            for curve in &run.outcome.curves {
                let technology = curve.entry.name.as_str();
                let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), technology.into()];
                row.extend([run.payer().into(), curve.through.word().into()]);
                row.extend(shown.iter().map(|one| number(block, run, technology, one).into()));
                row.extend(drawings(block, run, curve));
                row.extend([block.base.economy().table().unit().to_string().into(), block.label.as_str().into()]);
                frame.push(row);
            }
        }
    }
    frame.finish().map(Some)
}

fn column_id(metric: &str, of: Of) -> String {
    let id = metric.replace('.', "_");
    if of == Of::EconomyChange { format!("{id}_difference") } else { id }
}

fn drawn_columns() -> [Column; 2] {
    let about = |whose: &str| format!("Adoption of {whose} by year, from nothing (▁) to all (█).");
    [
        Column::text("others_by_year", "Others, by year", about("everyone else")),
        Column::text("all_by_year", "All, by year", about("all buyers")),
    ]
}

/// The curves of everyone else and of all buyers.
fn drawings(block: &Block<'_>, run: &Measured<'_>, curve: &Curve) -> [Value; 2] {
    let technology = curve.entry.name.as_str();
    let drawn = |of: &dyn Fn(&Adopted) -> Vec<usize>| Value::from(drawing(block, run, technology, of));
    [drawn(&Adopted::everyone_else), drawn(&|adopted| adopted.buyers.to_vec())]
}

/// None where nothing spreads.
pub(super) fn frame(block: &Block<'_>) -> Option<Result<Frame, FrameError>> {
    block.scenarios().find(|run| !run.outcome.curves.is_empty())?;
    let money = block.base.economy().table().unit();
    let cost = [
        ("dose", "Redirected", "What is bought in another way in the last year.", Of::Economy),
        (
            "value_added",
            "Value added, change",
            "Value added of the last year less that of the reference.",
            Of::EconomyChange,
        ),
    ]
    .map(|(metric, name, about, of)| shown(metric, name, money.clone(), about, of));
    let has_ends = block.runs.iter().any(|run| run.outcome.point == Point::Low);
    let ends = [(Point::Low, "low"), (Point::High, "high")].into_iter().filter(|_| has_ends);
    let shown: Vec<(&Shown, Option<(Point, &str)>)> = SHOWN
        .iter()
        .chain(&cost)
        .flat_map(|one| {
            let ends = ends.clone().filter(|_| one.metric == BANDED);
            [(one, None)].into_iter().chain(ends.map(move |end| (one, Some(end))))
        })
        .collect();
    let technologies: BTreeSet<&str> =
        block.scenarios().flat_map(|run| &run.outcome.curves).map(|curve| curve.entry.name.as_str()).collect();
    let is_one = technologies.len() == 1;
    let mut columns = vec![
        Column::text("scenario", "Scenario", "The name of the scenario."),
        Column::text("payer", "Who pays", "Who pays in any year; compare value added only where this is the same."),
    ];
    if !is_one {
        columns.push(Column::text("technology", "Technology", "The entry that says it spreads."));
    }
    columns.extend(shown.iter().map(|(one, end)| {
        let (id, name) = match end {
            Some((_, end)) => (format!("{}_{end}", column_id(one.metric, one.of)), *end),
            None => (column_id(one.metric, one.of), one.name),
        };
        Column::number(id, name, one.unit.clone(), one.about)
    }));
    columns.extend(drawn_columns());
    let what = technologies.first().filter(|_| is_one).map_or(String::new(), |one| format!(" ({one})"));
    let mut frame = Frame::new("diffusion", format!("How far and how fast{what}: {}", block.label), columns);
    for run in block.scenarios() {
        for curve in &run.outcome.curves {
            let technology = curve.entry.name.as_str();
            let mut row: Vec<Value> = vec![run.outcome.scenario.as_str().into(), run.payer().into()];
            if !is_one {
                row.push(technology.into());
            }
            row.extend(shown.iter().map(|(one, end)| {
                let run = match end {
                    Some((point, _)) => block.run(&run.outcome.scenario, point),
                    None => Some(run),
                };
                Value::from(run.and_then(|run| number(block, run, technology, one)))
            }));
            row.extend(drawings(block, run, curve));
            frame.push(row);
        }
    }
    if has_ends {
        frame.note("Low and high: every uncertain parameter at its low and at its high end, not always the lower and the higher number.");
    }
    frame.note("All are the buyers, everyone else those of them that no policy puts ahead; shares are weighted by base output.");
    frame.note("Adoption is that of the beginning of each year; years are counted up to the beginning of the last.");
    Some(frame.finish())
}

/// The share of some buyers that has adopted a technology, drawn year by year; none where they make nothing.
fn drawing(
    block: &Block<'_>,
    run: &Measured<'_>,
    technology: &str,
    of: &dyn Fn(&Adopted) -> Vec<usize>,
) -> Option<String> {
    let share = |year: &crate::study::Year| {
        let adopted = year.state.settled().adopted.iter().find(|one| one.entry.name.as_str() == technology)?;
        adopted.mean(&block.base, &of(adopted))
    };
    run.outcome.years.iter().map(|year| share(year).map(block_of)).collect()
}

/// The letter that stands for a share.
fn block_of(share: f64) -> char {
    let steps = EIGHTHS.iter().zip(1_u32..).filter(|(_, step)| share >= f64::from(*step) / 8.0);
    let full = steps.count().min(EIGHTHS.len() - 1);
    EIGHTHS[full]
}

fn number(block: &Block<'_>, run: &Measured<'_>, technology: &str, one: &Shown) -> Option<f64> {
    let last = block.last();
    match one.of {
        Of::Last => run.years.get(last)?.number(&format!("{}.{technology}", one.metric)),
        Of::Course => run.over.number(&format!("{}.{technology}", one.metric)),
        Of::Years => run.over.number(one.metric),
        Of::Economy => run.years.get(last)?.number(one.metric),
        Of::EconomyChange => {
            let value = run.years.get(last)?.number(one.metric)?;
            Some(value - block.reference_answers(&Point::Central, last)?.number(one.metric)?)
                .filter(|one| one.is_finite())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::compare::Comparison;
    use crate::study::fixture::scenario;
    use crate::study::{Outcome, Scenario};
    use crate::table::fixture::branched;
    use approx::assert_relative_eq;

    fn outcomes(entry: &str) -> Vec<Outcome> {
        let scenario = Scenario { years: (2021..=2029).collect(), ..scenario(branched(), entry).unwrap() };
        let mut outcome = scenario.simulate(&Point::Central).unwrap();
        outcome.pulls = scenario.pulls(&outcome);
        vec![outcome]
    }

    #[test]
    fn shares_are_drawn_in_eighths() {
        let drawn: String = [0.0, 0.1, 0.13, 0.5, 0.874, 0.875, 1.0].map(block_of).iter().collect();
        assert_eq!(drawn, "▁▁▂▅▇██");
    }

    #[test]
    fn curves_and_numbers_are_those_of_who_starts_alone() {
        // Without imitation s = 1 - exp(-p t): at p = ln 2 / 4 one half after four years, three quarters after eight; a little more, so
        // that rounding does not decide which eighth is drawn.
        let p = 1.001 * 2.0_f64.ln() / 4.0;
        let outcomes = outcomes(&format!(
            "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = {p}\nimitation = 0\nearly = [{{ buyers = 'S4', innovation = 9 }}]\n"
        ));
        let frames = Comparison::of(&outcomes, None).unwrap().overview().unwrap();
        let frame = frames.iter().find(|frame| frame.id == "diffusion").unwrap();
        let first: Vec<&str> = frame.columns.iter().map(|column| column.id.as_str()).take(2).collect();
        assert_eq!((first, &frame.rows[0][1]), (vec!["scenario", "payer"], &"compensation".into()));
        let cell = |id: &str| frame.rows[0][frame.position(id).unwrap()].clone();
        // 0, .16, .29, .41, .5, .58, .65, .70, .75 of the others.
        assert_eq!(cell("others_by_year"), "▁▂▃▄▅▅▆▆▇".into());
        // One of three buyers of output 100, 100 and 200 is there after a year: one half, and one half of the others' share.
        assert_eq!(cell("all_by_year").text().map(|text| text.chars().next()), Some(Some('▁')));
        assert_relative_eq!(cell("adoption_of_others").number().unwrap(), 1.0 - (-8.0 * p).exp(), max_relative = 1e-12);
        // Between two months by a straight line, which is late by at most p / 144 / 8 years.
        let late = cell("years_of_others_to_50").number().unwrap() - 2.0_f64.ln() / p;
        assert!((0.0..=p / 144.0 / 8.0 * 1.01).contains(&late), "{late}");
        assert_eq!(cell("years_gained_by_others").number(), Some(0.0));
    }

    #[test]
    fn the_file_has_the_numbers_of_the_table_and_of_the_metrics() {
        let p = 0.2;
        let outcomes = outcomes(&format!(
            "[[adoption]]\nname = 'it'\nsupplier = 'S1'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = {p}\nimitation = 0.3\ncontagion = {{ through = 'customers', weight = 0.5 }}\n\
             early = [{{ buyers = 'S4', innovation = 0.9 }}]\n"
        ));
        let comparison = Comparison::of(&outcomes, None).unwrap();
        let file = comparison.diffusion().unwrap().unwrap();
        assert!(FILED.iter().all(|(id, _)| Metric::named(id.split('.').next().unwrap()).is_some()));
        let cell = |frame: &Frame, id: &str| frame.rows[0][frame.position(id).unwrap()].clone();
        assert_eq!((file.rows.len(), cell(&file, "channel")), (1, "customers".into()));
        let frames = comparison.overview().unwrap();
        let shown = frames.iter().find(|frame| frame.id == "diffusion").unwrap();
        for column in &shown.columns {
            assert_eq!(cell(shown, &column.id), cell(&file, &column.id), "{}", column.id);
        }
        let metrics = comparison.comparison().unwrap();
        let value = |metric: &str| {
            let is = |row: &&Vec<Value>| row[1].text() == Some(metric);
            let row = metrics.rows.iter().find(is)?;
            row[metrics.position("value").unwrap()].number()
        };
        for (id, metric) in [
            ("years_to_50", "years_to_50.it"),
            ("years_of_others_to_90", "years_of_others_to_90.it"),
            ("cumulative_dose", "cumulative_dose"),
            ("reach", "reach"),
        ] {
            assert!(value(metric).is_some());
            assert_eq!(cell(&file, id).number(), value(metric), "{id}");
        }
        assert!(
            cell(&file, "years_gained_by_others").number() > Some(0.0),
            "who is ahead buys of others, who sell to it"
        );
    }

    #[test]
    fn where_nothing_spreads_there_is_no_table() {
        let outcomes = outcomes("");
        let frames = Comparison::of(&outcomes, None).unwrap().overview().unwrap();
        assert!(frames.iter().all(|frame| frame.id != "diffusion"));
    }
}
