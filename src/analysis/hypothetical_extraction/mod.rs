//! Hypothetical extraction: how much output, value added or jobs the economy would lose if a sector, or a part of it, were taken
//! out of it, for every sector at once.
//!
//! ## Formula
//!
//! Sector k loses the share s of some cells, each once, whether it lies in the row, in the column or in both:
//!
//! | kind | what shrinks to (1 - s) | final demand of k | model |
//! |---|---|---|---|
//! | `total` | row and column k of A | taken out too, by the same share | x̄ = (I - Ā)⁻¹ f̄ |
//! | `backward` | column k of A: it buys from abroad | kept | x̄ = (I - Ā)⁻¹ f̄ |
//! | `forward` | row k of A: others buy from abroad | kept | x̄ = (I - Ā)⁻¹ f̄ |
//! | `forward-supply` | row k of B: it sells nothing to industries | (primary inputs are kept) | x̄' = v'(I - B̄)⁻¹ |
//!
//! Loss = w'x - w'x̄, one number per sector; w = 1 counts output in money, w = value added or jobs per unit of output counts those.
//! Own use a_kk is taken out too, or kept.
//!
//! No second inverse is needed. With m = L'w, l = l_kk, a = a_kk, ω = 1 where own use is kept and 0 where not, x̃ = x - s f_k L e_k
//! where final demand is taken out and x̃ = x where not, f̄_k what is left of it, α = (1 - ωa) l - 1, γ = (1 - a) l - 1 and
//! p = (1 - ωa) x̃_k - f̄_k:
//!
//! | kind | loss |
//! |---|---|
//! | `total` | s (f_k m_k if taken out) + s [m_k (p - s γ f̄_k) + ((1 - a) m_k - w_k)((1 - s) x̃_k + s l f̄_k)] / (1 + s α + s (1 - s) γ) |
//! | `backward` | the first part + s x̃_k ((1 - ωa) m_k - w_k) / (1 + s α) |
//! | `forward` | the first part + s m_k p / (1 + s α) |
//! | `forward-supply` | s x_k ((1 - ωa)(G w)_k - w_k) / (1 + s α) |
//!
//! These are Sherman, Morrison and Woodbury with L A = A L = L - I put in: O(n²) for all sectors once L is known, which is L'w, and O(1) for each.
//!
//! ## Reading
//!
//! A total loss of 2588 for a sector of 2000: the economy would lose 588 more in other sectors. Set beside one another, the kinds
//! say why: a large backward loss, because it buys; a large forward loss, because others buy from it. Per unit of its own output
//! the loss compares sectors of different size.
//!
//! ## Source
//!
//! Dietzenbacher and van der Linden, Sectoral and spatial linkages in the EC production structure, Journal of Regional Science 37,
//! 1997 (`backward`, `forward-supply`); Miller and Lahr, A taxonomy of extractions, 2001.
//!
//! ## What it is not
//!
//! Not a forecast: nothing takes the sector's place, what is not bought at home is imported at the same price, and nobody adjusts. In
//! `forward-supply` primary inputs, and value added among them, are kept, so that only output can be lost in it. Losses of
//! different sectors do not add up, since each is counted again as the supplier of another. `forward-supply` rests on the supply
//! model and its fixed shares of sales (see Dietzenbacher 1997). With nothing extracted nothing is lost.

mod frames;
mod loss;

pub use loss::{ExtractionKind, ExtractionRule, Losses};

use super::{Analysis, AnalysisError, DefaultTo, FactorKey, OptionKey, Options, Question, Takes};
use crate::model::Economy;
use crate::words::Frame;

/// The entry of the list.
pub static ANALYSIS: Analysis = Analysis {
    name: "hypothetical-extraction",
    question: Question::WhatIfItVanished,
    about: "How much output, value added or jobs the economy would lose without each sector, or a part of it.",
    formula: "w'x - w'x̄; x̄ = (I - Ā)⁻¹ f̄ without row and column k (total), column k (backward) or row k (forward) of A, \
              or row k of B (forward-supply)",
    unit: "money of output and value added; jobs where the table has them; shares",
    source: "Dietzenbacher and van der Linden 1997; Miller and Lahr 2001",
    options: &[KIND, SHARE, OWN_USE, FINAL_DEMAND, OptionKey::FOCUS],
    drawn: None,
    run,
};

const KIND: OptionKey = OptionKey {
    name: "kind",
    takes: Takes::Word(&["total", "backward", "forward", "forward-supply"]),
    about: "What is taken out: purchases and sales, purchases alone, sales alone, or sales in the supply model.",
    default: DefaultTo::Text("total"),
};

const SHARE: OptionKey = OptionKey {
    name: "share",
    takes: Takes::Number { least: 0.0, most: 1.0 },
    about: "The part of the sector that is taken out; 1 for all of it.",
    default: DefaultTo::Text("1"),
};

const OWN_USE: OptionKey = OptionKey {
    name: "own-use",
    takes: Takes::Word(&["removed", "kept"]),
    about: "Whether what the sector buys of itself is taken out.",
    default: DefaultTo::Text("removed"),
};

const FINAL_DEMAND: OptionKey = OptionKey {
    name: "demand",
    takes: Takes::Word(&["removed", "kept"]),
    about: "Whether final demand for the sector is taken out; without a word it is in `total` and is not elsewhere.",
    default: DefaultTo::Nothing,
};

fn run(economy: &Economy, options: &Options) -> Result<Vec<Frame>, AnalysisError> {
    let word = options.word(&KIND)?;
    let kind =
        ExtractionKind::WORDS.iter().find(|(name, _)| *name == word).map_or(ExtractionKind::Total, |(_, kind)| *kind);
    let demand = options.word(&FINAL_DEMAND).ok();
    if let (ExtractionKind::ForwardSupply, Some(word)) = (kind, demand) {
        return Err(AnalysisError::UnfitOption {
            name: FINAL_DEMAND.name,
            problem: format!(
                "is `{word}`, and the supply model of `kind=forward-supply` has no final demand to begin with"
            ),
            help: "leave it out, or choose another kind".to_owned(),
        });
    }
    let rule = ExtractionRule {
        share: options.number(&SHARE)?,
        own_use_kept: options.word(&OWN_USE)? == "kept",
        final_demand_kept: demand.map(|word| word == "kept"),
        ..ExtractionRule::of(kind)
    };
    let factors: Vec<FactorKey> = FactorKey::main(economy.table())
        .into_iter()
        .filter(|key| match key {
            FactorKey::Output => true,
            // The supply model keeps primary inputs: nothing of them is lost in it.
            FactorKey::ValueAdded | FactorKey::Account(_) => kind != ExtractionKind::ForwardSupply,
            _ => false,
        })
        .collect();
    frames::frames(economy, &rule, &factors, options.sector(&OptionKey::FOCUS).ok())
}

#[cfg(test)]
mod tests;
