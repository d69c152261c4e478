//! Shaping of results: which tables, which rows, in which order and how many of them.
//!
//! - which tables: by identifier.
//! - a condition: `COLUMN OP VALUE`, with `=`, `!=`, `<`, `<=`, `>`, `>=` for numbers and `=`, `!=`, `~` (holds the text, in
//!   capitals or not) for text; a cell without a value meets none. Several conditions must all be met.
//! - an order: `COLUMN`, or `COLUMN:desc` for the largest first; cells without a value come last, equal rows keep their order.
//! - a number of rows, the first of them.
//!
//! Conditions and order are for the tables that have the column, and one of the tables must. The number of rows is for the tables
//! that were put in order, or for all where no order is asked for.

use super::{Column, ColumnKind, Frame, Value};
use crate::words::{Code, Diagnostic, Diagnostics, suggestion};
use std::cmp::Ordering;

/// How a cell is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Equal,
    Unequal,
    Below,
    AtMost,
    Above,
    AtLeast,
    Holds,
}

/// Every comparison with its sign; of two that begin alike the longer comes first.
const COMPARISONS: [(&str, Compare); 7] = [
    ("!=", Compare::Unequal),
    ("<=", Compare::AtMost),
    (">=", Compare::AtLeast),
    ("=", Compare::Equal),
    ("<", Compare::Below),
    (">", Compare::Above),
    ("~", Compare::Holds),
];

/// Whether a cell meets a condition.
type Test = Box<dyn Fn(&Value) -> bool>;

/// A condition on the cells of one column.
#[derive(Debug, Clone, PartialEq)]
struct Condition {
    column: String,
    compare: Compare,
    value: String,
}

/// The order of rows by one column.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Order {
    column: String,
    descending: bool,
}

/// What of the results is wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shaping {
    tables: Vec<String>,
    conditions: Vec<Condition>,
    order: Option<Order>,
    top: Option<usize>,
}

impl Shaping {
    /// Reads what is wanted, as typed: identifiers of tables, conditions, an order and a number of rows.
    ///
    /// # Errors
    /// Returns every condition without a comparison, and an order in another direction than `asc` and `desc`.
    pub fn read(
        tables: &[String],
        conditions: &[String],
        order: Option<&str>,
        top: Option<usize>,
    ) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut keep =
            |found: Result<Condition, Box<Diagnostic>>| found.map_err(|problem| problems.push(*problem)).ok();
        let conditions = conditions.iter().filter_map(|text| keep(condition(text))).collect();
        let order = order.map(read_order).transpose().map_err(|problem| problems.push(*problem)).ok().flatten();
        let shaping = Self { tables: tables.to_vec(), conditions, order, top };
        if problems.is_empty() { Ok(shaping) } else { Err(problems) }
    }

    /// The tables that are wanted, shaped; a note under a table says how many rows were left out.
    ///
    /// # Errors
    /// Returns every table and column that is not there, and every value that its column cannot be compared with.
    pub fn shape(&self, frames: Vec<Frame>) -> Result<Vec<Frame>, Diagnostics> {
        let mut problems = Diagnostics::default();
        for id in self.tables.iter().filter(|id| frames.iter().all(|frame| frame.id != **id)) {
            problems.push(unknown_table(id, &frames));
        }
        let wanted = |frame: &Frame| self.tables.is_empty() || self.tables.contains(&frame.id);
        let mut frames: Vec<Frame> = frames.into_iter().filter(wanted).collect();
        let columns = self.conditions.iter().map(|condition| &condition.column);
        if problems.is_empty() {
            for column in columns.chain(self.order.iter().map(|order| &order.column)) {
                if frames.iter().all(|frame| frame.position(column).is_none()) {
                    problems.push(unknown_column(column, &frames));
                }
            }
        }
        for frame in &mut frames {
            self.shape_one(frame, &mut problems);
        }
        if problems.is_empty() { Ok(frames) } else { Err(problems) }
    }

    fn shape_one(&self, frame: &mut Frame, problems: &mut Diagnostics) {
        let before = frame.rows.len();
        for condition in &self.conditions {
            let Some(at) = frame.position(&condition.column) else { continue };
            match condition.test(&frame.columns[at]) {
                Ok(meets) => frame.rows.retain(|row| row.get(at).is_some_and(&meets)),
                Err(problem) => problems.push(*problem),
            }
        }
        let by = self.order.as_ref().and_then(|order| Some((frame.position(&order.column)?, order.descending)));
        if let Some((at, descending)) = by {
            frame.rows.sort_by(|a, b| in_order(a.get(at), b.get(at), descending));
        }
        if let Some(top) = self.top.filter(|_| self.order.is_none() || by.is_some()) {
            frame.rows.truncate(top);
        }
        if frame.rows.len() < before {
            frame.note(format!("Shown are {} of {before} rows.", frame.rows.len()));
        }
    }
}

