//! The scenarios that come with the program, embedded as they stand in `scenarios/`, so that an installed program has them in any
//! folder. `eslabon new scenario FILE --from NAME` writes one out; to run it, it has to be a file that the analyst can read and change.

use crate::words::{Diagnostics, Document, Section};

/// A file that comes with the program.
#[derive(Debug, PartialEq, Eq)]
pub struct ShippedFile {
    /// Its path below `scenarios/`, without the ending.
    pub name: &'static str,
    /// As it stands there.
    pub text: &'static str,
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// Every scenario and study that comes with the program, in the order of their names.
        pub static SHIPPED_FILES: &[ShippedFile] = &[$(
            ShippedFile { name: $name, text: include_str!(concat!("../../scenarios/", $name, ".toml")) },
        )*];
    };
}

shipped![
    "base",
    "diffusion/_adoption",
    "diffusion/demanding-exporters",
    "diffusion/demanding-finance",
    "diffusion/demanding-mining",
    "diffusion/demanding-state",
    "diffusion/no-policy",
    "diffusion/study",
    "drought",
    "drought-proportional",
    "exporters-ict",
    "exporters-ict-suppliers",
    "mining-ict",
    "mining-ict-suppliers",
    "mining-ict-surplus",
    "services-abroad",
    "software-developed",
    "software-exports",
    "software-imports",
    "state-ict",
    "study",
    "without-software",
];

impl ShippedFile {
    /// The file of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        SHIPPED_FILES.iter().find(|shipped| shipped.name == name)
    }

    /// The question that it answers, which is its first line.
    pub fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// The shipped files that it names, and those that they name: what it needs beside itself to run. Each once, itself not.
    pub fn needs(&'static self) -> Vec<&'static Self> {
        let mut needed = vec![self];
        let mut at = 0;
        while let Some(file) = needed.get(at).copied() {
            for name in file.named() {
                if let Some(other) = Self::find(&name).filter(|other| !needed.contains(other)) {
                    needed.push(other);
                }
            }
            at += 1;
        }
        needed.split_off(1)
    }

    /// The names of the files that this one extends or compares, from the folder of all.
    fn named(&self) -> Vec<String> {
        let mut heard = Diagnostics::default();
        let document = Document::parse(self.name.to_owned(), self.text, &mut heard);
        let root = document.root();
        let study = root.section("study", &mut heard);
        let mut words = |section: &Section<'_>, key| section.texts(key, &mut heard).unwrap_or_default();
        let mut files = words(&root, "extends");
        files.extend(study.iter().flat_map(|study| words(study, "scenarios")));
        let folder = self.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        files.into_iter().map(|word| format!("{folder}{}", word.value.trim_end_matches(".toml"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn below(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn the_list_is_what_stands_in_the_folder_of_scenarios() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let name = |path: &PathBuf| path.strip_prefix(&folder).unwrap().with_extension("").display().to_string();
        let mut names: Vec<String> = below(&folder).iter().map(name).collect();
        names.sort();
        assert_eq!(names, SHIPPED_FILES.iter().map(|shipped| shipped.name).collect::<Vec<_>>());
        for shipped in SHIPPED_FILES {
            let text = fs::read_to_string(folder.join(format!("{}.toml", shipped.name))).unwrap();
            assert_eq!(text, shipped.text, "{}", shipped.name);
        }
    }

    #[test]
    fn every_file_opens_with_its_question() {
        for shipped in SHIPPED_FILES {
            let question = shipped.question();
            assert!(shipped.text.starts_with("# ") && question.len() > 20, "{}: {question}", shipped.name);
            assert!(question.ends_with('?'), "{}: {question}", shipped.name);
        }
    }

    #[test]
    fn every_file_says_which_passage_of_the_study_it_encodes() {
        let demonstrations = ["drought", "drought-proportional", "without-software"];
        for shipped in SHIPPED_FILES {
            let said = |start: &str| {
                let mut opening = shipped.text.lines().take_while(|line| line.starts_with('#'));
                opening.any(|line| line.strip_prefix(start).is_some_and(|passage| passage.len() > 20))
            };
            let is_from_the_study = !demonstrations.contains(&shipped.name);
            assert_eq!(said("# The study: "), is_from_the_study, "{}", shipped.name);
            assert_eq!(said("# Not from the study: "), !is_from_the_study, "{}", shipped.name);
        }
    }

    #[test]
    fn a_file_needs_its_parents() {
        let needs = |name: &str| -> Vec<&str> {
            ShippedFile::find(name).unwrap().needs().iter().map(|file| file.name).collect()
        };
        assert_eq!(needs("mining-ict-surplus"), ["mining-ict"]);
        assert_eq!(needs("study").len(), 11);
        assert_eq!(needs("base"), <[&str; 0]>::default());
    }
}
