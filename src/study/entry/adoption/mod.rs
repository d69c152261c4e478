//! `adoption`: a coefficient follows the share s_j of those among its buyers that have adopted, which spreads over the years.
//!
//! a_kj(t) = a_kj + s_j(t) (target_kj - a_kj), money per money of the buyer's output, with the target by `scale`, `set` or `toward`
//! as in [`Target`](super::target::Target) and s as in [`crate::analysis::adoption`]. All is measured against the base table, and who
//! pays is stated, as for every coefficient. Demand for investment goods of the supplier may follow the share of all buyers together
//! ([`Investment`]).
//!
//! The shares, the links and what is ready to adopt are stated or taken from the base table; nothing is estimated here.

mod early;
mod investment;
mod starting;

use super::selection::Selection;
use super::target::{Reference, TOWARD_KEYS, Target};
use super::{Effect, Entry, EntryKind, Gap, Moment, Resolving};
use crate::analysis::adoption::{Exposure, Through};
use crate::study::adoption::{Learning, Technology};
use crate::study::{Base, Changes, EntryName, Number, Parameters, Payer, PayerWord, Point};
use crate::words::{Code, Diagnostic, Diagnostics, Item, Key, Place, Section};
use early::EarlyTyped;
use investment::{Investment, InvestmentTyped};
use std::ops::RangeInclusive;
use std::sync::Arc;

pub(super) static KIND: EntryKind = EntryKind {
    id: "adoption",
    about: "A technology spreads over the years; the input that buyers take from its supplier follows the share that has adopted.",
    keys: &[
        Key::required("name", "a text", "names the entry; unique within its kind"),
        Key::required("supplier", "one sector", "who sells the technology"),
        Key::required("buyers", "sectors", "who can adopt it; \"all\" leaves the supplier itself out"),
        Key::required("target", "{ scale }, { set } or { toward }", "the coefficient where all have adopted")
            .with(TARGET_KEYS),
        Key::required(
            "instead_of",
            "a payer",
            "who pays: operating_surplus, compensation, imports, suppliers or a list",
        ),
        Key::required("innovation", "a rate a year", "who starts alone (Bass p)"),
        Key::required("imitation", "a rate a year", "who follows those who have started (Bass q)"),
        Key::optional("contagion", "{ through, weight, normalise }", "whose adoption a buyer meets beside its own")
            .with(CONTAGION_KEYS),
        Key::optional("early", "[{ buyers, innovation, imitation }]", "the demanding clients, who are ahead")
            .with(early::KEYS),
        Key::optional(
            "learning",
            "{ rate, price_response, prior_years }",
            "how the supplier's experience lowers the price",
        )
        .with(LEARNING_KEYS),
        Key::optional("initial", "a number from 0 to 1", "the share that has adopted in the first year; 0 if not said"),
        Key::optional("ceiling", "a number above 0, to 1", "the share that adopts in the end; 1 if not said"),
        Key::optional("obsolescence", "a rate a year", "at which adopters give it up; 0 if not said"),
        Key::optional("investment_target", "{ add } or { scale }", "what is bought of the supplier as investment")
            .with(investment::KEYS),
    ],
    parse,
};

/// The keys of which a target has exactly one.
const TARGETS: &[&str] = &["scale", "set", "toward"];

const TARGET_KEYS: &[Key] = &[
    Key::optional("scale", "a number of at least 0", "multiplies the coefficient"),
    Key::optional("set", "a number from 0 to 1", "replaces the coefficient"),
    Key::optional("toward", "{ reference, share, per }", "closes a share of the gap to what others buy")
        .with(TOWARD_KEYS),
];

const CONTAGION_KEYS: &[Key] = &[
    Key::optional(
        "through",
        "\"supplier\", \"customers\", \"suppliers\" or \"none\"",
        "through whom; supplier if not said",
    ),
    Key::optional(
        "weight",
        "a number from 0 to 1",
        "how much others count against one's own; needed unless through none",
    ),
    Key::optional("normalise", "true or false", "whether exposures sum to one; true if not said"),
];

const LEARNING_KEYS: &[Key] = &[
    Key::required("rate", "a number from 0 to 0.9", "by which part the price falls with every doubling of output"),
    Key::required("price_response", "a number from 0 to 10", "how strongly adoption responds to the price"),
    Key::optional("prior_years", "years, above 0", "of base output, made before the first year; 10 if not said"),
];

/// Rates of adopting, a year.
const RATE: RangeInclusive<f64> = 0.0..=10.0;

