//! The search page: the box, what results can be narrowed down by, and the words that its script says.

use serde::Serialize;

use super::super::engine::Engine;
use super::super::frame::{Head, asset};
use super::super::shell::sections;
use super::super::viewpoint::{Link, Viewpoint};
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
    /// The page's own script. It does not wait for the stylesheet, and runs the others.
    script: String,
    /// Addresses of the scripts that search, in their order.
    core: Vec<String>,
    /// Address of the script that phrases need.
    phrase: String,
    /// Addresses of the scripts that filters need, joined by spaces.
    narrow: String,
    /// Address of the script for browsers that cannot inflate.
    inflate: String,
    /// The other sections, for who would rather look through lists.
    lists: Vec<Link>,
    /// Words for the script: key, tab, word, a line each.
    words: String,
}

/// The script of the page.
const SCRIPT: &str = "search.js";
/// The scripts that search, in the order in which they run.
const CORE: [&str; 3] = ["search-query.js", "search-index.js", "search-core.js"];
/// The script that is fetched when somebody types a phrase, or what must not be there.
const PHRASE: &str = "search-phrase.js";
/// The script for browsers that cannot inflate.
const INFLATE: &str = "search-inflate.js";
/// Scripts that are fetched when somebody filters, in their order.
const NARROW: [&str; 2] = ["timeliness.js", "search-facets.js"];

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
        script: asset(&view.here, engine.assets(), SCRIPT),
        core: CORE.map(|name| asset(&view.here, engine.assets(), name)).into(),
        phrase: asset(&view.here, engine.assets(), PHRASE),
        narrow: NARROW.map(|name| asset(&view.here, engine.assets(), name)).join(" "),
        inflate: asset(&view.here, engine.assets(), INFLATE),
        lists: sections(view)
            .filter(|(_, address)| *address != route::SEARCH)
            .map(|(key, address)| view.frame_link(address, view.say(&format!("menu.{key}"), &[])))
            .collect(),
        words: words(view),
    };
    Sheet { template: "search.html", head, page }
}

fn words(view: &Viewpoint<'_>) -> String {
    let mut words = Vec::new();
    for (group, keys) in GROUPS {
        words.extend(keys.iter().map(|key| ((*key).to_owned(), view.say(&format!("{group}.{key}"), &[]))));
    }
    for key in ["none", "failed", "local", "any"] {
        words.push((key.to_owned(), view.say(&format!("search.{key}"), &[])));
    }
    for (key, label, n) in [("one", "found", "1"), ("found", "found", "{n}"), ("shown", "shown", "{n}")] {
        words.push((key.to_owned(), view.say(&format!("search.{label}"), &[("n", n.to_owned())])));
    }
    words.iter().map(|(key, word)| format!("{key}\t{word}")).collect::<Vec<_>>().join("\n")
}
