//! Adoption in a scenario: technologies that spread over its years beside everything else that happens.
//!
//! Coefficients of year t follow the shares at its beginning; the output that this gives teaches the supplier during the year. Weights
//! of sectors are their base output, the supplier's own use included where it is a buyer. Everyone else are the buyers that no
//! policy puts ahead.

mod curve;
mod pull;
mod technology;

pub(in crate::study) use curve::Following;
pub use curve::{Adopted, Curve};
pub use pull::Pull;
pub use technology::{Early, Learning, Technology};
