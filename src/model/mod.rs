//! The site's parts as typed values: days, addresses, numbers, deadlines, status.
//!
//! In: strings that people wrote. Out: values that cannot be wrong, or the reason why they are. Pure
//! functions: no input or output, no clock; "today" is an argument.

pub mod day;
pub mod deadline;
pub mod eid;
pub mod number;
pub mod recurrence;
pub mod status;
