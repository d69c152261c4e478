//! The room that the page has: on paper of either way up nothing is cut, and words that nobody could break push nothing aside.

use super::browser::Browser;
use super::{result, run};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// What is shown and reaches beyond the width, left or right; what is scrolled to on a screen is on paper lost.
const CUT: &str = "
const width = document.documentElement.clientWidth;
const cut = [];
for (const e of document.querySelectorAll('body *')) {
  if (e.closest('[hidden], script') || !e.getClientRects().length || (e.closest('.scroll') && !matchMedia('print').matches)) continue;
  const box = e.getBoundingClientRect();
  if (box.right > width + 0.5 || box.left < -0.5) cut.push([e.tagName, e.textContent.slice(0, 30), Math.round(box.right), width]);
}
return cut.slice(0, 5);";

/// The texts of the first rows' cells of numbers that cannot be brought into sight by moving the comparison sideways.
const COVERED: &str = "
const box = document.querySelector('.language:not([hidden]) div.compare .scroll');
const covered = [];
for (const row of Array.from(box.querySelector('tbody').rows).slice(0, 3)) {
  for (const cell of row.querySelectorAll('td.number')) {
    cell.scrollIntoView({ block: 'center', inline: 'end' });
    const place = cell.getBoundingClientRect();
    const top = document.elementFromPoint(place.right - 8, place.top + 8);
    if (!top || !(top === cell || cell.contains(top))) covered.push(cell.textContent);
  }
}
return covered;";

fn speak(browser: &Browser, language: &str) {
    browser.run(&format!("document.querySelector('[data-language={language}]').click()"));
}

/// A4 less 12 mm on each side at 96 pixels an inch: across, and upright where the reader's program turns the paper.
#[test]
fn nothing_is_cut_on_paper_of_either_way_up() {
    for width in [1032, 703] {
        let Some(browser) = Browser::start(width, 900, false) else { return };
        browser.open(&result().join("report.html"));
        browser.on_paper();
        for language in ["en", "es"] {
            speak(&browser, language);
            assert_eq!(browser.run(CUT), json!([]), "{language} at {width}");
            let numbers = browser.run("return document.querySelectorAll('.language:not([hidden]) td.number').length");
            assert!(numbers.as_u64().is_some_and(|count| count > 100), "{numbers}");
        }
    }
}

/// A result in which every text that users write is one word of 130 letters.
fn unbreakable(place: &Path) -> std::path::PathBuf {
    let word = |part: &str| part.repeat(10);
    let (title, name) = (word("AVeryLongWord"), word("averylongname"));
    assert_eq!((title.len(), name.len()), (130, 130));
    let scenario = |name: &str| {
        format!(
            "format = 1\nname = \"{name}\"\ntitle = \"{title}\"\nnote = \"{title}\"\n[base]\ntable = \"chile-2021\"\n\
             [parameters]\n{title} = {{ value = 1.1, low = 1, high = 1.2, note = \"{title}\" }}\n\
             [[shock.coefficient]]\nname = \"{title}\"\nsupplier = \"ITS\"\nbuyers = \"mining\"\nscale = \"{title}\"\n\
             instead_of = \"imports\"\n"
        )
    };
    fs::write(place.join("a.toml"), scenario("a")).unwrap();
    fs::write(place.join("b.toml"), scenario(&name)).unwrap();
    let study = format!(
        "format = 1\n[study]\ntitle = \"{title}\"\nnote = \"{title}\"\nscenarios = [\"a.toml\", \"b.toml\"]\n\
         [study.weights]\nfocus_output = 1\n"
    );
    fs::write(place.join("study.toml"), study).unwrap();
    let out = place.join("out");
    let output = run(&["run", &place.display().to_string(), "--quiet", "-o", &out.display().to_string()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out.join("report.html")
}

#[test]
fn a_word_of_130_letters_pushes_nothing_aside_and_covers_no_number() {
    let place = tempfile::tempdir().unwrap();
    let page = unbreakable(place.path());
    for width in [1280, 390] {
        let Some(browser) = Browser::start(width, 900, false) else { return };
        browser.open(&page);
        assert!(browser.run("return document.querySelector('h1').textContent").as_str().unwrap().len() == 130);
        for language in ["en", "es"] {
            speak(&browser, language);
            browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
            assert_eq!(browser.run("return document.scrollingElement.scrollWidth"), json!(width), "{language}");
            assert_eq!(browser.run(CUT), json!([]), "{language} at {width}");
            assert_eq!(browser.run(COVERED), Value::Array(Vec::new()), "{language} at {width}");
        }
        if width == 1280 {
            browser.on_paper();
            assert_eq!(browser.run(CUT), json!([]), "on paper");
        }
        assert_eq!(browser.console(), Vec::<String>::new());
    }
}
