//! How large a number may be that somebody typed.

/// Larger figures cannot be added up and multiplied without running out of the range of numbers. The economy of the world in
/// the smallest of its currencies stays below 1e25.
pub(crate) const LARGEST: f64 = 1e100;
