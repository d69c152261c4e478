//! One sector of a table of all: each of its numbers with the rank among all sectors and their mean.

use super::{AnalysisError, ranks};
use crate::words::{Column, ColumnKind, Frame, Sectors, Unit, Value};

/// The numbers of the sector at a position of a table that has one row per sector: a row per column of numbers. Ranks and
/// means are taken over the sectors that have a value; `what` begins the title.
///
/// # Errors
/// Fails where there is no such sector.
pub fn of_one(all: &Frame, sectors: &Sectors, position: usize, what: &str) -> Result<Frame, AnalysisError> {
    if position >= sectors.len() {
        return Err(AnalysisError::NoSuchSector { position, sectors: sectors.len() });
    }
    let sector = &sectors[position];
    let mut frame = Frame::new(
        format!("{}-focus", all.id),
        format!("{what} of {} ({})", sector.name, sector.code),
        vec![
            Column::text("measure", "Measure", "The identifier that its column has in the table of all sectors."),
            Column::text("name", "Name", "The measure, for people."),
            Column::number("value", "Value", Unit::None, "The sector's own value."),
            Column::text("unit", "Unit", "The unit of value and mean."),
            Column::integer(
                "rank",
                "Rank",
                Unit::Rank,
                "The sector's place among those that have a value; 1 is the largest.",
            ),
            Column::number(
                "mean",
                "Mean",
                Unit::None,
                "The mean of all sectors that have a value, each counted alike.",
            ),
        ],
    );
    for (at, column) in all.columns.iter().enumerate().filter(|(_, column)| is_measure(column)) {
        let values: Vec<Option<f64>> = all.cells(at).map(Value::number).collect();
        let known: Vec<f64> = values.iter().copied().flatten().collect();
        let before = values.iter().take(position).flatten().count();
        let own = values.get(position).copied().flatten();
        frame.push(vec![
            column.id.as_str().into(),
            column.name.as_str().into(),
            own.into(),
            column.unit.to_string().into(),
            own.and_then(|_| ranks(&known).get(before).copied()).into(),
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64).into(),
        ]);
    }
    Ok(frame)
}

/// Whether a column has numbers that have a mean: counts have, ranks have not.
fn is_measure(column: &Column) -> bool {
    match column.kind {
        ColumnKind::Number => true,
        ColumnKind::Integer => column.unit != Unit::Rank,
        ColumnKind::Text => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::BySector;
    use crate::table::fixture::branched;

    #[test]
    fn a_sector_without_a_value_takes_no_rank_and_counts_in_no_mean() {
        let table = branched();
        let all = BySector::new("x", "X", table.sectors())
            .number("size", "Size", Unit::Ratio, "Size.", [Some(1.0), None, Some(4.0), Some(4.0)])
            .rank("rank", "Rank", "Rank.", [None; 4])
            .frame();
        let of = |position: usize| of_one(&all, table.sectors(), position, "X").unwrap().rows.remove(0);
        assert_eq!(of(3)[2..], [4.0.into(), "ratio".into(), 1_i64.into(), 3.0.into()]);
        assert_eq!(of(0)[4], Value::Integer(3));
        assert_eq!(of(1)[2..], [Value::Empty, "ratio".into(), Value::Empty, 3.0.into()]);
        // Columns of numbers without ranks; counts are measures too.
        let counted = BySector::new("x", "X", table.sectors())
            .with(
                Column::integer("steps", "Steps", Unit::Count("steps"), "Steps."),
                [Some(1_usize), None, Some(4), Some(4)],
            )
            .frame();
        let counted = of_one(&counted, table.sectors(), 2, "X").unwrap();
        assert_eq!(counted.rows[0][2..], [4.0.into(), "steps".into(), 1_i64.into(), 3.0.into()]);
        let first = of_one(&all, table.sectors(), 0, "X").unwrap();
        assert_eq!((first.rows.len(), first.title.as_str(), first.id.as_str()), (1, "X of sector 1 (S1)", "x-focus"));
        let outside = of_one(&all, table.sectors(), 4, "X");
        assert_eq!(outside, Err(AnalysisError::NoSuchSector { position: 4, sectors: 4 }));
    }
}
