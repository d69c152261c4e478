//! Which scenarios are one policy with another payer, and which are another policy.

use super::studies::{named, tie};
use super::{Files, in_crate};
use eslabon::study::{Comparison, LoadOptions, Study, Weight, at_equal_dose, load, run};
use eslabon::words::{Diagnostics, Value};

/// Of what each scenario is a variant, by name.
fn variants(loaded: &eslabon::study::Loaded) -> Vec<(&str, Option<&str>)> {
    loaded.scenarios.iter().map(|scenario| (scenario.name.as_str(), scenario.variant_of.as_deref())).collect()
}

#[test]
fn the_shipped_variants_differ_in_who_pays_alone() {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[in_crate("scenarios")], &LoadOptions::default(), &mut diagnostics);
    let mut found: Vec<(&str, &str)> =
        variants(&loaded).into_iter().filter_map(|(name, of)| of.map(|of| (name, of))).collect();
    found.sort_unstable();
    // Software that is developed at home extends software that is bought at home, and does something else.
    assert_eq!(
        found,
        [
            ("drought-proportional", "drought"),
            ("exporters-ict-suppliers", "exporters-ict"),
            ("mining-ict-suppliers", "mining-ict"),
            ("mining-ict-surplus", "mining-ict"),
        ]
    );
    assert!(variants(&loaded).contains(&("software-developed", None)));
}

