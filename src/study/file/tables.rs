//! The tables that scenarios start from: each read and factorised once, each way of closing it built once, shared by all.

use super::base_keys::TableWord;
use crate::model::Economy;
use crate::study::{Base, Closure};
use crate::table::reader::{self, ReadOptions};
use crate::table::{Denominator, IoTable, SHIPPED, Shipped};
use crate::words::{Code, Diagnostic, Diagnostics, Group, Place, suggestion};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A table that scenarios start from.
#[derive(Debug, Clone)]
pub struct TableUsed {
    /// As files and commands name it: `chile-2021`, or a path.
    pub name: String,
    /// What the table calls itself.
    pub id: String,
    /// SHA-256 of its files, in hexadecimal digits.
    pub checksum: String,
    /// The table.
    pub table: Arc<IoTable>,
    /// Whether it comes with the program, so that whoever has the program has it.
    pub is_shipped: bool,
}

/// How a table is reached: by its shipped name, or by the one path that every other leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    Shipped(String),
    Path(PathBuf),
}

#[derive(Debug)]
struct Loaded {
    way: Way,
    /// The table, or all that was said instead.
    table: Result<TableUsed, Diagnostics>,
    economies: Vec<(Denominator, Result<Arc<Economy>, Diagnostic>)>,
}

/// What makes one base another than the next.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Closing {
    pub(super) closure: Closure,
    pub(super) focus: Option<usize>,
    pub(super) groups: Vec<Group>,
}

/// The tables read so far.
#[derive(Debug, Default)]
pub(super) struct Tables {
    loaded: Vec<Loaded>,
    bases: Vec<(Arc<Economy>, Closing, Arc<Base>)>,
}

impl Tables {
    /// The economy of a table. `place` is where it is named; messages that have no place of their own get that one.
    pub(super) fn economy(
        &mut self,
        word: &TableWord,
        denominator: Denominator,
        options: &ReadOptions,
        place: Option<&Place>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Economy>> {
        let loaded = self.loaded(word, options, place, diagnostics)?;
        let table = match &loaded.table {
            Ok(used) => used.table.clone(),
            Err(said) => {
                said.iter().for_each(|said| diagnostics.push(placed(said, place)));
                return None;
            }
        };
        if loaded.economies.iter().all(|(known, _)| *known != denominator) {
            let economy = Economy::new(table.clone(), denominator).map(Arc::new);
            loaded.economies.push((denominator, economy.map_err(|error| error.diagnostic(table.sectors()))));
        }
        match loaded.economies.iter().find(|(known, _)| *known == denominator)? {
            (_, Ok(economy)) => Some(economy.clone()),
            (_, Err(said)) => {
                diagnostics.push(placed(said, place));
                None
            }
        }
    }

    /// The economy closed as asked.
    pub(super) fn base(
        &mut self,
        economy: &Arc<Economy>,
        closing: Closing,
        place: Option<&Place>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Base>> {
        let known = self.bases.iter().find(|(of, as_asked, _)| Arc::ptr_eq(of, economy) && *as_asked == closing);
        if let Some((.., base)) = known {
            return Some(base.clone());
        }
        match Base::new(economy.clone(), closing.closure, closing.focus, closing.groups.clone()) {
            Ok(base) => {
                let base = Arc::new(base);
                if base.households().is_some_and(|households| households.income_assumed) {
                    diagnostics.push(placed(&income_assumed(economy.table()), place));
                }
                self.bases.push((economy.clone(), closing, base.clone()));
                Some(base)
            }
            Err(error) => {
                diagnostics.push(placed(&error.diagnostic(economy.table().sectors()), place));
                None
            }
        }
    }

    /// The tables that could be read, in the order first named.
    pub(super) fn used(self) -> Vec<TableUsed> {
        self.loaded.into_iter().filter_map(|loaded| loaded.table.ok()).collect()
    }

    fn loaded(
        &mut self,
        word: &TableWord,
        options: &ReadOptions,
        place: Option<&Place>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&mut Loaded> {
        let way = way(word, place, diagnostics)?;
        let known = self.loaded.iter().position(|loaded| loaded.way == way);
        let index = known.unwrap_or_else(|| {
            let table = read(word, options, place, diagnostics);
            self.loaded.push(Loaded { way, table, economies: Vec::new() });
            self.loaded.len() - 1
        });
        self.loaded.get_mut(index)
    }
}

fn read(
    word: &TableWord,
    options: &ReadOptions,
    place: Option<&Place>,
    diagnostics: &mut Diagnostics,
) -> Result<TableUsed, Diagnostics> {
    let mut said = Diagnostics::default();
    let read = reader::load(&word.name, options, &mut said);
    let Some(read) = read.filter(|_| !said.has_errors()) else { return Err(said) };
    // Warnings are said once, not once per scenario.
    said.iter().for_each(|said| diagnostics.push(placed(said, place)));
    let (id, checksum) = (read.table.manifest().id.clone(), read.checksum);
    let is_shipped = Shipped::find(&word.name).is_some();
    Ok(TableUsed { name: word.word.clone(), id, checksum, table: Arc::new(read.table), is_shipped })
}

fn way(word: &TableWord, place: Option<&Place>, diagnostics: &mut Diagnostics) -> Option<Way> {
    if Shipped::find(&word.name).is_some() {
        return Some(Way::Shipped(word.name.clone()));
    }
    let path = Path::new(&word.name);
    if let Ok(canonical) = path.canonicalize() {
        return Some(Way::Path(canonical));
    }
    let ids = SHIPPED.iter().map(|shipped| shipped.id);
    let all = format!("shipped tables are {}", ids.clone().collect::<Vec<_>>().join(", "));
    let message = if word.word == word.name {
        format!("there is no table, file or folder `{}`", word.word)
    } else {
        format!("there is no table `{}`, and no file or folder `{}`", word.word, word.name)
    };
    let diagnostic = Diagnostic::new(Code::UNKNOWN_TABLE, message).help(suggestion(&word.word, ids, &all));
    diagnostics.push(placed(&diagnostic, place));
    None
}

fn income_assumed(table: &IoTable) -> Diagnostic {
    let message =
        format!("`{}` gives no income of households, so total value added stands for it", table.manifest().id);
    Diagnostic::new(Code::INCOME_ASSUMED, message).help(
        "write household_income = ... into the table's table.toml; the lower it is, the more of it households spend",
    )
}

/// The message, at a place where it has none.
fn placed(said: &Diagnostic, place: Option<&Place>) -> Diagnostic {
    match (place, &said.place) {
        (Some(place), None) => said.clone().at(place.clone()),
        _ => said.clone(),
    }
}
