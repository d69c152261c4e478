//! The network as tables: by sector, density by cut-off, feedback loops, and the links of the sector that is looked at.

use super::{AROUND, LoopSet, Network, around};
use crate::analysis::{AnalysisError, ranks, sector_cells, sector_columns};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit, Value};

/// What tables of a network show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown<'a> {
    /// Whether links are flows in money, or coefficients.
    pub is_flows: bool,
    /// Cut-offs for density, multiples of the mean cell.
    pub cut_offs: &'a [f64],
    /// How many levels of feedback loops.
    pub levels: usize,
}

impl Network {
    /// `network` by sector, `network-density` by cut-off, `network-loops` where there are loops, and where a sector is looked at
    /// `network-focus`, its links, and `network-around`, what a drawing shows.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where the focus is no sector of the table.
    pub fn into_frames(
        self,
        table: &IoTable,
        focus: Option<usize>,
        shown: Shown<'_>,
    ) -> Result<Vec<Frame>, AnalysisError> {
        let sectors = table.len();
        if let Some(position) = focus.filter(|&focus| focus >= sectors) {
            return Err(AnalysisError::NoSuchSector { position, sectors });
        }
        let unit = if shown.is_flows { table.unit() } else { Unit::Ratio };
        let mut frames = vec![self.by_sector(table, &unit).finish()?, self.densities(shown.cut_offs).finish()?];
        let sets = self.loops(shown.levels);
        if !sets.is_empty() {
            frames.push(self.by_loop(table, &unit, &sets).finish()?);
        }
        if let Some(focus) = focus {
            frames.push(self.links_of(table, focus, &unit).finish()?);
            let sector = &table.sectors()[focus];
            let (name, code, id) = (&sector.name, &sector.code, &table.manifest().id);
            let title = format!("{name} ({code}) among its suppliers and buyers: {id}");
            let around = around((AROUND, title), &self.weights, table, unit, focus);
            if !around.rows.is_empty() {
                frames.push(around.finish()?);
            }
        }
        Ok(frames)
    }

    fn by_sector(&self, table: &IoTable, unit: &Unit) -> Frame {
        let links = Unit::Count("links");
        let columns = sector_columns().into_iter().chain([
            Column::number("out_strength", "Sells", unit.clone(), "What it sells to all sectors, itself included."),
            Column::number("in_strength", "Buys", unit.clone(), "What it buys of all sectors, itself included."),
            Column::integer("out_links", "Buyers", links.clone(), "Other sectors that buy of it."),
            Column::integer("in_links", "Suppliers", links, "Other sectors of which it buys."),
            Column::number(
                "supplier_rank",
                "PageRank, supplier",
                Unit::Share,
                "Where a walk with the money is found; sum 1.",
            ),
            Column::number(
                "buyer_rank",
                "PageRank, buyer",
                Unit::Share,
                "Where a walk with the goods is found; sum 1.",
            ),
            Column::number(
                "random_walk",
                "Random walk",
                Unit::Index,
                "How soon a shock from anywhere arrives; large is soon.",
            ),
            Column::integer("random_walk_rank", "Rank, walk", Unit::Rank, "Rank by random-walk centrality."),
            Column::number(
                "betweenness",
                "Betweenness",
                Unit::Count("passages"),
                "How often a walk between two sectors passes it, the mean of all pairs; walks that begin in it count, walks to it do not.",
            ),
            Column::integer("betweenness_rank", "Rank, passages", Unit::Rank, "Rank by counting betweenness."),
            Column::integer("community", "Community", Unit::Count("number"), "The community that it belongs to."),
            Column::integer(
                "component",
                "Component",
                Unit::Count("number"),
                "The strong component that it belongs to.",
            ),
        ]);
        let mut frame = Frame::new("network", "Sectors in the network of flows", columns.collect());
        let ranked =
            self.walk.as_ref().map(|walk| (ranks(walk.centrality.as_slice()), ranks(walk.betweenness.as_slice())));
        for at in 0..table.len() {
            let others = |cells: &mut dyn Iterator<Item = f64>| {
                cells.enumerate().filter(|(other, cell)| *other != at && *cell > 0.0).count()
            };
            let (row, column) = (self.weights.row(at), self.weights.column(at));
            let place = self.walk.as_ref().and_then(|walk| walk.sectors.iter().position(|&sector| sector == at));
            let walk = self.walk.as_ref().zip(ranked.as_ref()).zip(place);
            let cells: [Value; 12] = [
                row.sum().into(),
                column.sum().into(),
                others(&mut row.iter().copied()).into(),
                others(&mut column.iter().copied()).into(),
                self.supplier_rank[at].into(),
                self.buyer_rank[at].into(),
                walk.map(|((walk, _), place)| walk.centrality[place]).into(),
                walk.map(|((_, ranked), place)| ranked.0[place]).into(),
                walk.map(|((walk, _), place)| walk.betweenness[place]).into(),
                walk.map(|((_, ranked), place)| ranked.1[place]).into(),
                self.communities.of_sector[at].into(),
                self.component[at].into(),
            ];
            frame.push(sector_cells(table.sectors(), at).into_iter().chain(cells).collect());
        }
        if let Some(modularity) = self.communities.modularity {
            frame.note(format!("{} communities with a modularity of {modularity:.4}.", self.communities.count));
        }
        let components = self.component.iter().copied().max().unwrap_or(0);
        if components > 1 {
            frame.note(format!("{components} strong components; walks are those of the largest."));
        }
        frame.note("Positions describe the table; nothing is produced in them.");
        frame
    }

