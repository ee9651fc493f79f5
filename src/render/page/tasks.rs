//! The directives by where they stand: a list for each state, and a page that names the lists. Filters that work
//! without JavaScript.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::super::frame::Head;
use super::super::row::{self, RowView};
use super::super::status;
use super::super::tally::Tally;
use super::super::viewpoint::{Link, Viewpoint};
use super::Sheet;
use crate::model::directive::Directive;
use crate::model::province::Province;
use crate::model::{Ix, route};

/// Most directives of a province on a list.
const MOST: usize = 150;

/// A list of directives, or the page of all lists.
#[derive(Debug, Clone, Serialize)]
pub struct TasksPage {
    crumbs: Vec<Link>,
    /// Bare word of the state; none on the page of all lists.
    state: Option<&'static str>,
    total: usize,
    lists: Vec<ListView>,
    groups: Vec<GroupView>,
}

/// A list, as others lead to it.
#[derive(Debug, Clone, Serialize)]
struct ListView {
    state: &'static str,
    href: String,
    count: usize,
    current: bool,
}

/// The directives of a province.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    id: String,
    province: Link,
    count: usize,
    rows: Vec<RowView>,
    /// How many are left out.
    more: usize,
}

/// The page of all lists, or with `state` the list of the directives that stand so.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, state: Option<&'static str>) -> Sheet<TasksPage> {
    let site = view.site;
    let tally = Tally::of(&site.directives);
    let lists = route::TASK_LISTS.map(|(name, _)| ListView {
        state: name,
        href: view.here.page(&route::tasks_in(name)),
        count: tally.count(name),
        current: Some(name) == state,
    });
    let groups = state.map_or_else(Vec::new, |state| groups(view, state));
    let (title, total) = match state {
        Some(state) => (view.say(&format!("state_name.{state}"), &[]), tally.count(state)),
        None => (view.say("tasks.title", &[]), tally.total()),
    };
    let crumbs = state.map(|_| view.frame_link(route::TASKS, view.say("tasks.title", &[])));
    let head = Head {
        description: view.say("tasks.description", &[("title", title.clone()), ("n", total.to_string())]),
        title,
        has_twin: true,
        listed: true,
        has_status: state.is_some(),
        kind: "website",
        ..Head::default()
    };
    let page = TasksPage { crumbs: crumbs.into_iter().collect(), state, total, lists: lists.into(), groups };
    Sheet { template: "tasks.html", head, page }
}

/// The directives that stand so, by province.
fn groups(view: &Viewpoint<'_>, state: &str) -> Vec<GroupView> {
    let site = view.site;
    let mut provinces: BTreeMap<Ix<Province>, Vec<(Date, Ix<Directive>)>> = BTreeMap::new();
    for (position, directive) in site.directives.entries() {
        let standing = &directive.standing;
        if status::state(standing.lifecycle, standing.timing.timeliness) == state {
            let found = provinces.entry(site.documents[directive.document].province).or_default();
            found.push((directive.due().unwrap_or(Date::MAX), position));
        }
    }
    let group = |(province, mut found): (Ix<Province>, Vec<(Date, Ix<Directive>)>)| {
        found.sort_unstable();
        GroupView {
            id: site.provinces[province].id.clone(),
            province: view.province(province),
            count: found.len(),
            more: found.len().saturating_sub(MOST),
            rows: row::rows(view, found.into_iter().take(MOST).map(|(_, position)| position)),
        }
    };
    provinces.into_iter().map(group).collect()
}
