//! What the results of the scenario take for granted.

use super::Explained;
use crate::study::{Closure, Payer, assumptions};
use crate::words::{Column, Frame, Value};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let base = &explained.scenario.base;
    let mut frame = Frame::new(
        format!("{}-assumptions", explained.scenario.name),
        format!("{}: what is taken for granted", explained.scenario.name),
        vec![Column::text("assumption", "Assumption", "A sentence that holds for every number of this scenario.")],
    );
    let closure = match base.closure() {
        Closure::Open => "All final demand is given (type I, closure = \"open\").",
        Closure::Households => "Households spend what production pays them (type II, closure = \"households\").",
    };
    let mut said: Vec<String> = vec![closure.to_owned()];
    let payers: Vec<&Payer> = explained.settled.coefficients.iter().map(|change| &change.payer).collect();
    if !payers.is_empty() {
        said.push("Whoever pays per unit of output pays at the new output too: v' x', never v x'.".to_owned());
    }
    if payers.contains(&&Payer::Compensation) {
        said.push("Jobs fall with the compensation that pays.".to_owned());
    }
    if payers.contains(&&Payer::Imports) {
        said.push("Duties fall with the imports that pay, pro rata.".to_owned());
    }
    if payers.iter().any(|payer| matches!(payer, Payer::Suppliers(_))) {
        said.push("Suppliers that pay lose pro rata to what they sell to the buyer.".to_owned());
    }
    if explained.settled.dose.injected != 0.0 {
        said.push("Demand that nobody finances comes from outside the model.".to_owned());
    }
    said.push(
        "The base level is what the model gives for the final demand of the table, not the published output."
            .to_owned(),
    );
    if explained.settled.moves_prices() {
        said.push("Savings are passed on to prices in full, and volumes do not answer to prices.".to_owned());
    }
    let adopted = &explained.settled.adopted;
    if !adopted.is_empty() {
        let learns = adopted.iter().any(|one| one.price.is_some());
        said.extend(assumptions::of_adoption(learns).into_iter().map(str::to_owned));
    }
    let capacity = if explained.settled.limits.is_empty() {
        "Constant returns to scale, and no limit of capacity."
    } else {
        "Constant returns to scale, and no limit of capacity but those that the scenario states."
    };
    let of_base = assumptions::of(base).into_iter();
    said.extend(of_base.map(|said| if said == assumptions::CAPACITY { capacity } else { said }.to_owned()));
    for sentence in said {
        frame.push(vec![Value::from(sentence)]);
    }
    frame
}
