//! `weighted_by`: a buyer moves only by the part of it that works for a component of final demand. Of what sector 1 of the textbook
//! sells to final users households take 50 of 350: one seventh.

use super::{Files, HEAD, central, coefficients, shock};
use eslabon::study::LoadOptions;

fn weighted(key: &str, value: &str, component: &str) -> String {
    format!("{HEAD}{}weighted_by = '{component}'\n", shock("s", key, value))
}

#[test]
fn every_kind_of_move_counts_by_the_share_of_the_component() {
    // a_21 is .2.
    for (key, value, known) in [("add", "0.07", 0.21), ("scale", "1.7", 0.22), ("set", "0.9", 0.3)] {
        let files = Files::new(&[("a.toml", &weighted(key, value, "households"))]);
        let found = coefficients(&central(&files.loaded(&["a.toml"], &LoadOptions::default())));
        assert!((found[0] - known).abs() <= 1e-15, "{key}: {found:?}");
    }
}

#[test]
fn shares_of_all_components_make_the_whole_change() {
    let moved = |component: &str| {
        let files = Files::new(&[("a.toml", &weighted("add", "0.07", component))]);
        coefficients(&central(&files.loaded(&["a.toml"], &LoadOptions::default())))[0] - 0.2
    };
    assert!((moved("households") + moved("other") - 0.07).abs() <= 1e-15);
}

#[test]
fn a_component_that_the_table_has_not_is_told() {
    let files = Files::new(&[("a.toml", &weighted("add", "0.07", "household"))]);
    let said = files.said(&["a.toml"]);
    assert!(said.len() == 1 && said[0].starts_with("unknown-component: `household`"), "{said:?}");
}
