//! Innovation flows as tables: the network at each cut-off, the sectors in it, and every flow.

use super::InnovationFlows;
use crate::analysis::{AnalysisError, BySector, Layout, Pairs};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};

impl InnovationFlows {
    /// The tables `innovation-flows`, `innovation-flows-sectors`, and the pairs that the layout asks for.
    ///
    /// # Errors
    /// Fails where a number is not finite.
    pub fn into_frames(self, table: &IoTable, cut_offs: &[f64], layout: Layout) -> Result<Vec<Frame>, AnalysisError> {
        let mut frames = vec![self.networks(cut_offs).finish()?, self.sectors(table).finish()?];
        let relative = self.relativised();
        let title = format!("Flows of technology: {}", self.technology.name);
        let about = "Technology used in the user for the final demand of the product.";
        let pairs = Pairs::new("innovation-flows-pairs", title, table.sectors())
            .between("user", "product")
            .with(Column::number("flow", "Flow", self.technology.unit.clone(), about), |i, j| self.flows[(i, j)])
            .with(
                Column::number("relative", "Relativised", Unit::Index, "The flow over the average flow, which is 1."),
                |i, j| relative.as_ref().map(|relative| relative[(i, j)]),
            );
        frames.extend(pairs.frames(layout)?);
        Ok(frames)
    }

    fn networks(&self, cut_offs: &[f64]) -> Frame {
        let mut frame = Frame::new(
            "innovation-flows",
            format!("The network of technology by cut-off: {}", self.technology.name),
            vec![
                Column::number("cut_off", "Above", Unit::Index, "Flows above so many times the average are links."),
                Column::integer("links", "Links", Unit::Count("links"), "Flows above the cut-off, own ones left out."),
                Column::number("density", "Density", Unit::Share, "Links over all that there could be."),
                Column::number(
                    "out_centralisation",
                    "Centralisation, out",
                    Unit::Share,
                    "1 where one sector uses it for all others, 0 where all have as many links out.",
                ),
                Column::number(
                    "in_centralisation",
                    "Centralisation, in",
                    Unit::Share,
                    "1 where one product carries it from all others, 0 where all have as many links in.",
                ),
                Column::integer("alone", "Alone", Unit::Count("sectors"), "Sectors without a link."),
            ],
        );
        for &cut_off in cut_offs {
            let network = self.network(cut_off);
            frame.push(vec![
                cut_off.into(),
                network.links().into(),
                network.density().into(),
                network.out_centralisation().into(),
                network.in_centralisation().into(),
                network.alone().into(),
            ]);
        }
        if self.relativised().is_none() {
            frame.note("No technology is used: there is no average flow, and there are no links.");
        }
        frame
    }

    fn sectors(&self, table: &IoTable) -> Frame {
        let unit = || self.technology.unit.clone();
        let own = |i: usize| self.flows[(i, i)];
        let used: Vec<f64> = self.flows.row_iter().map(|row| row.sum()).collect();
        let carried: Vec<f64> = self.flows.column_iter().map(|column| column.sum()).collect();
        let others = |sums: &[f64]| sums.iter().enumerate().map(|(i, sum)| sum - own(i)).collect::<Vec<_>>();
        let (to, from) = (others(&used), others(&carried));
        let network = self.network(1.0);
        BySector::new(
            "innovation-flows-sectors",
            format!("Sectors as users and as carriers of technology: {}", self.technology.name),
            table.sectors(),
        )
        .number("used", "Used", unit(), "Technology used in the sector.", used)
        .number("to_others", "To others", unit(), "Used here for the final demand of other sectors.", to.clone())
        .rank("to_others_rank", "Rank, to others", "Rank by what goes to others.", to.into_iter().map(Some))
        .number("carried", "Carried", unit(), "Technology in the final demand of the sector.", carried)
        .number("from_others", "From others", unit(), "Used elsewhere for its final demand.", from.clone())
        .rank("from_others_rank", "Rank, from others", "Rank by what comes from others.", from.into_iter().map(Some))
        .with(
            Column::integer("out_links", "Links out", Unit::Count("links"), "Flows to others above the average flow."),
            network.out_links,
        )
        .with(
            Column::integer("in_links", "Links in", Unit::Count("links"), "Flows from others above the average flow."),
            network.in_links,
        )
        .frame()
    }
}
