//! Which of two sentences is true of a table: that for domestic flows, or that for total flows, which include imports.

use crate::table::{Flows, IoTable};

/// The sentence for the flows of the table.
pub fn of_flows(table: &IoTable, domestic: &'static str, total: &'static str) -> &'static str {
    match table.manifest().flows {
        Flows::Domestic => domestic,
        Flows::Total => total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ANALYSES, OptionValue, Takes};
    use crate::model::Economy;
    use crate::table::Denominator;
    use crate::table::fixture::branched;
    use std::sync::Arc;

    fn of(flows: Flows) -> Arc<Economy> {
        let mut parts = branched().into_parts();
        parts.manifest.flows = flows;
        Arc::new(Economy::new(Arc::new(IoTable::new(parts).unwrap()), Denominator::Column).unwrap())
    }

    /// No analysis calls the flows of a table domestic where they are not, and those for which it matters say so.
    #[test]
    fn no_analysis_says_domestic_of_total_flows() {
        let notes = |economy: &Arc<Economy>, name: &str| -> Vec<String> {
            let analysis = ANALYSES.iter().find(|analysis| analysis.name == name).unwrap();
            let none: [&str; 0] = [];
            let mut options = analysis.options(economy.table(), &none).unwrap();
            for key in analysis.options.iter().filter(|key| key.takes == Takes::Table) {
                options = options.with(key, OptionValue::Table(economy.clone()));
            }
            let frames = (analysis.run)(economy, &options).unwrap_or_default();
            let about = |frame: &crate::words::Frame| {
                let columns = frame.columns.iter().map(|column| column.description.clone());
                columns.chain(frame.notes.clone()).collect::<Vec<_>>()
            };
            frames.iter().flat_map(about).collect()
        };
        let (domestic, total) = (of(Flows::Domestic), of(Flows::Total));
        let mut differ = Vec::new();
        for analysis in ANALYSES {
            let (here, whole) = (notes(&domestic, analysis.name), notes(&total, analysis.name));
            for sentence in &whole {
                assert!(!sentence.to_lowercase().contains("domestic"), "{}: {sentence}", analysis.name);
            }
            if here != whole {
                differ.push(analysis.name);
            }
        }
        assert_eq!(
            differ,
            [
                "sales-by-branch",
                "upstreamness",
                "embodied-technology",
                "prices",
                "import-content",
                "structural-decomposition"
            ]
        );
    }
}
