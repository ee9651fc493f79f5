//! Random edits of a site as people make them: other words, records that come and go, another day, another theme.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::builds::{read_folder, repository};

/// A project that is edited at random: the sample site in a folder of its own.
pub struct Edited {
    root: tempfile::TempDir,
    chance: Chance,
    /// The day for which it is built.
    pub today: Date,
    removed: Vec<(PathBuf, Vec<u8>)>,
    undo: Undo,
}

/// What the last edit changed.
enum Undo {
    File(PathBuf, Option<Vec<u8>>),
    Day(Date),
}

impl Edited {
    /// The sample site on `today`; `seed` decides which edits come. Only with an address does it have pictures of
    /// links, which take long to draw.
    pub fn new(seed: u64, today: Date, has_address: bool) -> Self {
        let root = tempfile::tempdir().unwrap();
        for (path, bytes) in read_folder(&repository().join("tests/sites/sample/content")) {
            write(&root.path().join("content").join(path), &bytes);
        }
        if !has_address {
            let settings = root.path().join("content/site.yaml");
            let text = fs::read_to_string(&settings).unwrap();
            let lines = text.lines().filter(|line| !line.starts_with("base_url:")).collect::<Vec<_>>();
            write(&settings, lines.join("\n").as_bytes());
        }
        Self { root, chance: Chance(seed), today, removed: Vec::new(), undo: Undo::Day(today) }
    }

    /// The root of the project.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// Changes one thing; tells what. It may be a mistake.
    pub fn edit(&mut self) -> String {
        let chance = &mut self.chance;
        match chance.below(24) {
            0..=3 => self.text(".yaml", |text, chance, _| {
                text.replacen("thực hiện", &format!("thực hiện lần {}", chance.below(100)), 1)
            }),
            4 => self.lines(".yaml", |lines, at, _| lines[at].push_str(" thêm")),
            5 => self.lines(".yaml", |lines, at, _| drop(lines.remove(at))),
            6 => self.text(".yaml", |text, chance, _| {
                text.replacen("date: 202", &format!("date: 201{} # 202", chance.below(10)), 1).replace(" # 202", "")
            }),
            7 => self.text(".yaml", |text, chance, _| format!("{text}\n# {}\n", chance.below(100))),
            // The last update is said once more, in other words; or it is taken back.
            8 | 9 => self.text("content/updates/", |text, chance, _| {
                let last = text.rfind("\n- ").map_or(text, |start| &text[start..]);
                let again = last.replacen("  text: ", &format!("  text: Lần {} ", chance.below(100)), 1);
                format!("{}\n{}\n", text.trim_end(), again.trim())
            }),
            10 => self.text("content/updates/", |text, _, _| {
                text.rfind("\n- ").map_or_else(|| text.to_owned(), |start| format!("{}\n", &text[..start]))
            }),
            // One thing more to do, or one less.
            11 | 12 => self.text("content/documents/", |text, chance, _| {
                let place = nth(text, "- action: ", chance);
                let Some(place) = place else { return text.to_owned() };
                let indent = place - text[..place].rfind('\n').map_or(0, |end| end + 1);
                let new = format!("- action: Việc thêm số {}\n{}", chance.below(100), " ".repeat(indent));
                format!("{}{new}{}", &text[..place], &text[place..])
            }),
            13 => self.text("content/documents/", |text, chance, _| {
                let Some(place) = nth(text, "- action: ", chance) else { return text.to_owned() };
                let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
                let deeper = |line: &&str| line.starts_with(&" ".repeat(place - start + 1)) || line.trim().is_empty();
                let block = 1 + text[start..].lines().skip(1).take_while(deeper).count();
                let length = text[start..].split_inclusive('\n').take(block).map(str::len).sum::<usize>();
                format!("{}{}", &text[..start], &text[start + length..])
            }),
            14 | 15 => self.text("content/bodies/", |text, chance, _| {
                text.replacen("name: ", &format!("name: Mới {} ", chance.below(100)), 1)
            }),
            16 => self.text("content/indicators/", |text, chance, _| {
                text.replacen("name: ", &format!("name: Mới {} ", chance.below(100)), 1)
            }),
            17 => self.text("content/glossary.yaml", |text, chance, _| {
                format!("{}\n- short: TN{}\n  long: thử nghiệm\n", text.trim_end(), chance.below(100))
            }),
            18 => self.text("content/site.yaml", |text, chance, _| {
                text.replacen("  vi: ", &format!("  vi: Sửa {} ", chance.below(100)), 1)
            }),
            19 => self.text(".md", |text, chance, _| format!("{text}\nThêm một đoạn số {}.\n", chance.below(100))),
            20 => self.remove(),
            21 => self.add(),
            22 => {
                self.undo = Undo::Day(self.today);
                let days = i32::try_from(chance.below(40)).unwrap() - 10;
                self.today = self.today.checked_add(days.days()).unwrap();
                format!("the day is {}", self.today)
            }
            _ => {
                let name = format!("themes/default/assets/mau-{}.css", chance.below(3));
                let style = format!("main {{ margin: {}px }}\n", chance.below(10));
                self.put(self.root().join(name), style.as_bytes())
            }
        }
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        match &self.undo {
            Undo::File(path, Some(bytes)) => write(path, bytes),
            Undo::File(path, None) => fs::remove_file(path).unwrap(),
            Undo::Day(day) => self.today = *day,
        }
    }

