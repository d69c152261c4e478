//! The tables of the page on diffusion, computed anew.

use eslabon::analysis::adoption::{Bass, Through};
use eslabon::study::{CommonDose, Comparison, LoadOptions, Outcome, Point, at_equal_dose, load};
use eslabon::words::Diagnostics;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The cells of the table of the page whose header begins with a word, row by row.
fn table(first: &str) -> Vec<Vec<String>> {
    let page = fs::read_to_string(root().join("docs/diffusion.md")).unwrap();
    let lines = page.lines().skip_while(|line| !line.starts_with(&format!("| {first} |"))).skip(2);
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = lines.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "the page has no table that begins with `{first}`");
    rows
}

/// The scenarios of a folder at the central point, with who pulls.
fn outcomes(path: &Path) -> Vec<Outcome> {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[path.to_owned()], &LoadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let at_centre = |scenario: &eslabon::study::Scenario| {
        let mut outcome = scenario.simulate(&Point::Central).unwrap();
        outcome.pulls = scenario.pulls(&outcome);
        outcome
    };
    loaded.scenarios.iter().map(at_centre).collect()
}

/// A file of a folder of scenarios.
fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(format!("{name}.toml")), text).unwrap();
}

#[test]
fn the_logistic_of_the_page_is_that_of_its_formula_and_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    for steps in [12, 365] {
        let text = format!(
            "format = 1\nname = 'steps-{steps}'\nyears = [2021, 2051]\nsteps_per_year = {steps}\n[base]\ntable = 'miller-blair'\n\
             [[adoption]]\nname = 'it'\nsupplier = 'S2'\nbuyers = 'all'\ntarget = {{ scale = 1.1 }}\n\
             instead_of = 'compensation'\ninnovation = 0\nimitation = 0.35\ninitial = 0.01\n"
        );
        write(folder.path(), &format!("{steps:03}"), &text);
    }
    let found = outcomes(folder.path());
    for row in table("years") {
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        let years = row[0].parse::<usize>().unwrap();
        let grown = 0.01 * (0.35 * number(0)).exp();
        let of = |at: usize, steps: usize| found[at].curves[0].shares[years * steps][0];
        for (at, known) in [(1, grown / (0.99 + grown)), (2, of(0, 12)), (3, of(1, 365))] {
            // Half a unit of the last of five decimals.
            assert!((number(at) - known).abs() <= 5.000_001e-6, "{row:?}: {known}");
        }
    }
}

#[test]
fn what_everyone_else_gains_is_what_the_page_says_by_every_channel() {
    let folder = tempfile::tempdir().unwrap();
    let parent = fs::read_to_string(root().join("scenarios/diffusion/_adoption.toml")).unwrap();
    let channels: Vec<&str> = Through::WORDS.iter().map(|(word, _)| *word).collect();
    let rows = table("who is ahead");
    for (at, row) in rows.iter().enumerate() {
        let sectors: Vec<String> = row[1].trim_matches('`').split(' ').map(|code| format!("'{code}'")).collect();
        for (c, channel) in channels.iter().enumerate() {
            let through = parent.replace("through = \"supplier\"", &format!("through = \"{channel}\""));
            let named = through.replace("format = 1", &format!("format = 1\nname = 's{at}-{c}'"));
            let group = format!("\n[groups]\ndemanding-clients = [{}]\n", sectors.join(", "));
            write(folder.path(), &format!("s{at}-{c}"), &(named + &group));
        }
    }
    let found = outcomes(folder.path());
    assert_eq!(found.len(), rows.len() * channels.len());
    for (at, row) in rows.iter().enumerate() {
        for (c, channel) in channels.iter().enumerate() {
            let outcome = found.iter().find(|outcome| outcome.scenario == format!("s{at}-{c}")).unwrap();
            let together = outcome.pulls.iter().find(|pull| pull.sector.is_none()).unwrap();
            let said: f64 = row[2 + c].parse().unwrap();
            assert!((together.years.unwrap() - said).abs() <= 0.005_001, "{} {channel}: {together:?}", row[0]);
        }
    }
}

