//! The tests that look at the crate from outside, in one binary.

mod aggregation;
mod analysis_of_chile;
mod analysis_pages;
mod central_bank_of_chile;
mod command;
mod diffusion_page;
mod errors;
mod floors;
mod golden;
mod language;
mod messages;
mod methods_pages;
mod native_tables;
mod new;
mod page;
mod printed;
mod published_inverse;
mod satellite_accounts;
mod scenario_pages;
mod scenarios;
mod schema;
mod shared_data;
mod terminal;
mod textbook_tables;
mod warnings;
