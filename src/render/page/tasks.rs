//! The directives by where they stand: a list for each state, and a page that names the lists. Filters that work
//! without JavaScript.

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
use crate::model::shelf::share_of_page;
use crate::model::{Ix, route};

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
    let found = state.map_or_else(Vec::new, |state| by_province(view, state));
    let most = share_of_page(found.len());
    let groups = found.iter().map(|(province, directives)| group(view, *province, directives, most)).collect();
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

/// The directives that stand in `state`, the earliest deadline first, for each province that gave one.
fn by_province(view: &Viewpoint<'_>, state: &str) -> Vec<(Ix<Province>, Vec<Ix<Directive>>)> {
    let site = view.site;
    let places = site.documents.places();
    let mut found = site.provinces.positions().map(|province| (province, Vec::new())).collect::<Vec<_>>();
    for (position, directive) in site.directives.entries() {
        let standing = &directive.standing;
        if status::state(standing.lifecycle, standing.timing.timeliness) == state {
            let due = directive.due().unwrap_or(Date::MAX);
            found[places.of(directive.document).province.position()].1.push((due, position));
        }
    }
    found.retain(|(_, directives)| !directives.is_empty());
    let sorted = |mut directives: Vec<(Date, Ix<Directive>)>| {
        directives.sort_unstable();
        directives.into_iter().map(|(_, position)| position).collect()
    };
    found.into_iter().map(|(province, directives)| (province, sorted(directives))).collect()
}

fn group(view: &Viewpoint<'_>, province: Ix<Province>, directives: &[Ix<Directive>], most: usize) -> GroupView {
    GroupView {
        id: view.site.provinces[province].id.clone(),
        province: view.province(province),
        count: directives.len(),
        more: directives.len().saturating_sub(most),
        rows: row::rows(view, directives.iter().take(most).copied()),
    }
}
