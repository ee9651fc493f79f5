//! Lists whose elements refer to each other by typed position.
//!
//! The one door to what is linked: whoever reads through it is noted while [`track`] watches.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::marker::PhantomData;
use std::ops::{Index, Range};
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use super::packing;
use super::track::{self, Kind, Read};

/// A list that is often empty, and then takes eight bytes and not twenty-four.
pub type List<T> = thin_vec::ThinVec<T>;

/// Something that stands in a [`Table`].
pub trait Entity {
    /// Which table.
    const KIND: Kind;
}

/// What lists arrange: a list that asks for places alone changes only with them, and with what it shows.
pub trait Listed: Entity {
    /// What decides where a list puts it.
    type Place: Hash;

    /// Where lists put it.
    fn place(&self) -> Self::Place;
}

/// Position of a `T` in its [`Table`].
pub struct Ix<T> {
    position: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ix<T> {
    /// The same position in a table that has one for each of these.
    #[must_use]
    pub const fn beside<U>(self) -> Ix<U> {
        Ix { position: self.position, kind: PhantomData }
    }

    /// The position `position`.
    ///
    /// # Panics
    /// When there are more than four thousand million records.
    #[must_use]
    pub fn new(position: usize) -> Self {
        Self { position: u32::try_from(position).expect("a site holds fewer than 2^32 records"), kind: PhantomData }
    }

    /// The same place of a list that stood behind `from` others and now stands behind `to`.
    #[must_use]
    pub fn moved(self, from: usize, to: usize) -> Self {
        Self::new(self.position as usize - from + to)
    }
}

impl<T: Entity> Ix<T> {
    /// The position as a number. It changes when something is put before: who reads it has read which ones there are.
    #[must_use]
    pub fn position(self) -> usize {
        track::note(Read::members(T::KIND));
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
/// Hashes as a reference, with the table that it leads into: [`fingerprint`](super::fingerprint) puts the identity of
/// what stands there in its place. Nothing else in the model is 128 bits wide.
impl<T: Entity> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(Read::one(T::KIND, self.position).to_reference());
    }
}
/// As bytes the number of whom it leads to, among those who are gathered beside.
impl<T: Entity> BorshSerialize for Ix<T> {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        packing::number_of((T::KIND, self.position as usize)).serialize(writer)
    }
}
impl<T: Entity> BorshDeserialize for Ix<T> {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let number = u32::deserialize_reader(reader)?;
        packing::position_of(T::KIND, number).map(Self::new)
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.position)
    }
}

/// The positions of neighbours.
pub struct Stretch<T> {
    start: u32,
    end: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Stretch<T> {
    /// The positions in `range`.
    #[must_use]
    pub fn new(range: Range<usize>) -> Self {
        let (start, end) = (Ix::<T>::new(range.start).position, Ix::<T>::new(range.end).position);
        Self { start, end, kind: PhantomData }
    }

    /// The same stretch of a list that stood behind `from` others and now stands behind `to`.
    #[must_use]
    pub fn moved(self, from: usize, to: usize) -> Self {
        Self::new(self.start as usize - from + to..self.end as usize - from + to)
    }

    /// How many stand before the first.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The positions, in order.
    pub fn positions(self) -> impl Iterator<Item = Ix<T>> + use<T> {
        (self.start..self.end).map(|position| Ix { position, kind: PhantomData })
    }
}

impl<T> Clone for Stretch<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Stretch<T> {}
impl<T> Default for Stretch<T> {
    fn default() -> Self {
        Self { start: 0, end: 0, kind: PhantomData }
    }
}
impl<T> BorshSerialize for Stretch<T> {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        (self.start, self.end).serialize(writer)
    }
}
impl<T> BorshDeserialize for Stretch<T> {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let (start, end) = BorshDeserialize::deserialize_reader(reader)?;
        Ok(Self { start, end, kind: PhantomData })
    }
}
impl<T> fmt::Debug for Stretch<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}..{}", self.start, self.end)
    }
}
impl<T: Entity> Hash for Stretch<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.positions().for_each(|position| position.hash(state));
    }
}

