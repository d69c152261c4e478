//! Scenarios for tests of this floor, written as analysts write them.

use super::entry::{Remains, Resolving};
use super::{Base, Closure, ENTRIES, EntryName, Parameters, Scenario, Shock};
use crate::model::Economy;
use crate::table::{Denominator, IoTable};
use crate::words::{Diagnostics, Document, Place};
use std::sync::Arc;

/// A scenario on a table, from the text of its entries; messages are an error.
pub(crate) fn scenario(table: IoTable, text: &str) -> Result<Scenario, Diagnostics> {
    let economy = Arc::new(Economy::new(Arc::new(table), Denominator::Column).unwrap());
    on(Arc::new(Base::new(economy, Closure::Open, None, Vec::new()).unwrap()), text)
}

/// The same on a base.
pub(crate) fn on(base: Arc<Base>, text: &str) -> Result<Scenario, Diagnostics> {
    with_parameters(base, text, Parameters::default())
}

/// The same with parameters, which its entries may name.
pub(crate) fn with_parameters(base: Arc<Base>, text: &str, parameters: Parameters) -> Result<Scenario, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let document = Document::parse("test.toml", text, &mut diagnostics);
    let resolving = Resolving { base: &base, parameters: &parameters };
    let mut shocks = Vec::new();
    for kind in ENTRIES {
        let item = match kind.id.split_once('.') {
            Some((outer, inner)) => {
                document.root().get(outer).and_then(|item| item.section(&mut diagnostics)?.get(inner))
            }
            None => document.root().get(kind.id),
        };
        let Some(item) = item else { continue };
        for section in item.sections(&mut diagnostics).unwrap_or_default() {
            section.check_keys(kind.keys, &mut diagnostics);
            let name = section.text("name", &mut diagnostics).unwrap();
            let name = Arc::new(EntryName { kind: kind.id, name: name.value, place: name.place });
            let entry = (kind.parse)(&section, &mut diagnostics);
            let entry = entry.unwrap_or_else(|| Box::new(Remains::of(&section)));
            if let Some(effect) = entry.resolve(&resolving, &mut diagnostics) {
                shocks.push(Shock { name, effect, path: None });
            }
        }
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let (name, title, note) = ("test".to_owned(), "Test".to_owned(), String::new());
    let (place, years) = (Place::file("test.toml"), vec![2021]);
    let (discount_rate, public_cost, variant_of, steps_per_year) = (None, None, None, 12);
    Ok(Scenario {
        name,
        title,
        note,
        spanish: crate::study::InSpanish::default(),
        place,
        years,
        steps_per_year,
        base,
        discount_rate,
        public_cost,
        variant_of,
        parameters,
        shocks,
    })
}
