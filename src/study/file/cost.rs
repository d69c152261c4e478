//! `[cost]`: what a policy costs the public, as stated by whoever wrote the scenario. Nothing is computed from it but effects per unit
//! of cost.

use super::definition::{Defined, Definitions};
use crate::study::Number;
use crate::words::{Diagnostics, Key, Section};

/// The keys of `[cost]`.
pub static COST_KEYS: &[Key] = &[
    Key::required(
        "public",
        "money of the table, at least 0",
        "what the public spends on the policy, all years together",
    ),
    Key::optional("note", "a text", "what is counted and where the figure comes from"),
];

pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Definitions<Number> {
    section.check_keys(COST_KEYS, diagnostics);
    section.text("note", diagnostics);
    let mut public = Definitions::default();
    if let Some(item) = section.get("public") {
        public.put(Defined::of("cost.public".to_owned(), &item, Number::read(&item, diagnostics)));
    }
    public
}
