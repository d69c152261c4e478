//! Results for every pair of sectors (n x n) as tables. They have as many rows as the table has cells, so that an analysis
//! prints a summary, and the pairs where the option `layout` asks for them: long, one row per pair, for other programs; or
//! wide, one row per seller and one column per buyer, for people.

use super::{AnalysisError, DefaultTo, OptionKey, Options, Takes, sector_cells, sector_columns};
use crate::words::{Column, Frame, Sectors, Value, identifiers};
use std::fmt;

/// The ends of a pair where one sells to the other.
pub const SELLER_AND_BUYER: [&str; 2] = ["seller", "buyer"];

/// The columns with which a table of pairs starts: code and name of both ends.
pub fn pair_columns(ends: [&str; 2]) -> impl Iterator<Item = Column> {
    ends.into_iter().flat_map(|word| {
        let name = capitalised(word);
        [
            Column::text(word, name.clone(), format!("The code of the {word}.")),
            Column::text(format!("{word}_name"), format!("{name}'s name"), format!("The name of the {word}.")),
        ]
    })
}

/// The cells of these columns for the sectors at two positions.
pub fn pair_cells(sectors: &Sectors, row: usize, column: usize) -> impl Iterator<Item = Value> {
    sector_cells(sectors, row).into_iter().chain(sector_cells(sectors, column))
}

/// How the pairs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Not at all: the summary alone.
    Summary,
    /// One row per pair that has a value.
    Long,
    /// One table per measure, with one row per seller and one column per buyer.
    Wide,
}

impl Layout {
    /// The option that asks for it.
    pub const OPTION: OptionKey = OptionKey {
        name: "layout",
        takes: Takes::Word(&["summary", "long", "wide"]),
        about: "How every pair of sectors is written: not at all, one row per pair, or one column per buyer.",
        default: DefaultTo::Text("summary"),
    };

    /// What the options ask for.
    ///
    /// # Errors
    /// Fails where the analysis does not take the option.
    pub fn of(options: &Options) -> Result<Self, AnalysisError> {
        Ok(match options.word(&Self::OPTION)? {
            "long" => Self::Long,
            "wide" => Self::Wide,
            _ => Self::Summary,
        })
    }
}

/// One measure of every pair: row position and column position to its value.
pub struct PairMeasure<'a> {
    column: Column,
    value: Box<dyn Fn(usize, usize) -> Value + 'a>,
}

impl fmt::Debug for PairMeasure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairMeasure").field("column", &self.column).finish_non_exhaustive()
    }
}

/// Measures of every pair of sectors; the first sector of a pair stands in the row.
#[derive(Debug)]
pub struct Pairs<'a> {
    id: String,
    title: String,
    sectors: &'a Sectors,
    ends: [&'static str; 2],
    rows: Vec<usize>,
    columns: Vec<usize>,
    measures: Vec<PairMeasure<'a>>,
}

impl<'a> Pairs<'a> {
    /// Pairs of a seller, in the row, and a buyer, in the column, in table order.
    pub fn new(id: impl Into<String>, title: impl Into<String>, sectors: &'a Sectors) -> Self {
        let all: Vec<usize> = (0..sectors.len()).collect();
        Self {
            id: id.into(),
            title: title.into(),
            sectors,
            ends: SELLER_AND_BUYER,
            rows: all.clone(),
            columns: all,
            measures: Vec::new(),
        }
    }

    /// The same with other words for the sector in the row and the one in the column.
    #[must_use]
    pub fn between(mut self, row: &'static str, column: &'static str) -> Self {
        self.ends = [row, column];
        self
    }

    /// The same with rows and columns in another order.
    #[must_use]
    pub fn ordered(mut self, rows: Vec<usize>, columns: Vec<usize>) -> Self {
        (self.rows, self.columns) = (rows, columns);
        self
    }

    /// The same with one more measure.
    #[must_use]
    pub fn with<V: Into<Value>>(mut self, column: Column, value: impl Fn(usize, usize) -> V + 'a) -> Self {
        self.measures.push(PairMeasure { column, value: Box::new(move |i, j| value(i, j).into()) });
        self
    }