fn condition(text: &str) -> Result<Condition, Box<Diagnostic>> {
    let place = text.find(|c: char| "!=<>~".contains(c));
    let found = place.and_then(|at| {
        let (column, rest) = text.split_at(at);
        let (sign, compare) = COMPARISONS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        Some(Condition { column: column.trim().into(), compare: *compare, value: rest[sign.len()..].trim().into() })
    });
    found.filter(|condition| !condition.column.is_empty() && !condition.value.is_empty()).ok_or_else(|| {
        let signs: Vec<&str> = COMPARISONS.iter().map(|(sign, _)| *sign).collect();
        let message = format!("`{text}` is no condition");
        let help =
            format!("write a column, a comparison and a value, as `power>1`; comparisons are {}", signs.join(" "));
        Box::new(Diagnostic::new(Code::WRONG_CONDITION, message).help(help))
    })
}

fn read_order(text: &str) -> Result<Order, Box<Diagnostic>> {
    let (column, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let descending = match direction.trim() {
        "asc" => false,
        "desc" => true,
        _ => {
            let message = format!("`{direction}` is no direction to sort in");
            let help = format!("write `{column}:asc` for the smallest first or `{column}:desc` for the largest");
            return Err(Box::new(Diagnostic::new(Code::WRONG_CONDITION, message).help(help)));
        }
    };
    Ok(Order { column: column.trim().into(), descending })
}

impl Condition {
    /// Whether a cell of this column meets the condition.
    fn test(&self, column: &Column) -> Result<Test, Box<Diagnostic>> {
        let compare = self.compare;
        if column.kind == ColumnKind::Text {
            let wanted = self.value.to_lowercase();
            return match compare {
                Compare::Equal => {
                    Ok(Box::new(move |cell| cell.text().is_some_and(|text| text.to_lowercase() == wanted)))
                }
                Compare::Unequal => {
                    Ok(Box::new(move |cell| cell.text().is_some_and(|text| text.to_lowercase() != wanted)))
                }
                Compare::Holds => {
                    Ok(Box::new(move |cell| cell.text().is_some_and(|text| text.to_lowercase().contains(&wanted))))
                }
                _ => Err(Box::new(self.unfit("holds text", "text is compared with =, != and ~"))),
            };
        }
        let wanted: Option<f64> = self.value.parse().ok().filter(|value: &f64| value.is_finite());
        let Some(wanted) = wanted.filter(|_| compare != Compare::Holds) else {
            return Err(Box::new(
                self.unfit("holds numbers", "numbers are compared with a number by =, !=, <, <=, > and >="),
            ));
        };
        let meets = move |number: f64| match compare {
            Compare::Equal => number == wanted,
            Compare::Unequal => number != wanted,
            Compare::Below => number < wanted,
            Compare::AtMost => number <= wanted,
            Compare::Above => number > wanted,
            Compare::AtLeast => number >= wanted,
            Compare::Holds => false,
        };
        Ok(Box::new(move |cell| cell.number().is_some_and(meets)))
    }

    fn unfit(&self, holds: &str, help: &str) -> Diagnostic {
        let message = format!("the column `{}` {holds}, which is not compared so with `{}`", self.column, self.value);
        Diagnostic::new(Code::WRONG_CONDITION, message).help(help)
    }
}

/// Cells without a value last, whatever the direction.
fn in_order(a: Option<&Value>, b: Option<&Value>, descending: bool) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    match (a, b) {
        (Some(Value::Text(a)), Some(Value::Text(b))) => turned(a.cmp(b)),
        (Some(a), Some(b)) => match (a.number(), b.number()) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            _ => (*a == Value::Empty).cmp(&(*b == Value::Empty)),
        },
        _ => Ordering::Equal,
    }
}

fn unknown_table(id: &str, frames: &[Frame]) -> Diagnostic {
    let ids: Vec<&str> = frames.iter().map(|frame| frame.id.as_str()).collect();
    let help = suggestion(id, ids.iter().copied(), &format!("the tables are: {}", ids.join(", ")));
    Diagnostic::new(Code::UNKNOWN_COLUMN, format!("the result has no table `{id}`")).help(help)
}

