//! A sector: a code that never changes, and its name in English and Spanish.

use std::collections::HashMap;

/// One sector (activity, industry) of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// The code used in files and on the command line, for example `ITS`. Always text, even where the source writes a number.
    pub code: String,
    /// The name in English, or in the language of the source where there is no other.
    pub name: String,
    /// The name in Spanish; equal to [`Sector::name`] where the source gives one name only.
    pub name_es: String,
}

impl Sector {
    /// A sector whose two names are the same.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        let name = name.into();
        Self { code: code.into(), name_es: name.clone(), name }
    }
}

/// The sectors of a table in the order of its rows and columns; codes are unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sectors {
    list: Vec<Sector>,
    positions: HashMap<String, usize>,
}

/// Two sectors have the same code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two sectors have the code `{code}`")]
pub struct DuplicateCode {
    /// The code that stands twice.
    pub code: String,
    /// Position of the second sector with this code, counted from 0.
    pub position: usize,
}

impl Sectors {
    /// Takes the sectors in table order.
    ///
    /// # Errors
    /// Fails on the first code that stands twice.
    pub fn new(list: Vec<Sector>) -> Result<Self, DuplicateCode> {
        let mut positions = HashMap::with_capacity(list.len());
        for (position, sector) in list.iter().enumerate() {
            if positions.insert(sector.code.clone(), position).is_some() {
                return Err(DuplicateCode { code: sector.code.clone(), position });
            }
        }
        Ok(Self { list, positions })
    }

    /// How many sectors there are (n).
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The sectors in table order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Sector> {
        self.list.iter()
    }

    /// The position of the sector with exactly this code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.positions.get(code).copied()
    }

    /// The code of the sector at a position below [`Sectors::len`].
    pub fn code(&self, position: usize) -> &str {
        &self.list[position].code
    }
}

impl std::ops::Index<usize> for Sectors {
    type Output = Sector;
    fn index(&self, position: usize) -> &Sector {
        &self.list[position]
    }
}
