//! Spanish, as economists in Chile write it.

mod adoption;
mod figures;
mod meanings;
mod metrics;
mod page;
mod sentences;
mod tables;
mod warnings;
mod words;

/// Every text with its Spanish, by what it is about.
pub(super) const TEXTS: &[&[(&str, &str)]] = &[
    page::TEXTS,
    figures::TEXTS,
    metrics::NAMES,
    meanings::MEANINGS,
    adoption::MEANINGS,
    meanings::REST_ON,
    sentences::TEXTS,
    tables::TEXTS,
    warnings::TEXTS,
    words::TEXTS,
];
