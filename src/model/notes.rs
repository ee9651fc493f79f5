//! Notes on what every file of a site was made from, kept from one build to the next: a file whose sources say what they
//! said is taken over instead of being made.
//!
//! In: the notes of the last build as bytes, and the site. Out: the notes of this one. A note names what was read while
//! the file was made ([`track`](super::track)), and holds as long as each of these things has the same fingerprint and
//! so has everything that is in no table of the site. Which program made the bytes, and whether what was published is
//! still what it was, is for the keeper of the notes to know: `write::Receipt`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Site;
use super::fingerprint::{Fingerprints, Mark};
use super::track::watched;
use crate::base::bytes::{self, Rest, put_number};
use crate::base::hash::QuickMap;
use crate::base::output::{Part, Sink, SinkError, SitePath};

/// What every file was made from; or nothing at all, and then every file is made.
#[derive(Debug, Default)]
pub struct Notes<'l>(Option<Keeping<'l>>);

#[derive(Debug)]
struct Keeping<'l> {
    now: Fingerprints,
    /// What the files are made from and that is not in the site.
    others: [u8; 32],
    last: Last<'l>,
    written: Mutex<Written>,
}

/// The notes of this build.
#[derive(Debug, Default)]
struct Written {
    /// Those of the last build that say the same in this one, by number.
    kept: Vec<u32>,
    /// Each as its bytes.
    anew: Vec<Box<[u8]>>,
}

/// What the last build noted, sorted by its bytes.
#[derive(Debug, Default)]
struct Last<'l> {
    notes: Vec<Note<'l>>,
    numbers: QuickMap<&'l str, u32>,
    /// The number that each thing has now; `None` for what is gone or says something else.
    now: Vec<Option<u32>>,
    /// Whether each thing has the number that it had.
    is_numbered_alike: bool,
}

/// What was noted of a piece of work, as bytes.
#[derive(Debug, Clone, Copy)]
struct Note<'l> {
    whole: &'l [u8],
    /// What is to be known of what it made: how many files; of a part of tables, whether something stands before it, and
    /// its lengths.
    made: &'l [u8],
    /// What it read, by number, sorted: each as the distance from the one before.
    things: &'l [u8],
    /// Whether all of that says what it said.
    holds: bool,
}

impl<'l> Notes<'l> {
    /// No notes: nothing is taken over and nothing is noted.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// Those for `site`, before anything is made; `others` is the fingerprint of all that files are made from and that
    /// is not in the site. Of `last`, the notes of an earlier build, only those are taken that still hold.
    #[must_use]
    pub fn new(site: &Site, others: [u8; 32], last: Option<&'l [u8]>) -> Self {
        let now = Fingerprints::of(site);
        let last = last.and_then(|last| Last::read(&now, &others, last)).unwrap_or_default();
        Self(Some(Keeping { now, others, last, written: Mutex::default() }))
    }

    /// Hands the files at `paths` to `sink`: as they were published if the note on them holds, else as `make` makes
    /// them, in the same order. They are one piece of work, and `make` asks nothing but the tables of the site for what
    /// is in them.
    ///
    /// # Errors
    /// Those of `make` and of the sink.
    pub fn hand<E: From<SinkError>>(
        &self,
        sink: &dyn Sink,
        paths: Vec<SitePath>,
        make: impl FnOnce() -> Result<Vec<Vec<u8>>, E>,
    ) -> Result<(), E> {
        let (Some(keeping), Some(name)) = (&self.0, paths.first().map(|path| path.as_str().to_owned())) else {
            return put(sink, paths, make()?);
        };
        let Some(note) = keeping.last.holding(&name) else {
            return put(sink, paths, keeping.watch(&name, make)?);
        };
        let mut gone = Vec::new();
        for path in &paths {
            gone.push(sink.keep(path)?.is_none());
        }
        keeping.keep(&name, note);
        if gone.contains(&true) {
            let files = paths.into_iter().zip(make()?).zip(gone).filter(|(_, gone)| *gone);
            let (paths, bytes) = files.map(|(file, _)| file).unzip();
            put(sink, paths, bytes)?;
        }
        Ok(())
    }

