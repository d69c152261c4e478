//! `extends` and `remove`: what a scenario takes from its parents, and what it settles.

use super::{Files, central, coefficients, shock};
use eslabon::study::{InSpanish, LoadOptions};

const PARENT: &str = "format = 1\nname = 'parent'\ntitle = 'The parent'\nnote = 'Of the parent.'\nyears = [2021, 2022]\n\
                      title_es = 'El padre'\nnote_es = 'Del padre.'\n\
                      base = { table = 'miller-blair', closure = 'open', focus = 'S1' }\n\
                      parameters = { p = 0.01, q = { value = 0.02, note_es = 'Del padre.' } }\n";

#[test]
fn a_child_takes_what_it_does_not_say_itself() {
    let parent = format!("{PARENT}{}{}", shock("one", "add", "'p'"), shock("two", "add", "'q'"));
    let child = format!(
        "format = 1\nname = 'child'\nextends = '../_parent.toml'\nbase.focus = 'S2'\nparameters.p = 0.03\n{}",
        shock("two", "add", "0.1")
    );
    let files = Files::new(&[("_parent.toml", &parent), ("below/child.toml", &child)]);
    let loaded = files.loaded(&["below/child.toml"], &LoadOptions::default());
    let scenario = &loaded.scenarios[0];
    assert_eq!((scenario.name.as_str(), scenario.title.as_str(), scenario.note.as_str()), ("child", "child", ""));
    assert_eq!(scenario.spanish, InSpanish::default());
    let notes: Vec<_> = scenario.parameters.iter().map(|one| (one.name(), one.note_es())).collect();
    assert_eq!(notes, [("p", None), ("q", Some("Del padre."))]);
    assert_eq!(loaded.records[0]["parameters"]["q"]["note_es"], "Del padre.");
    assert_eq!(scenario.years, [2021, 2022]);
    assert_eq!(scenario.base.focus(), Some(1));
    // .2 of the table, p of the child by the parent's entry, and the child's own entry whole.
    let found = coefficients(&central(&loaded));
    assert!((found[0] - 0.33).abs() < 1e-15, "{found:?}");
    let record = serde_json::to_string(&loaded.records[0]["shock"]["coefficient"][1]["add"]).unwrap();
    assert_eq!(record, "0.1");
    let names: Vec<&str> = loaded.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["below/child.toml", "_parent.toml"]);
}

#[test]
fn what_is_removed_is_gone() {
    let parent = format!("{PARENT}{}{}", shock("one", "add", "0.1"), shock("two, too", "add", "0.2"));
    let child = |remove: &str| format!("format = 1\nname = 'child'\nextends = '_p.toml'\nremove = {remove}\n");
    let files = Files::new(&[("_p.toml", &parent), ("c.toml", &child("['coefficient.two, too']"))]);
    let found = coefficients(&central(&files.loaded(&["c.toml"], &LoadOptions::default())));
    assert!(found.iter().all(|a| (a - 0.3).abs() < 1e-15), "{found:?}");
    files.write("c.toml", &child("['shock.coefficient.one', 'coefficient.thre', 'two, too']"));
    let all = "inherited are coefficient.one, coefficient.two, too";
    assert_eq!(
        files.said(&["c.toml"]),
        [
            format!(
                "nothing-to-remove: no inherited entry is called `coefficient.thre` [c.toml:4:36] \
                 did you mean `coefficient.one`? {all}"
            ),
            format!("nothing-to-remove: no inherited entry is called `two, too` [c.toml:4:56] {all}"),
        ]
    );
    files.write("d.toml", &format!("{}remove = 'coefficient.x'\n", super::HEAD));
    let alone = "nothing-to-remove: no inherited entry is called `coefficient.x` [d.toml:4:10] \
                 the file inherits no entry; `extends` names its parents";
    assert_eq!(files.said(&["d.toml"]), [alone]);
}

