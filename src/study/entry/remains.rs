//! What can still be looked up of an entry of which a part is wrong, so that a file's problems are all told in one run: a
//! sector that does not exist is told beside a number that is none. It never has an effect.

use super::financing::component;
use super::{Effect, Entry, Resolving, Selection};
use crate::study::{Number, PayerWord};
use crate::words::{Diagnostics, Section, Typed, TypedValue};

/// Keys that name sectors; the first names one.
const SECTORS: [&str; 4] = ["supplier", "buyers", "sectors", "reference"];

/// Keys that hold a number or the name of a parameter.
const NUMBERS: [&str; 16] = [
    "add",
    "scale",
    "set",
    "share",
    "amount",
    "import_penetration",
    "import_share",
    "innovation",
    "imitation",
    "weight",
    "rate",
    "price_response",
    "prior_years",
    "initial",
    "ceiling",
    "obsolescence",
];

/// Keys that hold a table with more of the same; `early` holds a list of them.
const WITHIN: [&str; 6] = ["toward", "target", "contagion", "learning", "investment_target", "early"];

/// The parts of an entry that could be read.
#[derive(Debug)]
pub(in crate::study) struct Remains {
    sectors: Vec<(&'static str, Selection)>,
    numbers: Vec<(&'static str, Number)>,
    component: Option<Typed<String>>,
    payer: Option<PayerWord>,
}

impl Remains {
    /// What can be read of an entry. What cannot was told when the entry was read, and is not told again.
    pub(in crate::study) fn of(section: &Section<'_>) -> Self {
        let told = &mut Diagnostics::default();
        let below = within(section, told);
        let deeper: Vec<Section<'_>> = below.iter().flat_map(|section| within(section, told)).collect();
        let sections = || std::iter::once(section).chain(&below).chain(&deeper);
        let (mut sectors, mut numbers) = (Vec::new(), Vec::new());
        for key in SECTORS {
            let read = sections().filter_map(|section| Selection::read(&section.get(key)?, told));
            sectors.extend(read.map(|selection| (key, selection)));
        }
        for key in NUMBERS {
            let read = sections().filter_map(|section| Number::read(&section.get(key)?, told));
            numbers.extend(read.map(|number| (key, number)));
        }
        let component = sections().find_map(|section| section.text("component", told));
        let payer = section.get("instead_of").and_then(|item| PayerWord::read(&item, told));
        Self { sectors, numbers, component, payer }
    }
}

/// The tables inside of a table.
fn within<'d>(section: &Section<'d>, told: &mut Diagnostics) -> Vec<Section<'d>> {
    let mut found = Vec::new();
    for item in WITHIN.iter().filter_map(|key| section.get(key)) {
        match item.value() {
            TypedValue::Array => found.extend(item.sections(told).unwrap_or_default()),
            _ => found.extend(item.section(told)),
        }
    }
    found
}

impl Entry for Remains {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        for (key, number) in &self.numbers {
            // What it may be depends on the part that is wrong; that it is defined does not.
            number.check(key, &(f64::MIN..=f64::MAX), with.parameters, diagnostics);
        }
        let mut supplier = None;
        for (key, selection) in &self.sectors {
            if *key == SECTORS[0] {
                supplier = selection.one(with, diagnostics);
            } else {
                selection.several(with, diagnostics);
            }
        }
        if let Some(word) = &self.component {
            component(word, with.base.economy().table().final_demand(), diagnostics);
        }
        if let Some(payer) = &self.payer {
            // Beyond the last sector where none is known: then no payer is the supplier itself.
            let none = with.base.economy().table().len();
            payer.resolve(supplier.unwrap_or(none), &with.base.naming(), diagnostics);
        }
        None
    }
}