    /// Edits the text of a file whose path holds `which`.
    fn text(&mut self, which: &str, change: impl Fn(&str, &mut Chance, &Path) -> String) -> String {
        let Some(path) = self.file(which) else { return self.edit() };
        let text = fs::read_to_string(&path).unwrap();
        let changed = change(&text, &mut self.chance, &path);
        self.put(path, changed.as_bytes())
    }

    fn lines(&mut self, which: &str, change: impl Fn(&mut Vec<String>, usize, &Path)) -> String {
        self.text(which, |text, chance, path| {
            let mut lines = text.lines().map(str::to_owned).collect::<Vec<_>>();
            let at = chance.below(lines.len());
            change(&mut lines, at, path);
            lines.join("\n")
        })
    }

    fn remove(&mut self) -> String {
        let path = self.file(".yaml").unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let said = format!("{} is gone", path.display());
        self.removed.push((path.clone(), bytes.clone()));
        self.undo = Undo::File(path, Some(bytes));
        said
    }

    /// A record that was there before, or a document again under another number.
    fn add(&mut self) -> String {
        if let Some((path, bytes)) = self.removed.pop().filter(|(path, _)| !path.exists()) {
            return self.put(path, &bytes);
        }
        let Some(path) = self.file("content/documents/") else { return self.edit() };
        let text = fs::read_to_string(&path).unwrap();
        let number = self.chance.below(9000) + 1000;
        let at = text.find("\nnumber: ").map_or(0, |start| start + "\nnumber: ".len());
        let rest = text[at..].trim_start_matches(|letter: char| letter.is_ascii_digit());
        let name = path.file_name().unwrap().to_str().unwrap();
        let tail = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let twin = path.with_file_name(format!("{number}{tail}"));
        self.put(twin, format!("{}{number}{rest}", &text[..at]).as_bytes())
    }

    fn put(&mut self, path: PathBuf, bytes: &[u8]) -> String {
        let said = path.display().to_string();
        self.undo = Undo::File(path.clone(), fs::read(&path).ok());
        write(&path, bytes);
        said
    }

    /// A file of the content whose path holds `which`; the settings only when they are asked for.
    fn file(&mut self, which: &str) -> Option<PathBuf> {
        let all = read_folder(&self.root().join("content"));
        let all = all.keys().map(|path| format!("content/{path}"));
        let named = all.filter(|path| path.contains(which) && (path != "content/site.yaml" || which == path));
        let named = named.collect::<Vec<_>>();
        if named.is_empty() {
            return None;
        }
        let which = self.chance.below(named.len());
        Some(self.root().join(&named[which]))
    }
}

/// Where one of the places stands at which `text` has `words`.
fn nth(text: &str, words: &str, chance: &mut Chance) -> Option<usize> {
    let places = text.match_indices(words).map(|(place, _)| place).collect::<Vec<_>>();
    (!places.is_empty()).then(|| places[chance.below(places.len())])
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Splitmix64.
pub struct Chance(u64);

impl Chance {
    /// Always the same numbers for a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}
