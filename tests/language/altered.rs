//! Scenario files with a slip anywhere: each is run or told, none is a panic and none gives a number that is none.

use super::Files;
use eslabon::study::{Level, LoadOptions, explain, load};
use eslabon::words::{Diagnostics, Frame};
use proptest::prelude::*;

/// A scenario with everything that the language has.
const WHOLE: &str = r#"format = 1
name = "whole"
title = "Everything"
note = "All that a scenario can say."
years = [2021, 2024]
discount_rate = 0.05
[base]
table = "miller-blair"
closure = "households"
focus = "S2"
denominator = "row"
[groups]
both = ["all", "!nobody", "S1"]
nobody = "S2"
[parameters]
tie = { value = 0.2, low = 0.06, high = 0.5, note = "a share" }
k = 1.1
when = 2023
[paths]
now = { step = { year = 2022 } }
even = { linear = { from = 2021, to = "when" } }
s = { logistic = { midpoint = 2022.5, years_10_to_90 = 2 } }
b = { bass = { innovation = 0.03, imitation = 0.4, start = 2021 } }
g = { gompertz = { midpoint = 2022, years_10_to_90 = 3 } }
p = { points = { 2021 = 0, 2023 = "tie", 2024 = 1 } }
[cost]
public = 10
[[shock.coefficient]]
name = "toward"
supplier = "S2"
buyers = "S1"
toward = { reference = "S2", share = "tie", per = "compensation", both_ways = true }
instead_of = "operating_surplus"
path = "s"
[[shock.coefficient]]
name = "scaled"
supplier = "Sector 1"
buyers = ["all", "!S1"]
scale = "k"
instead_of = ["S2"]
path = "p"
[[shock.coefficient]]
name = "added"
supplier = "S1"
buyers = "S1"
add = -0.01
instead_of = "compensation"
path = "b"
[[shock.final_demand]]
name = "demand"
sectors = ["S1", "S2"]
component = "other"
add = 20
split = "equal"
financed_by = "households"
path = "g"
[[shock.final_demand]]
name = "more"
sectors = "S1"
component = "households"
scale = "k"
path = "even"
"#;

/// What a slip of the pen puts in the place of something else.
const SLIPS: &[&str] = &[
    "",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    "\n",
    "#",
    "-",
    "0",
    "1e308",
    "-1e308",
    "1e-308",
    "nan",
    "inf",
    "true",
    "\"k\"",
    "\"all\"",
    "\"!all\"",
    "\"S2\"",
    "\"\"",
    "\"ñ\u{301}\"",
    "[]",
    "{}",
    "1979-05-27",
    "99999999999999999999",
    "[[1]]",
    "\nextends = \"whole.toml\"\n",
    "[[shock.coefficient]]",
    "set",
    "scale",
    "path",
    "name = \"demand\"",
];

fn finite(frames: &[Frame]) -> bool {
    frames.iter().all(|frame| frame.check().is_ok())
}

fn told_or_run(text: &str) {
    let files = Files::new(&[("whole.toml", text)]);
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[files.path("whole.toml")], &LoadOptions::default(), &mut diagnostics);
    let mut said = vec![diagnostics];
    for scenario in &loaded.scenarios {
        for point in scenario.parameters.points().into_iter().chain(scenario.parameters.one_at_a_time()) {
            match scenario.simulate(&point) {
                Ok(outcome) => {
                    for year in &outcome.years {
                        let levels = Level::of(&outcome.base);
                        let of = |level: &Level| level.by_sector(&outcome.base, &year.state);
                        assert!(levels.iter().all(|level| of(level).iter().all(|value| value.is_finite())), "{text}");
                    }
                }
                Err(problems) => said.push(problems),
            }
        }
        match explain(scenario) {
            Ok(frames) => assert!(finite(&frames), "{text}"),
            Err(problems) => said.push(problems),
        }
    }
    for said in said.iter().flat_map(Diagnostics::iter) {
        assert!(said.help.is_some() && said.place.is_some(), "{said:?}\n{text}");
    }
}

#[test]
fn the_whole_language_runs() {
    let text = WHOLE.replace("\"!nobody\", ", "");
    let files = Files::new(&[("whole.toml", &text.replace("nobody = \"S2\"\n", ""))]);
    let (loaded, said) = files.load(&["whole.toml"], &LoadOptions::default());
    assert_eq!(
        said,
        [
            "unused-name: nothing calls the group `both` [whole.toml:13:1] name it where it was meant, or take it out",
            "unused-name: nothing calls the path `now` [whole.toml:19:1] name it where it was meant, or take it out"
        ]
    );
    let outcome = super::central(&loaded);
    assert_eq!(outcome.years.len(), 4);
    assert!(outcome.years.iter().all(|year| year.state.closes(&outcome.base)));
    assert!(finite(&explain(&loaded.scenarios[0]).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One or two stretches of the file become something else.
    #[test]
    fn a_slip_anywhere_is_told_or_run(
        slips in prop::collection::vec((0..WHOLE.len(), 0_usize..20, prop::sample::select(SLIPS)), 1..3),
    ) {
        let mut text = WHOLE.to_owned();
        for (at, length, slip) in slips {
            let start = at.min(text.len());
            let end = (start + length).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, slip);
            }
        }
        told_or_run(&text);
    }

    /// A value is replaced whole, which more often leaves the file TOML.
    #[test]
    fn a_wrong_value_anywhere_is_told_or_run(line in 0_usize..64, slip in prop::sample::select(SLIPS)) {
        let lines: Vec<&str> = WHOLE.lines().collect();
        let line = line % lines.len();
        let Some((key, _)) = lines[line].split_once(" = ") else { return Ok(()) };
        let changed = format!("{key} = {slip}");
        let text: Vec<&str> = lines.iter().enumerate().map(|(at, old)| if at == line { &changed } else { *old }).collect();
        told_or_run(&text.join("\n"));
    }
}