fn unknown_column(id: &str, frames: &[Frame]) -> Diagnostic {
    let of = |frame: &Frame| frame.columns.iter().map(|column| column.id.clone()).collect::<Vec<_>>();
    let listed: Vec<String> = frames.iter().map(|frame| format!("{}: {}", frame.id, of(frame).join(", "))).collect();
    let all: Vec<String> = frames.iter().flat_map(of).collect();
    let allowed = format!("the columns are: {}", listed.join("; "));
    let help = suggestion(id, all.iter().map(String::as_str), &allowed);
    Diagnostic::new(Code::UNKNOWN_COLUMN, format!("the result has no column `{id}`")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Unit;

    fn frame(id: &str) -> Frame {
        let mut frame = Frame::new(
            id,
            "F",
            vec![
                Column::text("sector", "Sector", "S."),
                Column::number("x", "X", Unit::Ratio, "X."),
                Column::integer("rank", "Rank", Unit::Rank, "R."),
            ],
        );
        frame.push(vec!["FIN".into(), 1.5.into(), 2_i64.into()]);
        frame.push(vec!["its".into(), Value::Empty, Value::Empty]);
        frame.push(vec!["COP".into(), 2.5.into(), 1_i64.into()]);
        frame.push(vec!["FOR".into(), 1.5.into(), 2_i64.into()]);
        frame
    }

    fn other() -> Frame {
        let mut frame = Frame::new("other", "O", vec![Column::text("what", "What", "W.")]);
        frame.push(vec!["a".into()]);
        frame.push(vec!["b".into()]);
        frame
    }

    fn shaped(conditions: &[&str], order: Option<&str>, top: Option<usize>) -> Result<Vec<Frame>, Diagnostics> {
        let conditions: Vec<String> = conditions.iter().map(|text| (*text).to_owned()).collect();
        Shaping::read(&[], &conditions, order, top)?.shape(vec![frame("f"), other()])
    }

    fn sectors(frames: &[Frame]) -> Vec<&str> {
        frames[0].cells(0).filter_map(Value::text).collect()
    }

    #[test]
    fn nothing_asked_for_changes_nothing() {
        assert_eq!(shaped(&[], None, None), Ok(vec![frame("f"), other()]));
    }

    #[test]
    fn conditions_are_all_met_and_a_cell_without_a_value_meets_none() {
        for (conditions, expected) in [
            (&["x > 1.5"][..], &["COP"][..]),
            (&["x>=1.5", "sector ~ f"], &["FIN", "FOR"]),
            (&["x!=2.5"], &["FIN", "FOR"]),
            (&["rank=2", "sector!=fin"], &["FOR"]),
            (&["sector=ITS"], &["its"]),
            (&["x<1"], &[]),
            (&["x<=1.5", "rank<3"], &["FIN", "FOR"]),
        ] {
            let found = shaped(conditions, None, None).unwrap();
            assert_eq!(sectors(&found), expected, "{conditions:?}");
            assert_eq!(found[1], other());
        }
        let found = shaped(&["x>2"], None, None).unwrap();
        assert_eq!(found[0].notes, ["Shown are 1 of 4 rows."]);
    }

    #[test]
    fn empty_cells_come_last_in_both_directions_and_equal_rows_keep_their_order() {
        assert_eq!(sectors(&shaped(&[], Some("x"), None).unwrap()), ["FIN", "FOR", "COP", "its"]);
        assert_eq!(sectors(&shaped(&[], Some("x:desc"), None).unwrap()), ["COP", "FIN", "FOR", "its"]);
        assert_eq!(sectors(&shaped(&[], Some("sector : asc"), None).unwrap()), ["COP", "FIN", "FOR", "its"]);
    }

    #[test]
    fn the_first_rows_of_what_was_put_in_order_or_of_all() {
        let found = shaped(&[], Some("rank"), Some(1)).unwrap();
        assert_eq!((sectors(&found), found[1].rows.len()), (vec!["COP"], 2));
        let found = shaped(&[], None, Some(1)).unwrap();
        assert_eq!((found[0].rows.len(), found[1].rows.len()), (1, 1));
        let wanted = Shaping::read(&["other".into()], &[], None, None).unwrap();
        assert_eq!(wanted.shape(vec![frame("f"), other()]), Ok(vec![other()]));
    }

    #[test]
    fn mistakes_say_what_is_allowed() {
        let said = |found: Result<Vec<Frame>, Diagnostics>| -> Vec<(&'static str, String)> {
            let problems = found.unwrap_err();
            problems.iter().map(|d| (d.code.id, d.help.clone().unwrap_or_default())).collect()
        };
        let found = said(shaped(&["x", "=2", "x>"], Some("x:down"), None));
        assert_eq!(found.len(), 4);
        assert!(found[0].1.contains("comparisons are != <= >= = < > ~"), "{found:?}");
        assert_eq!(found[3].1, "write `x:asc` for the smallest first or `x:desc` for the largest");
        let found = said(shaped(&["rnk=1", "x~2", "sector>A", "x>much"], Some("y"), None));
        assert_eq!(found[0].1, "did you mean `rank`? the columns are: f: sector, x, rank; other: what");
        let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(
            codes,
            ["unknown-column", "unknown-column", "wrong-condition", "wrong-condition", "wrong-condition"]
        );
        let found = Shaping::read(&["g".into()], &[], None, None).unwrap().shape(vec![frame("f"), other()]);
        assert_eq!(said(found)[0].1, "the tables are: f, other");
    }
}
