//! Lengths as tables: means by sector, those of the focus, and every pair.

use super::PropagationMatrix;
use crate::analysis::{AnalysisError, BySector, Layout, Pairs};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};

impl PropagationMatrix {
    /// The table `average-propagation-length` of sectors; with a focus `average-propagation-length-focus`; and the pairs that
    /// the layout asks for.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where there is no such sector.
    pub fn into_frames(
        self,
        table: &IoTable,
        focus: Option<usize>,
        layout: Layout,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.len();
        if let Some(position) = focus.filter(|focus| *focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let mut frames = vec![self.by_sector(table).finish()?];
        if let Some(focus) = focus {
            frames.push(self.of_focus(table, focus).finish()?);
        }
        let pairs = Pairs::new("average-propagation-length-pairs", "Lengths of all links", table.sectors())
            .with(
                Column::number("length", "Length", Unit::Count("rounds"), "Average number of rounds between the two."),
                |i, j| self.lengths[(i, j)],
            )
            .with(
                Column::number(
                    "strength",
                    "Strength",
                    Unit::Ratio,
                    "Mean of the elements of L and G, without the unit.",
                ),
                |i, j| self.lengths[(i, j)].map(|_| self.strengths[(i, j)]),
            );
        frames.extend(pairs.frames(layout)?);
        Ok(frames)
    }

    fn by_sector(&self, table: &IoTable) -> Frame {
        let rounds = || Unit::Count("rounds");
        let own = (0..table.len()).map(|i| self.lengths[(i, i)]);
        let (to, from) = (&self.to_users, &self.from_suppliers);
        BySector::new("average-propagation-length", "Rounds between sectors, on average", table.sectors())
            .number(
                "to_users",
                "To users",
                rounds(),
                "To all other users, weighted by the strength of the link.",
                to.clone(),
            )
            .rank("to_users_rank", "Rank, to users", "Rank by the length to users; 1 is farthest.", to.iter().copied())
            .number(
                "from_suppliers",
                "From suppliers",
                rounds(),
                "From all other suppliers, weighted by the strength of the link.",
                from.clone(),
            )
            .rank(
                "from_suppliers_rank",
                "Rank, from suppliers",
                "Rank by the length from suppliers; 1 is farthest.",
                from.iter().copied(),
            )
            .number("own", "To itself", rounds(), "Of what comes back to the sector itself.", own)
            .note("Length is not strength: a link can be short and weak.")
            .frame()
    }

    fn of_focus(&self, table: &IoTable, focus: usize) -> Frame {
        let sector = &table.sectors()[focus];
        let all = 0..table.len();
        let to: Vec<Option<f64>> = all.clone().map(|j| self.lengths[(focus, j)]).collect();
        let from: Vec<Option<f64>> = all.clone().map(|i| self.lengths[(i, focus)]).collect();
        let rounds = || Unit::Count("rounds");
        BySector::new(
            "average-propagation-length-focus",
            format!("Rounds between {} ({}) and the others", sector.name, sector.code),
            table.sectors(),
        )
        .number("to", "To it", rounds(), "From the focus to this sector as a user.", to)
        .number(
            "to_strength",
            "Strength, to",
            Unit::Ratio,
            "Strength of the link from the focus to this sector.",
            all.clone().map(|j| self.strengths[(focus, j)]),
        )
        .number("from", "From it", rounds(), "From this sector as a supplier to the focus.", from)
        .number(
            "from_strength",
            "Strength, from",
            Unit::Ratio,
            "Strength of the link from this sector to the focus.",
            all.map(|i| self.strengths[(i, focus)]),
        )
        .frame()
    }
}