/// The payer moves money, and not adoption; and no place of the ranking rests on the dose.
#[test]
fn what_turns_around_with_the_payer_and_not_with_the_dose_is_what_the_page_says() {
    let shipped = root().join("scenarios/diffusion");
    let of = |payer: &str| {
        let folder = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(&shipped).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let paid = text.replace("instead_of = \"suppliers\"", &format!("instead_of = \"{payer}\""));
            fs::write(folder.path().join(path.file_name().unwrap()), paid).unwrap();
        }
        let mut diagnostics = Diagnostics::default();
        let loaded = load(&[folder.path().join("study.toml")], &LoadOptions::default(), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        let at_centre = |scenario: &eslabon::study::Scenario| scenario.simulate(&Point::Central);
        let outcomes: Result<Vec<Outcome>, Diagnostics> = loaded.scenarios.iter().map(at_centre).collect();
        (loaded, outcomes)
    };
    let paid: Vec<_> =
        ["suppliers", "compensation"].map(of).into_iter().map(|(loaded, found)| (loaded, found.unwrap())).collect();
    for (one, other) in paid[0].1.iter().zip(&paid[1].1) {
        assert_eq!((&one.scenario, &one.curves[0].shares), (&other.scenario, &other.curves[0].shares));
    }
    let number = |frame: &eslabon::words::Frame, scenario: &str, metric: &str| {
        let is = |row: &&Vec<eslabon::words::Value>| row[0].text() == Some(scenario) && row[1].text() == Some(metric);
        frame.rows.iter().find(is).unwrap()[frame.position("difference").unwrap()].number().unwrap()
    };
    let frames: Vec<_> = paid
        .iter()
        .map(|(loaded, found)| {
            Comparison::of_studies(found, None, &loaded.studies, &|_, _| {}).unwrap().comparison().unwrap()
        })
        .collect();
    let rows = table("policy");
    assert_eq!(rows.len(), 4);
    for row in &rows {
        for (frame, said) in frames.iter().zip(&row[1..]) {
            let found = number(frame, row[0].trim_matches('`'), "cumulative.value_added") / 1000.0;
            assert!((found - said.parse::<f64>().unwrap()).abs() <= 0.5, "{row:?}: {found}");
        }
    }
    // Of six orders by value added five turn around; those by what does not rest on the payer are the same.
    let said = |row: &[String], at: usize| row[at].parse::<f64>().unwrap();
    let pairs = rows.iter().enumerate().flat_map(|(at, one)| rows[at + 1..].iter().map(move |other| (one, other)));
    let (mut turned, mut kept) = (0, Vec::new());
    for (one, other) in pairs {
        if (said(one, 1) > said(other, 1)) == (said(one, 2) > said(other, 2)) {
            kept.push((one[0].as_str(), other[0].as_str()));
        } else {
            turned += 1;
        }
    }
    assert_eq!((turned, kept), (5, vec![("`demanding-state`", "`demanding-finance`")]));
    for metric in
        ["cumulative.focus_output", "effective_number.own_use_out", "years_of_others_to_50.information technology"]
    {
        let order = |frame| {
            let mut names: Vec<&str> = paid[0].1.iter().map(|outcome| outcome.scenario.as_str()).collect();
            names.sort_by(|a, b| number(frame, a, metric).total_cmp(&number(frame, b, metric)));
            names
        };
        assert_eq!(order(&frames[0]), order(&frames[1]), "{metric}");
    }
    for payer in ["operating_surplus", "imports"] {
        let (loaded, found) = of(payer);
        let at_high = |scenario: &eslabon::study::Scenario| scenario.simulate(&Point::High).err();
        let problems = found.err().or_else(|| loaded.scenarios.iter().find_map(at_high)).unwrap();
        assert!(problems.iter().all(|problem| problem.code.id == "cannot-pay"), "{payer}: {problems:#?}");
    }
    let (loaded, mut outcomes) = paid.into_iter().next().unwrap();
    let (equal, said) =
        at_equal_dose(&loaded.scenarios, &outcomes, &loaded.studies, Some(&CommonDose::Smallest), &|_, _| {}).unwrap();
    assert!(said.is_empty() && !equal.is_empty());
    outcomes.extend(equal);
    let ranking =
        Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap().rankings().unwrap().remove(0);
    let [rank, other] = ["rank", "equal_dose_rank"].map(|id| ranking.position(id).unwrap());
    assert!(
        ranking.rows.len() == 5
            && ranking.rows.iter().all(|row| row[rank].number().is_some() && row[rank] == row[other])
    );
}

/// With steps of a month half adoption comes about as late as the page says.
#[test]
fn a_month_is_late_by_what_the_page_says() {
    let page = fs::read_to_string(root().join("docs/diffusion.md")).unwrap();
    assert!(page.contains("closed form has it after 10.030 years, the program after 10.152."));
    assert!((Bass::half(0.01, 0.35) - 10.030).abs() < 5e-4);
    let without = &outcomes(&root().join("scenarios/diffusion/no-policy.toml"))[0];
    let found = without.curves[0].years_to(0.5, &without.base, &without.curves[0].buyers).unwrap();
    assert!((found - 10.152).abs() < 5.1e-4, "{found}");
}