    /// The same for a piece of work that makes all files whose paths begin with one of `folders` and end with `ending`.
    ///
    /// # Errors
    /// Those of `make` and of the sink.
    pub fn hand_below<E: From<SinkError>>(
        &self,
        sink: &dyn Sink,
        folders: &[String],
        ending: &str,
        make: impl FnOnce() -> Result<Vec<(SitePath, Vec<u8>)>, E>,
    ) -> Result<(), E> {
        let Some(keeping) = &self.0 else {
            return make()?.into_iter().try_for_each(|(path, bytes)| Ok(sink.put(path, bytes)?));
        };
        let name = format!("{}*{ending}", folders.first().map_or("", String::as_str));
        if let Some(note) = keeping.last.holding(&name)
            && let [count] = *keeping.last.note(note).made()
            && sink.keep_below(folders, ending, count)?.is_some()
        {
            keeping.keep(&name, note);
            return Ok(());
        }
        let (files, reads) = watched(make);
        let files = files?;
        keeping.write(&name, &[files.len()], &keeping.now.numbers(&reads));
        files.into_iter().try_for_each(|(path, bytes)| Ok(sink.put(path, bytes)?))
    }

    /// A part of tables, as `make` makes it: the next bytes of each. `begun` tells whether something stands before it.
    pub fn part(&self, name: &str, begun: bool, make: impl FnOnce() -> Vec<Vec<u8>>) -> Part {
        let Some(keeping) = &self.0 else { return Part { bytes: Some(make()), before: None } };
        let made = keeping.last.numbers.get(name).map(|note| keeping.last.note(*note).made());
        let (was_begun, before) = made.map(|mut made| (made.remove(0), made)).unzip();
        if let Some(note) = keeping.last.holding(name)
            && was_begun == Some(usize::from(begun))
        {
            keeping.keep(name, note);
            return Part { bytes: None, before };
        }
        let (bytes, reads) = watched(make);
        let made = [usize::from(begun)].into_iter().chain(bytes.iter().map(Vec::len)).collect::<Vec<_>>();
        keeping.write(name, &made, &keeping.now.numbers(&reads));
        Part { bytes: Some(bytes), before }
    }

    /// Whether the note holds on a piece of work that makes no files, so that it need not be done again.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        let held = self.0.as_ref().and_then(|keeping| Some((keeping, keeping.last.holding(name)?)));
        if let Some((keeping, note)) = held {
            keeping.keep(name, note);
        }
        held.is_some()
    }

    /// Does such a piece of work and notes what it read. Its result comes from nothing but the tables of the site and
    /// what is in none.
    pub fn watch<R>(&self, name: &str, work: impl FnOnce() -> R) -> R {
        match &self.0 {
            Some(keeping) => keeping.watch(name, work),
            None => work(),
        }
    }

    /// The notes as bytes, for the next build; empty when there are none.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let Some(Keeping { now, others, last, written }) = self.0 else { return Vec::new() };
        let Written { mut kept, anew } = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        kept.sort_unstable();
        let kept = kept.iter().map(|number| last.note(*number).whole);
        let mut notes = kept.chain(anew.iter().map(|note| &**note)).collect::<Vec<_>>();
        // Of use where most of it is sorted.
        notes.sort();
        let marks = [now.identities().as_flattened(), now.marks().as_flattened()];
        let lengths = marks.iter().chain(&notes).map(|bytes| bytes.len());
        let mut bytes = Vec::with_capacity(HEAD + lengths.sum::<usize>());
        bytes.extend_from_slice(&others);
        bytes.extend_from_slice(now.rest());
        put_number(&mut bytes, now.marks().len());
        put_number(&mut bytes, notes.len());
        marks.into_iter().chain(notes).for_each(|part| bytes.extend_from_slice(part));
        bytes
    }
}

/// More than what stands before the marks is long.
const HEAD: usize = 80;

