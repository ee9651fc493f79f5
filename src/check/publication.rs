//! The publication gate: a record is public only when approved and its day has come.

use jiff::civil::Date;

use super::dates::date;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::record::common::{Publication, PublicationState};
use crate::say;

/// What the public may see of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// All of it.
    Public,
    /// Nothing.
    Hidden,
    /// That it existed, and this reason for its withdrawal.
    Withdrawn(String),
    /// Nothing: its day cannot be read, which was reported.
    Unclear,
}

/// Decides about the record at `trail`. Only what is plainly approved gets out.
pub fn gate(
    publication: &Publication,
    path: &SourcePath,
    trail: &Trail<'_>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Gate {
    let inner = trail.key("publication");
    match publication.state {
        PublicationState::Draft => Gate::Hidden,
        PublicationState::Approved => {
            let from = inner.key("from");
            match &publication.from {
                None => Gate::Public,
                Some(text) => match date(text, path, &from, diagnostics) {
                    Some(from) if from <= today => Gate::Public,
                    Some(_) => Gate::Hidden,
                    None => Gate::Unclear,
                },
            }
        }
        PublicationState::Withdrawn => match &publication.reason {
            Some(reason) if !reason.trim().is_empty() => Gate::Withdrawn(reason.trim().to_owned()),
            _ => {
                diagnostics.push(
                    Diagnostic::error(
                        "withdrawn-without-reason",
                        Place::value(path.clone(), &inner),
                        say!("bản ghi đã rút mà không nêu lý do", "the record is withdrawn and no reason is given"),
                    )
                    .help(say!(
                        "ghi `publication: {{ state: withdrawn, reason: … }}`; lý do sẽ hiện ở địa chỉ cũ",
                        "write `publication: {{ state: withdrawn, reason: … }}`; the old address will show the reason"
                    )),
                );
                Gate::Hidden
            }
        },
    }
}
