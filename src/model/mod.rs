//! The site as typed, linked, read-only values.
//!
//! record → provision → directive → deadline → status. Everything here is checked: ids are indices that
//! exist, dates are days of the calendar, an `Option` means "the source does not say" and never "not
//! yet". Nothing here reads files, knows the clock, or can be serialised: pages and data files have
//! structs of their own.

pub mod article;
pub mod assessment;
pub mod body;
pub mod cascade;
pub mod contract;
pub mod day;
pub mod deadline;
pub mod directive;
pub mod document;
pub mod eid;
pub mod embed;
pub mod finding;
pub mod fingerprint;
pub mod indicator;
pub mod joined;
pub mod journal;
pub mod notes;
pub mod number;
pub mod packing;
pub mod province;
pub mod recurrence;
pub mod route;
pub mod schedule;
pub mod scorecard;
pub mod shelf;
pub mod site;
pub mod standing;
pub mod status;
pub mod succession;
pub mod table;
pub mod text;
pub mod track;
pub mod update;

pub use site::Site;
pub use table::{Entity, Ix, Listed, Stretch, Table};
