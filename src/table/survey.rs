//! A survey of firms of one sector: with how many of each branch they have links, beside what tables say of the branches.

/// One branch of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyBranch {
    /// The name in files, for example `mining`; groups of a table's classification are called the same.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Codes of the activities that make it up, in the table that the survey goes by.
    pub activities: Vec<String>,
    /// Its share of GDP as published, percent.
    pub gdp_share: f64,
    /// Its share of the surveyed sector's sales as published, percent.
    pub sales_share: f64,
    /// Links of the interviewed firms with it.
    pub links: u32,
    /// What the publisher prints for the share of links over that of GDP.
    pub printed_relative_specialisation: Option<f64>,
    /// What the publisher prints for the share of sales over that of links.
    pub printed_profitability: Option<f64>,
}

/// What the codes of activities mean: the same numbers stand for other activities in another revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activities {
    /// Whose table the codes are those of, with the edition.
    pub source: String,
    /// Each code with the name that the table gives it.
    pub names: Vec<(String, String)>,
}

impl Activities {
    /// The name that goes with a code.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.names.iter().find(|(known, _)| known == code).map(|(_, name)| name.as_str())
    }
}

/// A survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The name by which it is loaded.
    pub id: String,
    /// A title for people.
    pub title: String,
    /// How many firms were asked.
    pub firms: u32,
    /// The year of the shares that its links are set beside, and of the table whose activities it lists; none where it says none.
    pub year: Option<i32>,
    /// The classification of tables whose groups are its branches.
    pub classification: String,
    /// What the codes of the activities of its branches mean; empty where it lists none.
    pub activities: Activities,
    /// Who publishes it.
    pub source: String,
    /// The branches, in the order of the file.
    pub branches: Vec<SurveyBranch>,
}