    /// The tables that the layout asks for.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn frames(&self, layout: Layout) -> Result<Vec<Frame>, AnalysisError> {
        match layout {
            Layout::Summary => Ok(Vec::new()),
            Layout::Long => Ok(vec![self.long().finish()?]),
            Layout::Wide => self.measures.iter().map(|measure| Ok(self.wide(measure).finish()?)).collect(),
        }
    }

    fn long(&self) -> Frame {
        let columns = pair_columns(self.ends);
        let columns = columns.chain(self.measures.iter().map(|measure| measure.column.clone())).collect();
        let mut frame = Frame::new(self.id.clone(), self.title.clone(), columns);
        for &i in &self.rows {
            for &j in &self.columns {
                let values: Vec<Value> = self.measures.iter().map(|measure| (measure.value)(i, j)).collect();
                if values.iter().any(|value| *value != Value::Empty) {
                    frame.push(pair_cells(self.sectors, i, j).chain(values).collect());
                }
            }
        }
        frame
    }

    fn wide(&self, measure: &PairMeasure<'_>) -> Frame {
        let [row, column] = self.ends;
        let what = &measure.column;
        let ids = identifiers("to_", self.sectors.iter().map(|sector| sector.code.as_str()));
        let columns = sector_columns().into_iter().chain(self.columns.iter().map(|&j| {
            let sector = &self.sectors[j];
            let about = format!("{} The {column} is {}.", what.description, sector.name);
            Column { description: about, id: ids[j].clone(), name: sector.code.clone(), ..what.clone() }
        }));
        let mut frame = Frame::new(
            format!("{}-{}", self.id, what.id.replace('_', "-")),
            format!("{}: {}", self.title, what.name.to_lowercase()),
            columns.collect(),
        );
        for &i in &self.rows {
            let values = self.columns.iter().map(|&j| (measure.value)(i, j));
            frame.push(sector_cells(self.sectors, i).into_iter().chain(values).collect());
        }
        frame.note(format!("The {row} stands in the row, the {column} in the column."));
        frame
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Sector, Unit};

    fn sectors() -> Sectors {
        Sectors::new(vec![Sector::new("A-B", "Farms"), Sector::new("A_B", "Mills")]).unwrap()
    }

    #[test]
    fn long_leaves_out_what_is_empty_and_wide_keeps_every_cell() {
        let sectors = sectors();
        let pairs = Pairs::new("x", "X", &sectors)
            .with(Column::number("size", "Size", Unit::Ratio, "Size."), |i, j| (i != j).then_some((10 * i + j) as f64))
            .with(Column::text("class", "Class", "Class."), |i, j| (i < j).then_some("up"));
        assert_eq!(pairs.frames(Layout::Summary), Ok(vec![]));
        let long = &pairs.frames(Layout::Long).unwrap()[0];
        assert_eq!(long.rows.len(), 2);
        assert_eq!(long.rows[1][2..], ["A-B".into(), "Farms".into(), 10.0.into(), Value::Empty]);
        let wide = pairs.frames(Layout::Wide).unwrap();
        let ids: Vec<&str> = wide.iter().map(|frame| frame.id.as_str()).collect();
        assert_eq!(ids, ["x-size", "x-class"]);
        assert_eq!(wide[0].rows[0][2..], [Value::Empty, 1.0.into()]);
        let headers: Vec<&str> = wide[0].columns.iter().map(|column| column.id.as_str()).collect();
        assert_eq!(headers, ["sector", "sector_name", "to_a_b", "to_a_b_at_2"]);
    }

    #[test]
    fn another_order_is_kept() {
        let sectors = sectors();
        let pairs = Pairs::new("x", "X", &sectors)
            .between("maker", "user")
            .ordered(vec![1, 0], vec![1, 0])
            .with(Column::integer("cell", "Cell", Unit::Count("cells"), "Cell."), |i, j| 2 * i + j);
        let long = &pairs.frames(Layout::Long).unwrap()[0];
        assert_eq!(long.columns[2].id, "user");
        let cells: Vec<_> = long.cells(4).filter_map(Value::number).collect();
        assert_eq!(cells, [3.0, 2.0, 1.0, 0.0]);
    }
}