/// A list of `T`, addressed by [`Ix`]. A copy shares the list until one of both is changed, and then its rows: two sites
/// that differ in one document hold the others once.
#[derive(Debug)]
pub struct Table<T>(Arc<Vec<Arc<T>>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> From<Vec<Arc<T>>> for Table<T> {
    fn from(rows: Vec<Arc<T>>) -> Self {
        Self(Arc::new(rows))
    }
}

impl<T> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Arc::new(items.into_iter().map(Arc::new).collect()))
    }
}

impl<T> Table<T> {
    /// Wraps a list.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }

    /// Adds one and tells where it stands.
    pub fn push(&mut self, item: T) -> Ix<T> {
        let position = Ix::new(self.0.len());
        Arc::make_mut(&mut self.0).push(Arc::new(item));
        position
    }

    /// Puts another one in the place of the one at `position`.
    pub fn put(&mut self, position: Ix<T>, item: T) {
        self.rows_mut()[position.position as usize] = Arc::new(item);
    }

    /// The rows, to be changed; one that another site shares is copied before by [`Arc::make_mut`].
    pub fn rows_mut(&mut self) -> &mut [Arc<T>] {
        Arc::<Vec<_>>::make_mut(&mut self.0)
    }
}

impl<T: Entity> Table<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        track::note(Read::members(T::KIND));
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All, in order.
    pub fn iter(&self) -> Rows<'_, T> {
        Rows(self.rows().iter())
    }

    /// All with their positions, in order.
    pub fn entries(&self) -> impl Iterator<Item = (Ix<T>, &T)> {
        self.iter().enumerate().map(|(position, item)| (Ix::new(position), item))
    }

    /// All positions, in order.
    pub fn positions(&self) -> impl Iterator<Item = Ix<T>> + use<T> {
        (0..self.len()).map(Ix::new)
    }

    /// The rows themselves.
    #[must_use]
    pub fn rows(&self) -> &[Arc<T>] {
        track::note(Read::whole(T::KIND));
        &self.0
    }
}

impl<T: Listed> Table<T> {
    /// Where lists put each, by position.
    #[must_use]
    pub fn places(&self) -> Places<'_, T> {
        track::note(Read::places(T::KIND));
        Places(&self.0)
    }
}

/// Where lists put the rows of a table.
#[derive(Debug, Clone, Copy)]
pub struct Places<'t, T>(&'t [Arc<T>]);

impl<T: Listed> Places<'_, T> {
    /// That of one.
    #[must_use]
    pub fn of(&self, position: Ix<T>) -> T::Place {
        self.0[position.position as usize].place()
    }

    /// All with their positions, in order.
    pub fn entries(&self) -> impl Iterator<Item = (Ix<T>, T::Place)> {
        self.0.iter().enumerate().map(|(position, row)| (Ix::new(position), row.place()))
    }
}

impl<T: Entity> Index<Ix<T>> for Table<T> {
    type Output = T;
    fn index(&self, position: Ix<T>) -> &T {
        track::note(Read::one(T::KIND, position.position));
        &self.0[position.position as usize]
    }
}

impl<T: Entity> Table<T> {
    /// The rows of a stretch.
    #[must_use]
    pub fn stretch(&self, stretch: Stretch<T>) -> &[Arc<T>] {
        stretch.positions().for_each(|one| track::note(Read::one(T::KIND, one.position)));
        &self.0[stretch.start as usize..stretch.end as usize]
    }
}

impl<T: Clone> Table<T> {
    /// The one at `position`, to be changed; copied before when another site shares it.
    pub fn get_mut(&mut self, position: Ix<T>) -> &mut T {
        Arc::make_mut(&mut self.rows_mut()[position.position as usize])
    }
}

impl<'t, T: Entity> IntoIterator for &'t Table<T> {
    type Item = &'t T;
    type IntoIter = Rows<'t, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// All of a table, in order.
#[derive(Debug)]
pub struct Rows<'t, T>(std::slice::Iter<'t, Arc<T>>);

impl<T> Clone for Rows<'_, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'t, T> Iterator for Rows<'t, T> {
    type Item = &'t T;

    fn next(&mut self) -> Option<&'t T> {
        self.0.next().map(|row| &**row)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> ExactSizeIterator for Rows<'_, T> {}

impl<T> DoubleEndedIterator for Rows<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|row| &**row)
    }
}
