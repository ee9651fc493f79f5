//! `minhbach new`: writes a commented, valid record.

use std::path::Path;

use clap::{Args, Subcommand};

use super::Outcome;
use crate::base::bilingual::Language;

/// What to write.
#[derive(Debug, Args)]
pub struct NewArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {}

/// Writes the record.
pub fn new(_root: &Path, command: &NewArguments, _language: Language) -> Outcome {
    match command.what {}
}
