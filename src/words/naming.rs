//! The one rule by which sectors are named everywhere: a code, then a group, then a name in either language, `all`, or `!X` to leave X
//! out. Case and accents do not matter; what is written exactly so comes first. A list of words is the union of its parts less what is left out.

use super::diagnostic::closest;
use super::{Code, Diagnostic, Group, Sectors};

/// The names that are in force: the sectors of a table, its groups, and those a scenario adds.
#[derive(Debug, Clone)]
pub struct Naming<'t> {
    sectors: &'t Sectors,
    groups: Vec<Group>,
}

/// Why a name is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NamingError {
    /// Nothing has this name.
    #[error("`{word}` is no sector code, group or sector name")]
    Unknown {
        /// The word as typed.
        word: String,
        /// The most similar name there is.
        meant: Option<String>,
    },
    /// Several sectors have this name.
    #[error("`{word}` is the name of several sectors: {codes}")]
    Ambiguous {
        /// The word as typed.
        word: String,
        /// The codes it could mean.
        codes: String,
    },
    /// Several groups differ from the word in case and accents alone.
    #[error("`{word}` could be any of the groups {groups}")]
    AmbiguousGroup {
        /// The word as typed.
        word: String,
        /// The groups it could mean.
        groups: String,
    },
    /// The selection leaves out everything it takes in.
    #[error("no sector is left of `{words}`")]
    Nothing {
        /// The words as typed.
        words: String,
    },
    /// One sector was asked for and several were named.
    #[error("`{words}` names {count} sectors where one is needed")]
    Several {
        /// The words as typed.
        words: String,
        /// How many sectors they name.
        count: usize,
    },
}

impl NamingError {
    /// The message for the analyst, without its place.
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, help) = match self {
            Self::Unknown { meant: Some(meant), .. } => (Code::UNKNOWN_SECTOR, format!("did you mean `{meant}`?")),
            Self::Unknown { meant: None, .. } => {
                (Code::UNKNOWN_SECTOR, "`eslabon table show TABLE` lists the sectors and groups of a table".to_owned())
            }
            Self::Ambiguous { .. } => (Code::AMBIGUOUS_SECTOR, "write the code of the one that is meant".to_owned()),
            Self::AmbiguousGroup { .. } => {
                (Code::AMBIGUOUS_SECTOR, "write the group that is meant exactly as it is spelt".to_owned())
            }
            Self::Nothing { .. } => (Code::NO_SECTOR, "name at least one sector that is not left out".to_owned()),
            Self::Several { .. } => (Code::ONE_SECTOR, "write the code of one sector".to_owned()),
        };
        Diagnostic::new(code, self.to_string()).help(help)
    }
}

/// The word for every sector, however it is written.
pub(crate) const ALL: &str = "all";

