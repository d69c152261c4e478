//! A survey as a file: `survey.toml` in a folder of its own under `data/`, or anywhere.

use super::bundle;
use super::native::year;
use crate::table::{Activities, Survey, SurveyBranch};
use crate::words::{Code, Diagnostic, Diagnostics, Document, Key, Place, Section, Typed, suggestion};
use std::path::Path;

/// The surveys that come with the program, each with its file.
static SHIPPED_SURVEYS: &[(&str, &str)] =
    &[("falabella-gatica", include_str!("../../../data/falabella-gatica/survey.toml"))];

/// More firms than any survey asks; draws of firms take time by their number.
const MOST_FIRMS: i64 = 1_000_000;

const TOP: &[Key] = &[
    Key::required("format", "the number 1", "the version of the format"),
    Key::required("id", "a text", "the name of the survey"),
    Key::required("title", "a text", "a title for people"),
    Key::required("firms", "a whole number from 1 to 1000000", "how many firms were asked"),
    Key::optional("year", "a whole number", "the year of the shares that links are set beside"),
    Key::required("classification", "a text", "the classification of tables whose groups are the branches"),
    Key::optional("source", "a table", "where the figures come from"),
    Key::optional("activities", "a table", "what the codes of activities mean; needed where branches list any"),
    Key::required("branch", "tables", "the branches"),
];

const SOURCE: &[Key] = &[
    Key::optional("publisher", "a text", "who publishes the figures"),
    Key::optional("edition", "a text", "which edition"),
    Key::optional("notes", "a list of texts", "every peculiarity, one sentence each"),
];

const ACTIVITIES: &[Key] = &[
    Key::required("publisher", "a text", "whose table the codes of activities are those of"),
    Key::required("edition", "a text", "which edition, or revision, of that table"),
    Key::required("names", "a table", "each code with the name that the table gives it"),
];

const BRANCH: &[Key] = &[
    Key::required("id", "a text", "the name of the branch, as in the classification"),
    Key::optional("name", "a text", "its name for people"),
    Key::optional("activities", "a list of texts", "codes of its activities in the table that the survey goes by"),
    Key::required("gdp_share", "a percentage", "its share of GDP"),
    Key::required("sales_share", "a percentage", "its share of the sector's sales"),
    Key::required("links", "a whole number from 0 to the number of firms", "links of the firms with it"),
    Key::optional("printed_relative_specialisation", "a number", "what the publisher prints for it"),
    Key::optional("printed_profitability", "a number", "what the publisher prints for it"),
];

/// Whether a survey of this name comes with the program.
pub fn is_shipped_survey(name: &str) -> bool {
    SHIPPED_SURVEYS.iter().any(|(id, _)| *id == name)
}

/// Loads the survey that a name or the path of a file means. Gives nothing where the diagnostics have errors.
pub fn read_survey(name: &str, diagnostics: &mut Diagnostics) -> Option<Survey> {
    let mut said = Diagnostics::default();
    let document = match SHIPPED_SURVEYS.iter().find(|(id, _)| *id == name) {
        Some((id, text)) => Some(Document::parse(format!("{id}/survey.toml"), text, &mut said)),
        None if !Path::new(name).exists() => {
            said.push(unknown(name));
            None
        }
        None => bundle::text(Path::new(name), &mut said).map(|read| Document::parse(name, &read.text, &mut said)),
    };
    let survey = document.and_then(|document| survey(document.root(), &mut said));
    let refused = said.has_errors();
    diagnostics.append(said);
    survey.filter(|_| !refused)
}

fn unknown(name: &str) -> Diagnostic {
    let ids = SHIPPED_SURVEYS.iter().map(|(id, _)| *id);
    let all = format!("surveys that come with the program are {}", ids.clone().collect::<Vec<_>>().join(", "));
    Diagnostic::new(Code::UNKNOWN_SURVEY, format!("there is no survey or file `{name}`"))
        .help(suggestion(name, ids, &all))
}

fn survey(top: Section<'_>, diagnostics: &mut Diagnostics) -> Option<Survey> {
    top.check_keys(TOP, diagnostics);
    if let Some(format) = top.integer("format", diagnostics)
        && format.value != 1
    {
        let message = format!("the file says format {}, and this program reads format 1", format.value);
        diagnostics.push(
            Diagnostic::new(Code::WRONG_FORMAT_VERSION, message)
                .at(format.place)
                .help("write `format = 1`, or use a version of the program that reads this one"),
        );
        return None;
    }
    let text = |key: &str, diagnostics: &mut Diagnostics| top.text(key, diagnostics).map(|typed| typed.value);
    let firms = top.integer("firms", diagnostics);
    let most = firms.as_ref().map_or(MOST_FIRMS, |firms| firms.value);
    let firms = firms.and_then(|firms| whole(firms, 1, MOST_FIRMS, "firms", diagnostics));
    let year = year(top, "year", diagnostics);
    let (id, title) = (text("id", diagnostics), text("title", diagnostics));
    let classification = text("classification", diagnostics);
    let source = top.section("source", diagnostics).map(|source| {
        source.check_keys(SOURCE, diagnostics);
        let part = |key: &str, diagnostics: &mut Diagnostics| source.text(key, diagnostics).map(|typed| typed.value);
        let parts = [part("publisher", diagnostics), part("edition", diagnostics)];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    });
    let sections = top.get("branch").and_then(|item| item.sections(diagnostics)).unwrap_or_default();
    let mut branches: Vec<SurveyBranch> = Vec::new();
    for section in &sections {
        let Some(branch) = branch(section, most, diagnostics) else { continue };
        if branches.iter().any(|other| other.id == branch.id) {
            diagnostics.push(twice(&branch.id, section.place()));
        }
        branches.push(branch);
    }
    let activities = activities(top, diagnostics);
    unnamed(&branches, &activities, top.place(), diagnostics);
    Some(Survey {
        id: id?,
        title: title?,
        firms: firms?,
        year,
        classification: classification?,
        activities,
        source: source.unwrap_or_default(),
        branches,
    })
}

