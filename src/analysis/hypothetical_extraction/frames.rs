//! Extractions as tables: the losses of one kind, all kinds side by side, and who loses where the focus is taken out.

use super::{ExtractionKind, ExtractionRule, Losses};
use crate::analysis::{AnalysisError, BySector, Factor, FactorKey};
use crate::model::Economy;
use crate::words::{Frame, Unit};

/// The tables `hypothetical-extraction`, `hypothetical-extraction-kinds` and, with a focus, `hypothetical-extraction-focus`.
pub(super) fn frames(
    economy: &Economy,
    rule: &ExtractionRule,
    factors: &[FactorKey],
    focus: Option<usize>,
) -> Result<Vec<Frame>, AnalysisError> {
    let mut frames = vec![one_kind(economy, rule, factors)?.finish()?, every_kind(economy, rule)?.finish()?];
    if let Some(focus) = focus {
        frames.push(of_focus(economy, rule, focus)?.finish()?);
    }
    Ok(frames)
}

/// What was taken out, in words.
fn told(rule: &ExtractionRule) -> String {
    let own = if rule.own_use_kept { "own use kept" } else { "own use taken out" };
    let demand = match (rule.kind, rule.keeps_final_demand()) {
        (ExtractionKind::ForwardSupply, _) => "primary inputs kept",
        (_, true) => "final demand kept",
        (_, false) => "final demand taken out",
    };
    format!("{}, share {}, {own}, {demand}", rule.kind.word(), rule.share)
}

fn one_kind(economy: &Economy, rule: &ExtractionRule, factors: &[FactorKey]) -> Result<Frame, AnalysisError> {
    let table = economy.table();
    let mut frame = BySector::new(
        "hypothetical-extraction",
        format!("What would be lost without each sector ({})", told(rule)),
        table.sectors(),
    );
    for key in factors {
        let factor = Factor::of(economy, *key);
        let losses = Losses::of(economy, rule, &factor.per_output)?;
        let (id, name) = (factor.column(), &factor.name);
        let whole = factor.per_output.dot(economy.output());
        let share = |loss: f64| (whole > 0.0).then(|| loss / whole);
        frame = frame
            .number(
                format!("{id}_lost"),
                format!("{name} lost"),
                factor.unit.clone(),
                "The loss in all sectors together, the extracted one included.",
                losses.all.clone(),
            )
            .number(
                format!("{id}_share"),
                format!("Share of {}", name.to_lowercase()),
                Unit::Share,
                "The loss over the whole economy's.",
                losses.all.iter().map(|&loss| share(loss)),
            )
            .number(
                format!("{id}_others"),
                format!("{name} lost by others"),
                factor.unit.clone(),
                "The loss in the other sectors.",
                losses.others(),
            )
            .rank(
                &format!("{id}_rank"),
                &format!("Rank, {}", name.to_lowercase()),
                "Rank by the loss in all sectors.",
                losses.all.iter().copied().map(Some),
            );
        if *key == FactorKey::Output {
            let per_output = losses.all.iter().zip(economy.output().iter()).map(|(loss, x)| loss / x);
            let per_output: Vec<Option<f64>> = per_output.map(|ratio| Some(ratio).filter(|r| r.is_finite())).collect();
            frame = frame.number(
                "per_output",
                "Loss per output",
                Unit::Ratio,
                "Output lost per unit of the sector's own output; compares sectors of different size.",
                per_output,
            );
        }
    }
    let frame = match rule.kind {
        ExtractionKind::Total => frame.note("Nothing takes its place: what it sold is imported at the same price."),
        ExtractionKind::Backward => {
            frame.note("It goes on making what it makes for the others; what it bought of them it imports at the same price.")
        }
        ExtractionKind::Forward => {
            frame.note("It goes on selling to final users; what industries bought of it they import at the same price.")
        }
        ExtractionKind::ForwardSupply => frame
            .note("What it sold to industries goes nowhere; every sector keeps its primary inputs and its shares of sales.")
            .note("Value added is kept in this model and none of it is lost; only output is told."),
    };
    Ok(frame
        .note("Losses of different sectors do not add up: each counts the others as its suppliers and users.")
        .frame())
}

fn every_kind(economy: &Economy, rule: &ExtractionRule) -> Result<Frame, AnalysisError> {
    let table = economy.table();
    let output = Factor::of(economy, FactorKey::Output);
    let mut frame = BySector::new(
        "hypothetical-extraction-kinds",
        format!("Output lost without each sector, by what is taken out (share {})", rule.share),
        table.sectors(),
    );
    for (word, kind) in ExtractionKind::WORDS {
        let losses = Losses::of(economy, &ExtractionRule { kind: *kind, ..*rule }, &output.per_output)?;
        let (id, name) = (word.replace('-', "_"), word.replace('-', " "));
        frame = frame
            .number(
                id.clone(),
                name.clone(),
                table.unit(),
                match kind {
                    ExtractionKind::Total => "Purchases and sales taken out.",
                    ExtractionKind::Backward => "Purchases taken out: it buys from abroad.",
                    ExtractionKind::Forward => "Sales to industries taken out: they buy from abroad.",
                    ExtractionKind::ForwardSupply => "Sales to industries taken out in the supply model.",
                },
                losses.all.clone(),
            )
            .rank(
                &format!("{id}_rank"),
                &format!("Rank, {name}"),
                "Rank by the loss.",
                losses.all.iter().copied().map(Some),
            );
    }
    let frame = match rule.final_demand_kept {
        Some(true) => frame.note("Final demand for the sector is kept in every kind."),
        Some(false) => frame.note(
            "Final demand for the sector is taken out in every kind but `forward-supply`, which has none to take out.",
        ),
        None => frame.note("Final demand for the sector is taken out in `total` and kept in the others."),
    };
    Ok(frame
        .note("The supply model holds shares of sales constant; its losses are what no longer has a place to go.")
        .frame())
}

fn of_focus(economy: &Economy, rule: &ExtractionRule, focus: usize) -> Result<Frame, AnalysisError> {
    let table = economy.table();
    let lost = Losses::by_sector(economy, rule, focus)?;
    let sector = &table.sectors()[focus];
    let share = |i: usize| Some(lost[i] / economy.output()[i]).filter(|share| share.is_finite());
    let each: Vec<Option<f64>> = (0..table.len()).map(|i| (i != focus).then(|| lost[i])).collect();
    Ok(BySector::new(
        "hypothetical-extraction-focus",
        format!("Who loses without {} ({}): {}", sector.name, sector.code, told(rule)),
        table.sectors(),
    )
    .number("output", "Output", table.unit(), "Output as it is.", economy.output().iter().copied())
    .number("output_lost", "Output lost", table.unit(), "What the sector loses.", lost.iter().copied())
    .number("output_share", "Share", Unit::Share, "The loss over the sector's output.", (0..table.len()).map(share))
    .rank("rank", "Rank", "Rank by the loss among the other sectors.", each)
    .frame())
}