/// Nobody weighs value added in the shipped study, and on it the order turns with who pays.
#[test]
fn the_shipped_study_says_which_orders_turn_with_the_payer() {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[in_crate("scenarios/study.toml")], &LoadOptions::default(), &mut diagnostics);
    let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let sentences = |studies: &[Study]| {
        let comparison = Comparison::of_studies(&outcomes, None, studies, &|_, _| {}).unwrap();
        let flips = comparison.rankings().unwrap().pop().unwrap();
        assert_eq!(flips.id, "flips");
        let by_payer = flips.rows.iter().filter(|row| row[1].text() == Some("payer"));
        by_payer.map(|row| row[4].text().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let said = sentences(&loaded.studies);
    // Mining that imports less adds more value than the State's procurement, mining that earns less adds less.
    let turned = said.iter().any(|said| {
        said.starts_with("By effect on value added, `mining-ict` (paid by imports) is ahead of ")
            && said.contains("`state-ict`")
            && said.contains("`mining-ict-surplus` (paid by operating_surplus) is behind")
    });
    assert!(turned, "{said:#?}");
    // The same without any weight.
    let weighed = loaded.studies.iter().map(|study| Study { weights: Vec::new(), ..study.clone() }).collect::<Vec<_>>();
    assert!(sentences(&weighed).iter().all(|one| said.contains(one)) && !sentences(&weighed).is_empty());
}

/// Who pays moves value added by more than any two policies differ in it; what turns around between policies is said all the same, because
/// each payer's are compared with the reference paid alike.
#[test]
fn orders_of_policies_turn_with_the_payer_though_the_payer_moves_more() {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[in_crate("studies/payers/study.toml")], &LoadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap();
    let values = comparison.comparison().unwrap();
    let [scenario, metric, value] = ["scenario", "metric", "value"].map(|id| values.position(id).unwrap());
    let flips = comparison.rankings().unwrap().pop().unwrap();
    let policies = ["no-policy", "demanding-mining", "demanding-exporters", "demanding-state", "demanding-finance"];
    for id in ["value_added", "imports", "cumulative.value_added"] {
        let number = |name: &str| {
            let is = |row: &&Vec<Value>| row[scenario].text() == Some(name) && row[metric].text() == Some(id);
            values.rows.iter().find(is).unwrap()[value].number().unwrap()
        };
        let better = if id == "imports" { -1.0 } else { 1.0 };
        // By each payer: the effects against the reference paid alike, and the largest of them.
        let by_payer = ["", "-wages"].map(|payer| {
            let effects = policies
                .map(|policy| better * (number(&format!("{policy}{payer}")) - number(&format!("no-policy{payer}"))));
            let largest = effects.iter().fold(0.0_f64, |largest, effect| largest.max(effect.abs()));
            (effects, largest)
        });
        let ahead = |(effects, largest): &([f64; 5], f64), one: usize, other: usize| {
            (effects[one] - effects[other]) / largest > 0.01
        };
        let mut turned = Vec::new();
        for (one, policy) in policies.iter().enumerate() {
            let is_turned = |other: &usize| ahead(&by_payer[0], one, *other) && ahead(&by_payer[1], *other, one);
            let others: Vec<&str> = (0..5).filter(is_turned).map(|other| policies[other]).collect();
            if !others.is_empty() {
                turned.push(((*policy).to_owned(), others.join(" ")));
            }
        }
        let of_payer = |row: &&Vec<Value>| row[0].text() == Some(id) && row[1].text() == Some("payer");
        let said: Vec<(String, String)> = flips
            .rows
            .iter()
            .filter(of_payer)
            .map(|row| (row[2].text().unwrap().to_owned(), row[3].text().unwrap().to_owned()))
            .collect();
        assert_eq!(said, turned, "{id}");
        // The payer by itself moves more than the policies differ in.
        let moved = (number("no-policy") - number("no-policy-wages")).abs();
        assert!(said.len() == 4 && by_payer.iter().all(|(_, largest)| moved > *largest), "{id}: {moved}");
    }
    // Against another of the same policy the orders are the same: each payer has its own reference.
    let against = Comparison::of_studies(&outcomes, Some("no-policy-wages"), &loaded.studies, &|_, _| {}).unwrap();
    let of_payer = |comparison: &Comparison<'_>| {
        let flips = comparison.rankings().unwrap().pop().unwrap();
        let rows = flips.rows.into_iter().filter(|row| row[1].text() == Some("payer"));
        rows.map(|row| row[4].text().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of_payer(&against), of_payer(&comparison));
    // Scores rank payers too, and the ranking says so.
    let ranking = &comparison.rankings().unwrap()[0];
    let is_said = ranking.notes.iter().any(|note| {
        note.starts_with("`demanding-finance` and `demanding-finance-wages` differ in who pays alone, and by 0.0930")
    });
    assert!(is_said, "{:#?}", ranking.notes);
}

/// At equal dose orders turn around, and what is said of them is what the numbers of both say, payer by payer.
#[test]
fn orders_turn_with_the_dose_among_policies_paid_alike() {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[in_crate("studies/payers/study.toml")], &LoadOptions::default(), &mut diagnostics);
    let mut outcomes = run(&loaded.scenarios, &|_, _| {}).unwrap();
    let (equal, _) = at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, None, &|_, _| {}).unwrap();
    outcomes.extend(equal);
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap();
    let values = comparison.comparison().unwrap();
    let [scenario, metric] = ["scenario", "metric"].map(|id| values.position(id).unwrap());
    // Whether a study weighs them or not.
    let weighed = |study: &Study| {
        let ids = ["focus_output", "value_added", "imports", "cumulative.value_added"];
        let weights = ids.map(|id| Weight::new(id, 1.0, &study.place).unwrap()).to_vec();
        Study { weights, ..study.clone() }
    };
    let weighed: Vec<Study> = loaded.studies.iter().map(weighed).collect();
    let weighing = Comparison::of_studies(&outcomes, None, &weighed, &|_, _| {}).unwrap();
    let flips = [&comparison, &weighing].map(|comparison| comparison.rankings().unwrap().pop().unwrap());
    let policies = ["no-policy", "demanding-mining", "demanding-exporters", "demanding-state", "demanding-finance"];
    for (id, pairs) in [("focus_output", 10), ("value_added", 6), ("imports", 5), ("cumulative.value_added", 0)] {
        let better = if id == "imports" { -1.0 } else { 1.0 };
        let mut turned = Vec::new();
        for payer in ["", "-wages"] {
            let effects = ["value", "equal_dose"].map(|column| {
                let number = |name: String| {
                    let is = |row: &&Vec<Value>| row[scenario].text() == Some(&name) && row[metric].text() == Some(id);
                    values.rows.iter().find(is).unwrap()[values.position(column).unwrap()].number().unwrap()
                };
                policies
                    .map(|policy| better * (number(format!("{policy}{payer}")) - number(format!("no-policy{payer}"))))
            });
            let ahead = |effects: &[f64; 5], one: usize, other: usize| {
                let largest = effects.iter().fold(0.0_f64, |largest, effect| largest.max(effect.abs()));
                (effects[one] - effects[other]) / largest > 0.01
            };
            for one in 0..5 {
                let is_turned = |other: &usize| ahead(&effects[0], one, *other) && ahead(&effects[1], *other, one);
                let others = (0..5).filter(is_turned).map(|other| format!("{}{payer}", policies[other]));
                let pairs = others.map(|other| (format!("{}{payer}", policies[one]), other));
                turned.extend(pairs);
            }
        }
        let of_dose = |row: &&Vec<Value>| row[0].text() == Some(id) && row[1].text() == Some("dose");
        let pairs_of = |row: &Vec<Value>| {
            let others = row[3].text().unwrap().split(' ').map(str::to_owned);
            others.map(|other| (row[2].text().unwrap().to_owned(), other)).collect::<Vec<_>>()
        };
        let is_wages = |name: &str| name.ends_with("-wages");
        for flips in &flips {
            let said = flips.rows.iter().filter(of_dose).flat_map(pairs_of);
            let said: Vec<(String, String)> = said.filter(|(one, other)| is_wages(one) == is_wages(other)).collect();
            assert_eq!(said, turned, "{id}");
        }
        assert_eq!(turned.iter().filter(|(one, _)| !one.ends_with("-wages")).count(), pairs, "{id}");
    }
}

