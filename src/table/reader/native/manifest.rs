//! `table.toml`: what the table says of itself, and what its columns and rows are.

use crate::table::{
    Component, ComponentKind, Flows, Layout, Manifest, PrimaryInput, PrimaryInputKind, Source, Valuation,
};
use crate::words::{Code, Diagnostic, Diagnostics, Document, Item, Key, Money, Section, Typed, TypedValue};

/// The only version of the format there is.
const FORMAT: i64 = 1;

/// The top of the file.
pub(super) const TOP: &[Key] = &[
    Key::required("format", "the number 1", "the version of the format"),
    Key::required("id", "a text", "the name by which commands and scenarios call the table"),
    Key::required("title", "a text", "a title for people"),
    Key::optional("country", "three capital letters", "the country, as ISO 3166 writes it"),
    Key::optional("year", "a whole number", "the year of the flows"),
    Key::required("money", "a table", "the unit of every figure"),
    Key::required("valuation", "`basic`, `producer` or `purchaser`", "at which prices the flows stand"),
    Key::required("flows", "`domestic` or `total`", "whether the flows include imports"),
    Key::required("layout", "`industry-by-industry` or `product-by-product`", "what rows and columns are"),
    Key::optional("focus", "a sector", "the sector that studies of this table look at"),
    Key::optional("classifications", "a list of texts", "the columns of sectors.csv that put each sector into a group"),
    Key::optional(
        "household_income",
        "a number",
        "income of households, money of the table, to close the model with them",
    ),
    Key::required("final_demand", "a table", "the columns of table.csv that are final demand, each with its kind"),
    Key::required("primary_inputs", "a table", "the rows of table.csv that are primary inputs, each with its kind"),
    Key::optional("groups", "a table", "sets of sectors beside the classifications"),
    Key::optional("source", "a table", "where the figures come from"),
];

/// The table `money`.
pub(super) const MONEY: &[Key] = &[
    Key::required("currency", "a text", "the currency, as ISO 4217 writes it"),
    Key::required("scale", "a number", "how many units of the currency a figure of one stands for"),
    Key::optional("price_year", "a whole number", "the year of the prices"),
];

/// The table `source`.
pub(super) const SOURCE: &[Key] = &[
    Key::optional("publisher", "a text", "who publishes the figures"),
    Key::optional("edition", "a text", "which edition"),
    Key::optional("retrieved", "a date", "when the figures were taken"),
    Key::optional("notes", "a list of texts", "every adjustment and peculiarity, one sentence each"),
    Key::optional(
        "breaks",
        "a list of texts",
        "what sets the table apart from those of other years, such as another classification, one sentence each",
    ),
];

/// What the manifest says; names of sectors are still words, because the sectors stand in another file.
pub(super) struct Told {
    /// All but the focus.
    pub(super) manifest: Manifest,
    pub(super) focus: Option<Typed<String>>,
    pub(super) classifications: Vec<Typed<String>>,
    pub(super) components: Option<Vec<Typed<Component>>>,
    pub(super) rows: Option<Vec<Typed<PrimaryInput>>>,
    pub(super) groups: Vec<(Typed<String>, Vec<Typed<String>>)>,
}

/// Reads the manifest. What is wrong is said and stands in the result as if it had been left out; nothing is given only
/// where the format is another.
pub(super) fn read(document: &Document, diagnostics: &mut Diagnostics) -> Option<Told> {
    let top = document.root();
    if let Some(format) = top.integer("format", diagnostics)
        && format.value != FORMAT
    {
        let message = format!("the file says format {}, and this program reads format {FORMAT}", format.value);
        diagnostics.push(
            Diagnostic::new(Code::WRONG_FORMAT_VERSION, message)
                .at(format.place)
                .help(format!("write `format = {FORMAT}`, or use a version of the program that reads this one")),
        );
        return None;
    }
    top.check_keys(TOP, diagnostics);
    let id = top.text("id", diagnostics).map(|id| checked_id(id, diagnostics)).unwrap_or_default();
    let mut manifest = Manifest::new(id, money(top, diagnostics));
    manifest.title = top.text("title", diagnostics).map(|title| title.value).unwrap_or_default();
    manifest.country = top.text("country", diagnostics).map(|word| country(word, diagnostics)).unwrap_or_default();
    manifest.year = year(top, "year", diagnostics);
    if let Some(valuation) = top.word("valuation", Valuation::WORDS, diagnostics) {
        manifest.valuation = valuation.value;
    }
    if let Some(flows) = top.word("flows", Flows::WORDS, diagnostics) {
        manifest.flows = flows.value;
    }
    if let Some(layout) = top.word("layout", Layout::WORDS, diagnostics) {
        manifest.layout = layout.value;
    }
    manifest.household_income = positive(top, "household_income", diagnostics);
    manifest.source = top.section("source", diagnostics).map(|told| source(told, diagnostics)).unwrap_or_default();
    Some(Told {
        manifest,
        focus: top.text("focus", diagnostics),
        classifications: top.texts("classifications", diagnostics).unwrap_or_default(),
        components: kinds(top, "final_demand", ComponentKind::WORDS, ComponentKind::Other, diagnostics)
            .map(|list| list.into_iter().map(|(id, kind)| id.map(|id| Component { id, kind })).collect()),
        rows: kinds(top, "primary_inputs", PrimaryInputKind::WORDS, PrimaryInputKind::Other, diagnostics)
            .map(|list| list.into_iter().map(|(id, kind)| id.map(|id| PrimaryInput { id, kind })).collect()),
        groups: top.section("groups", diagnostics).map(|told| groups(told, diagnostics)).unwrap_or_default(),
    })
}

