use super::*;
use crate::report::language::Language;
use crate::words::{Column, Frame, Unit, Value};

/// A frame of columns of text (`t`), numbers (`n`) and whole numbers (`i`), by their names.
fn frame(columns: &[(&str, char)], rows: &[&[Value]]) -> Frame {
    let column = |&(id, kind): &(&str, char)| match kind {
        't' => Column::text(id, id, "A text."),
        'i' => Column::integer(id, id, Unit::None, "A whole number."),
        _ => Column::number(id, id, Unit::Share, "A number."),
    };
    let mut frame = Frame::new("f", "A title", columns.iter().map(column).collect());
    for row in rows {
        frame.push(row.to_vec());
    }
    frame
}

/// The value of an attribute in every line that holds a text, in order.
fn attributes(svg: &str, holds: &str, name: &str) -> Vec<f64> {
    let value = |line: &str| line.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok();
    svg.lines().filter(|line| line.contains(holds)).filter_map(value).collect()
}

fn draw(chart: &str, picture: &Picture) -> String {
    let svg = Chart::named(chart).unwrap().draw(picture).unwrap();
    assert_eq!(svg, Chart::named(chart).unwrap().draw(picture).unwrap(), "{chart} is not the same twice");
    for forbidden in ["NaN", "inf", " style=", "url(", "href"] {
        assert!(!svg.contains(forbidden), "{chart} has {forbidden}");
    }
    assert!(svg.contains("<title>") && svg.contains("<desc>") && svg.contains("role=\"img\""));
    svg
}

fn t(text: &str) -> Value {
    text.into()
}

const RANGE: &[(Role, &str)] =
    &[(Role::Label, "name"), (Role::Value, "value"), (Role::Low, "low"), (Role::High, "high")];
const LINES: &[(Role, &str)] =
    &[(Role::Group, "name"), (Role::Across, "year"), (Role::Value, "value"), (Role::Low, "low"), (Role::High, "high")];
const PLANE: &[(Role, &str)] = &[(Role::Label, "name"), (Role::Across, "x"), (Role::Value, "value")];
const FLOWS: &[(Role, &str)] = &[(Role::From, "from"), (Role::To, "to"), (Role::Value, "value")];

fn ranges(rows: &[&[Value]]) -> Frame {
    frame(&[("name", 't'), ("value", 'n'), ("low", 'n'), ("high", 'n')], rows)
}

fn years(rows: &[&[Value]]) -> Frame {
    frame(&[("name", 't'), ("year", 'i'), ("value", 'n'), ("low", 'n'), ("high", 'n')], rows)
}

fn points(rows: &[&[Value]]) -> Frame {
    frame(&[("name", 't'), ("x", 'n'), ("value", 'n')], rows)
}

fn flows(rows: &[&[Value]]) -> Frame {
    frame(&[("from", 't'), ("to", 't'), ("value", 'n')], rows)
}

#[test]
fn a_range_reaches_from_low_to_high_around_its_bar() {
    let frame = ranges(&[
        &[t("a"), 0.4.into(), 0.1.into(), 0.8.into()],
        &[t("b"), (-0.2).into(), (-0.4).into(), 0.0.into()],
        &[t("certain"), 0.2.into(), 0.2.into(), 0.2.into()],
    ]);
    let svg = draw("range", &Picture::with(&frame, RANGE).unwrap());
    let zero = attributes(&svg, "class=\"zero\"", "x1")[0];
    let (bars, widths) = (attributes(&svg, "class=\"s0\"", "x"), attributes(&svg, "class=\"s0\"", "width"));
    let unit = widths[0] / 0.4;
    assert!((bars[0] - zero).abs() < 0.11 && (widths[1] - 0.2 * unit).abs() < 0.11);
    assert!((attributes(&svg, "class=\"s1\"", "x")[0] - (zero - 0.2 * unit)).abs() < 0.11);
    // One line and two ends each, and none where low and high are the same.
    let starts = attributes(&svg, "class=\"whisker\"", "x1");
    assert_eq!(starts.len(), 6);
    assert!((starts[0] - (zero + 0.1 * unit)).abs() < 0.11 && (starts[2] - (zero + 0.8 * unit)).abs() < 0.11);
    assert!(svg.contains("a: 0.400 (low 0.100, high 0.800)"));
}

