//! Lists whose elements refer to each other by typed position.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// Position of a `T` in its [`Table`].
pub struct Ix<T> {
    position: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ix<T> {
    /// The position `position`.
    ///
    /// # Panics
    /// When there are more than four thousand million records.
    #[must_use]
    pub fn new(position: usize) -> Self {
        Self { position: u32::try_from(position).expect("a site holds fewer than 2^32 records"), kind: PhantomData }
    }

    /// The position as a number.
    #[must_use]
    pub const fn position(self) -> usize {
        self.position as usize
    }
}

impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ix<T> {}
impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position
    }
}
impl<T> Eq for Ix<T> {}
impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.position.cmp(&other.position)
    }
}
impl<T> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.position.hash(state);
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.position)
    }
}

/// A list of `T`, addressed by [`Ix`].
#[derive(Debug, Clone)]
pub struct Table<T>(Vec<T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Table<T> {
    /// Wraps a list.
    #[must_use]
    pub const fn new(items: Vec<T>) -> Self {
        Self(items)
    }

    /// Adds one and tells where it stands.
    pub fn push(&mut self, item: T) -> Ix<T> {
        let position = Ix::new(self.0.len());
        self.0.push(item);
        position
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// All with their positions, in order.
    pub fn entries(&self) -> impl Iterator<Item = (Ix<T>, &T)> {
        self.0.iter().enumerate().map(|(position, item)| (Ix::new(position), item))
    }

    /// All positions, in order.
    pub fn positions(&self) -> impl Iterator<Item = Ix<T>> + use<T> {
        (0..self.0.len()).map(Ix::new)
    }

    /// The list itself.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> Index<Ix<T>> for Table<T> {
    type Output = T;
    fn index(&self, position: Ix<T>) -> &T {
        &self.0[position.position()]
    }
}

impl<T> IndexMut<Ix<T>> for Table<T> {
    fn index_mut(&mut self, position: Ix<T>) -> &mut T {
        &mut self.0[position.position()]
    }
}

impl<'t, T> IntoIterator for &'t Table<T> {
    type Item = &'t T;
    type IntoIter = std::slice::Iter<'t, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
