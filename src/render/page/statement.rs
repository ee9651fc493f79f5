//! The accessibility statement: what the site promises, and what the last run of its tests found.
//!
//! In: `tested.json` of the theme, which only a run of the tests writes (`tests/browser/statement.mjs`). Nothing is
//! said that is not in it; a theme that a site changed is told apart from the one that was tested.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::engine::Engine;
use super::super::frame::Head;
use super::super::viewpoint::{DateView, Viewpoint};
use super::Sheet;

/// What a run of the tests found, as it stands in `tested.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tested {
    #[serde(deserialize_with = "iso_day")]
    day: Date,
    browser: String,
    axe: String,
    page_types: Vec<String>,
    suites: Vec<Suite>,
}

fn iso_day<'d, D: serde::Deserializer<'d>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
struct Suite {
    name: String,
    passed: u32,
    failed: u32,
}

/// The accessibility statement.
#[derive(Debug, Clone, Serialize)]
pub struct StatementPage {
    tested: Option<TestedView>,
    /// Whether the site's theme is not the one that was tested.
    own_theme: bool,
}

#[derive(Debug, Clone, Serialize)]
struct TestedView {
    day: DateView,
    browser: String,
    axe: String,
    page_types: usize,
    suites: Vec<Suite>,
    failed: u32,
}

/// The accessibility statement.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, engine: &Engine) -> Sheet<StatementPage> {
    let tested = engine.tested().map(|tested| TestedView {
        day: view.day(tested.day),
        browser: tested.browser.clone(),
        axe: tested.axe.clone(),
        page_types: tested.page_types.len(),
        suites: tested.suites.clone(),
        failed: tested.suites.iter().map(|suite| suite.failed).sum(),
    });
    let head = Head {
        title: view.say("statement.title", &[]),
        description: view.say("statement.description", &[]),
        has_twin: true,
        listed: true,
        kind: "website",
        ..Head::default()
    };
    Sheet { template: "statement.html", head, page: StatementPage { tested, own_theme: engine.has_own_theme() } }
}