#[test]
fn lines_go_through_their_points_and_have_their_own_colours_dashes_and_shapes() {
    let row = |name: &str, year: i64, value: f64| [t(name), year.into(), value.into(), Value::Empty, Value::Empty];
    let rows: Vec<[Value; 5]> =
        vec![row("a", 2022, 1.0), row("a", 2021, 0.0), row("b", 2021, 0.5), row("b", 2022, 0.25), row("b", 2023, 0.0)];
    let frame = years(&rows.iter().map(|row| &row[..]).collect::<Vec<_>>());
    let svg = draw("lines", &Picture::with(&frame, LINES).unwrap());
    let path = |class: &str| -> Vec<f64> {
        let line = svg.lines().find(|line| line.contains(class)).unwrap();
        let steps = line.split('"').nth(1).unwrap().replace(['M', 'L'], "");
        steps.split_whitespace().map(|number| number.parse().unwrap()).collect()
    };
    let (a, b) = (path("line l0 d0"), path("line l1 d1"));
    // In order of years: up by one for a, and b is at half height, a quarter, none.
    assert!(a[0] == b[0] && a[2] == b[2] && a[1] > a[3]);
    let (bottom, height) = (a[1], a[1] - a[3]);
    assert!((b[1] - (bottom - height / 2.0)).abs() < 0.11 && (b[3] - (bottom - height / 4.0)).abs() < 0.11);
    assert!((b[5] - bottom).abs() < 0.11 && (b[4] - b[2] - (b[2] - b[0])).abs() < 0.11);
    assert!(svg.contains("b, 2022: 0.250") && !svg.contains("band s"));
    let bands = years(&[
        &[t("a"), 2021_i64.into(), 0.5.into(), 0.2.into(), 0.9.into()],
        &[t("a"), 2022_i64.into(), 0.6.into(), 0.3.into(), 1.0.into()],
    ]);
    let svg = draw("lines", &Picture::with(&bands, LINES).unwrap());
    assert!(svg.contains("band s0") && svg.contains("(low 0.200, high 0.900)"));
}

#[test]
fn the_names_of_thirty_lines_are_on_the_paper_and_do_not_touch() {
    let rows: Vec<[Value; 5]> = (0..30_u32)
        .flat_map(|at| {
            [2021_i64, 2022].map(|year| [t(&format!("line {at}")), year.into(), 0.5.into(), Value::Empty, Value::Empty])
        })
        .collect();
    let frame = years(&rows.iter().map(|row| &row[..]).collect::<Vec<_>>());
    let svg = draw("lines", &Picture::with(&frame, LINES).unwrap().source("Source: a table."));
    let height = attributes(&svg, "<svg", "height")[0];
    let mut names = attributes(&svg, ">line ", "y");
    names.sort_by(f64::total_cmp);
    assert_eq!(names.len(), 30);
    assert!(names.windows(2).all(|pair| pair[1] - pair[0] > 15.0), "{names:?}");
    let source = attributes(&svg, ">Source: a table.<", "y")[0];
    assert!(names[29] < source && source < height, "{names:?} {source} {height}");
}

