//! What is to be known of who starts: that nobody does, and that those who are called early are slower than the others. At the central values
//! of the parameters.

use super::AsTyped;
use super::early::EarlyTyped;
use crate::analysis::adoption::Through;
use crate::study::{Number, Parameters};
use crate::words::{Code, Diagnostic, Diagnostics};

/// Warns of a technology that the others never start, and of early adopters that are slower than they.
pub(super) fn check(typed: &AsTyped, parameters: &Parameters, diagnostics: &mut Diagnostics) {
    let value = |number: &Number| number.value(parameters);
    let is_met = typed.contagion.as_ref().is_some_and(|contagion| {
        contagion.through != Through::Nobody && contagion.weight.as_ref().is_some_and(|weight| value(weight) > 0.0)
    });
    let early_start = typed.early.iter().any(|early| value(&early.innovation) > 0.0);
    let has_begun = typed.initial.as_ref().is_some_and(|initial| value(initial) > 0.0);
    if value(&typed.innovation) <= 0.0 && !has_begun && !(early_start && is_met) {
        let who = if early_start { "nobody but the early adopters" } else { "nobody" };
        diagnostics.push(
            Diagnostic::new(
                Code::NOBODY_STARTS,
                format!("`innovation` is 0 and nothing has been adopted in the first year: {who} ever starts"),
            )
            .at(typed.innovation.place().clone())
            .help("write innovation above 0, or the share that has adopted already as `initial`"),
        );
    }
    for early in &typed.early {
        let slower: Vec<String> = slower(typed, early, parameters);
        if !slower.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Code::SLOWER_EARLY,
                    format!("`early` has rates below those of the others: {}", slower.join(" and ")),
                )
                .at(early.innovation.place().clone())
                .help("early adopters are ahead of the others by a policy: raise their rates, or leave them out of `early`"),
            );
        }
    }
}

/// The rates of early adopters that are below those of the others, in words.
fn slower(typed: &AsTyped, early: &EarlyTyped, parameters: &Parameters) -> Vec<String> {
    let pairs = [
        ("innovation", Some(&early.innovation), &typed.innovation),
        ("imitation", early.imitation.as_ref(), &typed.imitation),
    ];
    let is_slower = |(key, own, of_others): (&str, Option<&Number>, &Number)| {
        let (own, of_others) = (own?.value(parameters), of_others.value(parameters));
        (own < of_others).then(|| format!("`{key}` is {own}, and {of_others} for the others"))
    };
    pairs.into_iter().filter_map(is_slower).collect()
}
