//! Scenario files with a slip anywhere: each is run or told, none is a panic and none gives a number that is none.

use super::Files;
use eslabon::study::{Comparison, ENTRIES, Level, LoadOptions, Loaded, explain, load, run};
use eslabon::words::{Diagnostics, Frame};
use proptest::prelude::*;

/// Every key of a scenario, changes of coefficients and of final demand, and every path, with households in the model.
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

/// Every other kind of entry, without households in the model, which some of them exclude.
const OTHERS: &str = r#"format = 1
name = "others"
years = [2021, 2024]
[base]
table = "small"
focus = "S2"
[parameters]
part = { value = 0.2, low = 0.1, high = 0.3 }
k = 0.95
[paths]
even = { linear = { from = 2021, to = 2023 } }
[cost]
public = 10
[[adoption]]
name = "technology"
supplier = "S2"
buyers = "S1"
early = [{ buyers = "S1", innovation = 0.05 }]
contagion = { through = "customers", weight = 0.3 }
learning = { rate = 0.1, price_response = 1 }
ceiling = "k"
target = { scale = 1.2 }
instead_of = "operating_surplus"
innovation = 0.03
imitation = "part"
initial = 0.1
[[shock.import_substitution]]
name = "replaced"
supplier = "S1"
buyers = "S2"
share = "part"
import_penetration = 0.3
path = "even"
[[shock.procurement]]
name = "bought"
component = "other"
amount = 10
bill_of_goods = { S1 = 0.6, S2 = 0.4 }
import_share = "part"
financed_by = "households"
[[shock.productivity]]
name = "saved"
buyers = "all"
row = "compensation"
scale = "k"
passes_to = "operating_surplus"
[[shock.productivity]]
name = "cheaper"
buyers = "S2"
supplier = "S2"
scale = 0.9
passes_to = "prices"
[[shock.extraction]]
name = "less"
sectors = "S3"
share = 0.1
keep_final_demand = true
[[shock.output_limit]]
name = "short"
sectors = "S2"
scale = "k"
rationing = "final_demand"
"#;

/// The table of the second text: sectors that import.
const TABLE: &[(&str, &str)] = &[
    (
        "small/table.toml",
        "format = 1\nid = 'small'\ntitle = 'Sectors that import'\nmoney = { currency = 'USD', scale = 1 }\n\
         valuation = 'basic'\nflows = 'domestic'\nlayout = 'industry-by-industry'\n\
         [final_demand]\nhouseholds = 'households'\nother = 'other'\n\
         [primary_inputs]\nimports = 'imports'\ncompensation = 'compensation'\noperating_surplus = 'operating_surplus'\n",
    ),
    ("small/sectors.csv", "code,name\nS1,Sector 1\nS2,Sector 2\nS3,Sector 3\n"),
    (
        "small/table.csv",
        "code,S1,S2,S3,households,other,output\nS1,150,500,50,50,250,1000\nS2,200,100,100,400,1200,2000\n\
         S3,50,100,50,200,100,500\nimports,100,200,50,,,\ncompensation,300,500,150,,,\n\
         operating_surplus,200,600,100,,,\noutput,1000,2000,500,,,\n",
    ),
];

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

/// The files of a scenario with its table.
fn files(text: &str) -> Files {
    Files::new(&[&[("whole.toml", text)], TABLE].concat())
}

/// Every frame of the comparison of what runs.
fn compared(loaded: &Loaded) -> Result<Vec<Frame>, Diagnostics> {
    let outcomes = run(&loaded.scenarios, &|_, _| {})?;
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {})?;
    let one = [
        comparison.comparison(),
        comparison.outcomes(),
        comparison.sectors(),
        comparison.sensitivity(),
        comparison.decomposition(),
    ];
    let several =
        [comparison.overview(), comparison.beside(), comparison.winners(), comparison.tornado(), comparison.rankings()];
    let one: Result<Vec<Frame>, _> = one.into_iter().collect();
    let several: Result<Vec<Vec<Frame>>, _> = several.into_iter().collect();
    Ok([one.unwrap(), several.unwrap().concat()].concat())
}

fn told_or_run(text: &str) {
    let files = files(text);
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[files.path("whole.toml")], &LoadOptions::default(), &mut diagnostics);
    let mut said = vec![diagnostics];
    match compared(&loaded) {
        Ok(frames) => assert!(finite(&frames), "{text}"),
        Err(problems) => said.push(problems),
    }
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
        // These would say that the fault is in the program.
        assert!(!["no-finite-result", "accounts-open"].contains(&said.code.id), "{said:?}\n{text}");
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
    assert!(finite(&compared(&loaded).unwrap()));
}

#[test]
fn the_other_kinds_run_too_and_none_is_left_out() {
    let loaded = files(OTHERS).loaded(&["whole.toml"], &LoadOptions::default());
    let outcome = super::central(&loaded);
    assert_eq!(outcome.years.len(), 4);
    assert!(outcome.years.iter().all(|year| year.state.closes(&outcome.base)));
    assert!(finite(&explain(&loaded.scenarios[0]).unwrap()));
    assert!(finite(&compared(&loaded).unwrap()));
    for kind in ENTRIES {
        let header = format!("[[{}]]\n", kind.id);
        assert!(WHOLE.contains(&header) || OTHERS.contains(&header), "no text has {header}");
    }
}

#[test]
fn numbers_too_large_to_calculate_with_are_told_at_their_place() {
    for (old, key) in [("public = 10\n", "public"), ("add = 20\n", "add"), ("tie = { value = 0.2,", "value")] {
        let new = old.replace("10", "1e308").replace("20", "1e308").replace("0.2", "1e308");
        let before = WHOLE.split_once(old).unwrap().0;
        let line = before.lines().count() + 1;
        let said = files(&WHOLE.replace(old, &new)).said(&["whole.toml"]);
        let at = new.find("1e308").unwrap() + 1;
        let told = format!(
            "not-finite: `{key}` is 1e308, too large to calculate with [whole.toml:{line}:{at}] write a number from -1e100 \
             to 1e100"
        );
        assert!(said.contains(&told), "{said:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One or two stretches of a file become something else.
    #[test]
    fn a_slip_anywhere_is_told_or_run(
        whole in prop::sample::select(&[WHOLE, OTHERS][..]),
        slips in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..20, prop::sample::select(SLIPS)), 1..3),
    ) {
        let mut text = whole.to_owned();
        for (at, length, slip) in slips {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, slip);
            }
        }
        told_or_run(&text);
    }

    /// A value is replaced whole, which more often leaves the file TOML.
    #[test]
    fn a_wrong_value_anywhere_is_told_or_run(
        whole in prop::sample::select(&[WHOLE, OTHERS][..]),
        line in 0_usize..64,
        slip in prop::sample::select(SLIPS),
    ) {
        let lines: Vec<&str> = whole.lines().collect();
        let line = line % lines.len();
        let Some((key, _)) = lines[line].split_once(" = ") else { return Ok(()) };
        let changed = format!("{key} = {slip}");
        let text: Vec<&str> = lines.iter().enumerate().map(|(at, old)| if at == line { &changed } else { *old }).collect();
        told_or_run(&text.join("\n"));
    }
}