#[test]
fn points_lie_where_their_numbers_are_and_names_do_not_cover_one_another() {
    let frame = points(&[
        &[t("a"), 0.0.into(), 0.0.into()],
        &[t("b"), 1.0.into(), 1.0.into()],
        &[t("c"), 0.5.into(), 0.25.into()],
    ]);
    let picture = Picture::with(&frame, PLANE).unwrap().guides(0.5, 0.5).emphasis("c");
    let svg = draw("scatter", &picture);
    let (x, y) = (attributes(&svg, "<circle", "cx"), attributes(&svg, "<circle", "cy"));
    // The last is the ring around the one that matters.
    assert_eq!(x.len(), 4);
    assert!((x[2] - f64::midpoint(x[0], x[1])).abs() < 0.11 && (y[2] - (y[0] + (y[1] - y[0]) / 4.0)).abs() < 0.11);
    assert!((x[3] - x[2]).abs() < 0.11 && svg.contains("class=\"ring\""));
    let guides = attributes(&svg, "class=\"zero\"", "x1");
    assert!(guides.iter().any(|guide| (guide - x[2]).abs() < 0.11), "{guides:?}");
    let crowd: Vec<[Value; 3]> =
        (0..40).map(|at: u32| [t(&format!("a long name {at}")), 0.5.into(), 0.5.into()]).collect();
    let frame = points(&crowd.iter().map(|row| &row[..]).collect::<Vec<_>>());
    let svg = draw("scatter", &Picture::with(&frame, PLANE).unwrap());
    let texts = svg.lines().filter(|line| line.starts_with("<text"));
    let texts: Vec<&str> = texts.map(|line| line.split('>').nth(1).unwrap().split('<').next().unwrap()).collect();
    let key = texts.iter().position(|text| text.starts_with("Without room for the whole name: 1 = ")).unwrap();
    let written = texts[..key].iter().filter(|text| text.contains("a long name")).count();
    assert!((1..=10).contains(&written), "{written}");
    // All of them are in one place: those without a name share one number, and the key has each.
    let key = texts[key..].join(" ");
    assert_eq!(key.matches("a long name").count(), 40 - written, "{key}");
    assert!(!key.contains("2 = ") && texts.contains(&"1"), "{key}");
    assert_eq!(svg.matches("aria-label=\"a long name").count(), 40, "all are said");
}

#[test]
fn a_square_has_a_row_of_cells_per_name_and_says_the_largest() {
    let frame = frame(
        &[("name", 't'), ("A", 'n'), ("B", 'n')],
        &[&[t("A"), 0.3.into(), 0.02.into()], &[t("B"), Value::Empty, (-0.1).into()]],
    );
    let picture = Picture::of(&frame, "name", &["A", "B"]).unwrap().emphasis("B");
    let svg = draw("heat", &picture);
    assert!(svg.contains("A: A 0.30, B 0.02") && svg.contains("B: B -0.10"));
    // Each in its column: the second cell of a row begins one cell from the left.
    let second = |class: &str| svg.lines().any(|line| line == format!("<path d=\"M1 0h1\" class=\"{class}\"/>"));
    assert!(second("below") && second("c3"), "{svg}");
    let cells = |class: &str| svg.lines().filter(|line| line.ends_with(&format!("class=\"{class}\"/>"))).count();
    assert_eq!((cells("below"), svg.matches("class=\"ring\"").count()), (1, 2));
    let inline = Chart::named("heat").unwrap().inline(&picture).unwrap();
    assert!(inline.contains("data-grid=\"") && inline.contains(" 2 2\""));
}

#[test]
fn ribbons_are_as_wide_as_their_flows_and_both_sides_meet_in_the_middle() {
    let frame = flows(&[
        &[t("a"), t("m"), 30.0.into()],
        &[t("b"), t("m"), 10.0.into()],
        &[t("m"), t("c"), 40.0.into()],
        &[t("m"), t("stocks"), (-5.0).into()],
        &[t("x"), t("y"), 1.0.into()],
    ]);
    let svg = draw("sankey", &Picture::with(&frame, FLOWS).unwrap().emphasis("m"));
    let (left, right) = (attributes(&svg, "class=\"s4\"", "height"), attributes(&svg, "class=\"s0\"", "height"));
    assert_eq!((left.len(), right.len()), (2, 1));
    assert!((left[0] / left[1] - 3.0).abs() < 0.01 && (left[0] + left[1] - right[0]).abs() < 0.11);
    assert!((attributes(&svg, "class=\"node\"", "height")[0] - right[0]).abs() < 0.11);
    assert!(svg.contains("a → m: 30 (75.0 %)") && !svg.contains("stocks") && !svg.contains("x → y"));
    // A thread is as wide as its flow too.
    let thread =
        flows(&[&[t("a"), t("m"), 99.0.into()], &[t("b"), t("m"), 1.0.into()], &[t("m"), t("c"), 100.0.into()]]);
    let drawn = draw("sankey", &Picture::with(&thread, FLOWS).unwrap().emphasis("m"));
    let (block, thread) = (attributes(&drawn, "class=\"s4\"", "height"), attributes(&drawn, "l4 flow", "stroke-width"));
    assert!((block[0] / thread[0] - 99.0).abs() < 4.0, "{block:?} {thread:?}");
    // Without one that is named, the one with the largest flows is in the middle.
    assert_eq!(svg, draw("sankey", &Picture::with(&frame, FLOWS).unwrap()));
}

