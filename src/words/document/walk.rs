//! Values and tables of a TOML file, asked for as what they should be. A table holds values and a value may hold a table,
//! so the two stand in one file.

use super::key::Key;
use super::tree::{Node, Table, Value};
use super::{Document, Typed};
use crate::words::diagnostic::suggestion;
use crate::words::{Code, Diagnostic, Diagnostics, LARGEST, Place};

/// A value with the file it stands in and the key it stands under.
#[derive(Debug, Clone, Copy)]
pub struct Item<'d> {
    document: &'d Document,
    node: &'d Node,
    key: &'d str,
}

impl<'d> Item<'d> {
    pub(super) fn new(document: &'d Document, node: &'d Node, key: &'d str) -> Self {
        Self { document, node, key }
    }

    /// The key under which it stands.
    pub fn key(&self) -> &'d str {
        self.key
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.document.place(self.node.span.clone())
    }

    /// The value as typed, for a caller that takes several kinds.
    pub fn value(&self) -> &'d Value {
        &self.node.value
    }

    /// A string.
    pub fn text(&self, diagnostics: &mut Diagnostics) -> Option<Typed<String>> {
        match &self.node.value {
            Value::Text(text) => Some(self.typed(text.clone())),
            _ => self.wrong("a text in quotes", diagnostics),
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self, diagnostics: &mut Diagnostics) -> Option<Typed<bool>> {
        match self.node.value {
            Value::Boolean(truth) => Some(self.typed(truth)),
            _ => self.wrong("true or false", diagnostics),
        }
    }

    /// A whole number.
    pub fn integer(&self, diagnostics: &mut Diagnostics) -> Option<Typed<i64>> {
        match self.node.value {
            Value::Integer(number) => Some(self.typed(number)),
            _ => self.wrong("a whole number", diagnostics),
        }
    }

    /// A finite number, whole or not, that is not too large to calculate with.
    pub fn number(&self, diagnostics: &mut Diagnostics) -> Option<Typed<f64>> {
        match self.node.value {
            Value::Integer(number) => Some(self.typed(number as f64)),
            Value::Float(number) if number.abs() <= LARGEST => Some(self.typed(number)),
            Value::Float(number) => {
                let (message, help) = if number.is_finite() {
                    let message = format!("`{}` is {number:e}, too large to calculate with", self.key);
                    (message, format!("write a number from {:e} to {LARGEST:e}", -LARGEST))
                } else {
                    (format!("`{}` is not a finite number", self.key), "write a number with digits".to_owned())
                };
                diagnostics.push(Diagnostic::new(Code::NOT_FINITE, message).at(self.place()).help(help));
                None
            }
            _ => self.wrong("a number", diagnostics),
        }
    }

    /// The items of a list.
    pub fn items(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Item<'d>>> {
        match self.node.value {
            Value::Array => Some(self.list()),
            _ => self.wrong("a list in [ ]", diagnostics),
        }
    }

    /// One string or a list of strings.
    pub fn texts(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Typed<String>>> {
        match &self.node.value {
            Value::Text(text) => Some(vec![self.typed(text.clone())]),
            Value::Array => {
                let (before, items) = (diagnostics.errors(), self.list());
                let texts: Vec<_> = items.iter().filter_map(|item| item.text(diagnostics)).collect();
                (diagnostics.errors() == before).then_some(texts)
            }
            _ => self.wrong("a text in quotes or a list of texts", diagnostics),
        }
    }

    /// A table of its own: `{ ... }` or `[header]`.
    pub fn section(&self, diagnostics: &mut Diagnostics) -> Option<Section<'d>> {
        match &self.node.table {
            Some(table) => Some(Section::new(self.document, table, self.key)),
            None => self.wrong("a table: { key = value }", diagnostics),
        }
    }

    /// The tables of an array of tables: `[[header]]`.
    pub fn sections(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Section<'d>>> {
        if self.node.value != Value::Array {
            let what = format!("a list of tables: write [[{}]]", self.key);
            return self.wrong(&what, diagnostics);
        }
        Some(self.list().iter().filter_map(|item| item.section(diagnostics)).collect())
    }

    /// Says that the value is of another kind than the key takes.
    pub fn wrong<T>(&self, takes: &str, diagnostics: &mut Diagnostics) -> Option<T> {
        let found = match &self.node.value {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::Array => "a list",
            Value::Table => "a table",
        };
        diagnostics.push(
            Diagnostic::new(Code::WRONG_TYPE, format!("`{}` is {found}", self.key))
                .at(self.place())
                .help(format!("`{}` takes {takes}", self.key)),
        );
        None
    }

    fn list(&self) -> Vec<Item<'d>> {
        self.node.items.iter().map(|node| Item::new(self.document, node, self.key)).collect()
    }

    fn typed<T>(&self, value: T) -> Typed<T> {
        Typed { value, place: self.place() }
    }
}

