//! The tables of the page on diffusion, computed anew.

use eslabon::analysis::adoption::Through;
use eslabon::study::{LoadOptions, Outcome, Point, load};
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
        outcome.pulls = scenario.pulls(&outcome).unwrap();
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
