//! The size of the policy.

use super::Explained;
use crate::words::{Column, Frame, Value};

pub(super) fn frame(explained: &Explained<'_>) -> Frame {
    let mut frame = explained.frame(
        "dose",
        "size of the policy",
        vec![
            Column::text("quantity", "Quantity", "What is measured."),
            Column::number("value", "Value", explained.money(), "How much it is, at base output."),
        ],
    );
    let dose = explained.settled.dose;
    let cost = explained.scenario.public_cost.as_ref().map(|cost| cost.value(&explained.parameters));
    for (quantity, value) in [
        ("redirected from one use to another", Some(dose.redirected)),
        ("injected from outside the model", Some(dose.injected)),
        ("of both, spent on imports at once", (dose.leaked != 0.0).then_some(dose.leaked)),
        ("public cost, as stated", cost),
    ] {
        if let Some(value) = value {
            frame.push(vec![Value::from(quantity), value.into()]);
        }
    }
    frame
}
