//! What several tests need.
#![allow(dead_code, reason = "each test takes what it needs")]

pub mod dice;
pub mod files;
