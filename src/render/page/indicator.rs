//! An indicator: what is measured, what is demanded, what was observed.

use minijinja::Value;
use serde::Serialize;

use super::super::frame::Head;
use super::super::measure::{self, ResultView, TargetView};
use super::super::viewpoint::{Link, Viewpoint, Words};
use super::Sheet;
use super::indicators::{self, SetView};
use super::provision::EmbedView;
use crate::model::indicator::Indicator;
use crate::model::{Ix, route};

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorPage {
    crumbs: Vec<Link>,
    name: Words,
    original_name: Option<String>,
    measure: &'static str,
    better: &'static str,
    unit: Option<String>,
    definition: Option<String>,
    responsible: Option<Link>,
    set: Option<SetView>,
    targets: Vec<TargetView>,
    results: Vec<ResultView>,
    bullet: Option<Value>,
    picture: Option<Value>,
    results_csv: String,
    has_average: bool,
    has_rank: bool,
    embed: Option<EmbedView>,
}

/// The page of an indicator.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, position: Ix<Indicator>) -> Sheet<IndicatorPage> {
    let indicator = &view.site.indicators[position];
    let province = &view.site.provinces[indicator.province];
    let name = view.indicator_name(indicator);
    let results = indicator.results.iter().rev().map(|result| measure::result(view, *result)).collect::<Vec<_>>();
    let page = IndicatorPage {
        crumbs: vec![
            view.frame_link(route::INDICATORS, view.say("menu.indicators", &[])),
            view.vietnamese_link(&format!("{}#{}", route::INDICATORS, province.id), province.short.clone()),
        ],
        original_name: (!name.foreign && view.is_english()).then(|| indicator.name.clone()),
        measure: indicator.measure.word(),
        better: indicator.better.word(),
        unit: indicator.unit.clone(),
        definition: indicator.definition.clone(),
        responsible: indicator.responsible.map(|body| view.body(body)),
        set: indicator.set.map(|set| indicators::set(view, set)),
        targets: indicator.targets.iter().map(|target| measure::target(view, *target)).collect(),
        bullet: measure::bullet(view, indicator, &name.text).map(Value::from_safe_string),
        picture: measure::picture(view, indicator, &name.text).map(Value::from_safe_string),
        embed: EmbedView::of(view, &route::indicator(indicator), &indicator.name, 260),
        results_csv: view.here.file(&route::indicator_results(indicator)),
        has_average: results.iter().any(|result| result.average.is_some()),
        has_rank: results.iter().any(|result| result.rank.is_some()),
        results,
        name,
    };
    let head = Head {
        title: page.name.text.clone(),
        description: view
            .say("indicator.description", &[("name", page.name.text.clone()), ("province", province.name.clone())]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "article",
    };
    Sheet { template: "indicator.html", head, page }
}
