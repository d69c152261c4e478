//! Fields of influence as tables: sectors, the most influential coefficients, and the field of one.

use super::{Field, Intensities};
use crate::analysis::{AnalysisError, BySector, Layout, Pairs, SELLER_AND_BUYER, pair_cells, pair_columns};
use crate::model::Economy;
use crate::words::{Column, Frame, Unit, six_digits};

/// The tables `fields-of-influence`, `fields-of-influence-largest`, with a focus `fields-of-influence-focus`, and the pairs
/// that the layout asks for.
pub(super) fn intensities(
    economy: &Economy,
    largest: usize,
    focus: Option<usize>,
    layout: Layout,
) -> Result<Vec<Frame>, AnalysisError> {
    let table = economy.table();
    let found = Intensities::of(economy.leontief()?);
    let (of_seller, of_buyer) = (found.of_seller.iter(), found.of_buyer.iter());
    let sectors =
        BySector::new("fields-of-influence", "Influence of coefficients by seller and by buyer", table.sectors())
            .number(
                "as_seller",
                "As seller",
                Unit::Ratio,
                "Sum of squares of the sector's column of L, no index with an average of 1: the factor of each coefficient in its row.",
                of_seller.clone().copied(),
            )
            .rank("seller_rank", "Rank as seller", "Rank by the factor as seller.", of_seller.copied().map(Some))
            .number(
                "as_buyer",
                "As buyer",
                Unit::Ratio,
                "Sum of squares of the sector's row of L, no index with an average of 1: the factor of each coefficient in its column.",
                of_buyer.clone().copied(),
            )
            .rank("buyer_rank", "Rank as buyer", "Rank by the factor as buyer.", of_buyer.copied().map(Some))
            .note("The intensity of a coefficient is the product of its seller's and its buyer's number.")
            .frame();
    let list = |id: &str, title: String, pairs: Vec<(usize, usize)>| listed(economy, &found, id, title, pairs).finish();
    let mut frames = vec![
        sectors.finish()?,
        list("fields-of-influence-largest", "The most influential coefficients".into(), found.largest(largest))?,
    ];
    if let Some(focus) = focus {
        let sector = &table.sectors()[focus];
        let title = format!("The most influential coefficients of {} ({})", sector.name, sector.code);
        frames.push(list("fields-of-influence-focus", title, found.largest_of(focus, largest))?);
    }
    let about = "Sum of squares of the field of influence of the coefficient.";
    let a = economy.technical().matrix();
    let pairs = Pairs::new("fields-of-influence-pairs", "Influence of every coefficient", table.sectors())
        .with(Column::number("intensity", "Intensity", Unit::Ratio, about), |i, j| found.of_pair(i, j))
        .with(Column::number("coefficient", "Coefficient", Unit::Ratio, "a_ij as it is."), |i, j| a[(i, j)]);
    frames.extend(pairs.frames(layout)?);
    Ok(frames)
}

fn listed(economy: &Economy, found: &Intensities, id: &str, title: String, pairs: Vec<(usize, usize)>) -> Frame {
    let table = economy.table();
    let mut frame = Frame::new(
        id,
        title,
        pair_columns(SELLER_AND_BUYER)
            .chain([
                Column::number("intensity", "Intensity", Unit::Ratio, "Sum of squares of the field of influence."),
                Column::number(
                    "coefficient",
                    "Coefficient",
                    Unit::Ratio,
                    "a_ij as it is; influence does not depend on it.",
                ),
            ])
            .collect(),
    );
    for (seller, buyer) in pairs {
        let ends = pair_cells(table.sectors(), seller, buyer);
        let numbers = [found.of_pair(seller, buyer), economy.technical().matrix()[(seller, buyer)]];
        frame.push(ends.chain(numbers.map(Into::into)).collect());
    }
    frame.note("All coefficients are looked at, those of nothing too: where one would matter if it came about.");
    frame
}

/// The tables of one coefficient that rises: `field-of-influence`, and the field and the change that the layout asks for.
pub(super) fn field(
    economy: &Economy,
    seller: usize,
    buyer: usize,
    change: f64,
    layout: Layout,
) -> Result<Vec<Frame>, AnalysisError> {
    let table = economy.table();
    let field = Field::of(economy.leontief()?, seller, buyer)?;
    let exact = field.exact_change(change)?;
    let (from, to) = (&table.sectors()[seller], &table.sectors()[buyer]);
    let (size, way) = (six_digits(change.abs()), if change < 0.0 { "less" } else { "more" });
    let title = format!("Where {} sells {size} {way} per unit of output to {}", from.code, to.code);
    let output = &exact * economy.final_demand();
    let share = |i: usize| Some(output[i] / economy.output()[i]).filter(|share| share.is_finite());
    let sectors = BySector::new("field-of-influence", title.clone(), table.sectors())
        .number(
            "output_change",
            "Output",
            table.unit(),
            "Change of output with the final demand of the table: ΔL f.",
            output.iter().copied(),
        )
        .number("output_share", "Share", Unit::Share, "The change over output.", (0..table.len()).map(share))
        .number(
            "multiplier_change",
            "Multiplier",
            Unit::Ratio,
            "Change of the output multiplier: column sum of ΔL.",
            exact.row_iter().fold(vec![0.0; table.len()], |mut sums, row| {
                sums.iter_mut().zip(row.iter()).for_each(|(sum, cell)| *sum += cell);
                sums
            }),
        )
        .note("Nobody pays for the change: as a policy it belongs in a scenario, where another input gives way.")
        .frame();
    let mut frames = vec![sectors.finish()?];
    let pairs = Pairs::new("field-of-influence-pairs", title, table.sectors())
        .with(
            Column::number("field", "Field", Unit::Ratio, "F(i,j): change of L per unit of the coefficient."),
            |i, j| field.matrix[(i, j)],
        )
        .with(Column::number("change", "Exact change", Unit::Ratio, "ΔL, exactly."), |i, j| exact[(i, j)]);
    frames.extend(pairs.frames(layout)?);
    Ok(frames)
}
