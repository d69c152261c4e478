//! What must be said beside every comparison: what the model leaves out, what the table is, and where numbers of two scenarios
//! may not be compared.

use super::block::Block;
use crate::study::{Rationing, Settled, assumptions};
use crate::table::Manifest;
use crate::words::six_digits;
use std::collections::BTreeSet;

/// The sentences, each once: first what was compared with what, then where to be careful.
pub(in crate::study) fn cautions(blocks: &[Block<'_>]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        let of = if blocks.len() == 1 { String::new() } else { format!(" ({})", block.label) };
        let year = match block.last_year() {
            (Some(last), true) => format!("in {last}, the last year"),
            _ => "in the last year".to_owned(),
        };
        all.push(format!("Differences are against {}, {year}{of}.", block.reference_words()));
        all.extend(block.without_reference_at_equal_dose().map(|said| format!("{}{of}.", said.trim_end_matches('.'))));
        all.extend(payers_differ(block));
        all.extend(injections(block));
    }
    all.extend(between(blocks));
    let of_blocks = blocks.iter().flat_map(|block| unobserved(block).into_iter().chain(assumptions::of(&block.base)));
    for sentence in of_blocks {
        if !all.iter().any(|said| said == sentence) {
            all.push(sentence.to_owned());
        }
    }
    all
}

