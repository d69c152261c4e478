//! `years` and `[paths]`: one outcome or one a year, and how much of a change each year has.

use super::{Files, HEAD, central, coefficients, shock};
use eslabon::study::LoadOptions;

fn text(top: &str, entries: &str) -> String {
    format!("{HEAD}{top}\n{entries}")
}

#[test]
fn a_static_scenario_has_the_year_of_its_table() {
    let files = Files::new(&[
        ("a.toml", &text("", &shock("s", "add", "0.1"))),
        ("b.toml", "format = 1\nname = 'b'\nbase.table = 'chile-2018'\n"),
    ]);
    let loaded = files.loaded(&["a.toml", "b.toml"], &LoadOptions::default());
    // The textbook has no year, and no year is invented.
    assert_eq!(loaded.scenarios[0].years, <[i32; 0]>::default());
    let still = central(&loaded);
    assert!(still.years.len() == 1 && still.years[0].year.is_none());
    assert_eq!(loaded.scenarios[1].years, [2018]);
    assert!(loaded.records[0].get("years").is_none());
}

#[test]
fn years_without_a_path_have_the_whole_change() {
    let files = Files::new(&[("a.toml", &text("years = [2021, 2023]", &shock("s", "add", "0.1")))]);
    let loaded = files.loaded(&["a.toml"], &LoadOptions::default());
    assert_eq!(loaded.records[0]["years"], serde_json::json!([2021, 2023]));
    let found = coefficients(&central(&loaded));
    assert!(found.len() == 3 && found.iter().all(|a| (a - 0.3).abs() < 1e-15), "{found:?}");
}

#[test]
fn a_path_gives_each_year_its_share_of_each_kind_of_change() {
    let paths = "years = [2021, 2025]\nparameters.late = 2025\npaths.slow.linear = { from = 2021, to = 'late' }\n";
    let follows = |key, value| format!("{}path = 'slow'\n", shock("s", key, value));
    // By hand from .2: a quarter more of the change each year.
    for (key, value, last) in [("add", "0.1", 0.3), ("scale", "2", 0.4), ("set", "0", 0.0)] {
        let files = Files::new(&[("a.toml", &text(paths, &follows(key, value)))]);
        let found = coefficients(&central(&files.loaded(&["a.toml"], &LoadOptions::default())));
        for (quarter, found) in found.iter().enumerate() {
            let known = 0.2 + (last - 0.2) * quarter as f64 / 4.0;
            assert!((found - known).abs() < 1e-15, "{key}: {found} is not {known}");
        }
        assert_eq!(found.len(), 5);
    }
}

#[test]
fn two_entries_follow_two_paths() {
    let top = "years = [2021, 2022]\npaths = { now = { step = { year = 2021 } }, then = { points = { 2021 = 0, 2022 = 1 } } }\n";
    let entries = format!("{}path = 'now'\n{}path = 'then'\n", shock("s", "scale", "1.5"), shock("t", "scale", "1.5"));
    let files = Files::new(&[("a.toml", &text(top, &entries))]);
    // .2 x 1.5, then .2 x 1.5 x 1.5: each measured against the base.
    let found = coefficients(&central(&files.loaded(&["a.toml"], &LoadOptions::default())));
    assert!((found[0] - 0.3).abs() < 1e-15 && (found[1] - 0.45).abs() < 1e-15, "{found:?}");
}

#[test]
fn paths_need_years_and_names() {
    let entry = format!("{}path = 'rise'\n", shock("s", "add", "0.1"));
    let rise = "paths.rise.step.year = 2022\n";
    let files = Files::new(&[
        ("a.toml", &text(rise, &entry)),
        ("b.toml", &text(&format!("years = [2021, 2022]\n{}", rise.replace("rise", "rice")), &entry)),
        ("c.toml", &text("years = [2021]\n", &entry)),
    ]);
    let without = "path-without-years: an entry follows a path and the scenario has no years [a.toml:12:8] \
                   write years = [first, last] at the top, or leave `path` out";
    assert_eq!(files.said(&["a.toml"]), [without]);
    let unknown = "unknown-path: `rise` is no path of this scenario [b.toml:13:8] did you mean `rice`? paths are rice";
    assert_eq!(files.said(&["b.toml"]), [unknown]);
    // Years that are wrong are said as that, and not as missing.
    let said = files.said(&["c.toml"]);
    assert!(said[0].starts_with("wrong-type: `years` is a list"), "{said:?}");
    assert!(said[1].starts_with("unknown-path") && said[1].ends_with("the scenario has no [paths]"), "{said:?}");
    assert_eq!(said.len(), 2, "{said:?}");
}

#[test]
fn years_from_outside_come_first() {
    let entry = format!("{}path = 'rise'\n", shock("s", "add", "0.1"));
    let files = Files::new(&[("a.toml", &text("paths.rise.step.year = 2022\n", &entry))]);
    let options = LoadOptions { years: "2021-2022".parse().ok(), ..LoadOptions::default() };
    let found = coefficients(&central(&files.loaded(&["a.toml"], &options)));
    assert!(found[0] == 0.2 && (found[1] - 0.3).abs() < 1e-15, "{found:?}");
}

#[test]
fn what_cannot_be_paid_in_a_year_is_told_with_the_year() {
    // The surplus of sector 1 is .35 of its output: .4 is too much, half of it is not.
    let top = "years = [2021, 2025]\npaths.rise.linear = { from = 2021, to = 2023 }\n";
    let entry = format!("{}path = 'rise'\n", shock("s", "add", "0.4"));
    let files = Files::new(&[("a.toml", &text(top, &entry))]);
    let loaded = files.loaded(&["a.toml"], &LoadOptions::default());
    let said = loaded.scenarios[0].simulate(&eslabon::study::Point::Central).unwrap_err();
    let said: Vec<&str> = said.iter().map(|said| said.message.as_str()).collect();
    assert!(said.len() == 1 && said[0].starts_with("in 2023: `s`: S1 (Sector 1) cannot pay"), "{said:?}");
}
