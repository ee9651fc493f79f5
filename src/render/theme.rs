//! The files of a theme: the default one from inside the binary, single files overridden by the site.
//!
//! Cargo notices a changed file of the default theme by itself, a new one only when this file is compiled anew.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::source::SourcePath;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The typeface of the documents, as `src/build.rs` makes it: its place among the files of the theme, and its bytes.
static FACES: [(&str, &[u8]); 2] = [
    ("assets/text.woff2", include_bytes!(concat!(env!("OUT_DIR"), "/text.woff2"))),
    ("assets/text-bold.woff2", include_bytes!(concat!(env!("OUT_DIR"), "/text-bold.woff2"))),
];

/// Folder that the embedded theme stands for in messages.
const DEFAULT_FOLDER: &str = "themes/default";

/// The files of a theme, by their path inside it, such as `templates/document.html`.
#[derive(Debug, Clone)]
pub struct ThemeFiles(BTreeMap<String, ThemeFile>);

/// One file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Where it was read, for messages.
    pub source: SourcePath,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

impl ThemeFiles {
    /// The default theme.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect(&DEFAULT, &mut files);
        for (path, bytes) in FACES {
            let source = SourcePath::new(&format!("{DEFAULT_FOLDER}/{path}"));
            files.insert(path.to_owned(), ThemeFile { source, bytes: Cow::Borrowed(bytes) });
        }
        Self(files)
    }

    /// Puts a site's own files over these; `folder` is where they were read (`themes/dong-nai`), the
    /// paths are relative to it.
    pub fn overlay(&mut self, folder: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) {
        for (path, bytes) in files {
            let source = SourcePath::new(&format!("{folder}/{path}"));
            self.0.insert(path, ThemeFile { source, bytes: Cow::Owned(bytes) });
        }
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&ThemeFile> {
        self.0.get(path)
    }

    /// Whether a site changed what readers see: a template, a style or a script.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let embedded = Self::embedded();
        let is_look = |path: &str| ["templates/", "assets/"].iter().any(|folder| path.starts_with(folder));
        self.0
            .iter()
            .any(|(path, file)| is_look(path) && embedded.get(path).is_none_or(|original| original.bytes != file.bytes))
    }

    /// The files below `folder` (which ends in `/`), with the rest of their paths, sorted.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t ThemeFile)> {
        self.0.iter().filter_map(move |(path, file)| Some((path.strip_prefix(folder)?, file)))
    }
}

fn collect(folder: &'static Dir<'static>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let source = SourcePath::new(&format!("{DEFAULT_FOLDER}/{path}"));
        files.insert(path, ThemeFile { source, bytes: Cow::Borrowed(file.contents()) });
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
