use super::*;
use crate::study::fixture::scenario;
use crate::table::fixture::two_sectors;
use crate::words::Value;

fn frames(text: &str) -> Vec<Frame> {
    explain(&scenario(two_sectors(), text).unwrap()).unwrap()
}

/// The rows of the frame with this name, without their texts.
fn numbers(frames: &[Frame], id: &str) -> Vec<Vec<f64>> {
    let frame = frames.iter().find(|frame| frame.id == format!("test-{id}"));
    let rows = frame.iter().flat_map(|frame| &frame.rows);
    rows.map(|row| row.iter().filter_map(Value::number).collect()).collect()
}

fn near(found: &[Vec<f64>], known: &[&[f64]]) {
    assert_eq!(found.len(), known.len(), "{found:?}");
    for (found, known) in found.iter().zip(known) {
        assert_eq!(found.len(), known.len(), "{found:?}");
        for (found, known) in found.iter().zip(*known) {
            assert!((found - known).abs() <= 1e-12 * known.abs().max(1.0), "{found} is not {known}");
        }
    }
}

#[test]
fn every_changed_number_is_there_with_who_pays() {
    let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.05\ninstead_of = 'operating_surplus'\n\
                [[shock.coefficient]]\nname = 'b'\nsupplier = 'S1'\nbuyers = 'S2'\nscale = 1.2\ninstead_of = 'suppliers'\n\
                [[shock.final_demand]]\nname = 'c'\nsectors = 'S2'\ncomponent = 'other'\nadd = 45\nfinanced_by = 'households'\n";
    let frames = frames(text);
    // a_12 .25 by a fifth at output 2000; a_21 .2 by .05 at output 1000.
    near(&numbers(&frames, "coefficients"), &[&[0.25, 0.3, 100.0], &[0.2, 0.25, 50.0]]);
    // The surplus of S1, 350 of 1000, and what S2 buys of itself, 100 of 2000.
    near(&numbers(&frames, "payments"), &[&[0.35, 0.3, -50.0], &[0.05, 0.0, -100.0]]);
    near(&numbers(&frames, "final-demand"), &[&[1300.0, 1345.0, 45.0]]);
    near(&numbers(&frames, "financing"), &[&[50.0, 45.0, -5.0], &[400.0, 360.0, -40.0]]);
    near(&numbers(&frames, "dose"), &[&[195.0], &[0.0]]);
    assert!(numbers(&frames, "gaps").is_empty() && numbers(&frames, "paths").is_empty());
}

#[test]
fn primary_inputs_and_limits_are_there_too() {
    let text = "[[shock.productivity]]\nname = 'a'\nbuyers = 'S1'\nrow = 'compensation'\nscale = 0.9\npasses_to = 'operating_surplus'\n\
                [[shock.productivity]]\nname = 'b'\nbuyers = 'S2'\nrow = 'compensation'\nscale = 1\npasses_to = 'prices'\n\
                [[shock.output_limit]]\nname = 'c'\nsectors = 'S2'\nscale = 0.95\nrationing = 'imports'\n";
    let frames = frames(text);
    // A tenth of the .3 that S1 pays for labour, at output 1000; what stays is no row.
    near(&numbers(&frames, "primary-inputs"), &[&[0.3, 0.27, -30.0]]);
    near(&numbers(&frames, "payments"), &[&[0.35, 0.38, 30.0]]);
    near(&numbers(&frames, "limits"), &[&[2000.0, 0.95, 1900.0, 1.0]]);
    let limits = frames.iter().find(|frame| frame.id == "test-limits").unwrap();
    assert_eq!(limits.rows[0].last().and_then(Value::text), Some("shortfall imported"));
}

#[test]
fn an_injection_is_paid_by_no_cell() {
    // .1 and .3 of a decimal leave rounding where a difference is taken again.
    let text = "[[shock.final_demand]]\nname = 'c'\nsectors = 'all'\ncomponent = 'other'\nscale = 1.1000000003\n";
    assert!(numbers(&frames(text), "financing").is_empty());
}

#[test]
fn a_gap_is_measured_three_ways() {
    let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S2'\n\
                toward = { reference = 'S1', share = 0.1, per = 'intermediate' }\ninstead_of = 'operating_surplus'\n";
    // Z_21 is 200 and Z_22 100; outputs 1000 and 2000, purchases 350 and 600, wages 300 and 500.
    let known: [&[f64]; 3] = [
        &[0.05, 0.2, 300.0],
        &[100.0 / 600.0, 200.0 / 350.0, 600.0 * 200.0 / 350.0 - 100.0],
        &[0.2, 200.0 / 300.0, 500.0 * 200.0 / 300.0 - 100.0],
    ];
    let frames = frames(text);
    near(&numbers(&frames, "gaps"), &known);
    let chosen = frames.iter().find(|frame| frame.id == "test-gaps").unwrap();
    let words: Vec<&str> = chosen.rows.iter().filter_map(|row| row[2].text()).collect();
    assert_eq!(words, ["no", "yes", "no"]);
    near(&numbers(&frames, "dose"), &[&[0.1 * known[1][2]], &[0.0]]);
}

