//! Floor 2: the Leontief model of a table. Coefficients, one factorisation per table, inverses, closures, and changes of
//! low rank that reuse the factorisation.
//!
//! Matrices have types of their own by their role, so that technical coefficients cannot be passed where an inverse is due.

mod capacity;
mod cell_changes;
mod closure;
mod coefficients;
mod compressed;
mod condition;
mod economy;
mod elimination;
mod error;
mod held_outputs;
mod inverse;
mod kernel;
mod krylov;
mod low_rank;
mod prices;
mod product;
mod productive;
mod spectral_radius;
mod supplier_changes;
mod system;
mod updated_system;

pub use capacity::{Capacity, Limit};
pub use cell_changes::{CellChange, CellChanges};
pub use closure::{HouseholdClosure, compensation};
pub use coefficients::{AllocationCoefficients, PrimaryCoefficients, TechnicalCoefficients};
pub use condition::condition_number;
pub use economy::Economy;
pub use error::ModelError;
pub use held_outputs::HeldOutputs;
pub use inverse::{GhoshInverse, LeontiefInverse};
pub use kernel::warm_up;
pub use low_rank::LowRank;
pub use prices::Prices;
pub use productive::check_productive;
pub use spectral_radius::spectral_radius;
pub use supplier_changes::{SupplierChange, SupplierChanges};
pub use system::{LeontiefSystem, System};
pub use updated_system::UpdatedSystem;

#[cfg(test)]
mod tests;