impl Keeping<'_> {
    fn watch<R>(&self, name: &str, work: impl FnOnce() -> R) -> R {
        let (made, reads) = watched(work);
        self.write(name, &[], &self.now.numbers(&reads));
        made
    }

    fn write(&self, name: &str, made: &[usize], things: &[u32]) {
        let mut note = bytes::Written(Vec::with_capacity(name.len() + things.len() * 2 + 8));
        note.text(name);
        note.list(made, |note, number| note.number(*number));
        let mut before = 0;
        let distances = things.iter().map(|thing| thing - std::mem::replace(&mut before, *thing));
        let mut read = bytes::Written::default();
        distances.for_each(|distance| read.small(distance));
        note.number(read.0.len());
        note.0.extend_from_slice(&read.0);
        self.written().anew.push(note.0.into());
    }

    /// Notes again what holds.
    fn keep(&self, name: &str, number: u32) {
        if self.last.is_numbered_alike {
            self.written().kept.push(number);
        } else {
            let note = self.last.note(number);
            let mut things = self.last.things(note.things).flatten().collect::<Vec<_>>();
            things.sort_unstable();
            self.write(name, &note.made(), &things);
        }
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put<E: From<SinkError>>(sink: &dyn Sink, paths: Vec<SitePath>, files: Vec<Vec<u8>>) -> Result<(), E> {
    for (path, bytes) in paths.into_iter().zip(files) {
        sink.put(path, bytes)?;
    }
    Ok(())
}

impl<'l> Last<'l> {
    /// Reads the notes `last`, in the numbers of `now`; nothing when all is void.
    fn read(now: &Fingerprints, others: &[u8; 32], last: &'l [u8]) -> Option<Self> {
        let mut last = Rest(last);
        if last.take(others.len())? != others || last.take(now.rest().len())? != now.rest() {
            return None;
        }
        let (things, notes) = (last.number()?, last.number()?);
        let identities = take_marks(&mut last, things)?;
        let marks = take_marks(&mut last, things)?;
        let is_numbered_alike = identities == now.identities();
        let mut read = Self { now: numbers_now(now, identities, marks), is_numbered_alike, ..Self::default() };
        // What is torn does not say how much there is.
        let room = notes.min(last.0.len());
        read.notes.reserve(room);
        read.numbers.reserve(room);
        for number in 0..u32::try_from(notes).ok()? {
            let (name, note) = read.next(&mut last)?;
            read.notes.push(note);
            read.numbers.insert(name, number);
        }
        last.0.is_empty().then_some(read)
    }

    /// The next note, with its name.
    fn next(&self, last: &mut Rest<'l>) -> Option<(&'l str, Note<'l>)> {
        let start = last.0;
        let name = last.text()?;
        let made = last.0;
        for _ in 0..last.number()? {
            last.number()?;
        }
        let made = &made[..made.len() - last.0.len()];
        let length = last.number()?;
        let things = last.take(length)?;
        let holds = self.things(things).all(|thing| thing.is_some());
        let whole = &start[..start.len() - last.0.len()];
        Some((name, Note { whole, made, things, holds }))
    }

    /// The number that each of these things has now, in the order that they had.
    fn things(&self, things: &[u8]) -> impl Iterator<Item = Option<u32>> {
        let (mut rest, mut thing) = (Rest(things), 0_usize);
        std::iter::from_fn(move || {
            if rest.0.is_empty() {
                return None;
            }
            let known = rest.number().and_then(|distance| {
                thing = thing.checked_add(distance)?;
                *self.now.get(thing)?
            });
            Some(known)
        })
    }

    /// The note with that name, if it holds.
    fn holding(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied().filter(|number| self.note(*number).holds)
    }

    fn note(&self, number: u32) -> &Note<'l> {
        &self.notes[number as usize]
    }
}

impl Note<'_> {
    fn made(&self) -> Vec<usize> {
        Rest(self.made).list(Rest::number).expect("it was read before")
    }
}

/// The number that each thing of the last build has now; `None` for what is gone or says something else.
fn numbers_now(now: &Fingerprints, identities: &[Mark], marks: &[Mark]) -> Vec<Option<u32>> {
    if identities == now.identities() {
        let both = (0..).zip(now.marks()).zip(marks);
        return both.map(|((number, mark), last)| (mark == last).then_some(number)).collect();
    }
    let numbers = (0..).zip(now.identities()).map(|(number, identity)| (identity, number));
    let numbers = numbers.collect::<QuickMap<&Mark, u32>>();
    let same = |(identity, mark): (&Mark, &Mark)| {
        numbers.get(identity).copied().filter(|number| now.marks()[*number as usize] == *mark)
    };
    identities.iter().zip(marks).map(same).collect()
}

/// The next marks.
fn take_marks<'b>(rest: &mut Rest<'b>, count: usize) -> Option<&'b [Mark]> {
    Some(rest.take(count.checked_mul(size_of::<Mark>())?)?.as_chunks().0)
}