    fn densities(&self, cut_offs: &[f64]) -> Frame {
        let columns = vec![
            Column::number(
                "cut_off",
                "Cut-off",
                Unit::Ratio,
                "The smallest link that counts, as a multiple of the mean cell.",
            ),
            Column::integer(
                "links",
                "Links",
                Unit::Count("links"),
                "Cells above nothing and of at least that size, own cells included.",
            ),
            Column::number("density", "Density", Unit::Share, "Links over all cells."),
        ];
        let mut frame = Frame::new("network-density", "Density by cut-off", columns);
        for &cut_off in cut_offs {
            let found = self.density(cut_off);
            frame.push(vec![found.cut_off.into(), found.links.into(), found.density.into()]);
        }
        frame
    }

    fn by_loop(&self, table: &IoTable, unit: &Unit, sets: &[LoopSet]) -> Frame {
        let columns = vec![
            Column::integer(
                "level",
                "Level",
                Unit::Count("number"),
                "1 holds the loops that sell most together; the next those of what it leaves.",
            ),
            Column::text("loop", "Loop", "The sectors: each sells to the next, and the last to the first."),
            Column::integer("sectors", "Sectors", Unit::Count("sectors"), "How many sectors it goes through."),
            Column::number("flow", "Flow", unit.clone(), "What is sold along it."),
            Column::number(
                "share",
                "Share",
                Unit::Share,
                "Of all that sectors sell to one another, own cells left out.",
            ),
        ];
        let mut frame = Frame::new("network-loops", "The strongest feedback loops, by level", columns);
        let whole = self.weights.sum() - self.weights.diagonal().sum();
        let codes = |sectors: &[usize]| -> Vec<String> {
            sectors.iter().map(|&sector| table.sectors().code(sector).to_owned()).collect()
        };
        for (level, set) in (1_usize..).zip(sets) {
            for one in &set.loops {
                let share = Value::from((whole > 0.0).then(|| one.flow / whole));
                let cells = [level.into(), codes(&one.sectors).join(" > ").into(), one.sectors.len().into()];
                frame.push(cells.into_iter().chain([one.flow.into(), share]).collect());
            }
            let part = if whole > 0.0 { 100.0 * set.flow() / whole } else { 0.0 };
            let outside = match codes(&set.outside) {
                none if none.is_empty() => "every sector is in a loop".to_owned(),
                some => format!("in no loop: {}", some.join(", ")),
            };
            frame.note(format!("Level {level}: {part:.1} % of what sectors sell to others; {outside}."));
        }
        frame
    }

    fn links_of(&self, table: &IoTable, focus: usize, unit: &Unit) -> Frame {
        let sector = &table.sectors()[focus];
        let columns = sector_columns().into_iter().chain([
            Column::number("sells", "Sells to it", unit.clone(), "What the focus sector sells to this one."),
            Column::number("sells_share", "Share", Unit::Share, "Of all that the focus sector sells to sectors."),
            Column::number("buys", "Buys of it", unit.clone(), "What the focus sector buys of this one."),
            Column::number("buys_share", "Share", Unit::Share, "Of all that the focus sector buys of sectors."),
            Column::number(
                "reciprocity",
                "Reciprocity",
                Unit::Share,
                "The smaller of the two links over the larger; empty without links.",
            ),
            Column::integer("community", "Community", Unit::Count("number"), "The community that it belongs to."),
        ]);
        let title = format!("Links of {} ({})", sector.name, sector.code);
        let mut frame = Frame::new("network-focus", title, columns.collect());
        let (all_sold, all_bought) = (self.weights.row(focus).sum(), self.weights.column(focus).sum());
        let share = |part: f64, whole: f64| Value::from((whole > 0.0).then(|| part / whole));
        for at in 0..table.len() {
            let (sells, buys) = (self.weights[(focus, at)], self.weights[(at, focus)]);
            let cells = [
                sells.into(),
                share(sells, all_sold),
                buys.into(),
                share(buys, all_bought),
                share(sells.min(buys), sells.max(buys)),
                self.communities.of_sector[at].into(),
            ];
            frame.push(sector_cells(table.sectors(), at).into_iter().chain(cells).collect());
        }
        frame
    }
}
