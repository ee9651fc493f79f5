//! A page or a report written in Markdown.

use jiff::civil::Date;

use super::province::Province;
use super::table::Ix;
use crate::base::source::SourcePath;
use crate::record::common::Bilingual;

/// A page or a report written in Markdown.
#[derive(Debug, Clone)]
pub struct Article {
    /// Part of its address: the file's name without `.md`.
    pub slug: String,
    /// File that it was read from.
    pub source: SourcePath,
    /// Title.
    pub title: Bilingual,
    /// One sentence for lists.
    pub description: Option<String>,
    /// Day of publication or of the last change.
    pub date: Option<Date>,
    /// Province that it is about.
    pub province: Option<Ix<Province>>,
    /// The Markdown, without the front matter.
    pub markdown: String,
}