fn money(top: Section<'_>, diagnostics: &mut Diagnostics) -> Money {
    let mut money = Money { currency: String::new(), scale: 1.0, price_year: None };
    let Some(told) = top.section("money", diagnostics) else { return money };
    told.check_keys(MONEY, diagnostics);
    if let Some(currency) = told.text("currency", diagnostics) {
        money.currency = currency.value;
    }
    if let Some(scale) = positive(told, "scale", diagnostics) {
        money.scale = scale;
    }
    money.price_year = year(told, "price_year", diagnostics);
    money
}

fn source(told: Section<'_>, diagnostics: &mut Diagnostics) -> Source {
    told.check_keys(SOURCE, diagnostics);
    let mut text = |key| told.text(key, diagnostics).map(|typed| typed.value).unwrap_or_default();
    let (publisher, edition) = (text("publisher"), text("edition"));
    let retrieved = told.get("retrieved").and_then(|item| date(item, diagnostics));
    let mut sentences = |key| {
        let told = told.texts(key, diagnostics).unwrap_or_default();
        told.into_iter().map(|sentence| sentence.value).collect::<Vec<_>>()
    };
    Source { publisher, edition, retrieved, notes: sentences("notes"), breaks: sentences("breaks") }
}

/// A day of the calendar, without a time.
fn date(item: Item<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    match item.value() {
        TypedValue::Date(date) if date.len() == 10 && !date.contains(':') => Some(date.clone()),
        _ => item.wrong("a day without quotes, such as 2026-11-23", diagnostics),
    }
}

fn positive(section: Section<'_>, key: &str, diagnostics: &mut Diagnostics) -> Option<f64> {
    let number = section.number(key, diagnostics)?;
    if number.value > 0.0 {
        return Some(number.value);
    }
    diagnostics.push(
        Diagnostic::new(Code::OUT_OF_RANGE, format!("`{key}` is {} and must be above zero", number.value))
            .at(number.place)
            .help("write a number above zero, or leave the key out where it is not required"),
    );
    None
}

/// A year of four digits at most, under a key.
pub(in crate::table::reader) fn year(section: Section<'_>, key: &str, diagnostics: &mut Diagnostics) -> Option<i32> {
    let year = section.integer(key, diagnostics)?;
    if let Some(year) = i32::try_from(year.value).ok().filter(|year| (1..=9999).contains(year)) {
        return Some(year);
    }
    diagnostics.push(
        Diagnostic::new(Code::OUT_OF_RANGE, format!("`{key}` is {} and must be a year", year.value))
            .at(year.place)
            .help("write a year of four digits"),
    );
    None
}

fn checked_id(id: Typed<String>, diagnostics: &mut Diagnostics) -> String {
    match Manifest::wrong_id(&id.value) {
        None => id.value,
        Some(problem) => {
            diagnostics.push(problem.at(id.place));
            String::new()
        }
    }
}

fn country(word: Typed<String>, diagnostics: &mut Diagnostics) -> String {
    if word.value.len() == 3 && word.value.chars().all(|letter| letter.is_ascii_uppercase()) {
        return word.value;
    }
    diagnostics.push(
        Diagnostic::new(Code::UNKNOWN_WORD, format!("`country` cannot be `{}`", word.value))
            .at(word.place)
            .help("write the three capital letters of ISO 3166, such as CHL, or leave the key out"),
    );
    String::new()
}

/// A table of columns or rows, each with the word of its kind. One with a wrong word is kept, so that it is not said to be
/// unknown in table.csv as well.
fn kinds<K: Copy>(
    top: Section<'_>,
    key: &str,
    words: &[(&str, K)],
    instead: K,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(Typed<String>, K)>> {
    let told = top.section(key, diagnostics)?;
    let ids: Vec<Typed<&str>> = told.entries().map(|(id, _)| id).collect();
    let kinds = ids.into_iter().map(|id| {
        let kind = told.word(id.value, words, diagnostics).map_or(instead, |kind| kind.value);
        (id.map(str::to_owned), kind)
    });
    Some(kinds.collect())
}

fn groups(told: Section<'_>, diagnostics: &mut Diagnostics) -> Vec<(Typed<String>, Vec<Typed<String>>)> {
    told.entries().filter_map(|(name, members)| Some((name.map(str::to_owned), members.texts(diagnostics)?))).collect()
}
