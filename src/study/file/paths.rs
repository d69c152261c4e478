//! `[paths]`: paths with a name, which entries call.

use super::definition::{Defined, Definitions};
use super::{json, name};
use crate::study::path::{self, Path};
use crate::words::{Diagnostics, Section};

pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Definitions<dyn Path> {
    let mut paths = Definitions::default();
    for (typed, item) in section.entries() {
        let is_name = name::check("a path", typed.value, &typed.place, diagnostics);
        let value = path::read(&item, diagnostics).filter(|_| is_name).map(Into::into);
        paths.put(Defined { key: typed.value.to_owned(), place: typed.place, json: json::of(&item), value });
    }
    paths
}
