//! Tolerable limits as tables: how many coefficients are in each class, the most important ones, those of the focus, and all.

use super::{Importance, TolerableLimits};
use crate::analysis::{AnalysisError, Layout, Pairs, SELLER_AND_BUYER, pair_cells, pair_columns};
use crate::model::Economy;
use crate::words::{Column, Frame, Unit, six_digits};

const LIMIT: &str =
    "By how much the coefficient may rise, as a share of it, until some output moves by what is tolerated.";

impl TolerableLimits {
    /// The tables `tolerable-limits`, `important-coefficients`, with a focus `important-coefficients-focus`, and the pairs
    /// that the layout asks for.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(
        self,
        economy: &Economy,
        tolerated: f64,
        largest: usize,
        focus: Option<usize>,
        layout: Layout,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let (table, sectors) = (economy.table(), economy.table().len());
        if let Some(position) = focus.filter(|focus| *focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let listed = self.in_order();
        let mut frames = vec![classes(economy, tolerated, &listed).finish()?];
        let mut list = |id: &str, title: String, pairs: &[(usize, usize, f64)]| -> Result<(), AnalysisError> {
            // A table without coefficients, or a sector without any, has nothing to list.
            if !pairs.is_empty() {
                frames.push(coefficients(economy, id, title, pairs).finish()?);
            }
            Ok(())
        };
        let first = |pairs: &[(usize, usize, f64)]| pairs.iter().copied().take(largest).collect::<Vec<_>>();
        list("important-coefficients", "The most important coefficients".into(), &first(&listed))?;
        if let Some(focus) = focus {
            let sector = &table.sectors()[focus];
            let own: Vec<_> = listed.iter().copied().filter(|(i, j, _)| *i == focus || *j == focus).collect();
            let title = format!("The most important coefficients of {} ({})", sector.name, sector.code);
            list("important-coefficients-focus", title, &first(&own))?;
        }
        let a = economy.technical().matrix();
        let pairs = Pairs::new("tolerable-limits-pairs", "Tolerable limits of every coefficient", table.sectors())
            .with(Column::number("limit", "Limit", Unit::Share, LIMIT), |i, j| self.limit(i, j))
            .with(Column::text("class", "Class", "The class of the limit, in percent."), |i, j| {
                self.class(i, j).map(Importance::word)
            })
            .with(Column::number("coefficient", "Coefficient", Unit::Ratio, "a_ij as it is."), |i, j| {
                self.limit(i, j).map(|_| a[(i, j)])
            });
        frames.extend(pairs.frames(layout)?);
        Ok(frames)
    }
}

/// How many coefficients are in each class, and what is sold through them.
fn classes(economy: &Economy, tolerated: f64, pairs: &[(usize, usize, f64)]) -> Frame {
    let table = economy.table();
    let mut frame = Frame::new(
        "tolerable-limits",
        format!("Coefficients by how far they may rise until some output moves by {} %", six_digits(tolerated * 100.0)),
        vec![
            Column::text("class", "Limit", "The class of the limit, in percent of the coefficient."),
            Column::integer("coefficients", "Coefficients", Unit::Count("cells"), "How many are in the class."),
            Column::number("share", "Share", Unit::Share, "Of all coefficients above nothing."),
            Column::number("flows", "Flows", table.unit(), "What is sold through them."),
            Column::number("flows_share", "Share of flows", Unit::Share, "Of all intermediate flows through them."),
        ],
    );
    let flow = |(i, j, _): &(usize, usize, f64)| table.intermediate()[(*i, *j)];
    let whole: f64 = pairs.iter().map(flow).sum();
    for (word, class, _) in Importance::WORDS {
        let inside: Vec<_> = pairs.iter().filter(|(_, _, limit)| Importance::of(*limit) == *class).collect();
        let flows: f64 = inside.iter().map(|pair| flow(pair)).sum();
        frame.push(vec![
            (*word).into(),
            inside.len().into(),
            (!pairs.is_empty()).then(|| inside.len() as f64 / pairs.len() as f64).into(),
            flows.into(),
            (whole > 0.0).then(|| flows / whole).into(),
        ]);
    }
    frame.note("One coefficient rises at a time, final demand stays, and nobody pays for it.");
    frame
}

fn coefficients(economy: &Economy, id: &str, title: String, pairs: &[(usize, usize, f64)]) -> Frame {
    let table = economy.table();
    let mut frame = Frame::new(
        id,
        title,
        pair_columns(SELLER_AND_BUYER)
            .chain([
                Column::number("limit", "Limit", Unit::Share, LIMIT),
                Column::text("class", "Class", "The class of the limit, in percent."),
                Column::number("coefficient", "Coefficient", Unit::Ratio, "a_ij as it is."),
                Column::number("flow", "Flow", table.unit(), "What the seller sells to the buyer."),
            ])
            .collect(),
    );
    for &(i, j, limit) in pairs {
        let ends = pair_cells(table.sectors(), i, j);
        let rest = [
            limit.into(),
            Importance::of(limit).word().into(),
            economy.technical().matrix()[(i, j)].into(),
            table.intermediate()[(i, j)].into(),
        ];
        frame.push(ends.chain(rest).collect());
    }
    frame
}
