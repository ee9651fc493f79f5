//! The search page: the box, what results can be narrowed down by, and the words that its script says.

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::engine::Engine;
use super::super::frame::{Head, asset};
use super::super::viewpoint::Viewpoint;
use super::Sheet;
use crate::model::route;

/// The search page.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// Address of the file by which the index begins.
    index: String,
    /// The way to the files of the index.
    files: String,
    /// The way to the pages that results lead to.
    root: String,
    scripts: Vec<String>,
    /// Words for the script, as JSON.
    words: String,
}

/// Scripts in the order in which they run.
const SCRIPTS: [&str; 4] = ["timeliness.js", "search-core.js", "search-facets.js", "search.js"];

/// Words by group; the script shows a value of the index by its word.
const GROUPS: [(&str, &[&str]); 3] = [
    ("search.kind", &["document", "provision", "directive", "body", "indicator", "report"]),
    (
        "state_name",
        &[
            "overdue",
            "past-due-unreported",
            "due-today",
            "due-soon",
            "on-time",
            "recurring",
            "no-fixed-date",
            "due-before-issue",
            "done-on-time",
            "done-late",
        ],
    ),
    (
        "lifecycle",
        &[
            "not-started",
            "in-progress",
            "partly-done",
            "done",
            "suspended",
            "withdrawn",
            "transferred",
            "no-information",
        ],
    ),
];

/// The search page.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, engine: &Engine) -> Sheet<SearchPage> {
    let head = Head {
        title: view.say("search.title", &[]),
        description: view.say("search.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    let page = SearchPage {
        index: view.here.file(route::SEARCH_INDEX),
        files: view.here.file(""),
        root: view.here.page(""),
        scripts: SCRIPTS.map(|name| asset(&view.here, engine.assets(), name)).into(),
        words: words(view).to_string(),
    };
    Sheet { template: "search.html", head, page }
}

fn words(view: &Viewpoint<'_>) -> Value {
    let one = |key: &str| Value::from(view.say(key, &[]));
    let counted = |key: &str| Value::from(view.say(key, &[("n", "{n}".to_owned())]));
    let mut words = Map::new();
    for (group, keys) in GROUPS {
        let named = keys.iter().map(|key| ((*key).to_owned(), one(&format!("{group}.{key}"))));
        words.insert(group.trim_start_matches("search.").to_owned(), Value::Object(named.collect()));
    }
    for key in ["none", "failed", "local", "any", "more"] {
        words.insert(key.to_owned(), one(&format!("search.{key}")));
    }
    words.insert("one".to_owned(), Value::from(view.say("search.found", &[("n", "1".to_owned())])));
    words.insert("found".to_owned(), counted("search.found"));
    words.insert("shown".to_owned(), counted("search.shown"));
    Value::Object(words)
}
