//! The page as a reader uses it, in a browser: it loads in silence, answers to clicks and keys, stays within the window, and can be read.

use super::browser::Browser;
use super::result;
use serde_json::{Value, json};

const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const TAB: &str = "\u{e004}";

fn opened(width: u32, is_dark: bool) -> Option<Browser> {
    let browser = Browser::start(width, 900, is_dark)?;
    browser.open(&result().join("report.html"));
    Some(browser)
}

/// The names of the rows that are shown, top to bottom.
const NAMES: &str = "const rows = Array.from(document.querySelectorAll('.language:not([hidden]) div.compare tbody')[0].rows); \
                     return rows.filter((row) => !row.hidden).map((row) => row.dataset.name)";

/// Does something with the first comparison that is shown, called `box`.
fn with_box(then: &str) -> String {
    format!("const box = document.querySelector('.language:not([hidden]) div.compare'); {then}")
}

/// Chooses in a select and says so as a reader's hand does.
fn choose(selector: &str, value: &str) -> String {
    format!(
        "const s = document.querySelector(`.language:not([hidden]) {selector}`); s.value = '{value}'; \
         s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    )
}

fn names(browser: &Browser) -> Vec<String> {
    browser.run(NAMES).as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// The text of a cell of the first comparison.
fn cell(browser: &Browser, row: &str, column: &str) -> String {
    let script = with_box(&format!(
        "const at = box.querySelector('th[data-id={column}]').cellIndex; \
         return box.querySelector('tr[data-name={row}]').cells[at].textContent"
    ));
    browser.run(&script).as_str().unwrap().to_owned()
}

#[test]
fn it_loads_in_silence_sorts_filters_and_compares() {
    let Some(browser) = opened(1280, false) else { return };
    assert_eq!(browser.console(), Vec::<String>::new());
    let requests = browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    assert_eq!(requests, json!([]), "requests left the page");

    // What the script writes at the beginning is what the program wrote.
    let page = super::page();
    let written = page.split("data-name=\"mining-ict\"").nth(1).unwrap().split("<tr").next().unwrap();
    for column in ["dose", "focus_output", "value_added", "depth_output", "buyers_coefficient"] {
        let text = cell(&browser, "mining-ict", column);
        assert!(written.contains(&format!(">{text}<")), "{column}: {text} is not in {written}");
    }

    let sort =
        |column: &str| browser.run(&with_box(&format!("box.querySelector('th[data-id={column}] .sort').click()")));
    sort("focus_output");
    let sorted = names(&browser);
    assert_eq!((sorted[0].as_str(), sorted.last().unwrap().as_str()), ("software-imports", "without-software"));
    // The reference shows its level; its change is none, before what loses and behind what gains.
    let place = |name: &str| sorted.iter().position(|one| one == name).unwrap();
    assert!(place("base") > place("state-ict") && place("base") < place("drought"), "{sorted:?}");
    sort("focus_output");
    assert_eq!(names(&browser)[0], "without-software");
    let sorts = browser.run(&with_box("return box.querySelector('th[data-id=focus_output]').ariaSort"));
    assert_eq!(sorts, json!("ascending"));

    let filter = |text: &str| {
        browser.run(&with_box(&format!(
            "const f = box.querySelector('.filter'); f.value = '{text}'; f.dispatchEvent(new Event('input'))"
        )))
    };
    filter("DROUGHT");
    assert_eq!(names(&browser).len(), 2);
    filter("");
    assert_eq!(names(&browser).len(), 14);

    assert_eq!(cell(&browser, "mining-ict", "focus_output"), "+151,066");
    browser.run(&choose("div.compare .reference", "mining-ict-suppliers"));
    assert_eq!(cell(&browser, "mining-ict", "focus_output"), "+1,269");
    assert_eq!(cell(&browser, "mining-ict-suppliers", "focus_output"), "5,405,857");
    browser.run(&choose("div.compare .mode", "percent"));
    assert!(cell(&browser, "mining-ict", "focus_output").ends_with(" %"));
    browser.run(&choose("div.compare .mode", "level"));
    assert_eq!(cell(&browser, "mining-ict", "focus_output"), "5,407,126");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn it_speaks_two_languages_and_gives_its_data_and_drawings_away() {
    let Some(browser) = opened(1280, false) else { return };
    browser.run("document.querySelector('[data-language=es]').click()");
    let spoken = browser.run("return [document.documentElement.lang, document.title, document.querySelector('.language:not([hidden])').lang]");
    assert_eq!(spoken, json!(["es", "Comparación de escenarios", "es"]));
    assert_eq!(cell(&browser, "mining-ict", "focus_output"), "+151.066");
    let visible = browser.run("return document.querySelector('.language:not([hidden])').innerText");
    assert!(
        visible.as_str().unwrap().contains("Servicios informáticos") || visible.as_str().unwrap().contains("informac")
    );

    let click =
        |selector: &str| browser.run(&format!("document.querySelector('.language:not([hidden]) {selector}').click()"));
    click("#es-winners-1 .data");
    let data = browser.downloaded("winners-1.csv");
    assert!(data.starts_with("scenario,sector,difference,percent\n"), "{}", &data[..80]);
    let its = data.lines().find(|line| line.starts_with("mining-ict,ITS,")).unwrap();
    let exact: f64 = its.split(',').nth(2).unwrap().parse().unwrap();
    assert!((exact - 151_065.770_773).abs() < 1e-3, "{its}");
    browser.run(&choose("#es-winners-1 .choice", "state-ict"));
    let shown = browser.run("return Array.from(document.querySelectorAll('#es-winners-1 figure')).filter((f) => !f.hidden).map((f) => f.dataset.variant)");
    assert_eq!(shown, json!(["state-ict"]));
    click("#es-winners-1 .drawing");
    let drawing = browser.downloaded("winners-1-state-ict.svg");
    assert!(drawing.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && drawing.contains(".eslabon-chart{"));
    assert_eq!(drawing.matches(" xmlns=").count(), 1);

    browser.run(
        "window.taken = null; Object.defineProperty(navigator, 'clipboard', \
                 { value: { writeText: (text) => { window.taken = text; return Promise.resolve(); } } })",
    );
    click("div.compare .copy");
    let taken = browser.run("return window.taken");
    let taken = taken.as_str().unwrap();
    let heads =
        "scenario,payer,dose [millones de CLP de 2021],focus_output_change_against_base [millones de CLP de 2021],";
    assert!(taken.starts_with(heads), "{taken}");
    assert!(taken.lines().any(|line| line.starts_with("base,nadie,0,0,")), "{taken}");
    assert!(taken.lines().any(|line| line.starts_with("mining-ict,") && line.contains("151065.77")), "{taken}");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn marks_say_what_they_are_to_pointer_and_keyboard() {
    let Some(browser) = opened(1280, false) else { return };
    let tip = || browser.run("const tip = document.getElementById('tip'); return tip.hidden ? null : tip.textContent");
    browser.point("#en-winners-1 figure:not([hidden]) .mark rect");
    assert_eq!(tip(), json!("ITS Information services: Output, change 151,066"));
    browser.point("#en-coefficients-1 svg .mark text");
    assert!(tip().as_str().unwrap().contains(':'), "{}", tip());
    browser.point("h1");
    assert_eq!(tip(), Value::Null);
    browser.run("document.querySelector('#en-winners-1 .mark').focus()");
    browser.settle();
    let first = tip();
    browser.press(DOWN);
    let second = tip();
    assert!(first != second && second.as_str().is_some_and(|said| said.contains("Output, change")), "{first} {second}");
    let stops = browser
        .run("return document.querySelectorAll('#en-winners-1 figure:not([hidden]) .mark[tabindex=\"0\"]').length");
    assert_eq!(stops, json!(1));
    browser.press(TAB);
    assert_eq!(tip(), Value::Null, "the tabulator key leaves the drawing");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn arrows_reach_every_cell_of_a_square() {
    let Some(browser) = opened(1280, false) else { return };
    let tip = || browser.run("const tip = document.getElementById('tip'); return tip.hidden ? '' : tip.textContent");
    let cell = |row: usize, column: usize| {
        let script = format!(
            "const frame = JSON.parse(document.getElementById('frames').textContent)['coefficients-1']; \
             return frame.rows[{row}][0] + ' → ' + frame.columns[{column} + 1].replace(/^to_/, '') + ': '"
        );
        browser.run(&script).as_str().unwrap().to_owned()
    };
    let says = |row, column| {
        let (said, expected) = (tip(), cell(row, column));
        assert!(said.as_str().unwrap().starts_with(&expected), "{said} is not of {expected}");
    };
    browser.run("document.querySelector('#en-coefficients-1 .mark').focus()");
    browser.settle();
    let row = tip();
    browser.press(RIGHT);
    says(0, 0);
    browser.press(RIGHT);
    says(0, 1);
    browser.press(DOWN);
    says(1, 1);
    browser.press(LEFT);
    says(1, 0);
    browser.press(LEFT);
    browser.press(UP);
    assert_eq!(tip(), row, "before the first cell is the row as a whole");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn what_was_chosen_is_kept_in_another_language() {
    let Some(browser) = opened(1280, false) else { return };
    browser.run(&choose("div.compare .reference", "mining-ict-suppliers"));
    browser.run(&choose("div.compare .mode", "percent"));
    let sort = "box.querySelector('th[data-id=value_added] .sort').click(); const f = box.querySelector('.filter'); \
                f.value = 'mining-ict'; f.dispatchEvent(new Event('input'))";
    browser.run(&with_box(sort));
    let before = names(&browser);
    browser.run("document.querySelector('[data-language=es]').click()");
    let kept = browser.run(&with_box(
        "return [box.querySelector('.reference').value, box.querySelector('.mode').value, \
         box.querySelector('th[data-id=value_added]').ariaSort]",
    ));
    assert_eq!(kept, json!(["mining-ict-suppliers", "percent", "descending"]));
    assert_eq!(names(&browser), before);
}

#[test]
fn nothing_leaves_the_window_wide_or_narrow() {
    for width in [1280, 390] {
        let Some(browser) = opened(width, false) else { return };
        for language in ["en", "es"] {
            browser.run(&format!("document.querySelector('[data-language={language}]').click()"));
            let wide = browser.run("return [document.scrollingElement.scrollWidth, window.innerWidth]");
            assert_eq!(wide, json!([width, width]), "{language}");
        }
    }
}

/// The ratio of contrast of every text that is shown to what is behind it, those that are too low (WCAG 2.2, level AA).
const CONTRAST: &str = "
const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const light = (c) => { const f = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; }
  return [255, 255, 255, 1]; };
const bad = [];
for (const e of document.querySelectorAll('body *')) {
  const own = Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || e.closest('[hidden]') || !e.getClientRects().length || e.closest('script, style, desc, title, option')) continue;
  const style = getComputedStyle(e);
  const front = parse(e.closest('svg') ? style.fill : style.color);
  const [a, b] = [light(front), light(behind(e))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) bad.push([e.tagName, e.className.baseVal || e.className, e.textContent.slice(0, 30), ratio]);
}
return bad.slice(0, 10);";

#[test]
fn every_text_stands_out_in_light_and_in_dark() {
    for is_dark in [false, true] {
        let Some(browser) = opened(1280, is_dark) else { return };
        let dark = browser.run("return matchMedia('(prefers-color-scheme: dark)').matches");
        assert_eq!(dark, json!(is_dark));
        browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        for language in ["en", "es"] {
            browser.run(&format!("document.querySelector('[data-language={language}]').click()"));
            let bad = browser.run(CONTRAST);
            assert_eq!(bad, json!([]), "dark: {is_dark}, {language}");
        }
    }
}