/// Of two who could be ahead, which pulls more: the order by the first three channels, where there is one order.
#[test]
fn six_of_ten_orders_rest_on_the_channel() {
    let rows = table("who is ahead");
    let gains = |row: &[String]| -> Vec<f64> { row[2..5].iter().map(|cell| cell.parse().unwrap()).collect() };
    let mut stable = Vec::new();
    for (at, one) in rows.iter().enumerate() {
        for other in &rows[at + 1..] {
            let signs: Vec<bool> = gains(one).iter().zip(gains(other)).map(|(a, b)| *a > b).collect();
            if signs.iter().all(|sign| *sign == signs[0]) {
                stable.push((one[0].as_str(), other[0].as_str()));
            }
        }
    }
    let (trade, state, finance) = ("Trade", "The State, education and health", "Finance and insurance");
    assert_eq!(
        stable,
        [("Mining", "Exporters of natural resources"), ("Mining", trade), (state, trade), (finance, trade)]
    );
}

/// The table by who pays is that of the study that ships, which says what turns around; adoption does not.
#[test]
fn the_study_of_payers_has_the_table_of_the_page() {
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[root().join("studies/payers/study.toml")], &LoadOptions::default(), &mut diagnostics);
    assert!(diagnostics.is_empty() && loaded.scenarios.len() == 10, "{diagnostics:#?}");
    let outcomes: Vec<Outcome> =
        loaded.scenarios.iter().map(|scenario| scenario.simulate(&Point::Central).unwrap()).collect();
    for (one, other) in outcomes[..5].iter().zip(&outcomes[5..]) {
        assert_eq!(other.variant_of.as_ref(), Some(&one.scenario));
        assert_eq!(one.curves[0].shares, other.curves[0].shares);
    }
    let comparison = Comparison::of_studies(&outcomes, None, &loaded.studies, &|_, _| {}).unwrap();
    let frames = comparison.beside().unwrap();
    let payers = frames.iter().find(|frame| frame.id == "payers").unwrap();
    let ids: Vec<&str> = payers.columns.iter().map(|column| column.id.as_str()).collect();
    assert_eq!(ids, ["scenario", "paid_by_suppliers", "paid_by_compensation"]);
    let rows = table("policy");
    assert_eq!(payers.rows.len(), rows.len());
    for (row, said) in payers.rows.iter().zip(&rows) {
        assert_eq!(row[0].text(), Some(said[0].trim_matches('`')));
        for (found, said) in row[1..].iter().zip(&said[1..]) {
            let found = found.number().unwrap() / 1000.0;
            assert!((found - said.parse::<f64>().unwrap()).abs() <= 0.5, "{row:?}: {found}");
        }
    }
    // Of six orders five turn around.
    let number = |row: usize, payer: usize| payers.rows[row][payer].number().unwrap();
    let pairs = (0..4).flat_map(|one| (one + 1..4).map(move |other| (one, other)));
    let turned = pairs.filter(|&(a, b)| (number(a, 1) > number(b, 1)) != (number(a, 2) > number(b, 2)));
    assert_eq!(turned.count(), 5);
}