#[test]
fn what_changes_more_than_the_payer_is_another_policy() {
    let parent = |text: &str| format!("{}{text}", tie("p", "operating_surplus"));
    let entry = |add: &str, payer: &str| {
        let text = "[[shock.coefficient]]\nname = 'tie'\nsupplier = 'S2'\nbuyers = 'S1'\n";
        format!("{text}add = {add}\ninstead_of = '{payer}'\n")
    };
    let child = |text: &str| format!("format = 1\nname = 'c'\nextends = ['p.toml']\n{text}");
    let more = "[[shock.final_demand]]\nname = 'more'\nsectors = 'S2'\ncomponent = 'other'\nadd = 1\n";
    let financed = format!("{more}financed_by = 'households'\n");
    let of = |parent: &str, child: &str| {
        let files = Files::new(&[("p.toml", parent), ("c.toml", child)]);
        let loaded = files.loaded(&["c.toml", "p.toml"], &LoadOptions::default());
        loaded.scenarios[0].variant_of.clone()
    };
    let same = Some("p".to_owned());
    assert_eq!(of(&parent(""), &child(&entry("0.05", "compensation"))), same);
    assert_eq!(of(&parent(""), &child("title = 'told differently'\n")), same);
    assert_eq!(of(&parent(more), &child(&financed)), same, "who finances it pays");
    assert_eq!(of(&parent(""), &child(&entry("0.06", "compensation"))), None, "another size");
    assert_eq!(of(&parent(""), &child(&format!("{}{more}", entry("0.05", "compensation")))), None, "more entries");
    assert_eq!(of(&parent(more), &child("remove = ['final_demand.more']\n")), None, "fewer entries");
    let other = format!("remove = ['coefficient.tie']\n{more}");
    assert_eq!(of(&parent(""), &child(&other)), None, "as many, but others");
    // A parameter that is moved moves the entry that calls it.
    let called = format!("{}parameters.size = 0.05\n{}", named("p"), entry("'size'", "operating_surplus"));
    assert_eq!(of(&called, &child("parameters.size = 0.06\n")), None, "another size by its parameter");
    assert_eq!(of(&called, &child(&entry("'size'", "compensation"))), same);
}