fn activities(top: Section<'_>, diagnostics: &mut Diagnostics) -> Activities {
    let Some(section) = top.section("activities", diagnostics) else { return Activities::default() };
    section.check_keys(ACTIVITIES, diagnostics);
    let part = |key: &str, diagnostics: &mut Diagnostics| section.text(key, diagnostics).map(|typed| typed.value);
    let source = [part("publisher", diagnostics), part("edition", diagnostics)];
    let mut names = Vec::new();
    if let Some(listed) = section.section("names", diagnostics) {
        for (code, name) in listed.entries() {
            names.extend(name.text(diagnostics).map(|name| (code.value.to_owned(), name.value)));
        }
    }
    Activities { source: source.into_iter().flatten().collect::<Vec<_>>().join(", "), names }
}

/// Codes say which activities are meant only with their names.
fn unnamed(branches: &[SurveyBranch], activities: &Activities, place: Place, diagnostics: &mut Diagnostics) {
    let codes = branches.iter().flat_map(|branch| &branch.activities);
    let without: Vec<&str> = codes.filter(|code| activities.name(code).is_none()).map(String::as_str).collect();
    if !without.is_empty() {
        let message = format!("the activities {} have no name under `[activities.names]`", without.join(", "));
        let help = "write whose codes they are and what each of them means: the same code means something else in another revision";
        diagnostics.push(Diagnostic::new(Code::MISSING_KEY, message).at(place).help(help));
    }
}

fn twice(branch: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::DUPLICATE_NAME, format!("two branches are called `{branch}`"))
        .at(place)
        .help("give one of the two another name")
}

fn branch(section: &Section<'_>, firms: i64, diagnostics: &mut Diagnostics) -> Option<SurveyBranch> {
    section.check_keys(BRANCH, diagnostics);
    let id = section.text("id", diagnostics).map(|typed| typed.value);
    let name = section.text("name", diagnostics).map(|typed| typed.value);
    let activities = section.texts("activities", diagnostics).unwrap_or_default();
    let links = section.integer("links", diagnostics).and_then(|links| whole(links, 0, firms, "links", diagnostics));
    let share = |key: &str, diagnostics: &mut Diagnostics| {
        let share = section.number(key, diagnostics)?;
        if !(0.0..=100.0).contains(&share.value) {
            let message = format!("`{key}` is {} and must be from 0 to 100", share.value);
            let help = "write the share in percent";
            diagnostics.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(share.place).help(help));
        }
        Some(share.value)
    };
    let (gdp_share, sales_share) = (share("gdp_share", diagnostics), share("sales_share", diagnostics));
    let printed = |key: &str, diagnostics: &mut Diagnostics| section.number(key, diagnostics).map(|typed| typed.value);
    Some(SurveyBranch {
        name: name.or_else(|| id.clone()).unwrap_or_default(),
        id: id?,
        activities: activities.into_iter().map(|typed| typed.value).collect(),
        gdp_share: gdp_share?,
        sales_share: sales_share?,
        links: links?,
        printed_relative_specialisation: printed("printed_relative_specialisation", diagnostics),
        printed_profitability: printed("printed_profitability", diagnostics),
    })
}

