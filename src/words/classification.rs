//! A classification: a coarser list into which every sector falls, for example the ten branches of a survey.

/// A named set of sectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The name used in files and on the command line, for example `mining`.
    pub id: String,
    /// Positions of its sectors, in table order.
    pub members: Vec<usize>,
}

/// A column of `sectors.csv` that puts every sector into exactly one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classification {
    id: String,
    labels: Vec<String>,
}

impl Classification {
    /// Takes the classification's name and, for every sector in table order, the group it falls into.
    pub fn new(id: impl Into<String>, labels: Vec<String>) -> Self {
        Self { id: id.into(), labels }
    }

    /// The name of the classification, for example `branch`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The group of each sector, in table order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The groups in the order in which they first occur.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (position, label) in self.labels.iter().enumerate() {
            match groups.iter_mut().find(|group| &group.id == label) {
                Some(group) => group.members.push(position),
                None => groups.push(Group { id: label.clone(), members: vec![position] }),
            }
        }
        groups
    }
}