#[test]
fn adoption_is_told_year_by_year() {
    let text = "[[adoption]]\nname = 'it'\nsupplier = 'S2'\nbuyers = ['S1', 'S2']\ntarget = { scale = 1.5 }\n\
                instead_of = 'compensation'\ninnovation = 0.1\nimitation = 0\nearly = [{ buyers = 'S1', innovation = 0.4 }]\n\
                learning = { rate = 0.2, price_response = 0 }\n";
    let years = (2021..=2024).collect();
    let dynamic = crate::study::Scenario { years, ..scenario(two_sectors(), text).unwrap() };
    let frames = explain(&dynamic).unwrap();
    let found = numbers(&frames, "adoption");
    assert_eq!(found.len(), 4);
    let frame = frames.iter().find(|frame| frame.id == "test-adoption").unwrap();
    assert_eq!(frame.rows[3][1], Value::Integer(2024));
    // Who starts alone, s = 1 - exp(-p t); outputs 1000 and 2000; a_21 = .2 and a_22 = .05, half as much again where all have adopted.
    let mut made = 0.0;
    for (t, row) in (0_u8..).zip(&found) {
        let t = f64::from(t);
        let (early, others) = (1.0 - (-0.4 * t).exp(), 1.0 - (-0.1 * t).exp());
        let coefficients = [0.2 * (1.0 + 0.5 * early), 0.05 * (1.0 + 0.5 * others)];
        let coefficient = (1000.0 * coefficients[0] + 2000.0 * coefficients[1]) / 3000.0;
        // Ten years of output had been made; P = (Q / Q0)^log2(.8).
        let price = (1.0 + made / 20_000.0_f64).powf(0.8_f64.log2());
        near(&[row[1..].to_vec()], &[&[early, others, (early + 2.0 * others) / 3.0, coefficient, price]]);
        // x_2 with these coefficients and final demand 350 and 1700.
        let [a, d] = coefficients;
        made += (0.85 * 1700.0 + a * 350.0) / (0.85 * (1.0 - d) - a * 0.25);
    }
}

#[test]
fn primary_inputs_limits_and_savings_are_told() {
    let text = "[[shock.productivity]]\nname = 'a'\nbuyers = 'S1'\nrow = 'compensation'\nscale = 0.9\npasses_to = 'operating_surplus'\n\
                [[shock.productivity]]\nname = 'b'\nbuyers = 'S2'\nrow = 'compensation'\nscale = 0.8\npasses_to = 'prices'\n\
                [[shock.output_limit]]\nname = 'c'\nsectors = 'S2'\nscale = 0.97\nrationing = 'imports'\n";
    let frames = frames(text);
    // Wages are 300 of 1000 and 500 of 2000.
    near(&numbers(&frames, "primary-inputs"), &[&[0.3, 0.27, -30.0], &[0.25, 0.2, -100.0]]);
    near(&numbers(&frames, "payments"), &[&[0.35, 0.38, 30.0]]);
    near(&numbers(&frames, "savings"), &[&[0.05, 100.0]]);
    near(&numbers(&frames, "limits"), &[&[2000.0, 0.97, 1940.0, 1.0]]);
    let last = |id: &str| {
        let frame = frames.iter().find(|frame| frame.id == format!("test-{id}")).unwrap();
        frame.rows.iter().filter_map(|row| row.last().and_then(Value::text)).collect::<Vec<_>>()
    };
    assert_eq!(last("primary-inputs"), ["operating_surplus", "prices"]);
    assert_eq!(last("limits"), ["shortfall imported"]);
    let said = last("assumptions");
    assert!(said.contains(&"Constant returns to scale, and no limit of capacity but those that the scenario states."));
    assert!(said.iter().all(|said| !said.contains("unless a scenario")), "{said:?}");
}

#[test]
fn nothing_is_explained_as_nothing() {
    let ids: Vec<String> = frames("").into_iter().map(|frame| frame.id).collect();
    assert_eq!(ids, ["test-dose", "test-assumptions"]);
    let still =
        "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0\ninstead_of = 'suppliers'\n";
    assert_eq!(numbers(&frames(still), "dose"), [[0.0], [0.0]]);
}

#[test]
fn what_cannot_be_paid_is_told() {
    let text = "[[shock.coefficient]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'S1'\nadd = 0.4\ninstead_of = 'operating_surplus'\n";
    let said = explain(&scenario(two_sectors(), text).unwrap()).unwrap_err();
    assert_eq!(said.iter().map(|said| said.code.id).collect::<Vec<_>>(), ["cannot-pay"]);
}

/// What adoption rests on is said where something spreads, and what a falling price acts on where a supplier learns.
#[test]
fn what_adoption_takes_for_granted_is_said_where_something_spreads() {
    let adoption = |more: &str| {
        format!(
            "[[adoption]]\nname = 'a'\nsupplier = 'S2'\nbuyers = 'all'\ntarget = {{ scale = 1.2 }}\n\
             instead_of = 'compensation'\ninnovation = 0.1\nimitation = 0.2\n{more}"
        )
    };
    let learning = adoption("learning = { rate = 0.2, price_response = 1 }\n");
    for (text, spreads, learns) in [(String::new(), false, false), (adoption(""), true, false), (learning, true, true)]
    {
        let frames = frames(&text);
        let said = frames.iter().find(|frame| frame.id == "test-assumptions").unwrap();
        let has = |start: &str| said.cells(0).filter_map(Value::text).any(|sentence| sentence.starts_with(start));
        assert_eq!(has("Technologies spread at rates and through links that the scenario states"), spreads);
        assert_eq!(has("A price that falls with experience moves who adopts alone"), learns);
    }
}
