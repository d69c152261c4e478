//! `eslabon`: an input-output simulator. See README for what it is for and ARCHITECTURE for how it is built.

pub mod analysis;
pub mod cli;
pub mod model;
pub mod report;
pub mod study;
pub mod table;
pub mod words;
