//! The paths that the files of a generation have taken: a tree, because most of a path is also part of many others.

use std::sync::Arc;

use super::manifest::Stamp;
use crate::base::hash::QuickMap;
use crate::base::output::SitePath;

/// Every path taken so far, with the folders that it stands in.
#[derive(Debug, Default)]
pub(super) struct Taken {
    names: Vec<Arc<str>>,
    numbers: QuickMap<Arc<str>, u32>,
    nodes: Vec<Node>,
    /// The node of a name in a folder.
    inside: QuickMap<(u32, u32), u32>,
    /// Those of the files that are stored.
    stamps: Vec<Stamp>,
}

/// The node of a file that was taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(u32);

#[derive(Debug, Clone, Copy)]
struct Node {
    folder: u32,
    name: u32,
    what: What,
}

/// What a node is, in four bytes: there are more nodes than files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct What(u32);

impl What {
    /// A folder that is yet to be created.
    const FOLDER: Self = Self(u32::MAX);
    /// A folder that is there.
    const CREATED: Self = Self(u32::MAX - 1);
    /// A file whose bytes are being written.
    const CLAIMED: Self = Self(u32::MAX - 2);

    /// A file that is stored; the place of its stamp.
    const fn file(stamp: u32) -> Self {
        Self(stamp)
    }

    const fn is_folder(self) -> bool {
        self.0 >= Self::CREATED.0
    }

    /// The place of the stamp of a file that is stored.
    fn stamp(self) -> Option<usize> {
        (self.0 < Self::CLAIMED.0).then_some(self.0 as usize)
    }
}

/// The top, which is no node.
const TOP: u32 = u32::MAX;

impl Taken {
    /// Takes `path` for one file; `None` when it is taken, or stands in a file, or is a folder.
    pub fn claim(&mut self, path: &SitePath) -> Option<Place> {
        let (folders, name) =
            path.as_str().rsplit_once('/').map_or((None, path.as_str()), |(all, name)| (Some(all), name));
        let folder = match folders {
            Some(folders) => self.folder(folders)?,
            None => TOP,
        };
        let name = self.number(name);
        if self.inside.contains_key(&(folder, name)) {
            return None;
        }
        Some(Place(self.add(folder, name, What::CLAIMED)))
    }

    /// Notes what was stored at a place.
    pub fn stamp(&mut self, place: Place, stamp: Stamp) {
        self.nodes[place.0 as usize].what = What::file(number(self.stamps.len()));
        self.stamps.push(stamp);
    }

    /// Whether the folder was noted to be there.
    pub fn is_created(&self, folder: &str) -> bool {
        let mut node = TOP;
        for name in folder.split('/') {
            let inner = self.numbers.get(name).and_then(|name| self.inside.get(&(node, *name)));
            let Some(inner) = inner else { return false };
            node = *inner;
        }
        self.nodes[node as usize].what == What::CREATED
    }

    /// Notes that the folder is there.
    pub fn note_created(&mut self, folder: &str) {
        if let Some(node) = self.folder(folder) {
            self.nodes[node as usize].what = What::CREATED;
        }
    }

    /// Shows the files that have a stamp, in the order of their paths.
    pub fn each(mut self, mut show: impl FnMut(&str, &Stamp)) {
        // Nothing is looked for any more.
        drop((std::mem::take(&mut self.numbers), std::mem::take(&mut self.inside)));
        // What is in each folder, and last what is at the top: counted, then put in its place.
        let place = |folder: u32| if folder == TOP { self.nodes.len() } else { folder as usize };
        let mut ends = vec![0_u32; self.nodes.len() + 1];
        self.nodes.iter().for_each(|node| ends[place(node.folder)] += 1);
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        let mut inside = vec![0_u32; self.nodes.len()];
        let mut starts = ends.clone();
        for (number, node) in (0..).zip(&self.nodes) {
            let start = &mut starts[place(node.folder)];
            *start -= 1;
            inside[*start as usize] = number;
        }
        let of = |folder: u32| starts[place(folder)] as usize..ends[place(folder)] as usize;
        for folder in (0..number(self.nodes.len())).chain([TOP]) {
            inside[of(folder)].sort_unstable_by(|one, other| self.key(*one).cmp(self.key(*other)));
        }
        let mut path = String::new();
        // What is still to be shown, the next one last, each with the length of the path that leads to it.
        let mut rest = inside[of(TOP)].iter().rev().map(|node| (*node, 0)).collect::<Vec<_>>();
        while let Some((node, length)) = rest.pop() {
            path.truncate(length);
            path.push_str(&self.names[self.nodes[node as usize].name as usize]);
            let what = self.nodes[node as usize].what;
            if let Some(stamp) = what.stamp() {
                show(&path, &self.stamps[stamp]);
            } else if what.is_folder() {
                path.push('/');
                rest.extend(inside[of(node)].iter().rev().map(|inner| (*inner, path.len())));
            }
        }
    }

