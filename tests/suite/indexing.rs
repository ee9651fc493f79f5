//! An index that is made with what is remembered of the one before is, to the byte, one that remembers nothing.

use std::collections::BTreeMap;
use std::sync::Mutex;

use minhbach::base::output::{Sink, SinkError, SitePath};
use minhbach::index::search::Index;
use minhbach::index::{Facets, Memory, Unit, UnitKind, build, build_again};

use super::incremental::edit::Chance;

type Files = BTreeMap<String, Vec<u8>>;

/// A sink that has the files of an earlier index.
#[derive(Default)]
struct After {
    last: Files,
    files: Mutex<Files>,
    put: Mutex<usize>,
}

impl Sink for After {
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        *self.put.lock().unwrap() += 1;
        assert!(self.files.lock().unwrap().insert(path.as_str().to_owned(), bytes).is_none(), "{path} comes twice");
        Ok(())
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        let Some(bytes) = self.last.get(path.as_str()) else { return Ok(None) };
        assert!(
            self.files.lock().unwrap().insert(path.as_str().to_owned(), bytes.clone()).is_none(),
            "{path} comes twice"
        );
        Ok(Some(bytes.len() as u64))
    }
}

/// The index of `units`, and how many of its files were made.
fn again(units: &[Unit], last: Files, memory: &mut Memory) -> (Files, usize) {
    let sink = After { last, ..After::default() };
    build_again(units, &[], memory, &sink).unwrap();
    (sink.files.into_inner().unwrap(), sink.put.into_inner().unwrap())
}

/// What is kept of what is remembered.
fn bytes(memory: &Memory) -> Vec<u8> {
    let mut bytes = Vec::new();
    memory.write(&mut bytes).unwrap();
    bytes
}

fn fresh(units: &[Unit]) -> Files {
    build(units, &[]).into_iter().collect()
}

const WORDS: [&str; 30] = [
    "số", "hóa", "thủ", "tục", "hành", "chính", "Rà", "soát", "đôn", "đốc", "UBND", "tỉnh", "Đồng", "Nai", "HĐND",
    "quý", "tháng", "năm", "báo", "cáo", "kết", "quả", "chuyển", "đổi", "CĐS", "hoá", "tỷ", "tỉ", "Website", "iOffice",
];

fn text(chance: &mut Chance, words: usize) -> String {
    let word = |_| match chance.below(12) {
        0 => chance.below(12_000).to_string(),
        1 => format!("x{}", chance.below(300)),
        _ => WORDS[chance.below(WORDS.len())].to_owned(),
    };
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}

fn unit(chance: &mut Chance, id: usize) -> Unit {
    let words = 5 + chance.below(60);
    Unit {
        kind: UnitKind::Document,
        title: text(chance, 6),
        detail: String::from("Tỉnh Mẫu"),
        address: format!("van-ban/mau/{id}/"),
        document: format!("van-ban/mau/{id}/"),
        number: Some(format!("{id}/QĐ-UBND")),
        names: text(chance, 3),
        text: text(chance, words),
        facets: Facets { bodies: vec![(text(chance, 1), String::from("Cơ quan"))], ..Facets::default() },
    }
}

#[test]
fn after_any_edit_of_units_the_remembered_index_is_a_fresh_one() {
    let mut chance = Chance::new(20_261_122);
    let mut units = (0..300).map(|id| unit(&mut chance, id)).collect::<Vec<_>>();
    let mut memory = Memory::default();
    let (mut files, _) = again(&units, Files::new(), &mut memory);
    assert!(files == fresh(&units));
    for step in 0..60 {
        let place = chance.below(units.len());
        match chance.below(9) {
            0 => drop(units.remove(place)),
            1 => {
                let new = unit(&mut chance, 1000 + step);
                units.insert(place, new);
            }
            2 => {
                let new = unit(&mut chance, 1000 + step);
                units.push(new);
            }
            3 => units[place].text = text(&mut chance, 40),
            4 => units[place].title.push_str(" số"),
            5 => units[place].detail.push('!'),
            6 => units[place].facets.bodies.clear(),
            7 => (0..25).for_each(|_| {
                let place = chance.below(units.len());
                units[place].names = text(&mut chance, 2);
            }),
            _ => units[place].text = units[chance.below(units.len())].text.clone(),
        }
        if chance.below(3) == 0 {
            memory = Memory::from_bytes(bytes(&memory)).unwrap();
        }
        if chance.below(4) == 0 {
            let gone = files.keys().nth(chance.below(files.len())).unwrap().clone();
            files.remove(&gone);
        }
        (files, _) = again(&units, files, &mut memory);
        let expected = fresh(&units);
        let differing = files.keys().chain(expected.keys()).filter(|path| files.get(*path) != expected.get(*path));
        assert_eq!(differing.collect::<Vec<_>>(), Vec::<&String>::new(), "step {step}");
    }
}

#[test]
fn what_comes_and_goes_at_the_edge_of_a_batch_is_in_the_remembered_index() {
    let mut chance = Chance::new(5);
    let units = (0..2500).map(|id| unit(&mut chance, id)).collect::<Vec<_>>();
    let mut memory = Memory::default();
    let (files, _) = again(&units, Files::new(), &mut memory);
    let batches = Index::open(files.clone()).unwrap().lexicon().start.records_units.clone();
    assert!(batches.len() > 2, "{batches:?}");
    let first = batches[0] as usize;
    for place in [0, first - 1, first, units.len() - 1] {
        let mut units = units.clone();
        let gone = units.remove(place);
        let mut memory = Memory::from_bytes(bytes(&memory)).unwrap();
        let (files, _) = again(&units, files.clone(), &mut memory);
        assert!(files == fresh(&units), "without {place}");
        units.insert(place, gone);
        assert!(again(&units, files, &mut memory).0 == fresh(&units), "with {place} again");
    }
}

#[test]
fn an_edit_of_one_text_makes_few_files_anew() {
    let mut chance = Chance::new(7);
    let mut units = (0..2000).map(|id| unit(&mut chance, id)).collect::<Vec<_>>();
    let mut memory = Memory::default();
    let (files, all) = again(&units, Files::new(), &mut memory);
    let (files, nothing) = again(&units, files, &mut memory);
    // Numbers, facets, days and the entry file cost less than to know whether they are the same.
    assert!(nothing <= 12, "{nothing}");
    units[1000].title = units[1000].title.replace("số", "hóa") + " báo cáo";
    let (_, made) = again(&units, files, &mut memory);
    assert!(made * 4 < all, "{made} of {all}");
}

#[test]
fn bytes_that_are_no_memory_are_told() {
    let mut memory = Memory::default();
    again(&[unit(&mut Chance::new(1), 1)], Files::new(), &mut memory);
    let bytes = bytes(&memory);
    assert!(Memory::from_bytes(bytes.clone()).is_some());
    for length in 0..bytes.len() {
        assert!(Memory::from_bytes(bytes[..length].to_vec()).is_none(), "{length} of {}", bytes.len());
    }
}

#[test]
fn units_in_many_batches_are_shown_as_they_are() {
    let mut chance = Chance::new(3);
    let units = (0..3000).map(|id| unit(&mut chance, id)).collect::<Vec<_>>();
    let index = Index::open(fresh(&units)).unwrap();
    assert!(index.lexicon().start.records.sizes.len() > 3);
    for id in [0, 1, 999, 1500, 2998, 2999] {
        let found = index.search(&format!("{id}/QĐ-UBND"), 1).unwrap();
        assert_eq!(found.hits[0].record.3, units[id].address);
    }
}
