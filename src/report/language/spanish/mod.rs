//! Spanish, as economists in Chile write it.

mod adoption;
mod figures;
mod meanings;
mod metrics;
mod page;
mod sentences;
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
    words::TEXTS,
];
