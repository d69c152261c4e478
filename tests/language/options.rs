//! What is said beside the files: parameters that are set, another table, another focus.

use super::{Files, HEAD, central, coefficients, in_crate, shock};
use eslabon::study::{LoadOptions, Point};
use std::sync::Arc;

fn set(settings: &[&str]) -> LoadOptions {
    LoadOptions { sets: settings.iter().map(|text| text.parse().unwrap()).collect(), ..LoadOptions::default() }
}

#[test]
fn a_parameter_that_is_set_is_certain() {
    let text = format!("{HEAD}parameters = {{ p = {{ value = 0.1, low = 0.05 }} }}\n{}", shock("s", "add", "'p'"));
    let files = Files::new(&[("a.toml", &text)]);
    let as_written = files.loaded(&["a.toml"], &LoadOptions::default());
    assert_eq!(as_written.scenarios[0].parameters.points(), [Point::Central, Point::Low, Point::High]);
    let as_set = files.loaded(&["a.toml"], &set(&["p=0.5", "p=0.2"]));
    assert_eq!(as_set.scenarios[0].parameters.points(), [Point::Central]);
    let found = coefficients(&central(&as_set));
    assert!((found[0] - 0.4).abs() < 1e-15, "{found:?}");
    assert_eq!(as_set.records[0]["parameters"], serde_json::json!({ "p": { "value": 0.2 } }));
}

#[test]
fn a_setting_of_nothing_is_told_and_one_that_some_scenarios_declare_is_not() {
    let files = Files::new(&[
        ("a.toml", &format!("{HEAD}parameters.tie = 0.1\n{}", shock("s", "add", "'tie'"))),
        ("b.toml", "format = 1\nname = 'b'\nbase.table = 'miller-blair'\n"),
    ]);
    files.loaded(&[""], &set(&["tie=0.2"]));
    let unknown = "unknown-parameter: no scenario declares the parameter `tye` that is to be set \
                   did you mean `tie`? parameters are tie";
    assert_eq!(files.load(&[""], &set(&["tye=0.2"])).1, [unknown]);
    let none = "unknown-parameter: no scenario declares the parameter `tie` that is to be set \
                the scenarios declare no parameter";
    assert_eq!(files.load(&["b.toml"], &set(&["tie=0.2"])).1, [none]);
    // Nothing was read, so nothing is known of its parameters.
    let nothing = files.load(&["none.toml"], &set(&["tie=0.2"])).1;
    assert!(nothing.len() == 1 && nothing[0].starts_with("unreadable-file"), "{nothing:?}");
}

#[test]
fn a_value_from_outside_is_checked_as_any_other() {
    let text = format!("{HEAD}parameters.k = 1\n{}", shock("s", "scale", "'k'"));
    let files = Files::new(&[("a.toml", &text)]);
    let said = files.load(&["a.toml"], &set(&["k=-1"])).1;
    assert!(said.len() == 1 && said[0].contains("`scale` is `k`, which can be -1 [a.toml:10:9]"), "{said:?}");
}

#[test]
fn table_and_focus_from_outside_come_first() {
    let files = Files::new(&[("a.toml", &format!("{HEAD}base.focus = 'S1'\n"))]);
    let options = LoadOptions {
        table: Some("chile-2021".into()),
        focus: Some("servicios informaticos".into()),
        ..LoadOptions::default()
    };
    let loaded = files.loaded(&["a.toml"], &options);
    let base = &loaded.scenarios[0].base;
    assert_eq!(base.economy().table().sectors().code(base.focus().unwrap()), "ITS");
    assert_eq!(loaded.records[0]["base"]["table"], "chile-2021");
    let options = LoadOptions { table: Some("chile-2012".into()), focus: Some("x".into()), ..LoadOptions::default() };
    let said = files.load(&["a.toml"], &options).1;
    let all = "shipped tables are chile-2008, chile-2018, chile-2021, miller-blair";
    let unknown = "unknown-table: there is no table, file or folder `chile-2012` did you mean `chile-2021`? ";
    assert_eq!(said, [format!("{unknown}{all}")]);
    let options = LoadOptions { focus: Some("all".into()), ..LoadOptions::default() };
    let said = files.load(&["a.toml"], &options).1;
    assert_eq!(said, ["one-sector: `all` names 2 sectors where one is needed write the code of one sector"]);
}

#[test]
fn a_path_to_a_table_starts_from_the_file_that_names_it() {
    let files = Files::new(&[
        ("s/a.toml", "format = 1\nname = 'a'\nextends = '../_p.toml'\n"),
        ("s/b.toml", "format = 1\nname = 'b'\nbase.table = '../t/two/table.toml'\n"),
        ("s/c.toml", "format = 1\nname = 'c'\nbase.table = 'two'\n"),
        ("_p.toml", "format = 1\nbase.table = 't/two'\n"),
    ]);
    for name in ["table.toml", "table.csv", "sectors.csv"] {
        files.write(
            &format!("t/two/{name}"),
            &std::fs::read_to_string(in_crate(&format!("data/miller-blair/{name}"))).unwrap(),
        );
    }
    let loaded = files.loaded(&["s/a.toml"], &LoadOptions::default());
    assert_eq!((loaded.tables.len(), loaded.tables[0].id.as_str()), (1, "miller-blair"));
    let shipped = Files::new(&[("a.toml", HEAD)]).loaded(&["a.toml"], &LoadOptions::default());
    assert_eq!(loaded.tables[0].checksum, shipped.tables[0].checksum);
    files.loaded(&["s/b.toml"], &LoadOptions::default());
    let said = files.said(&["s/c.toml"]);
    assert!(
        said[0].starts_with("unknown-table: there is no table `two`, and no file or folder `s/two` [s/c.toml:3:14]"),
        "{said:?}"
    );
}

#[test]
fn what_scenarios_share_is_built_once() {
    let of =
        |name: &str, base: &str| format!("format = 1\nname = '{name}'\nbase = {{ table = 'miller-blair', {base} }}\n");
    let files = Files::new(&[
        ("a.toml", &of("a", "closure = 'open'")),
        ("b.toml", &of("b", "denominator = 'column'")),
        ("c.toml", &of("c", "closure = 'households'")),
        ("d.toml", &of("d", "denominator = 'row'")),
    ]);
    let loaded = files.loaded(&[""], &LoadOptions::default());
    let bases: Vec<_> = loaded.scenarios.iter().map(|scenario| scenario.base.clone()).collect();
    assert!(Arc::ptr_eq(&bases[0], &bases[1]));
    assert!(!Arc::ptr_eq(&bases[0], &bases[2]) && Arc::ptr_eq(bases[0].economy(), bases[2].economy()));
    assert!(!Arc::ptr_eq(bases[0].economy(), bases[3].economy()));
    assert_eq!(loaded.tables.len(), 1);
}
