//! Linkages as tables: one row per sector, and one row per measure for the sector that is looked at.

use super::{Linkages, normalised};
use crate::analysis::{AnalysisError, of_one, sector_cells, sector_columns};
use crate::table::IoTable;
use crate::words::{Column, Frame, Unit};
use nalgebra::DVector;

/// One number per sector, with the words that go with it.
struct Measure {
    id: &'static str,
    name: &'static str,
    unit: Unit,
    about: &'static str,
    values: fn(&Linkages) -> Vec<Option<f64>>,
}

/// The numbers of a sector, in the order of the columns.
static MEASURES: &[Measure] = &[
    Measure {
        id: "power",
        name: "Power",
        unit: Unit::Index,
        about: "Power of dispersion: backward linkage over its mean; 1 is the average sector.",
        values: |all| index(all, all.total.power()),
    },
    Measure {
        id: "sensitivity",
        name: "Sensitivity",
        unit: Unit::Index,
        about: "Sensitivity of dispersion: forward linkage over its mean; 1 is the average sector.",
        values: |all| index(all, all.total.sensitivity()),
    },
    Measure {
        id: "sensitivity_supply",
        name: "Sensitivity (supply)",
        unit: Unit::Index,
        about: "Forward linkage of the supply side over its mean; 1 is the average sector.",
        values: |all| index(all, all.total.sensitivity_supply()),
    },
    Measure {
        id: "backward",
        name: "Backward",
        unit: Unit::Ratio,
        about: "Output of all sectors per unit of final demand for this one: column sum of L.",
        values: |all| every(&all.total.backward),
    },
    Measure {
        id: "forward",
        name: "Forward",
        unit: Unit::Ratio,
        about: "Output of this sector where final demand for each sector rises by one: row sum of L.",
        values: |all| every(&all.total.forward),
    },
    Measure {
        id: "forward_supply",
        name: "Forward (supply)",
        unit: Unit::Ratio,
        about: "Output of all sectors into which a unit of this one's primary inputs goes: row sum of G.",
        values: |all| every(&all.total.forward_supply),
    },
    Measure {
        id: "direct_backward",
        name: "Direct backward",
        unit: Unit::Ratio,
        about: "Intermediate inputs per unit of output: column sum of A.",
        values: |all| every(&all.direct_backward),
    },
    Measure {
        id: "direct_forward",
        name: "Direct forward",
        unit: Unit::Share,
        about: "Share of output sold to industries: row sum of B.",
        values: |all| every(&all.direct_forward),
    },
    Measure {
        id: "direct_backward_index",
        name: "Direct backward index",
        unit: Unit::Index,
        about: "Direct backward linkage over its mean; 1 is the average sector.",
        values: |all| index(all, normalised(&all.direct_backward)),
    },
    Measure {
        id: "direct_forward_index",
        name: "Direct forward index",
        unit: Unit::Index,
        about: "Direct forward linkage over its mean; 1 is the average sector.",
        values: |all| index(all, normalised(&all.direct_forward)),
    },
    Measure {
        id: "power_variation",
        name: "Variation of power",
        unit: Unit::Ratio,
        about: "Coefficient of variation down the column of L; small where many suppliers are stirred alike.",
        values: |all| all.power_variation.clone(),
    },
    Measure {
        id: "sensitivity_variation",
        name: "Variation of sensitivity",
        unit: Unit::Ratio,
        about: "Coefficient of variation along the row of L; small where many users draw on the sector alike.",
        values: |all| all.sensitivity_variation.clone(),
    },
    Measure {
        id: "net_backward",
        name: "Net backward",
        unit: Unit::Ratio,
        about: "Backward linkage times final demand over output; above 1 the economy depends more on the sector than it on the \
                 economy.",
        values: |all| all.net_backward.clone(),
    },
];

fn every(values: &DVector<f64>) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// An index; without a value for any sector where there is no mean to divide by.
fn index(all: &Linkages, values: Option<DVector<f64>>) -> Vec<Option<f64>> {
    values.map_or_else(|| vec![None; all.direct_backward.len()], |values| every(&values))
}

impl Linkages {
    /// The tables: `linkages` for all sectors, and `linkages-focus` where a sector is looked at.
    ///
    /// # Errors
    /// Fails where a number is not finite, and where the focus is no sector of the table.
    pub fn into_frames(self, table: &IoTable, focus: Option<usize>) -> Result<Vec<Frame>, AnalysisError> {
        let measures: Vec<_> = MEASURES.iter().map(|measure| (measure, (measure.values)(&self))).collect();
        let all = self.all(table, &measures);
        let mut frames = Vec::new();
        if let Some(position) = focus {
            let mut frame = of_one(&all, table.sectors(), position, "Linkages")?;
            if let (Some(demand), Some(supply)) = (self.total.classes(), self.total.classes_supply()) {
                let (demand, supply) = (demand[position].word(), supply[position].word());
                frame.note(format!(
                    "Class by power and sensitivity: {demand}; by power and the supply side's: {supply}."
                ));
            }
            frames.push(frame.finish()?);
        }
        frames.insert(0, all.finish()?);
        Ok(frames)
    }

    fn all(&self, table: &IoTable, measures: &[(&Measure, Vec<Option<f64>>)]) -> Frame {
        let total = &self.total;
        let ranked = [
            ("backward_rank", "Backward rank", total.backward_ranks(), "Rank by backward linkage."),
            ("forward_rank", "Forward rank", total.forward_ranks(), "Rank by forward linkage of the demand side."),
            (
                "forward_supply_rank",
                "Forward rank (supply)",
                total.forward_supply_ranks(),
                "Rank by forward linkage of the supply side.",
            ),
        ];
        let classed = [
            ("class", "Class", total.classes(), "Class by power and sensitivity: key, backward, forward or weak."),
            (
                "class_supply",
                "Class (supply)",
                total.classes_supply(),
                "Class by power and the supply side's sensitivity: key, backward, forward or weak.",
            ),
        ];
        let columns = sector_columns()
            .into_iter()
            .chain(classed.iter().map(|(id, name, _, about)| Column::text(*id, *name, *about)))
            .chain(measures.iter().map(|(m, _)| Column::number(m.id, m.name, m.unit.clone(), m.about)))
            .chain(ranked.iter().map(|(id, name, _, about)| Column::integer(*id, *name, Unit::Rank, *about)));
        let mut frame = Frame::new("linkages", "Backward and forward linkages", columns.collect());
        for position in 0..table.len() {
            let class = |classes: &Option<Vec<super::KeySector>>| classes.as_ref().map(|each| each[position].word());
            frame.push(
                sector_cells(table.sectors(), position)
                    .into_iter()
                    .chain(classed.iter().map(|(_, _, classes, _)| class(classes).into()))
                    .chain(measures.iter().map(|(_, values)| values[position].into()))
                    .chain(ranked.iter().map(|(_, _, ranks, _)| ranks[position].into()))
                    .collect(),
            );
        }
        frame.note("Rows sell and columns buy. An index of 1 is the average sector, each sector counted alike.");
        frame.note(
            "Linkages are not size: they are per unit of demand, with constant coefficients and no limits of capacity.",
        );
        frame
    }
}
