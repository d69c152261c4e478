//! The two columns with which every table of sectors starts: `sector` and `sector_name`.

use crate::words::{Column, Sectors, Value};

/// The columns `sector` and `sector_name`.
pub fn sector_columns() -> [Column; 2] {
    [
        Column::text("sector", "Sector", "The code of the sector."),
        Column::text("sector_name", "Name", "The name of the sector."),
    ]
}

/// The cells of these columns for the sector at a position.
pub fn sector_cells(sectors: &Sectors, position: usize) -> [Value; 2] {
    let sector = &sectors[position];
    [sector.code.as_str().into(), sector.name.as_str().into()]
}
