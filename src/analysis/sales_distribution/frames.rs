//! The sales distribution as tables: breadth, concentration, and the buyers themselves.

use super::SalesDistribution;
use crate::analysis::{AnalysisError, sector_cells, sector_columns};
use crate::table::IoTable;
use crate::words::{Classification, Column, Frame, Unit};

impl SalesDistribution {
    /// The tables `sales-breadth`, `sales-concentration` and `sales-by-buyer`; the classification is the one that the
    /// distribution was made with.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frames(self, table: &IoTable, classification: &Classification) -> Result<Vec<Frame>, AnalysisError> {
        let sector = &table.sectors()[self.focus];
        let of = format!("{} ({})", sector.name, sector.code);
        Ok(vec![
            self.breadth_frame(table, &of).finish()?,
            self.concentration_frame(classification, &of).finish()?,
            self.buyers_frame(table, &of).finish()?,
        ])
    }

    fn breadth_frame(&self, table: &IoTable, of: &str) -> Frame {
        let sectors = Unit::Count("sectors");
        let mut frame = Frame::new(
            "sales-breadth",
            format!("How many sectors buy from {of}"),
            vec![
                Column::text(
                    "against",
                    "Against",
                    "What the threshold is compared with: money, or coefficient (input per unit of the buyer's output).",
                ),
                Column::number("threshold", "More than", Unit::None, "A sector counts where it buys more than this."),
                Column::text("unit", "Unit", "The unit of the threshold."),
                Column::integer(
                    "buyers",
                    "Buyers",
                    sectors.clone(),
                    "Sectors that buy more, the seller itself included.",
                ),
                Column::number("share", "Share", Unit::Share, "Buyers over all sectors."),
                Column::integer("others", "Others", sectors, "Sectors that buy more, the seller itself left out."),
                Column::number("others_share", "Share of others", Unit::Share, "Other buyers over all other sectors."),
                Column::number(
                    "weighted_mean",
                    "Economy, weighted",
                    Unit::Share,
                    "The share of buyers of the average sector, weighted by intermediate sales.",
                ),
                Column::number(
                    "mean",
                    "Economy, mean",
                    Unit::Share,
                    "The share of buyers of the average sector, each counted alike.",
                ),
            ],
        );
        for at in &self.breadth {
            frame.push(vec![
                at.against.word().into(),
                at.threshold.into(),
                at.against.unit(table.money()).to_string().into(),
                at.breadth.buyers.into(),
                at.breadth.share.into(),
                at.breadth.others.into(),
                at.breadth.others_share.into(),
                at.weighted_mean.into(),
                at.mean.into(),
            ]);
        }
        frame.note(
            "Negative sales, and sales below 1e-12 of the largest flow, are rounding of the source and count as none.",
        );
        frame
    }

    fn concentration_frame(&self, classification: &Classification, of: &str) -> Frame {
        let mut frame = Frame::new(
            "sales-concentration",
            format!("How evenly the sales of {of} are spread"),
            vec![
                Column::text("way", "Way", "How sales are described: over which places, with or without own use."),
                Column::text("index", "Index", "The identifier of the index."),
                Column::number(
                    "value",
                    "Value",
                    Unit::None,
                    "The sector's own; empty where it has no such sales or one place only.",
                ),
                Column::integer(
                    "rank",
                    "Rank",
                    Unit::Rank,
                    "The sector's place among those that have a value; 1 is the largest value.",
                ),
                Column::number(
                    "pooled",
                    "Economy, pooled",
                    Unit::None,
                    "The sales of all sectors taken together as those of one seller.",
                ),
                Column::number(
                    "weighted_mean",
                    "Economy, weighted",
                    Unit::None,
                    "The mean of the sectors that have a value, weighted by intermediate sales.",
                ),
                Column::number(
                    "mean",
                    "Economy, mean",
                    Unit::None,
                    "The mean of the sectors that have a value, each counted alike.",
                ),
                Column::text(
                    "unit",
                    "Unit",
                    "The unit of the numbers; places are the buyers, groups or uses over which sales could spread.",
                ),
                Column::text("way_name", "Sales", "The way, for people."),
                Column::text("name", "Name", "The index, for people."),
            ],
        );
        for figure in &self.figures {
            frame.push(vec![
                figure.way.into(),
                figure.index.into(),
                figure.value.into(),
                figure.rank.into(),
                figure.pooled.into(),
                figure.weighted_mean.into(),
                figure.mean.into(),
                figure.unit.to_string().into(),
                figure.way_name.into(),
                figure.name.into(),
            ]);
        }
        frame.note(format!("The groups are those of the classification `{}`.", classification.id()));
        frame.note("Pooled, own use is what each sector uses of itself.");
        frame.note(
            "The standard deviation of shares is one reading of the `relative index of concentration` of Falabella and Gatica, \
             who do not define it.",
        );
        frame
    }

    fn buyers_frame(&self, table: &IoTable, of: &str) -> Frame {
        let [sector, name] = sector_columns();
        let mut frame = Frame::new(
            "sales-by-buyer",
            format!("Who buys from {of}"),
            vec![
                sector,
                name,
                Column::number("sales", "Sales", table.unit(), "What the sector buys."),
                Column::number("share", "Share", Unit::Share, "Of all intermediate sales, own use included."),
                Column::number(
                    "share_others",
                    "Share of others",
                    Unit::Share,
                    "Of intermediate sales to others; empty for the seller itself.",
                ),
                Column::number("coefficient", "Coefficient", Unit::Ratio, "Per unit of the buyer's output."),
                Column::integer("rank", "Rank", Unit::Rank, "The buyer's place by sales; 1 is the largest."),
            ],
        );
        let sales = self.seller.sales();
        let (total, others) = (self.seller.total(), self.seller.sales_to_others().iter().sum::<f64>());
        let ranks = crate::analysis::ranks(sales);
        for (j, &sale) in sales.iter().enumerate() {
            let share = |whole: f64| (whole > 0.0).then(|| sale / whole);
            let [code, name] = sector_cells(table.sectors(), j);
            frame.push(vec![
                code,
                name,
                sale.into(),
                share(total).into(),
                share(others).filter(|_| j != self.focus).into(),
                self.coefficients[j].into(),
                ranks[j].into(),
            ]);
        }
        frame
    }
}
