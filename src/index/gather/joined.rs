//! A joined site → the documents and directives of it that can be found. Results lead to that site.

use super::super::unit::{Duty, Facets, Unit, UnitKind};
use crate::model::Site;
use crate::model::eid::{citation, kind_name};
use crate::model::joined::{JoinedSite, StubDirective, StubDocument};
use crate::vietnamese::slug::slug;

/// The document at `place`, then its directives.
pub(super) fn units(site: &Site, one: &JoinedSite, place: usize) -> Vec<Unit> {
    let document = &one.stubs.documents[place];
    let province = &one.stubs.provinces[document.province as usize];
    // Two names of one province would be two choices of one filter.
    let own = site.provinces.iter().find(|own| own.id == province.id);
    let name = own.map_or(&province.name, |own| &own.short);
    let shared = Facets {
        document_kind: Some((slug(kind_name(document.kind)), kind_name(document.kind).to_owned())),
        province: Some((province.id.clone(), name.clone())),
        date: document.date.map(|date| date.first_day()),
        ..Facets::default()
    };
    let directives = one.directives_of(document).iter();
    let directives = directives.map(|stub| of_directive(one, document, stub, shared.clone())).collect::<Vec<_>>();
    let mut units = vec![of_document(one, document, shared)];
    units.extend(directives);
    units
}

fn of_document(one: &JoinedSite, document: &StubDocument, shared: Facets) -> Unit {
    let number = document.number.as_deref();
    let name = citation(&[], document.kind, number);
    let issuer = body(one, document.issuer);
    let date = document.date.map(|date| date.vietnamese()).unwrap_or_default();
    Unit {
        kind: UnitKind::Document,
        title: match (number, &document.title) {
            (Some(_), Some(title)) => format!("{name}: {title}"),
            (None, Some(title)) => title.to_string(),
            (_, None) => name,
        },
        detail: detail(&[&issuer.1, &date, &one.name.vi]),
        address: one.link(&document.address),
        document: one.link(&document.address),
        number: number.map(str::to_owned),
        names: format!("{} {} {}", kind_name(document.kind), issuer.1, province(&shared)),
        text: String::new(),
        facets: Facets { bodies: vec![issuer], ..shared },
    }
}

fn of_directive(one: &JoinedSite, document: &StubDocument, stub: &StubDirective, shared: Facets) -> Unit {
    let leads = stub.lead.iter().map(|place| body(one, *place)).collect::<Vec<_>>();
    let names = leads.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>();
    let number = document.number.as_deref().unwrap_or_else(|| kind_name(document.kind));
    Unit {
        kind: UnitKind::Directive,
        title: stub.action.to_string(),
        detail: detail(&[number, &names.join(", "), &one.name.vi]),
        address: one.link(&stub.address),
        document: one.link(&document.address),
        number: None,
        names: format!("{} {}", names.join(" "), province(&shared)),
        text: stub.phrase.as_deref().unwrap_or_default().to_owned(),
        facets: Facets {
            duty: Some(Duty {
                kind: stub.kind.word(),
                due: stub.due,
                issued: document.date.map(|date| date.first_day()),
                lifecycle: stub.lifecycle.word(),
                completed: stub.completed,
            }),
            bodies: leads,
            ..shared
        },
    }
}

fn body(one: &JoinedSite, place: u32) -> (String, String) {
    let body = &one.stubs.bodies[place as usize];
    (body.id.clone(), body.name.clone())
}

fn province(facets: &Facets) -> &str {
    facets.province.as_ref().map_or("", |(_, name)| name)
}

fn detail(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}