#[test]
fn parents_that_differ_are_an_error_unless_the_child_settles_it() {
    let one = format!(
        "format = 1\nbase.table = 'miller-blair'\nparameters.p = 1\nyears = [2021, 2022]\n{}",
        shock("s", "add", "0.1")
    );
    let other = format!(
        "format = 1\nbase.table = 'miller-blair'\nparameters.p = 1.0\nyears = [2021, 2023]\n{}",
        shock("s", "add", "0.2")
    );
    let child = |rest: &str| format!("format = 1\nname = 'c'\nextends = ['_1.toml', '_2.toml']\n{rest}");
    let files = Files::new(&[("_1.toml", &one), ("_2.toml", &other), ("c.toml", &child(""))]);
    let settle = "define it in this file too, which settles it";
    assert_eq!(
        files.said(&["c.toml"]),
        [
            format!(
                "conflicting-parents: the parents define `years` differently: _1.toml:4:9 and _2.toml:4:9 \
                 [c.toml:3:11] {settle}"
            ),
            format!(
                "conflicting-parents: the parents define `shock.coefficient.s` differently: _1.toml:9:8 and \
                 _2.toml:9:8 [c.toml:3:11] {settle}, or drop it with `remove`"
            ),
        ]
    );
    files.write("c.toml", &child("years = [2021, 2021]\nremove = 'coefficient.s'\n"));
    assert_eq!(coefficients(&central(&files.loaded(&["c.toml"], &LoadOptions::default()))), [0.2]);
    files.write("c.toml", &child(&format!("years = [2021, 2021]\n{}", shock("s", "set", "0.4"))));
    let found = coefficients(&central(&files.loaded(&["c.toml"], &LoadOptions::default())));
    assert!((found[0] - 0.4).abs() < 1e-15, "{found:?}");
}

#[test]
fn a_grandparent_reached_twice_is_no_conflict() {
    let parent = "format = 1\nextends = '_g.toml'\n";
    let files = Files::new(&[
        ("_g.toml", &format!("format = 1\nbase.table = 'miller-blair'\n{}", shock("s", "add", "0.1"))),
        ("_1.toml", parent),
        ("_2.toml", parent),
        ("c.toml", "format = 1\nname = 'c'\nextends = ['_1.toml', '_2.toml', '_1.toml']\n"),
    ]);
    let loaded = files.loaded(&["c.toml"], &LoadOptions::default());
    assert_eq!(loaded.scenarios[0].shocks.len(), 1);
    assert_eq!(loaded.inputs.len(), 4);
}

#[test]
fn circles_are_told_with_their_chain_and_told_once() {
    let of = |name: &str, parent: &str| {
        format!("format = 1\nname = '{name}'\nextends = '{parent}'\nbase.table = 'miller-blair'\n")
    };
    let files = Files::new(&[
        ("a.toml", &of("a", "b.toml")),
        ("b.toml", &of("b", "_c.toml")),
        ("_c.toml", &of("c", "b.toml")),
        ("self.toml", &of("self", "self.toml")),
    ]);
    let help = "take one of the files out of an `extends`; what two scenarios share stands well in a file of its own";
    assert_eq!(
        files.said(&["a.toml", "b.toml", "self.toml"]),
        [
            format!("inheritance-circle: the file extends itself: b.toml -> _c.toml -> b.toml [_c.toml:3:11] {help}"),
            format!("inheritance-circle: the file extends itself: self.toml -> self.toml [self.toml:3:11] {help}"),
        ]
    );
}

#[test]
fn a_parent_that_is_not_there_is_told_where_it_is_named() {
    let files = Files::new(&[("a.toml", &format!("{}extends = ['_no.toml', '.']\n", super::HEAD))]);
    let help = "paths in a file start from the folder of that file";
    assert_eq!(
        files.said(&["a.toml"]),
        [
            format!("unreadable-file: `_no.toml` does not exist [a.toml:4:12] {help}"),
            format!("unreadable-file: `.` is not an ordinary file [a.toml:4:24] {help}"),
        ]
    );
}

#[test]
fn what_is_wrong_in_a_parent_is_told_once_at_its_place() {
    let parent = format!("format = 1\nbase.table = 'miller-blair'\n{}", shock("s", "ad", "0.1"));
    let child = |name: &str| format!("format = 1\nname = '{name}'\nextends = '_p.toml'\n");
    let files = Files::new(&[("_p.toml", &parent), ("a.toml", &child("a")), ("b.toml", &child("b"))]);
    let said = files.said(&[""]);
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(said.iter().all(|said| said.contains("[_p.toml:")), "{said:#?}");
}