/// What separates blocks from one another; nothing where there is one.
pub(in crate::study) fn between(blocks: &[Block<'_>]) -> Vec<String> {
    let mut all = Vec::new();
    if blocks.len() > 1 {
        all.push(
            "The blocks differ in table, closure, focus or years: numbers of one are not comparable with those of another."
                .to_owned(),
        );
    }
    let manifests: Vec<&Manifest> = blocks.iter().map(|block| block.base.economy().table().manifest()).collect();
    if manifests.iter().any(|manifest| manifest.id != manifests[0].id) {
        all.push(
            "Tables of different years may follow different classifications and prices; see their notes.".to_owned(),
        );
    }
    all.extend(breaks(&manifests));
    all
}

/// Years in which the classification of activities of a country's tables was revised.
const REVISIONS: &[(&str, i32)] = &[("CHL", 2013)];

/// Tables of one country from before and from after a revision of its classification.
fn breaks(manifests: &[&Manifest]) -> Option<String> {
    REVISIONS.iter().find_map(|(country, revision)| {
        let of_country = manifests.iter().filter(|manifest| manifest.country == *country);
        let years: BTreeSet<i32> = of_country.filter_map(|manifest| manifest.year).collect();
        let (first, last) = (years.first()?, years.last()?);
        (first < revision && last >= revision).then(|| {
            format!(
                "The classification of activities was revised in {revision}: differences between the tables of {first} and \
                 {last} are partly differences of classification."
            )
        })
    })
}

/// What the scenarios of a block rest on and nobody observes, a sentence each.
fn unobserved(block: &Block<'_>) -> Vec<&'static str> {
    let years = || block.scenarios().flat_map(|run| &run.outcome.years).map(|year| year.state.settled());
    let replaces_imports = |settled: &Settled| {
        let mut entries = settled.coefficients.iter().flat_map(|change| &change.entries);
        entries.any(|entry| entry.kind == "shock.import_substitution")
    };
    let mut said = Vec::new();
    if years().any(replaces_imports) {
        said.push(
            "The import penetration of a product is an assumption: the table has no matrix of imports by product.",
        );
    }
    if years().any(|settled| !settled.leaks.is_empty()) {
        said.push("The imported part of procurement is an assumption: the table has no imports of final demand.");
    }
    if years().any(|settled| !settled.limits.is_empty()) {
        said.push("Limits of output: no input is replaced by another, and stocks do not help out.");
        said.push("Where a limit is set, what of an effect comes from technology and what from final demand is not defined, and left out.");
    }
    if years().any(Settled::moves_prices) {
        said.push("Savings are passed on to prices in full, and volumes do not answer to prices.");
        if block.base.households().is_some() {
            said.push("Wages follow the prices of what households buy: a unit of work buys what it did.");
        }
    }
    let adopted = || years().flat_map(|settled| &settled.adopted);
    if adopted().next().is_some() {
        said.extend(assumptions::of_adoption(adopted().any(|one| one.price.is_some())));
    }
    let is_for_all = |settled: &Settled| settled.limits.iter().any(|limit| limit.rationing == Rationing::Proportional);
    if block.base.households().is_some() && years().any(is_for_all) {
        said.push("Households that go short of one product live on that part of all and work as much less: the most that a limit can cost.");
    }
    said
}

/// Value added must not be ranked across payers.
fn payers_differ(block: &Block<'_>) -> Option<String> {
    let payers: BTreeSet<String> =
        block.scenarios().filter(|run| run.pays()).map(|run| run.payer().to_owned()).collect();
    let payers: Vec<String> = payers.into_iter().collect();
    (payers.len() > 1).then(|| {
        format!(
            "Scenarios differ in who pays ({}): value added, imports and taxes together are what final demand is, so that the payer \
             alone decides who gains; value added does not rank these scenarios.",
            payers.join("; ")
        )
    })
}

/// An injection is money that nobody in the model pays, or gets where it is taken out; it stands beside every effect.
fn injections(block: &Block<'_>) -> Vec<String> {
    let last = block.last();
    let money = &block.base.economy().table().manifest().money;
    block
        .scenarios()
        .filter_map(|run| {
            let injected = run.outcome.years.get(last)?.state.settled().dose.injected;
            let (scenario, sum) = (&run.outcome.scenario, six_digits(injected.abs()));
            if injected > 0.0 {
                Some(format!(
                    "`{scenario}` injects {sum} {money} of final demand from outside the model, which nobody in it pays for."
                ))
            } else if injected < 0.0 {
                Some(format!(
                    "`{scenario}` takes {sum} {money} of final demand out of the model, which nobody in it gets."
                ))
            } else {
                None
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::Economy;
    use crate::study::fixture::{on, scenario};
    use crate::study::{Base, Closure, Comparison, Scenario, run};
    use crate::table::fixture::{oddities, two_sectors};
    use crate::table::{Denominator, IoTable};
    use std::sync::Arc;

    fn notes(scenarios: &[Scenario]) -> Vec<String> {
        let outcomes = run(scenarios, &|_, _| {}).unwrap();
        Comparison::of(&outcomes, None).unwrap().comparison().unwrap().notes
    }

    #[test]
    fn what_nobody_observes_is_said_where_a_scenario_rests_on_it() {
        const ENTRIES: &[(&str, &str)] = &[
            (
                "[[shock.import_substitution]]\nname = 'a'\nsupplier = 'S4'\nbuyers = 'S1'\nshare = 0.1\nimport_penetration = 0.1",
                "The import penetration of a product is an assumption",
            ),
            (
                "[[shock.procurement]]\nname = 'a'\ncomponent = 'exports'\namount = 1\nbill_of_goods = { S1 = 1 }\nimport_share = 0.5",
                "The imported part of procurement is an assumption",
            ),
            (
                "[[shock.output_limit]]\nname = 'a'\nsectors = 'S1'\nscale = 0.99\nrationing = 'imports'",
                "Limits of output: no input is replaced",
            ),
            (
                "[[shock.productivity]]\nname = 'a'\nbuyers = 'S1'\nrow = 'compensation'\nscale = 0.9\npasses_to = 'prices'",
                "Savings are passed on to prices in full",
            ),
            ("[[shock.extraction]]\nname = 'a'\nsectors = 'S1'\nshare = 0.1", "`test` takes 6 "),
        ];
        for (entry, _) in ENTRIES {
            let said = notes(&[scenario(oddities(), entry).unwrap()]);
            for (other, beginning) in ENTRIES {
                let is_said = said.iter().any(|note| note.starts_with(beginning));
                assert_eq!(is_said, entry == other, "{beginning}: {said:?}");
            }
        }
    }

    #[test]
    fn tables_on_two_sides_of_a_revision_are_not_of_one_classification() {
        let of = |year: i32| {
            let mut parts = two_sectors().into_parts();
            parts.manifest.country = "CHL".to_owned();
            parts.manifest.year = Some(year);
            parts.manifest.id = format!("chile-{year}");
            let economy = Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap();
            let base = Arc::new(Base::new(Arc::new(economy), Closure::Open, None, Vec::new()).unwrap());
            Scenario { name: format!("of {year}"), ..on(base, "").unwrap() }
        };
        let is_said = |years: &[i32]| {
            let scenarios: Vec<Scenario> = years.iter().map(|&year| of(year)).collect();
            notes(&scenarios)
                .iter()
                .any(|note| note.starts_with("The classification of activities was revised in 2013"))
        };
        assert!(is_said(&[2008, 2021]) && is_said(&[2018, 2008]));
        assert!(!is_said(&[2018, 2021]) && !is_said(&[2008]));
    }

    #[test]
    fn jobs_that_a_table_does_not_count_are_not_jobs_that_do_not_change() {
        let is_said = |table: IoTable| {
            notes(&[scenario(table, "").unwrap()]).iter().any(|note| note.starts_with("The table does not count jobs"))
        };
        assert!(is_said(two_sectors()));
        let mut parts = two_sectors().into_parts();
        parts.satellites = crate::table::Satellites {
            accounts: vec![crate::table::Account { id: "jobs".into(), unit: "people".into() }],
            values: nalgebra::dmatrix![100.0, 50.0],
        };
        assert!(!is_said(IoTable::new(parts).unwrap()));
    }
}