    /// What a node is sorted by among those in its folder: paths in a folder go on with a slash.
    fn key(&self, node: u32) -> impl Iterator<Item = u8> + Clone + '_ {
        let Node { name, what, .. } = self.nodes[node as usize];
        let slash = what.is_folder().then_some(b'/');
        self.names[name as usize].bytes().chain(slash)
    }

    /// The node of a folder; `None` when it is a file, or stands in one.
    fn folder(&mut self, path: &str) -> Option<u32> {
        let mut node = TOP;
        for name in path.split('/') {
            let name = self.number(name);
            node = match self.inside.get(&(node, name)) {
                Some(inner) if !self.nodes[*inner as usize].what.is_folder() => return None,
                Some(inner) => *inner,
                None => self.add(node, name, What::FOLDER),
            };
        }
        Some(node)
    }

    fn add(&mut self, folder: u32, name: u32, what: What) -> u32 {
        let node = number(self.nodes.len());
        self.nodes.push(Node { folder, name, what });
        self.inside.insert((folder, name), node);
        node
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let (number, name) = (number(self.names.len()), Arc::<str>::from(name));
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }
}

fn number(count: usize) -> u32 {
    let is_free = |number: &u32| *number < What::CLAIMED.0;
    u32::try_from(count).ok().filter(is_free).expect("a site has fewer than 2^32 files")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::parse(text).expect("a path")
    }

    #[test]
    fn a_path_is_taken_once_and_never_in_a_file_nor_in_the_place_of_a_folder() {
        let mut taken = Taken::default();
        assert!(taken.claim(&path("a/b/index.html")).is_some());
        assert!(taken.claim(&path("a/b/index.html")).is_none());
        assert!(taken.claim(&path("a/b")).is_none());
        assert!(taken.claim(&path("a/b/index.html/c")).is_none());
        assert!(taken.claim(&path("a/c")).is_some());
        assert!(taken.claim(&path("b")).is_some());
    }

    #[test]
    fn what_has_a_stamp_is_told_by_its_path() {
        let mut taken = Taken::default();
        let stamp = Stamp::of(b"words");
        let (first, _) = (taken.claim(&path("a/b/c.html")).expect("free"), taken.claim(&path("a/d")).expect("free"));
        let top = taken.claim(&path("top.html")).expect("free");
        taken.stamp(first, stamp);
        taken.stamp(top, stamp);
        assert_eq!(shown(taken), ["a/b/c.html", "top.html"]);
    }

    #[test]
    fn files_are_shown_in_the_order_of_their_paths() {
        let mut paths = ["b/x", "a-b/x", "a/x", "a.html", "a/b/c", "a/b-c", "a0", "đ/x", "d/x"];
        let mut taken = Taken::default();
        for text in paths {
            let place = taken.claim(&path(text)).expect("free");
            taken.stamp(place, Stamp::of(b""));
        }
        paths.sort_unstable();
        assert_eq!(shown(taken), paths);
    }

    fn shown(taken: Taken) -> Vec<String> {
        let mut shown = Vec::new();
        taken.each(|path, _| shown.push(path.to_owned()));
        shown
    }

    #[test]
    fn a_folder_is_there_when_that_was_noted() {
        let mut taken = Taken::default();
        taken.claim(&path("a/b/c.html"));
        assert!(!taken.is_created("a") && !taken.is_created("x/y"));
        taken.note_created("a/b");
        assert!(taken.is_created("a/b") && !taken.is_created("a"));
        taken.note_created("x");
        assert!(taken.is_created("x"));
    }
}
