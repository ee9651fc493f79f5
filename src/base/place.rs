//! Where in a record a value stands, without the cost of remembering it.
//!
//! Checks walk plain records and carry a [`Trail`], a chain on the stack that costs nothing. Only a
//! diagnostic turns it into a [`Pointer`], and only a reader of that diagnostic looks the pointer up
//! in the file again to find its [`Span`].

use std::fmt;

use super::source::{SourcePath, Span};
use borsh::{BorshDeserialize, BorshSerialize};

/// One step from a value to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Step {
    /// Into the entry of a mapping.
    Key(String),
    /// Into the element of a list, from 0.
    Index(usize),
}

/// The way from the root of a file to a value in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, BorshSerialize, BorshDeserialize)]
pub struct Pointer(pub Vec<Step>);

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A [`Pointer`] under construction, kept on the stack of the walk.
#[derive(Debug, Clone, Copy)]
pub struct Trail<'t> {
    parent: Option<&'t Trail<'t>>,
    step: TrailStep<'t>,
}

#[derive(Debug, Clone, Copy)]
enum TrailStep<'t> {
    Root,
    Key(&'t str),
    Index(usize),
}

impl<'t> Trail<'t> {
    /// The root of a file.
    pub const ROOT: Trail<'static> = Trail { parent: None, step: TrailStep::Root };

    /// One step further, into a mapping's entry.
    #[must_use]
    pub const fn key(&'t self, key: &'t str) -> Trail<'t> {
        Trail { parent: Some(self), step: TrailStep::Key(key) }
    }

    /// One step further, into a list's element.
    #[must_use]
    pub const fn index(&'t self, index: usize) -> Trail<'t> {
        Trail { parent: Some(self), step: TrailStep::Index(index) }
    }

    /// The whole way, on the heap.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut current = Some(self);
        while let Some(trail) = current {
            match trail.step {
                TrailStep::Root => {}
                TrailStep::Key(key) => steps.push(Step::Key(key.to_owned())),
                TrailStep::Index(index) => steps.push(Step::Index(index)),
            }
            current = trail.parent;
        }
        steps.reverse();
        Pointer(steps)
    }
}

/// A place that a diagnostic points at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Place {
    /// File, or folder.
    pub source: SourcePath,
    /// Where in it.
    pub at: At,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum At {
    /// The file as a whole.
    File,
    /// A range of bytes that is already known.
    Span(Span),
    /// A value, to be looked up in the text when somebody wants to see it.
    Value(Pointer),
    /// The key of a mapping's entry rather than its value.
    Key(Pointer),
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub const fn file(source: SourcePath) -> Self {
        Self { source, at: At::File }
    }

    /// A range of bytes.
    #[must_use]
    pub const fn span(source: SourcePath, span: Span) -> Self {
        Self { source, at: At::Span(span) }
    }

    /// The value at the end of `trail`.
    #[must_use]
    pub fn value(source: SourcePath, trail: &Trail<'_>) -> Self {
        Self { source, at: At::Value(trail.pointer()) }
    }
}
