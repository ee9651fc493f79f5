//! What every part of a site says, as a hash: two sites can be held against each other without keeping the old one.
//!
//! In: a linked site. Out: for each thing that can be read ([`Read`]) its identity and its fingerprint. A reference
//! counts as the identity of what it leads to and not as a position, so that a record that was put in changes nothing
//! in those behind it. What is in no table (settings, articles, glossary, the day …) has one fingerprint together.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use super::table::{Entity, Listed, Table};
use super::track::{Kind, Part, Read};
use crate::base::bytes::put_number;

/// The first half of a BLAKE3 hash: nobody chooses records to do harm, and chance does not find two that are the same.
pub type Mark = [u8; 16];

/// Identities and fingerprints of everything in a site, each thing by its number.
#[derive(Debug)]
pub struct Fingerprints {
    /// The number of the first thing of each table, and behind the last one.
    starts: [u32; Kind::COUNT + 1],
    identities: Vec<Mark>,
    marks: Vec<Mark>,
    rest: Mark,
}

impl Fingerprints {
    /// Those of `site`.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        // Whoever adds to the site says here what of it is in a table and what is not.
        let Site {
            settings,
            base_url,
            today,
            provinces,
            bodies,
            documents,
            directives,
            updates,
            indicators,
            indicator_sets,
            targets,
            results,
            findings,
            cascade,
            joined,
            reports,
            pages,
            glossary,
            redirects,
            tombstones,
        } = site;
        let articles = reports.iter().chain(pages).map(|article| format!("{article:?}")).collect::<Vec<_>>();
        // References inside of articles are positions of provinces.
        let named = provinces.iter().map(|province| &province.id).collect::<Vec<_>>();
        let rest =
            format!("{settings:?}{base_url:?}{today:?}{articles:?}{named:?}{glossary:?}{redirects:?}{tombstones:?}");

