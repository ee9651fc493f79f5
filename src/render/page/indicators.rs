//! The list of indicators, by province, with target and latest result side by side.

use minijinja::Value;
use serde::Serialize;

use super::super::frame::Head;
use super::super::measure::{self, ResultView, TargetView};
use super::super::viewpoint::{DateView, Link, Viewpoint, Words};
use super::Sheet;
use crate::model::Ix;
use crate::model::indicator::{Indicator, IndicatorSet};
use crate::vietnamese::sort::sort_key;

/// The list of indicators.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorsPage {
    provinces: Vec<ProvinceView>,
    sets: Vec<SetView>,
}

#[derive(Debug, Clone, Serialize)]
struct ProvinceView {
    id: String,
    name: Words,
    /// Whether any indicator has values over time.
    has_small: bool,
    rows: Vec<IndicatorRow>,
}

#[derive(Debug, Clone, Serialize)]
struct IndicatorRow {
    link: Link,
    targets: Vec<TargetView>,
    latest: Option<ResultView>,
    /// The values over time, where there are several.
    small: Option<Value>,
}

/// An indicator set.
#[derive(Debug, Clone, Serialize)]
pub struct SetView {
    id: String,
    name: String,
    description: Option<String>,
    document: Option<Link>,
    supersedes: Option<String>,
    superseded_by: Option<String>,
    valid_from: Option<DateView>,
    valid_to: Option<DateView>,
    groups: Vec<GroupView>,
}

#[derive(Debug, Clone, Serialize)]
struct GroupView {
    name: String,
    weight: Option<String>,
    indicators: Vec<Link>,
}

/// The list of indicators.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<IndicatorsPage> {
    let site = view.site;
    let provinces = site.provinces.entries().map(|(position, province)| {
        let mut own =
            site.indicators.entries().filter(|(_, indicator)| indicator.province == position).collect::<Vec<_>>();
        own.sort_by_cached_key(|(_, indicator)| sort_key(&indicator.name));
        let rows = own.into_iter().map(|(index, indicator)| row(view, index, indicator)).collect::<Vec<_>>();
        ProvinceView {
            id: province.id.clone(),
            name: view.vietnamese(province.name.clone()),
            has_small: rows.iter().any(|row| row.small.is_some()),
            rows,
        }
    });
    let page = IndicatorsPage {
        provinces: provinces.filter(|province| !province.rows.is_empty()).collect(),
        sets: site.indicator_sets.positions().map(|position| set(view, position)).collect(),
    };
    let head = Head {
        title: view.say("indicators.title", &[]),
        description: view.say("indicators.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    Sheet { template: "indicators.html", head, page }
}

fn row(view: &Viewpoint<'_>, position: Ix<Indicator>, indicator: &Indicator) -> IndicatorRow {
    IndicatorRow {
        link: view.indicator(position),
        targets: indicator.targets.iter().map(|target| measure::target(view, *target)).collect(),
        small: measure::small_picture(view, indicator, &view.indicator_name(indicator).text, position.position())
            .map(Value::from_safe_string),
        latest: indicator.results.last().map(|result| measure::result(view, *result)),
    }
}

/// The view of an indicator set.
#[must_use]
pub fn set(view: &Viewpoint<'_>, position: Ix<IndicatorSet>) -> SetView {
    let sets = &view.site.indicator_sets;
    let set = &sets[position];
    let group = |group: &crate::model::indicator::IndicatorGroup| GroupView {
        name: group.name.clone(),
        weight: group.weight.map(|weight| view.number(weight)),
        indicators: group.indicators.iter().map(|indicator| view.indicator(*indicator)).collect(),
    };
    SetView {
        id: set.id.rsplit('/').next().unwrap_or(&set.id).to_owned(),
        name: set.name.clone(),
        description: set.description.clone(),
        document: set.document.map(|document| view.document(document)),
        supersedes: set.supersedes.map(|older| sets[older].name.clone()),
        superseded_by: sets.iter().find(|newer| newer.supersedes == Some(position)).map(|newer| newer.name.clone()),
        valid_from: set.valid_from.map(|day| view.day(day)),
        valid_to: set.valid_to.map(|day| view.day(day)),
        groups: set.groups.iter().map(group).collect(),
    }
}
