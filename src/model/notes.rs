//! Notes on what every file of a site was made from, kept from one build to the next: a file whose sources say what they
//! said is taken over instead of being made.
//!
//! In: the notes of the last build as bytes, and the site. Out: the notes of this one. A note names what was read while
//! the file was made ([`track`](super::track)), and holds as long as each of these things has the same fingerprint and
//! so has everything that is in no table of the site. Which program made the bytes, and whether what was published is
//! still what it was, is for the keeper of the notes to know: `write::Receipt`.

use std::sync::{Mutex, PoisonError};

use super::Site;
use super::fingerprint::{Fingerprints, Mark};
use super::track::watched;
use crate::base::bytes::{Rest, Written, put_number};
use crate::base::hash::QuickMap;
use crate::base::output::{Part, Sink, SinkError, SitePath};

/// What every file was made from; or nothing at all, and then every file is made.
#[derive(Debug, Default)]
pub struct Notes(Option<Keeping>);

#[derive(Debug)]
struct Keeping {
    now: Fingerprints,
    /// What the files are made from and that is not in the site.
    others: [u8; 32],
    last: Last,
    /// Those of this build, each as its bytes.
    written: Mutex<Vec<Box<[u8]>>>,
}

/// What the last build noted.
#[derive(Debug, Default)]
struct Last {
    /// The notes that still hold.
    holding: QuickMap<Box<str>, Note>,
    /// What it knew of what it made, of all parts of tables.
    parts: QuickMap<Box<str>, Box<[usize]>>,
}

/// What is noted of a piece of work.
#[derive(Debug)]
struct Note {
    /// What is to be known of what it made: how many files; of a part of tables, whether something stands before it, and
    /// its lengths.
    made: Box<[usize]>,
    /// What it read, by number, sorted.
    things: Box<[u32]>,
}

impl Notes {
    /// No notes: nothing is taken over and nothing is noted.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// Those for `site`, before anything is made; `others` is the fingerprint of all that files are made from and that
    /// is not in the site. Of `last`, the notes of an earlier build, only those are taken that still hold.
    #[must_use]
    pub fn new(site: &Site, others: [u8; 32], last: Option<&[u8]>) -> Self {
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
        let Some(note) = keeping.last.holding.get(name.as_str()) else {
            return put(sink, paths, keeping.watch(&name, make)?);
        };
        let mut gone = Vec::new();
        for path in &paths {
            gone.push(sink.keep(path)?.is_none());
        }
        keeping.write(&name, &note.made, &note.things);
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
        if let Some(note) = keeping.last.holding.get(name.as_str())
            && let [count] = *note.made
            && sink.keep_below(folders, ending, count)?.is_some()
        {
            keeping.write(&name, &note.made, &note.things);
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
        let before = keeping.last.parts.get(name).map(|made| made[1..].to_vec());
        if let Some(note) = keeping.last.holding.get(name)
            && note.made[0] == usize::from(begun)
        {
            keeping.write(name, &note.made, &note.things);
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
        let held = self.0.as_ref().and_then(|keeping| Some((keeping, keeping.last.holding.get(name)?)));
        if let Some((keeping, note)) = held {
            keeping.write(name, &note.made, &note.things);
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
        let Some(keeping) = self.0 else { return Vec::new() };
        let mut written = keeping.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        written.sort_unstable();
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&keeping.others);
        bytes.extend_from_slice(keeping.now.rest());
        put_number(&mut bytes, keeping.now.marks().len());
        bytes.extend_from_slice(keeping.now.identities().as_flattened());
        bytes.extend_from_slice(keeping.now.marks().as_flattened());
        written.into_iter().for_each(|note| bytes.extend_from_slice(&note));
        bytes
    }
}

impl Keeping {
    fn watch<R>(&self, name: &str, work: impl FnOnce() -> R) -> R {
        let (made, reads) = watched(work);
        self.write(name, &[], &self.now.numbers(&reads));
        made
    }

    fn write(&self, name: &str, made: &[usize], things: &[u32]) {
        let mut note = Written(Vec::with_capacity(name.len() + things.len() * 2 + 5));
        note.text(name);
        note.list(made, |note, number| note.number(*number));
        let mut before = 0;
        note.list(things, |note, thing| {
            note.small(thing - before);
            before = *thing;
        });
        self.written.lock().unwrap_or_else(PoisonError::into_inner).push(note.0.into());
    }
}

fn put<E: From<SinkError>>(sink: &dyn Sink, paths: Vec<SitePath>, files: Vec<Vec<u8>>) -> Result<(), E> {
    for (path, bytes) in paths.into_iter().zip(files) {
        sink.put(path, bytes)?;
    }
    Ok(())
}

impl Last {
    /// Reads the notes `last`, in the numbers of `now`; nothing when all is void.
    fn read(now: &Fingerprints, others: &[u8; 32], last: &[u8]) -> Option<Self> {
        let mut last = Rest(last);
        if last.take(others.len())? != others || last.take(now.rest().len())? != now.rest() {
            return None;
        }
        let count = last.number()?;
        let identities = take_marks(&mut last, count)?;
        let marks = take_marks(&mut last, count)?;
        let numbers = (0..).zip(now.identities()).map(|(number, identity)| (identity, number));
        let numbers = numbers.collect::<QuickMap<&Mark, u32>>();
        let same = |(identity, mark): (&Mark, &Mark)| {
            numbers.get(identity).copied().filter(|number| now.marks()[*number as usize] == *mark)
        };
        let same = identities.iter().zip(marks).map(same).collect::<Vec<_>>();
        let mut read = Self::default();
        while !last.0.is_empty() {
            let name = last.text()?;
            let made = last.list(Rest::number)?.into_boxed_slice();
            if made.len() > 1 {
                read.parts.insert(Box::from(name), made.clone());
            }
            let mut thing = 0;
            let mut things = Some(Vec::new());
            for _ in 0..last.number()? {
                thing += last.number()?;
                match (&mut things, same.get(thing)?) {
                    (Some(things), Some(number)) => things.push(*number),
                    _ => things = None,
                }
            }
            if let Some(mut things) = things {
                things.sort_unstable();
                read.holding.insert(Box::from(name), Note { made, things: things.into() });
            }
        }
        Some(read)
    }
}

/// The next marks.
fn take_marks<'b>(rest: &mut Rest<'b>, count: usize) -> Option<&'b [Mark]> {
    Some(rest.take(count.checked_mul(size_of::<Mark>())?)?.as_chunks().0)
}
