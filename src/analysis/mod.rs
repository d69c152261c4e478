//! stub
pub mod table_check;