#[derive(Debug)]
struct AsTyped {
    supplier: Selection,
    buyers: Selection,
    target: Target<Selection>,
    payer: PayerWord,
    innovation: Number,
    imitation: Number,
    contagion: Option<Contagion>,
    early: Vec<EarlyTyped>,
    learning: Option<Learning>,
    initial: Option<Number>,
    ceiling: Option<Number>,
    obsolescence: Option<Number>,
    investment: Option<InvestmentTyped>,
    place: Place,
}

#[derive(Debug)]
struct Contagion {
    through: Through,
    /// None where nobody is met.
    weight: Option<Number>,
    is_normalised: bool,
}

fn parse(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Entry>> {
    let before = diagnostics.errors();
    let selection = |key: &str, diagnostics: &mut Diagnostics| {
        section.get(key).and_then(|item| Selection::read(&item, diagnostics))
    };
    let (supplier, buyers) = (selection("supplier", diagnostics), selection("buyers", diagnostics));
    let target = section.section("target", diagnostics).and_then(|target| {
        target.check_keys(TARGET_KEYS, diagnostics);
        Target::read(&target, TARGETS, diagnostics)
    });
    let payer = section.get("instead_of").and_then(|item| PayerWord::read(&item, diagnostics));
    let early = section.get("early").map(|item| EarlyTyped::read(&item, diagnostics)).unwrap_or_default();
    let contagion = section.get("contagion").and_then(|item| contagion(&item, diagnostics));
    let learning = section.get("learning").and_then(|item| learning(&item, diagnostics));
    let investment = section.get("investment_target").and_then(|item| InvestmentTyped::read(&item, diagnostics));
    let mut number = |key| section.get(key).and_then(|item| Number::read(&item, diagnostics));
    let (innovation, imitation) = (number("innovation"), number("imitation"));
    let (initial, ceiling, obsolescence) = (number("initial"), number("ceiling"), number("obsolescence"));
    if diagnostics.errors() > before {
        return None;
    }
    Some(Box::new(AsTyped {
        supplier: supplier?,
        buyers: buyers?,
        target: target?,
        payer: payer?,
        innovation: innovation?,
        imitation: imitation?,
        contagion,
        early,
        learning,
        initial,
        ceiling,
        obsolescence,
        investment,
        place: section.place(),
    }))
}

fn contagion(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Contagion> {
    let section = item.section(diagnostics)?;
    section.check_keys(CONTAGION_KEYS, diagnostics);
    let through = match section.get("through") {
        Some(_) => section.word("through", Through::WORDS, diagnostics)?.value,
        None => Through::default(),
    };
    let is_normalised = match section.get("normalise") {
        Some(item) => item.boolean(diagnostics)?.value,
        None => true,
    };
    let weight = match section.get("weight") {
        Some(item) => Some(Number::read(&item, diagnostics)?),
        None if through == Through::Nobody => None,
        None => {
            diagnostics.push(
                Diagnostic::new(Code::MISSING_KEY, "`contagion` needs the key `weight`".to_owned())
                    .at(item.place())
                    .help("write weight = a number from 0 to 1; only through = \"none\" goes without"),
            );
            return None;
        }
    };
    Some(Contagion { through, weight, is_normalised })
}

fn learning(item: &Item<'_>, diagnostics: &mut Diagnostics) -> Option<Learning> {
    let section = item.section(diagnostics)?;
    section.check_keys(LEARNING_KEYS, diagnostics);
    let mut number = |key| section.get(key).and_then(|item| Number::read(&item, diagnostics));
    let (rate, price_response, prior_years) = (number("rate"), number("price_response"), number("prior_years"));
    Some(Learning { rate: rate?, price_response: price_response?, prior_years })
}

impl AsTyped {
    /// Says every number that is out of range at some point of the parameters.
    fn check(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        let before = diagnostics.errors();
        self.target.check(parameters, diagnostics);
        let mut check = |number: Option<&Number>, key: &str, range: RangeInclusive<f64>| {
            if let Some(number) = number {
                number.check(key, &range, parameters, diagnostics);
            }
        };
        check(Some(&self.innovation), "innovation", RATE);
        check(Some(&self.imitation), "imitation", RATE);
        check(self.contagion.as_ref().and_then(|contagion| contagion.weight.as_ref()), "weight", 0.0..=1.0);
        check(self.initial.as_ref(), "initial", 0.0..=1.0);
        check(self.ceiling.as_ref(), "ceiling", 1e-6..=1.0);
        check(self.obsolescence.as_ref(), "obsolescence", RATE);
        if let Some(learning) = &self.learning {
            check(Some(&learning.rate), "rate", 0.0..=0.9);
            check(Some(&learning.price_response), "price_response", 0.0..=10.0);
            check(learning.prior_years.as_ref(), "prior_years", 0.01..=1000.0);
        }
        for early in &self.early {
            check(Some(&early.innovation), "innovation", RATE);
            check(early.imitation.as_ref(), "imitation", RATE);
        }
        if diagnostics.errors() == before {
            self.check_initial(parameters, diagnostics);
        }
    }

    /// Nobody has adopted more than ever will.
    fn check_initial(&self, parameters: &Parameters, diagnostics: &mut Diagnostics) {
        let (Some(initial), Some(ceiling)) = (&self.initial, &self.ceiling) else { return };
        let points = parameters.points();
        let at = |point: &Point| {
            let parameters = parameters.at(point);
            (initial.value(&parameters), ceiling.value(&parameters))
        };
        if let Some((initial_is, ceiling_is)) = points.iter().map(at).find(|(initial, ceiling)| initial > ceiling) {
            diagnostics.push(
                Diagnostic::new(Code::OUT_OF_RANGE, format!("`initial` is {initial_is}, above `ceiling` {ceiling_is}"))
                    .at(initial.place().clone())
                    .help("lower `initial`, or raise `ceiling`"),
            );
        }
    }
}

impl Entry for AsTyped {
    fn resolve(&self, with: &Resolving<'_>, diagnostics: &mut Diagnostics) -> Option<Box<dyn Effect>> {
        let before = diagnostics.errors();
        self.check(with.parameters, diagnostics);
        let supplier = self.supplier.one(with, diagnostics)?;
        let buyers = self.buyers.buyers(supplier, with, diagnostics);
        let payer = self.payer.resolve(supplier, &with.base.naming(), diagnostics);
        let target = self.target.resolve(supplier, with, &self.place, diagnostics);
        let early =
            buyers.as_ref().and_then(|buyers| early::resolve(&self.early, (supplier, buyers), with, diagnostics));
        let investment = self.investment.as_ref().map(|investment| investment.resolve(supplier, with, diagnostics));
        if diagnostics.errors() > before {
            return None;
        }
        starting::check(self, with.parameters, diagnostics);
        let economy = with.base.economy();
        let (flows, output) = (economy.table().intermediate(), economy.published_output());
        let (through, is_normalised) =
            self.contagion.as_ref().map_or((Through::Nobody, true), |one| (one.through, one.is_normalised));
        let buyers = buyers?;
        let exposure = Exposure::of(flows, output, (supplier, &buyers), through, is_normalised);
        let technology = Technology {
            supplier,
            buyers,
            early: early?,
            innovation: self.innovation.clone(),
            imitation: self.imitation.clone(),
            weight: self.contagion.as_ref().and_then(|contagion| contagion.weight.clone()),
            exposure,
            learning: self.learning.clone(),
            initial: self.initial.clone(),
            ceiling: self.ceiling.clone(),
            obsolescence: self.obsolescence.clone(),
        };
        Some(Box::new(Resolved { technology, target: target?, payer: payer?, investment: investment.flatten() }))
    }
}

#[derive(Debug)]
struct Resolved {
    technology: Technology,
    target: Target<Reference>,
    payer: Payer,
    investment: Option<Investment>,
}

impl Effect for Resolved {
    fn apply(&self, name: &Arc<EntryName>, at: &Moment<'_>, changes: &mut Changes<'_>) {
        let Some(adopted) = at.adopted(&name.name) else { return };
        let (supplier, size) = (self.technology.supplier, at.parameters.size());
        for &buyer in &self.technology.buyers {
            let cell = (supplier, buyer);
            let movement = self.target.movement(cell, size * adopted.shares[buyer], at.parameters, changes.base());
            changes.coefficient(name, cell, movement, &self.payer);
        }
        if let (Some(investment), Some(share)) = (&self.investment, adopted.mean(changes.base(), &adopted.buyers)) {
            investment.apply(name, size * share, at.parameters, changes);
        }
    }

    fn gaps(&self, base: &Base) -> Vec<Gap> {
        let buyers: Vec<(usize, f64)> = self.technology.buyers.iter().map(|&buyer| (buyer, 1.0)).collect();
        self.target.gaps(self.technology.supplier, &buyers, base)
    }

    fn technology(&self) -> Option<&Technology> {
        Some(&self.technology)
    }
}

#[cfg(test)]
mod tests;