/// The figures between the words, from the tables and runs that they are read from.
#[test]
fn the_figures_in_plain_words_are_those_of_the_program() {
    let page = fs::read_to_string(root().join("docs/diffusion.md")).unwrap();
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = |words: &str| assert!(page.contains(words), "the page does not say: {words}");
    let mut diagnostics = Diagnostics::default();
    let mut loaded = load(&[root().join("scenarios/diffusion/study.toml")], &LoadOptions::default(), &mut diagnostics);
    let at = |point: &Point| -> Vec<Outcome> {
        let run = |scenario: &eslabon::study::Scenario| {
            let mut outcome = scenario.simulate(point).unwrap();
            outcome.pulls = scenario.pulls(&outcome);
            outcome
        };
        loaded.scenarios.iter().map(run).collect()
    };
    let [low, central, high] = [Point::Low, Point::Central, Point::High].map(|point| at(&point));
    let called = |name: &str| central.iter().find(|outcome| outcome.scenario == name).unwrap();
    let (without, state) = (called("no-policy"), called("demanding-state"));
    let (curve, base) = (&without.curves[0], &without.base);
    says(&format!(
        "half of the economy has adopted after {:.1} years and {:.0} % in 2040; with the State ahead it is {:.0} %",
        curve.years_to(0.5, base, &curve.buyers).unwrap(),
        100.0 * curve.end(base, &curve.buyers).unwrap(),
        100.0 * state.curves[0].end(base, &state.curves[0].buyers).unwrap()
    ));
    for outcome in &central[1..] {
        let ahead = outcome.curves[0].years_to(0.5, base, &outcome.curves[0].early).unwrap();
        assert!((ahead - 6.5).abs() < 0.25, "{}: {ahead}", outcome.scenario);
        assert!(curve.years_to(0.5, base, &outcome.curves[0].early).unwrap() - ahead > 3.0);
    }
    let gained = |outcomes: &[Outcome]| -> Vec<f64> {
        outcomes[1..].iter().map(|outcome| 12.0 * outcome.pulls[0].years.unwrap()).collect()
    };
    let span =
        |months: &[f64]| [f64::min, f64::max].map(|of| format!("{:.0}", months.iter().copied().reduce(of).unwrap()));
    let order = |months: &[f64]| {
        let mut order: Vec<usize> = (0..months.len()).collect();
        order.sort_by(|&a, &b| months[a].total_cmp(&months[b]));
        order
    };
    let [low, middle, high] = [&low, &central, &high].map(|outcomes| gained(outcomes));
    assert_eq!(span(&middle), ["4", "9"], "four to nine months");
    says("Everyone else gains four to nine months;");
    let ([least, most], [less, more]) = (span(&low), span(&high));
    says(&format!("at their low ends {least} to {most}, at their high ends {less} to {more}"));
    assert!(order(&low) == order(&middle) && order(&middle) == order(&high));
    // What information services sell to others.
    let table = base.economy().table();
    let focus = table.sectors().position("ITS").unwrap();
    let sold = |codes: &[&str]| -> f64 {
        codes.iter().map(|code| table.intermediate()[(focus, table.sectors().position(code).unwrap())]).sum()
    };
    let all = table.intermediate().row(focus).sum() - table.intermediate()[(focus, focus)];
    let (to_state, to_mining) = (sold(&["GOV", "EDU", "HEA"]), sold(&["COP", "OMI"]));
    says(&format!(
        "it buys {:.2} times as much from information services as mining does ({:.1} % of what they sell to others, against {:.1} %)",
        to_state / to_mining,
        100.0 * to_state / all,
        100.0 * to_mining / all
    ));
    let doses: Vec<f64> = central.iter().map(|outcome| outcome.dose() / 1000.0).collect();
    let thousands = |number: f64| {
        let mut digits = format!("{number:.0}");
        digits.insert(digits.len() - 3, ',');
        digits
    };
    says(&format!(
        "policies redirect between {} and {} thousand million pesos",
        thousands(doses.iter().copied().fold(f64::INFINITY, f64::min)),
        thousands(doses.iter().copied().fold(0.0, f64::max))
    ));
    // The ranking, what it rests on, and what it is without.
    let ranking = |loaded: &eslabon::study::Loaded| {
        let frame =
            Comparison::of_studies(&central, None, &loaded.studies, &|_, _| {}).unwrap().rankings().unwrap().remove(0);
        let score = frame.position("score").unwrap();
        let rows = frame.rows.iter().map(|row| (row[0].text().unwrap().to_owned(), row[score].number().unwrap()));
        (rows.collect::<Vec<_>>(), frame.notes)
    };
    let (rows, notes) = ranking(&loaded);
    assert_eq!((rows[0].0.as_str(), rows[1].0.as_str()), ("demanding-state", "demanding-finance"));
    says(&format!("the State first ({:.2}) and finance second ({:.2})", rows[0].1, rows[1].1));
    let comparison = Comparison::of_studies(&central, None, &loaded.studies, &|_, _| {}).unwrap().comparison().unwrap();
    let [metric, value] = ["metric", "value"].map(|id| comparison.position(id).unwrap());
    let of_breadth = comparison.rows.iter().filter(|row| row[metric].text() == Some("effective_number.own_use_out"));
    let breadth: Vec<f64> = of_breadth.filter_map(|row| row[value].number()).collect();
    let (least, most) =
        (breadth.iter().copied().fold(f64::INFINITY, f64::min), breadth.iter().copied().fold(0.0, f64::max));
    says(&format!("by {:.3} of {most:.2} buyers, or {:.2} %", most - least, 100.0 * (most - least) / most));
    let hardly: Vec<&String> = notes.iter().filter(|note| note.contains("hardly moves")).collect();
    assert!(hardly.len() == 1 && hardly[0].starts_with("`effective_number.own_use_out` hardly moves"), "{notes:?}");
    for study in &mut loaded.studies {
        study.weights.retain(|weight| weight.metric != "effective_number.own_use_out");
    }
    let (rows, notes) = ranking(&loaded);
    assert!(rows[0].0 == "demanding-finance" && notes.iter().all(|note| !note.contains("hardly")), "{rows:?}");
}
