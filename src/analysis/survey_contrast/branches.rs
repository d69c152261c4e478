//! The branches of a survey in a table: by a classification, or by activities that mean the same.

use crate::analysis::AnalysisError;
use crate::table::{IoTable, Survey};
use crate::words::{Classification, folded};

/// The column of `sectors.csv` that lists, with spaces between, the activities of which a sector is made.
const ACTIVITIES: &str = "activities";

/// The classification of a table that has the survey's branches: the one that the survey names, or else any whose groups are
/// branches of the survey, or else the activities that the survey lists, where the table gives every code the same name.
///
/// # Errors
/// Fails where the table has none of them, and says which code means something else.
pub fn branches_of(survey: &Survey, table: &IoTable) -> Result<Classification, AnalysisError> {
    let is_branch = |label: &String| survey.branches.iter().any(|branch| branch.id == *label);
    let named = table.classification(&survey.classification);
    let fitting = named.into_iter().chain(table.classifications()).find(|found| found.labels().iter().all(is_branch));
    if let Some(found) = fitting {
        return Ok(found.clone());
    }
    by_activities(survey, table).map_err(|why| {
        let ids: Vec<&str> = survey.branches.iter().map(|branch| branch.id.as_str()).collect();
        AnalysisError::UnfitOption {
            name: "table",
            problem: format!("names a table without the branches of the survey `{}`{why}", survey.id),
            help: format!(
                "put every sector into a branch with `--classification FILE`, a CSV with the columns `code` and `to` and the \
                 groups {}",
                ids.join(", ")
            ),
        }
    })
}

/// The branches by the activities of the survey, or why the table has others; nothing to say where the survey lists none of its codes.
fn by_activities(survey: &Survey, table: &IoTable) -> Result<Classification, String> {
    let branch_of =
        |code: &str| survey.branches.iter().find(|branch| branch.activities.iter().any(|activity| activity == code));
    let labels: Option<Vec<String>> =
        table.sectors().iter().map(|sector| branch_of(&sector.code).map(|branch| branch.id.clone())).collect();
    let listed: usize = survey.branches.iter().map(|branch| branch.activities.len()).sum();
    let labels = labels.filter(|labels| labels.len() == listed).ok_or_else(String::new)?;
    // The same numbers stand for other activities in another revision: only names tell.
    let meant = |code: &str| survey.activities.name(code).unwrap_or_default();
    let others: Vec<_> = table
        .sectors()
        .iter()
        .filter(|sector| {
            let name = folded(meant(&sector.code));
            folded(&sector.name) != name && folded(&sector.name_es) != name
        })
        .collect();
    match &others[..] {
        [] => Ok(Classification::new(&survey.classification, labels)),
        [first, rest @ ..] => Err(format!(
            ", whose codes are those of another classification: {} is `{}` in the survey ({}) and `{}` in the table{}",
            first.code,
            meant(&first.code),
            survey.activities.source,
            first.name,
            if rest.is_empty() { String::new() } else { format!(", and {} more differ", rest.len()) }
        )),
    }
}

/// A sector of which a part is of another branch in the survey than the sector is in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// Its position.
    pub sector: usize,
    /// Its branch in the table.
    pub here: String,
    /// Each of its activities that the survey puts elsewhere, with the branch there.
    pub elsewhere: Vec<(String, String)>,
}

/// The sectors of a table that cross branches of the survey, by the activities of which the table says that they are made; where it does
/// not say it each is the activity of its code. None where the table is not of the survey's year, or has other activities: the same codes
/// mean others then.
pub fn crossings(survey: &Survey, table: &IoTable, branches: &Classification) -> Vec<Crossing> {
    let made_of = table.notes().iter().find(|column| column.id == ACTIVITIES);
    let parts = |sector: usize| match made_of {
        Some(column) => column.texts.get(sector).map_or("", String::as_str).split_whitespace(),
        None => table.sectors().code(sector).split_whitespace(),
    };
    let branch_of = |code: &str| survey.branches.iter().find(|branch| branch.activities.iter().any(|own| own == code));
    let mut all: Vec<&str> = (0..table.len()).flat_map(parts).collect();
    let listed = all.len();
    all.sort_unstable();
    all.dedup();
    let is_same = survey.year.is_some()
        && survey.year == table.manifest().year
        && all.len() == listed
        && listed == survey.branches.iter().map(|branch| branch.activities.len()).sum::<usize>()
        && all.iter().all(|code| branch_of(code).is_some());
    if !is_same {
        return Vec::new();
    }
    let crossing = |(sector, here): (usize, &String)| {
        let away = |code: &str| branch_of(code).filter(|branch| branch.id != *here).map(|branch| branch.id.clone());
        let elsewhere: Vec<_> = parts(sector).filter_map(|code| Some((code.to_owned(), away(code)?))).collect();
        (!elsewhere.is_empty()).then(|| Crossing { sector, here: here.clone(), elsewhere })
    };
    branches.labels().iter().enumerate().filter_map(crossing).collect()
}
