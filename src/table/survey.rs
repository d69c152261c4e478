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

/// A survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The name by which it is loaded.
    pub id: String,
    /// A title for people.
    pub title: String,
    /// How many firms were asked.
    pub firms: u32,
    /// The classification of tables whose groups are its branches.
    pub classification: String,
    /// Who publishes it.
    pub source: String,
    /// The branches, in the order of the file.
    pub branches: Vec<SurveyBranch>,
}