/// A name with case, accents and repeated spaces taken away, so that `Mineria del cobre` finds `Minería del Cobre`.
pub(crate) fn folded(name: &str) -> String {
    let plain: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        // Accents written as marks of their own, as some programs save them.
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'t> Naming<'t> {
    /// The names of these sectors and groups.
    #[must_use]
    pub fn new(sectors: &'t Sectors, groups: Vec<Group>) -> Self {
        Self { sectors, groups }
    }

    /// The same with one more group, which replaces an earlier one of the same name.
    #[must_use]
    pub fn with_group(mut self, group: Group) -> Self {
        self.groups.retain(|earlier| earlier.id != group.id);
        self.groups.push(group);
        self
    }

    /// The sectors named from.
    pub fn sectors(&self) -> &'t Sectors {
        self.sectors
    }

    /// The groups in force.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The positions that one word names, in table order.
    ///
    /// # Errors
    /// Fails where nothing, or more than one sector's name, answers to the word.
    pub fn word(&self, word: &str) -> Result<Vec<usize>, NamingError> {
        let word = word.trim();
        let everything = || Ok((0..self.sectors.len()).collect());
        if word == ALL {
            return everything();
        }
        if let Some(position) = self.sectors.position(word) {
            return Ok(vec![position]);
        }
        if let Some(group) = self.groups.iter().find(|group| group.id == word) {
            return Ok(group.members.clone());
        }
        let wanted = folded(word);
        if wanted == ALL {
            return everything();
        }
        let alike: Vec<&Group> = self.groups.iter().filter(|group| folded(&group.id) == wanted).collect();
        let has_code = !alike.is_empty() && (0..self.sectors.len()).any(|at| folded(self.sectors.code(at)) == wanted);
        match alike[..] {
            [group] if !has_code => return Ok(group.members.clone()),
            [_, _, ..] if !has_code => {
                let groups = alike.iter().map(|group| group.id.as_str()).collect::<Vec<_>>().join(", ");
                return Err(NamingError::AmbiguousGroup { word: word.to_owned(), groups });
            }
            _ => {}
        }
        let is_wanted = |name: &str| folded(name) == wanted;
        let named: Vec<usize> = (0..self.sectors.len())
            .filter(|&i| {
                let sector = &self.sectors[i];
                is_wanted(&sector.code) || is_wanted(&sector.name) || is_wanted(&sector.name_es)
            })
            .collect();
        match named.len() {
            1 => Ok(named),
            0 => Err(NamingError::Unknown { word: word.to_owned(), meant: self.closest(word) }),
            _ => Err(NamingError::Ambiguous { word: word.to_owned(), codes: self.codes(&named) }),
        }
    }

    /// The positions that a list of words names, in table order and each once. A list that only leaves out starts from all.
    ///
    /// # Errors
    /// Returns every word that names nothing, and [`NamingError::Nothing`] where no sector is left.
    pub fn select<W: AsRef<str>>(&self, words: &[W]) -> Result<Vec<usize>, Vec<NamingError>> {
        let mut errors = Vec::new();
        let only_leaves_out = !words.is_empty() && words.iter().all(|word| word.as_ref().trim().starts_with('!'));
        let mut taken = vec![only_leaves_out; self.sectors.len()];
        let mut left_out = vec![false; self.sectors.len()];
        for word in words {
            let word = word.as_ref().trim();
            let (list, bare) = match word.strip_prefix('!') {
                Some(rest) => (&mut left_out, rest),
                None => (&mut taken, word),
            };
            match self.word(bare) {
                Ok(positions) => positions.into_iter().for_each(|position| list[position] = true),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let selected: Vec<usize> =
            (0..self.sectors.len()).filter(|&position| taken[position] && !left_out[position]).collect();
        if selected.is_empty() {
            return Err(vec![NamingError::Nothing { words: joined(words) }]);
        }
        Ok(selected)
    }

    /// The position of the one sector that a word names.
    ///
    /// # Errors
    /// Fails as [`Naming::word`] does, and where the word names several sectors.
    pub fn one(&self, word: &str) -> Result<usize, NamingError> {
        let positions = self.word(word)?;
        match positions[..] {
            [position] => Ok(position),
            _ => Err(NamingError::Several { words: word.to_owned(), count: positions.len() }),
        }
    }

    fn codes(&self, positions: &[usize]) -> String {
        positions.iter().map(|&position| self.sectors.code(position)).collect::<Vec<_>>().join(", ")
    }

    fn closest(&self, word: &str) -> Option<String> {
        let groups = self.groups.iter().map(|group| group.id.as_str());
        let sectors = self
            .sectors
            .iter()
            .flat_map(|sector| [sector.code.as_str(), sector.name.as_str(), sector.name_es.as_str()]);
        closest(word, groups.chain(sectors)).map(str::to_owned)
    }
}

fn joined<W: AsRef<str>>(words: &[W]) -> String {
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Sector;

    fn sectors() -> Sectors {
        let named = |code: &str, name: &str, name_es: &str| Sector {
            code: code.into(),
            name: name.into(),
            name_es: name_es.into(),
        };
        Sectors::new(vec![
            named("COP", "Copper mining", "Minería del cobre"),
            named("OMI", "Other mining", "Otra minería"),
            named("ITS", "Information services", "Servicios informáticos"),
            named("X1", "Other", "Otros"),
            named("X2", "Other", "Otros"),
        ])
        .unwrap()
    }

    fn naming(sectors: &Sectors) -> Naming<'_> {
        Naming::new(sectors, vec![Group { id: "mining".into(), members: vec![0, 1] }])
    }

    #[test]
    fn a_code_comes_before_a_group_and_a_group_before_a_name() {
        let sectors = sectors();
        let naming = naming(&sectors).with_group(Group { id: "COP".into(), members: vec![2] });
        assert_eq!(naming.word("COP"), Ok(vec![0]));
        assert_eq!(naming.word("mining"), Ok(vec![0, 1]));
        assert_eq!(naming.word("mineria DEL  cobre"), Ok(vec![0]));
        assert_eq!(naming.word("its"), Ok(vec![2]));
    }

    #[test]
    fn case_and_accents_do_not_matter_in_groups_and_in_all() {
        let sectors = sectors();
        let naming = naming(&sectors);
        for word in ["MINING", "Mining", " míning "] {
            assert_eq!(naming.word(word), Ok(vec![0, 1]), "{word}");
        }
        assert_eq!(naming.word("ALL"), Ok(vec![0, 1, 2, 3, 4]));
        // What is written exactly so comes first.
        let called = Sectors::new(vec![Sector::new("ALL", "Alloys"), Sector::new("X", "Others")]).unwrap();
        let called = Naming::new(&called, Vec::new());
        assert_eq!(
            (called.word("ALL"), called.word("all"), called.word("All")),
            (Ok(vec![0]), Ok(vec![0, 1]), Ok(vec![0, 1]))
        );
        assert_eq!(naming.select(&["All", "!MINING"]), Ok(vec![2, 3, 4]));
        // What is written exactly so comes first; between two that are not, nobody can choose.
        let naming = naming.with_group(Group { id: "Mining".into(), members: vec![2] });
        assert_eq!((naming.word("Mining"), naming.word("mining")), (Ok(vec![2]), Ok(vec![0, 1])));
        let error = NamingError::AmbiguousGroup { word: "MINING".into(), groups: "mining, Mining".into() };
        assert_eq!(naming.word("MINING"), Err(error.clone()));
        assert_eq!(error.diagnostic().code.id, "ambiguous-sector");
        // A code comes before a group, in whatever case.
        let naming = naming.with_group(Group { id: "cop".into(), members: vec![2] });
        assert_eq!(naming.word("Cop"), Ok(vec![0]));
    }

    #[test]
    fn leaving_out_alone_starts_from_all() {
        let sectors = sectors();
        let naming = naming(&sectors);
        assert_eq!(naming.select(&["!mining"]), Ok(vec![2, 3, 4]));
        assert_eq!(naming.select(&["all", "!ITS"]), Ok(vec![0, 1, 3, 4]));
        assert_eq!(naming.select(&["OMI", "mining", "!COP"]), Ok(vec![1]));
    }

    #[test]
    fn what_is_not_a_name_is_said_with_the_closest() {
        let sectors = sectors();
        let naming = naming(&sectors);
        assert_eq!(
            naming.word("minning"),
            Err(NamingError::Unknown { word: "minning".into(), meant: Some("mining".into()) })
        );
        assert_eq!(naming.word("other"), Err(NamingError::Ambiguous { word: "other".into(), codes: "X1, X2".into() }));
        assert_eq!(
            naming.select(&["mining", "!all"]),
            Err(vec![NamingError::Nothing { words: "mining, !all".into() }])
        );
        assert_eq!(naming.one("mining"), Err(NamingError::Several { words: "mining".into(), count: 2 }));
        assert_eq!(naming.select(&["a?", "b?"]).unwrap_err().len(), 2);
    }
}