#[test]
fn the_one_that_matters_is_in_the_middle_of_the_network_and_no_two_names_are_in_one_place() {
    let rows: Vec<[Value; 3]> = (0..9)
        .flat_map(|at| {
            let name = t(&format!("n{at}"));
            [[name.clone(), t("m"), f64::from(at + 1).into()], [t("m"), name, f64::from(10 - at).into()]]
        })
        .collect();
    let frame = flows(&rows.iter().map(|row| &row[..]).collect::<Vec<_>>());
    let svg = draw("network", &Picture::with(&frame, FLOWS).unwrap().emphasis("m"));
    let (x, y) = (attributes(&svg, "<circle", "cx"), attributes(&svg, "<circle", "cy"));
    assert_eq!(x.len(), 10);
    let middle = attributes(&svg, "r=\"20\" class=\"s0\"", "cx")[0];
    assert_eq!(middle, 380.0);
    for one in 0..x.len() {
        for other in 0..one {
            assert!((x[one] - x[other]).hypot(y[one] - y[other]) > 20.0, "{one} and {other}");
        }
    }
    // n8 sells most more than it buys, and stands at the left; n0 buys most, at the right.
    assert!(svg.contains("n8 → m: 9") && svg.contains("m → n0: 10"));
    let at = |name: &str| {
        let line = svg.lines().find(|line| line.starts_with("<text") && line.contains(&format!(">{name}<"))).unwrap();
        line.split("x=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(at("n8") < middle && at("n0") > middle);
}

#[test]
fn every_chart_draws_what_is_odd() {
    let long = "a very long name of a sector ".repeat(12);
    let none = || Value::Empty;
    let odd = [f64::MAX, f64::MIN, 0.0, f64::MIN_POSITIVE, -1e-300];
    for number in odd {
        for name in ["", "one", &long] {
            let number = Value::Number(number);
            let one = ranges(&[&[t(name), number.clone(), number.clone(), none()], &[t("no"), none(), none(), none()]]);
            draw("range", &Picture::with(&one, RANGE).unwrap());
            let both = ranges(&[&[t(name), number.clone(), number.clone(), number.clone()]]);
            draw("range", &Picture::with(&both, RANGE).unwrap());
            let one = years(&[
                &[t(name), 2021_i64.into(), number.clone(), number.clone(), number.clone()],
                &[t(name), none(), none(), none(), none()],
            ]);
            draw("lines", &Picture::with(&one, LINES).unwrap());
            let one = points(&[&[t(name), number.clone(), number.clone()], &[t("no"), none(), none()]]);
            draw("scatter", &Picture::with(&one, PLANE).unwrap().guides(1.0, 1.0).emphasis(name));
            draw("scatter", &Picture::with(&one, PLANE).unwrap());
            let one = flows(&[
                &[t(name), t("m"), number.clone()],
                &[t("m"), t(name), number.clone()],
                &[t("m"), t("m"), none()],
            ]);
            draw("sankey", &Picture::with(&one, FLOWS).unwrap().emphasis("m"));
            draw("network", &Picture::with(&one, FLOWS).unwrap().emphasis("m"));
            draw("network", &Picture::with(&one, FLOWS).unwrap());
            draw("heat", &Picture::of(&one, "from", &["value"]).unwrap());
            draw("bar", &Picture::of(&one, "from", &["value"]).unwrap());
        }
    }
}

#[test]
fn numbers_and_words_are_those_of_the_language() {
    let frame =
        ranges(&[&[t("a"), 0.4.into(), 0.1.into(), 0.8.into()], &[t("b"), Value::Empty, Value::Empty, Value::Empty]]);
    let spanish = Language::named("es").unwrap();
    let svg = draw("range", &Picture::with(&frame, RANGE).unwrap().language(spanish));
    assert!(svg.contains("a: 0,400 (bajo 0,100, alto 0,800)") && svg.contains("b: sin valor"));
}