fn whole(typed: Typed<i64>, least: i64, most: i64, key: &str, diagnostics: &mut Diagnostics) -> Option<u32> {
    let value = (least..=most).contains(&typed.value).then(|| u32::try_from(typed.value).ok()).flatten();
    if value.is_none() {
        let message = format!("`{key}` is {} and must be from {least} to {most}", typed.value);
        let help = "a link is counted once for each firm that has it";
        diagnostics.push(Diagnostic::new(Code::OUT_OF_RANGE, message).at(typed.place).help(help));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_survey_is_read_without_a_word() {
        let mut diagnostics = Diagnostics::default();
        let survey = read_survey("falabella-gatica", &mut diagnostics).unwrap();
        assert!(diagnostics.is_empty());
        assert_eq!((survey.firms, survey.year, survey.branches.len()), (13, Some(2008), 10));
        assert_eq!(survey.branches.iter().map(|branch| branch.links).sum::<u32>(), 32);
        // As printed the shares add up to 100.
        let sum = |of: fn(&SurveyBranch) -> f64| survey.branches.iter().map(of).sum::<f64>();
        assert!((sum(|branch| branch.gdp_share) - 100.0).abs() < 1e-9);
        assert!((sum(|branch| branch.sales_share) - 100.0).abs() < 1e-9);
        // Every one of the 111 activities belongs to one branch.
        let mut activities: Vec<u32> =
            survey.branches.iter().flat_map(|branch| &branch.activities).map(|code| code.parse().unwrap()).collect();
        activities.sort_unstable();
        assert_eq!(activities, (1..=111).collect::<Vec<_>>());
        // 64 is electricity in the revision of 2013.
        assert_eq!(survey.activities.names.len(), 111);
        assert_ne!(survey.activities.name("64").map(crate::words::folded), Some("suministro de electricidad".into()));
    }

    #[test]
    fn every_problem_of_a_survey_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("survey.toml");
        let text = "format = 1\nid = \"s\"\ntitle = \"S\"\nfirms = 3\nyear = 20080\nclassification = \"branch\"\nfirm = 2\n\
                    [[branch]]\nid = \"a\"\ngdp_share = 120\nsales_share = 1\nlinks = 4\n\
                    [[branch]]\nid = \"b\"\nsales_share = 1\nlinks = 1\n";
        std::fs::write(&path, text).unwrap();
        let mut diagnostics = Diagnostics::default();
        assert_eq!(read_survey(path.to_str().unwrap(), &mut diagnostics), None);
        let codes: Vec<&str> = diagnostics.iter().map(|d| d.code.id).collect();
        assert_eq!(codes, ["unknown-key", "out-of-range", "out-of-range", "out-of-range", "missing-key"]);
    }

    #[test]
    fn more_firms_than_there_can_be_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("survey.toml");
        let codes = |firms: i64| {
            let branch = "[[branch]]\nid = \"a\"\ngdp_share = 1\nsales_share = 1\nlinks = 1\n";
            let head = format!("format = 1\nid = \"s\"\ntitle = \"S\"\nfirms = {firms}\nclassification = \"branch\"\n");
            std::fs::write(&path, format!("{head}{branch}")).unwrap();
            let mut diagnostics = Diagnostics::default();
            read_survey(path.to_str().unwrap(), &mut diagnostics);
            diagnostics.iter().map(|said| said.code.id).collect::<Vec<_>>()
        };
        assert_eq!(codes(MOST_FIRMS + 1), ["out-of-range"]);
        assert!(codes(MOST_FIRMS).is_empty());
    }

    /// Codes without names could be those of any revision.
    #[test]
    fn codes_without_names_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("survey.toml");
        let head = "format = 1\nid = \"s\"\ntitle = \"S\"\nfirms = 3\nclassification = \"branch\"\n";
        let branch = "[[branch]]\nid = \"a\"\nactivities = [\"1\", \"2\"]\ngdp_share = 1\nsales_share = 1\nlinks = 1\n";
        let names = "[activities]\npublisher = \"P\"\nedition = \"E\"\n[activities.names]\n1 = \"Wheat\"\n";
        let read = |text: String| {
            std::fs::write(&path, text).unwrap();
            let mut diagnostics = Diagnostics::default();
            let survey = read_survey(path.to_str().unwrap(), &mut diagnostics);
            (survey, diagnostics.iter().map(|said| said.message.clone()).collect::<Vec<_>>())
        };
        let without = |codes: &str| format!("the activities {codes} have no name under `[activities.names]`");
        assert_eq!(read([head, branch].concat()), (None, vec![without("1, 2")]));
        assert_eq!(read([head, names, branch].concat()), (None, vec![without("2")]));
        let (survey, said) = read([head, names, "2 = \"Maize\"\n", branch].concat());
        assert_eq!((survey.unwrap().activities.source.as_str(), said), ("P, E", vec![]));
    }

    #[test]
    fn a_branch_that_stands_twice_is_told_where_it_stands_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("survey.toml");
        let branch = |id: &str| format!("[[branch]]\nid = \"{id}\"\ngdp_share = 1\nsales_share = 1\nlinks = 1\n");
        let head = "format = 1\nid = \"s\"\ntitle = \"S\"\nfirms = 3\nclassification = \"branch\"\n";
        // The first branch cannot be read.
        let text = [head, "[[branch]]\nid = \"a\"\n", &branch("b"), &branch("b")].concat();
        std::fs::write(&path, text).unwrap();
        let mut diagnostics = Diagnostics::default();
        assert_eq!(read_survey(path.to_str().unwrap(), &mut diagnostics), None);
        let twice = diagnostics.iter().find(|said| said.code == Code::DUPLICATE_NAME).unwrap();
        assert_eq!(twice.message, "two branches are called `b`");
        assert_eq!(twice.place.as_ref().and_then(Place::line_and_column), Some((13, 1)));
    }
}
