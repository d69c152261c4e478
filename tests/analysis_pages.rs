//! Every analysis has one file, named as it is, whose head can be made into a page of documentation.

use eslabon::analysis::ANALYSES;
use std::path::Path;

/// The parts that every page has, in this order.
const PARTS: [&str; 4] = ["## Formula", "## Reading", "## Source", "## What it is not"];

#[test]
fn every_analysis_opens_with_the_parts_of_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/analysis");
    for analysis in ANALYSES {
        let stem = analysis.name.replace('-', "_");
        let file = [folder.join(format!("{stem}.rs")), folder.join(&stem).join("mod.rs")]
            .into_iter()
            .find(|file| file.is_file())
            .unwrap_or_else(|| panic!("no file for `{}`", analysis.name));
        let text = std::fs::read_to_string(&file).unwrap();
        let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        assert!(head.first().is_some_and(|first| first.len() > 20), "{}: what does it answer?", file.display());
        let places: Vec<Option<usize>> = PARTS.iter().map(|part| head.iter().position(|line| line == part)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}: {PARTS:?}", file.display());
        for at in places.into_iter().flatten() {
            let says = head[at + 1..].iter().take_while(|line| !line.starts_with("## ")).any(|line| !line.is_empty());
            assert!(says, "{}: nothing under `{}`", file.display(), head[at]);
        }
    }
}