/// A table of a TOML file.
#[derive(Debug, Clone, Copy)]
pub struct Section<'d> {
    document: &'d Document,
    table: &'d Table,
    key: &'d str,
}

impl<'d> Section<'d> {
    pub(super) fn new(document: &'d Document, table: &'d Table, key: &'d str) -> Self {
        Self { document, table, key }
    }

    /// The key under which the table stands; empty for the top of the file.
    pub fn key(&self) -> &'d str {
        self.key
    }

    /// Where it begins.
    pub fn place(&self) -> Place {
        self.document.place(self.table.span.clone())
    }

    /// Says every key that is not in the list and every required one that is missing.
    pub fn check_keys(&self, keys: &[Key], diagnostics: &mut Diagnostics) {
        self.check_keys_but(keys, |_| false, diagnostics);
    }

    /// The same, but passes over keys of which the caller itself has something to say.
    pub fn check_keys_but(&self, keys: &[Key], is_told: impl Fn(&str) -> bool, diagnostics: &mut Diagnostics) {
        let what = if self.key.is_empty() { "this file".to_owned() } else { format!("`{}`", self.key) };
        let names = keys.iter().map(|key| key.name);
        for (typed, span, _) in &self.table.entries {
            if keys.iter().all(|key| key.name != typed) && !is_told(typed) {
                let all = names.clone().collect::<Vec<_>>().join(", ");
                diagnostics.push(
                    Diagnostic::new(Code::UNKNOWN_KEY, format!("{what} has no key `{typed}`"))
                        .at(self.document.place(span.clone()))
                        .help(suggestion(typed, names.clone(), &format!("allowed are {all}"))),
                );
            }
        }
        for key in keys.iter().filter(|key| key.required && self.get(key.name).is_none()) {
            diagnostics.push(
                Diagnostic::new(Code::MISSING_KEY, format!("{what} needs the key `{}`", key.name))
                    .at(self.place())
                    .help(format!("`{}` takes {}: {}", key.name, key.takes, key.about)),
            );
        }
    }

    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<Item<'d>> {
        self.table
            .entries
            .iter()
            .find(|(name, ..)| name == key)
            .map(|(name, _, node)| Item::new(self.document, node, name))
    }

    /// Every key with its place, and its value, in the order typed.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (Typed<&'d str>, Item<'d>)> {
        let document = self.document;
        self.table.entries.iter().map(move |(name, span, node)| {
            let place = document.place(span.clone());
            (Typed { value: name.as_str(), place }, Item::new(document, node, name))
        })
    }

    /// The text under a key; nothing, without a message, where the key is missing.
    pub fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Typed<String>> {
        self.get(key)?.text(diagnostics)
    }

    /// The text or texts under a key; nothing, without a message, where the key is missing.
    pub fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Vec<Typed<String>>> {
        self.get(key)?.texts(diagnostics)
    }

    /// The whole number under a key; nothing, without a message, where the key is missing.
    pub fn integer(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Typed<i64>> {
        self.get(key)?.integer(diagnostics)
    }

    /// The finite number under a key; nothing, without a message, where the key is missing.
    pub fn number(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Typed<f64>> {
        self.get(key)?.number(diagnostics)
    }

    /// The table under a key; nothing, without a message, where the key is missing.
    pub fn section(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Section<'d>> {
        self.get(key)?.section(diagnostics)
    }

    /// The word under a key, one of those that are allowed; nothing, without a message, where the key is missing.
    pub fn word<T: Copy>(&self, key: &str, allowed: &[(&str, T)], diagnostics: &mut Diagnostics) -> Option<Typed<T>> {
        self.text(key, diagnostics)?.word(key, allowed, diagnostics)
    }
}

impl Typed<String> {
    /// What a word under a key means, one of those that are allowed.
    pub fn word<T: Copy>(self, key: &str, allowed: &[(&str, T)], diagnostics: &mut Diagnostics) -> Option<Typed<T>> {
        if let Some((_, meaning)) = allowed.iter().find(|(word, _)| *word == self.value) {
            return Some(self.map(|_| *meaning));
        }
        let words = allowed.iter().map(|(word, _)| *word);
        let all = words.clone().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        diagnostics.push(
            Diagnostic::new(Code::UNKNOWN_WORD, format!("`{key}` cannot be `{}`", self.value))
                .at(self.place)
                .help(suggestion(&self.value, words, &format!("allowed are {all}"))),
        );
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[Key] =
        &[Key::required("name", "a text", "what it is called"), Key::optional("share", "a number", "how much of it")];

    fn messages(text: &str, walk: impl Fn(Section<'_>, &mut Diagnostics)) -> Vec<(String, usize, usize)> {
        let mut diagnostics = Diagnostics::default();
        let document = Document::parse("f.toml", text, &mut diagnostics);
        walk(document.root(), &mut diagnostics);
        diagnostics
            .iter()
            .map(|d| {
                let (line, column) = d.place.as_ref().and_then(Place::line_and_column).unwrap();
                (format!("{}: {}", d.code.id, d.message), line, column)
            })
            .collect()
    }

    #[test]
    fn every_problem_of_a_table_is_told_at_its_word() {
        let found = messages("[a]\nnaem = \"x\"\nshare = \"y\"\n", |root, d| {
            let section = root.section("a", d).unwrap();
            section.check_keys(KEYS, d);
            assert_eq!(section.number("share", d), None);
        });
        assert_eq!(
            found,
            [
                ("unknown-key: `a` has no key `naem`".to_owned(), 2, 1),
                ("missing-key: `a` needs the key `name`".to_owned(), 1, 1),
                ("wrong-type: `share` is a text".to_owned(), 3, 9),
            ]
        );
    }

    #[test]
    fn what_follows_a_mistake_of_syntax_is_still_read() {
        let found = messages("a = \n[b]\nc = inf\n", |root, d| {
            assert_eq!(root.section("b", d).and_then(|b| b.number("c", d)), None);
        });
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].1, 1);
        assert_eq!(found[1], ("not-finite: `c` is not a finite number".to_owned(), 3, 5));
    }

    #[test]
    fn a_number_too_large_to_calculate_with_is_told() {
        let found = messages("a = 1e100\nb = -1.5e100\nc = 1e308\n", |root, d| {
            assert_eq!(root.number("a", d).map(|a| a.value), Some(1e100));
            assert_eq!((root.number("b", d), root.number("c", d)), (None, None));
            let helps: Vec<&str> = d.iter().filter_map(|said| said.help.as_deref()).collect();
            assert_eq!(helps, ["write a number from -1e100 to 1e100"; 2]);
        });
        assert_eq!(
            found,
            [
                ("not-finite: `b` is -1.5e100, too large to calculate with".to_owned(), 2, 5),
                ("not-finite: `c` is 1e308, too large to calculate with".to_owned(), 3, 5),
            ]
        );
    }

    #[test]
    fn keys_come_in_the_order_typed() {
        let mut diagnostics = Diagnostics::default();
        let document = Document::parse("f", "zeta = 1\nalpha = 2\n", &mut diagnostics);
        let keys: Vec<&str> = document.root().entries().map(|(key, _)| key.value).collect();
        assert_eq!(keys, ["zeta", "alpha"]);
    }
}
