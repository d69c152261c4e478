//! Scenario files: from paths to scenarios on their tables.
//!
//! gather (which files) -> source (their text) -> scenario_file (what was typed, nothing looked up) -> inheritance (with its
//! parents) -> resolved (on its table). Each step says all that it finds wrong and goes on with the rest. A study (study_file)
//! names scenarios and says how they are compared.

mod base_keys;
mod cost;
mod definition;
mod entries;
mod gather;
mod groups;
mod in_spanish;
mod inheritance;
mod input_file;
mod json;
mod load;
mod name;
mod options;
mod parameters;
mod paths;
mod record;
mod reserved;
mod resolved;
mod scenario_file;
mod setting;
mod source;
mod study_file;
mod tables;
mod unused;
mod variant;
mod years;

pub use base_keys::BASE_KEYS;
pub use cost::COST_KEYS;
pub use in_spanish::InSpanish;
pub use input_file::InputFile;
pub use load::{Loaded, load};
pub use options::LoadOptions;
pub use parameters::PARAMETER_KEYS;
pub use reserved::{RESERVED, Reserved};
pub use scenario_file::SCENARIO_KEYS;
pub use setting::{NoSetting, Setting};
pub use study_file::{STUDY_KEYS, Study};
pub use tables::TableUsed;
pub use years::{NoYears, YearSpan};
