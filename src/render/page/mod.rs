//! The pages: one file and one view struct each. A view holds everything that its template shows, in
//! order and with its links made.

pub mod article;
pub mod bodies;
pub mod body;
pub mod data;
pub mod document;
pub mod documents;
pub mod embed;
pub mod home;
pub mod indicator;
pub mod indicators;
pub mod journal;
pub mod missing;
pub mod provision;
pub mod reports;
pub mod schedule;
pub mod search;
pub mod sources;
pub mod statement;
pub mod tasks;

use super::frame::Head;

/// What a page is made of.
#[derive(Debug)]
pub struct Sheet<P> {
    /// Template that shows it.
    pub template: &'static str,
    /// What it says about itself.
    pub head: Head,
    /// What it shows.
    pub page: P,
}
