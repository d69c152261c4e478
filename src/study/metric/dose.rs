//! The size of a policy, and who pays for it. Policies of different size are not comparable, and those with different payers
//! are not either: with final demand given, the payer alone decides who gains.
//!
//! | metric | formula | unit |
//! |---|---|---|
//! | `payer` | the distinct payers of the year, in alphabetical order | words |
//! | `dose_redirected` | Σ abs(d_kj) x_j over changed coefficients + Σ abs(Δf) over financed changes | money, at base output |
//! | `dose_injected` | Σ Δf over changes of final demand that nobody finances | money |
//! | `dose_leaked` | of both, what buys imports of final users at once; absent without procurement | money |
//! | `dose` | redirected + abs(injected) | money |
//! | `dose_share` | dose / x_k of the focus sector k in the base | share; above one where the policy is larger than the sector |
//!
//! The measure of size is this program's own. That the payer decides follows from the columns of A and of primary inputs, which
//! sum to one: Miller and Blair, Input-Output Analysis, 2nd ed., 2009, section 2.2.

use super::{Better, Family, Measure, Metric, View, money, ratio};
use crate::study::Settled;
use crate::words::Unit;
use std::collections::BTreeSet;

const RESTS_ON: &str = "The size is taken at base output, before any reaction of the economy.";

pub(super) static PAYER: Metric = Metric {
    id: "payer",
    name: "Who pays",
    family: Family::Dose,
    unit: |_| Unit::None,
    about: "Who pays for the changes; effects on value added are comparable only where the payer is the same.",
    better: Better::Neither,
    rests_on: "The payer is what the scenario states.",
    rests_on_payer: false,
    of: Measure::Words(|view| Ok(Some(payers([view.state().settled()])))),
};

pub(super) static DOSE: Metric = Metric {
    id: "dose",
    name: "Dose",
    family: Family::Dose,
    unit: money,
    about: "Money redirected and injected together, the size of the policy.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(view.state().settled().dose.total()))),
};

pub(super) static REDIRECTED: Metric = Metric {
    id: "dose_redirected",
    name: "Redirected",
    family: Family::Dose,
    unit: money,
    about: "Money that is spent on something else than in the base, and that somebody pays.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(view.state().settled().dose.redirected))),
};

pub(super) static INJECTED: Metric = Metric {
    id: "dose_injected",
    name: "Injected",
    family: Family::Dose,
    unit: money,
    about: "Final demand that comes from outside the model and that nobody in it pays for.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view| Ok(Some(view.state().settled().dose.injected))),
};

pub(super) static LEAKED: Metric = Metric {
    id: "dose_leaked",
    name: "Spent abroad at once",
    family: Family::Dose,
    unit: money,
    about: "Of what is redirected or injected, what buys imports and reaches no sector.",
    better: Better::Neither,
    rests_on: "The import shares of the goods are stated by the scenario.",
    rests_on_payer: false,
    of: Measure::One(|view| {
        let settled = view.state().settled();
        Ok((!settled.leaks.is_empty()).then_some(settled.dose.leaked))
    }),
};

pub(super) static SHARE: Metric = Metric {
    id: "dose_share",
    name: "Dose per focus output",
    family: Family::Dose,
    unit: |_| Unit::Share,
    about: "The dose over the base output of the focus sector; above 1 the policy is larger than the sector.",
    better: Better::Neither,
    rests_on: RESTS_ON,
    rests_on_payer: false,
    of: Measure::One(|view: &View<'_>| {
        let dose = view.state().settled().dose.total();
        Ok(view.focus().and_then(|focus| ratio(dose, view.before().output()[focus])))
    }),
};

/// The payers of some years in words: those of changed coefficients, `final_demand` where other final demand pays, and
/// `injection` where nobody does; where output is limited, who goes short; `nobody` where nothing changes.
pub(in crate::study) fn payers<'s>(years: impl IntoIterator<Item = &'s Settled>) -> String {
    let mut payers = BTreeSet::new();
    for settled in years {
        payers.extend(
            settled.coefficients.iter().filter(|change| change.new != change.old).map(|change| change.payer.word()),
        );
        payers.extend(
            settled
                .demand
                .iter()
                .filter(|change| change.new != change.old)
                .map(|change| if change.financing.is_some() { "final_demand" } else { "injection" }),
        );
        payers
            .extend(settled.inputs.iter().filter(|change| change.new != change.old).map(|change| change.payer.word()));
        let leaks = settled.leaks.iter().filter(|leak| leak.money != 0.0);
        payers.extend(leaks.map(|leak| if leak.financing.is_some() { "final_demand" } else { "injection" }));
        payers.extend(settled.limits.iter().map(|limit| limit.rationing.words()));
    }
    if payers.is_empty() { "nobody".to_owned() } else { payers.into_iter().collect::<Vec<_>>().join(" + ") }
}