        let of_documents = |kind: Kind| identities(kind, documents, |one| &one.id);
        let identities = Identities([
            identities(Kind::Province, provinces, |one| &one.id),
            identities(Kind::Body, bodies, |one| &one.id),
            of_documents(Kind::Document),
            identities(Kind::Directive, directives, |one| &one.id),
            identities(Kind::Update, updates, |one| &one.id),
            identities(Kind::Indicator, indicators, |one| &one.id),
            identities(Kind::IndicatorSet, indicator_sets, |one| &one.id),
            identities(Kind::Target, targets, |one| &one.id),
            identities(Kind::Observation, results, |one| &one.id),
            identities(Kind::Finding, findings, |one| &one.id),
            of_documents(Kind::Rung),
            identities(Kind::JoinedSite, joined, |one| one.id.as_str()),
        ]);
        let marks = [
            marks(provinces, &identities),
            marks(bodies, &identities),
            marks(documents, &identities),
            marks(directives, &identities),
            marks(updates, &identities),
            marks(indicators, &identities),
            marks(indicator_sets, &identities),
            marks(targets, &identities),
            marks(results, &identities),
            marks(findings, &identities),
            marks(cascade, &identities),
            marks(joined, &identities),
        ];
        let mut places = [[0; 16]; Kind::COUNT];
        places[Kind::Document as usize] = places_mark(documents, &identities);
        Self::numbered(identities.0, marks, places, mark(rest.as_bytes()))
    }

    fn numbered(
        identities: [Vec<Mark>; Kind::COUNT],
        marks: [Vec<Mark>; Kind::COUNT],
        places: [Mark; Kind::COUNT],
        rest: Mark,
    ) -> Self {
        let mut all = Self { starts: [0; Kind::COUNT + 1], identities: Vec::new(), marks: Vec::new(), rest };
        for (kind, (identities, marks)) in identities.into_iter().zip(marks).enumerate() {
            let (members, whole) = (mark(identities.as_flattened()), mark(marks.as_flattened()));
            let table = u8::try_from(kind).expect("there are few tables");
            all.identities.extend(identities);
            all.identities.extend([0, 1, 2].map(|part| mark(&[table, part])));
            all.marks.extend(marks);
            // Which ones there are is part of what they say.
            let of_all = [places[kind], whole].map(|what| mark([members, what].as_flattened()));
            all.marks.push(members);
            all.marks.extend(of_all);
            all.starts[kind + 1] = number(all.marks.len());
        }
        all
    }

    /// The identity of everything, by number.
    #[must_use]
    pub fn identities(&self) -> &[Mark] {
        &self.identities
    }

    /// The fingerprint of everything, by number.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The fingerprint of all that is in no table.
    #[must_use]
    pub const fn rest(&self) -> &Mark {
        &self.rest
    }

    /// The numbers of what was read, sorted; a table that was read as a whole stands for all that is in it.
    #[must_use]
    pub fn numbers(&self, reads: &[Read]) -> Vec<u32> {
        let is_whole = |kind: Kind| reads.contains(&Read::whole(kind));
        let whole: [bool; Kind::COUNT] = Kind::ALL.map(is_whole);
        let told = reads.iter().filter(|read| read.part == Part::Whole || !whole[read.kind as usize]);
        let mut numbers = told.map(|read| self.number(*read)).collect::<Vec<_>>();
        numbers.sort_unstable();
        numbers
    }

    fn number(&self, read: Read) -> u32 {
        let (start, end) = (self.starts[read.kind as usize], self.starts[read.kind as usize + 1]);
        match read.part {
            Part::One(position) => start + position,
            Part::Members => end - 3,
            Part::Places => end - 2,
            Part::Whole => end - 1,
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a site holds fewer than 2^32 things")
}

/// Who everybody is, by table and position.
struct Identities([Vec<Mark>; Kind::COUNT]);

fn identities<T: Entity + Send + Sync>(kind: Kind, table: &Table<T>, id: impl Fn(&T) -> &str + Sync) -> Vec<Mark> {
    let identity = |bytes: &mut Vec<u8>, one: &Arc<T>| {
        bytes.clear();
        bytes.push(kind as u8);
        bytes.extend_from_slice(id(one).as_bytes());
        mark(bytes)
    };
    table.rows().par_iter().with_min_len(1024).map_init(Vec::new, identity).collect()
}

fn marks<T: Entity + Hash + Send + Sync>(table: &Table<T>, identities: &Identities) -> Vec<Mark> {
    table
        .rows()
        .par_iter()
        .with_min_len(64)
        .map_init(Vec::new, |bytes, one| {
            bytes.clear();
            let mut gathered = Gathered { bytes: std::mem::take(bytes), identities };
            one.hash(&mut gathered);
            *bytes = gathered.bytes;
            mark(bytes)
        })
        .collect()
}

/// That of where lists put the rows of a table.
fn places_mark<T: Listed>(table: &Table<T>, identities: &Identities) -> Mark {
    let mut gathered = Gathered { bytes: Vec::new(), identities };
    table.places().entries().for_each(|(_, place)| place.hash(&mut gathered));
    mark(&gathered.bytes)
}

fn mark(bytes: &[u8]) -> Mark {
    let hash = blake3::hash(bytes);
    *hash.as_bytes().first_chunk().expect("a hash has 32 bytes")
}

/// Gathers what is to be hashed, with the identity of whom it leads to in the place of every reference.
struct Gathered<'i> {
    bytes: Vec<u8>,
    identities: &'i Identities,
}

impl Hasher for Gathered<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.bytes.push(number);
    }

    /// Lengths: mostly one byte in place of eight.
    #[inline]
    fn write_usize(&mut self, number: usize) {
        put_number(&mut self.bytes, number);
    }

    /// Which of several things it is.
    #[inline]
    fn write_isize(&mut self, number: isize) {
        put_number(&mut self.bytes, number.cast_unsigned());
    }

    /// Only [`Ix`](super::Ix) writes numbers as wide as this.
    fn write_u128(&mut self, reference: u128) {
        let (kind, position) = ((reference >> 64) as usize, reference as u64 as usize);
        self.bytes.extend_from_slice(&self.identities.0[kind][position]);
    }

    /// Nobody asks: the gathered bytes are hashed as a whole.
    fn finish(&self) -> u64 {
        0
    }
}
