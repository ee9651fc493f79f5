//! The list of bodies, by province.

use serde::Serialize;

use super::super::frame::Head;
use super::super::viewpoint::{Link, Viewpoint, Words};
use super::Sheet;
use crate::model::body::{Body, BodyKind};
use crate::model::{Ix, route};
use crate::vietnamese::sort::sort_key;

/// The list of bodies.
#[derive(Debug, Clone, Serialize)]
pub struct BodiesPage {
    provinces: Vec<ProvinceView>,
}

#[derive(Debug, Clone, Serialize)]
struct ProvinceView {
    id: String,
    name: Words,
    bodies: Vec<BodyRow>,
    groups: Vec<BodyRow>,
}

/// A body and how much it is involved in.
#[derive(Debug, Clone, Serialize)]
struct BodyRow {
    link: Link,
    short: Option<String>,
    leads: usize,
    coordinates: usize,
    receives: usize,
    issued: usize,
    ended: bool,
}

/// The list of bodies.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<BodiesPage> {
    let site = view.site;
    let provinces = site.provinces.entries().map(|(position, province)| {
        let mut own = site.bodies.entries().filter(|(_, body)| body.province == position).collect::<Vec<_>>();
        own.sort_by_cached_key(|(_, body)| sort_key(&body.name));
        let (groups, bodies): (Vec<_>, Vec<_>) = own.into_iter().partition(|(_, body)| body.kind == BodyKind::Group);
        ProvinceView {
            id: province.id.clone(),
            name: view.vietnamese(province.name.clone()),
            bodies: bodies.into_iter().map(|(index, body)| row(view, index, body)).collect(),
            groups: groups.into_iter().map(|(index, body)| row(view, index, body)).collect(),
        }
    });
    let head = Head {
        title: view.say("bodies.title", &[]),
        description: view.say("bodies.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    let provinces = provinces.filter(|province| !province.bodies.is_empty() || !province.groups.is_empty()).collect();
    Sheet { template: "bodies.html", head, page: BodiesPage { provinces } }
}

fn row(view: &Viewpoint<'_>, position: Ix<Body>, body: &Body) -> BodyRow {
    BodyRow {
        link: view.body(position),
        short: body.short.clone(),
        leads: body.leads.len(),
        coordinates: body.coordinates.len(),
        receives: body.receives.len(),
        issued: body.issued.len(),
        ended: body.valid_to.is_some_and(|end| end < view.site.today),
    }
}

/// The way to a body: the list, its province there.
#[must_use]
pub fn crumbs(view: &Viewpoint<'_>, body: &Body) -> Vec<Link> {
    let province = &view.site.provinces[body.province];
    vec![
        view.frame_link(route::BODIES, view.say("menu.bodies", &[])),
        view.vietnamese_link(&format!("{}#{}", route::BODIES, province.id), province.short.clone()),
    ]
}
