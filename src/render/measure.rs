//! Targets and results in words and figures.

use serde::Serialize;

use super::chart;
use super::chart::bullet::{self, Bullet};
use super::chart::series::{Level, Point, Series};
use super::viewpoint::{DateView, Link, Viewpoint, Words};
use crate::model::Ix;
use crate::model::assessment::{Verdict, assess};
use crate::model::indicator::{Indicator, Measure, Observation, Period, PeriodPart, Target, TargetOperator};
use crate::vietnamese::number::roman;

/// What a provision demands of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct TargetView {
    /// The indicator.
    pub indicator: Link,
    /// The rule in words: `ít nhất 70%`.
    pub rule: String,
    /// The document's own words.
    pub text: Option<String>,
    /// What the document says about time.
    pub phrase: Option<String>,
    /// The last good day.
    pub due: Option<DateView>,
    /// Who has to reach it.
    pub lead: Vec<Link>,
    /// Where it is set.
    pub place: Link,
    /// The document that sets it.
    pub document: Link,
    /// Whether it was reached, as a bare word.
    pub verdict: &'static str,
    /// The state that decides the shape of the verdict.
    pub state: &'static str,
    /// The figure that the verdict rests on.
    pub figure: Option<String>,
}

/// An observed value.
#[derive(Debug, Clone, Serialize)]
pub struct ResultView {
    /// The indicator.
    pub indicator: Link,
    /// The period in words.
    pub period: String,
    /// The value, the rank or the finding.
    pub value: String,
    /// Rank and of how many, where there is also a value.
    pub rank: Option<String>,
    /// What kind of number it is, as a bare word.
    pub nature: &'static str,
    /// Body that it is about.
    pub body: Option<Link>,
    /// Average of the country.
    pub average: Option<String>,
    /// Where it is stated.
    pub place: Option<Link>,
    /// The document that states it.
    pub document: Option<Link>,
    /// Source in words.
    pub source: Option<String>,
    /// Indicator set that it was measured under.
    pub set: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

/// The view of a target.
#[must_use]
pub fn target(view: &Viewpoint<'_>, position: Ix<Target>) -> TargetView {
    let target = &view.site.targets[position];
    let document = &view.site.documents[target.document];
    let assessment = assess(view.site, target);
    TargetView {
        indicator: view.indicator(target.indicator),
        rule: rule(view, target),
        text: target.text.as_deref().map(str::to_owned),
        phrase: target.deadline.as_ref().map(|deadline| deadline.text.to_string()),
        due: target.deadline.as_ref().and_then(|deadline| deadline.deadline.due).map(|due| view.day(due)),
        lead: view.bodies(&target.lead),
        place: view.provision(document, target.provision),
        document: view.document_short(target.document),
        verdict: assessment.verdict.word(),
        state: match assessment.verdict {
            Verdict::Met | Verdict::Exceeded => "done",
            Verdict::NotYet => "on-time",
            Verdict::Missed => "overdue",
            Verdict::NotAssessed => "no-fixed-date",
        },
        figure: assessment.result.map(|result| figure(view, &view.site.results[result])),
    }
}

/// A figure with its period: `43/63 (2022)`.
fn figure(view: &Viewpoint<'_>, result: &Observation) -> String {
    let value = result.value.map(|value| view.quantity(value, result.unit.as_deref()));
    let shown = value.or_else(|| rank(view, result)).unwrap_or_default();
    format!("{shown} ({})", period(view, result.period))
}

/// The rule of a target in words: `ít nhất 70%`, `trong 10 hạng đầu`.
#[must_use]
pub fn rule(view: &Viewpoint<'_>, target: &Target) -> String {
    let key = match target.operator {
        TargetOperator::AtLeast => "rule.at_least",
        TargetOperator::AtMost => "rule.at_most",
        TargetOperator::Exactly => "rule.exactly",
        TargetOperator::RankWithin => "rule.rank_within",
        TargetOperator::BeatsAverage => "rule.beats_average",
        TargetOperator::Qualitative => "rule.qualitative",
    };
    let unit = if target.operator == TargetOperator::RankWithin { None } else { target.unit.as_deref() };
    let value = target.value.map_or_else(String::new, |value| view.quantity(value, unit));
    view.say(key, &[("value", value)])
}

/// The view of an observed value.
#[must_use]
pub fn result(view: &Viewpoint<'_>, position: Ix<Observation>) -> ResultView {
    let result = &view.site.results[position];
    let document = result.document.map(|document| &view.site.documents[document]);
    let rank = rank(view, result);
    let value = result.value.map(|value| view.quantity(value, result.unit.as_deref()));
    let shown = value.clone().or_else(|| result.statement.as_deref().map(str::to_owned)).or_else(|| rank.clone());
    ResultView {
        indicator: view.indicator(result.indicator),
        period: period(view, result.period),
        value: shown.unwrap_or_else(|| view.say("result.no_number", &[])),
        rank: rank.filter(|_| value.is_some() || result.statement.is_some()),
        nature: result.nature.word(),
        body: result.body.map(|body| view.body(body)),
        average: result.national_average.map(|average| view.quantity(average, result.unit.as_deref())),
        place: document.zip(result.eid.as_ref()).map(|(document, eid)| view.provision_by_eid(document, eid.as_str())),
        document: result.document.map(|document| view.document_short(document)),
        source: result.source.as_deref().map(str::to_owned),
        set: result.set.map(|set| view.site.indicator_sets[set].name.clone()),
        note: result.note.as_deref().map(str::to_owned),
    }
}

fn rank(view: &Viewpoint<'_>, result: &Observation) -> Option<String> {
    let rank = result.rank?;
    let key = match (result.out_of, result.tied) {
        (Some(_), false) => "result.rank_of",
        (Some(_), true) => "result.rank_of_tied",
        (None, false) => "result.rank",
        (None, true) => "result.rank_tied",
    };
    let out_of = result.out_of.map_or_else(String::new, |count| count.to_string());
    Some(view.say(key, &[("rank", rank.to_string()), ("out_of", out_of)]))
}

/// A period in words: `2022`, `quý III/2024`, `tháng 9/2022`, `30/9/2022`.
#[must_use]
pub fn period(view: &Viewpoint<'_>, period: Period) -> String {
    let year = period.year.to_string();
    match period.part {
        PeriodPart::Year => year,
        PeriodPart::Quarter(quarter) => {
            let numeral = u32::try_from(quarter).ok().and_then(roman).unwrap_or_default();
            view.say("period.quarter", &[("quarter", numeral), ("number", quarter.to_string()), ("year", year)])
        }
        PeriodPart::Month { month, day } => {
            let precise = if day == 0 { format!("{:04}-{month:02}", period.year) } else { period.code() };
            crate::model::day::PartialDate::parse(&precise).map_or(precise, |date| view.partial_day(date).text.clone())
        }
    }
}

/// Words of an indicator that exist in Vietnamese only.
#[must_use]
pub fn optional(view: &Viewpoint<'_>, text: Option<&String>) -> Option<Words> {
    text.map(|text| view.vietnamese(text.clone()))
}

/// The values of an indicator over time, drawn; `None` where there are fewer than two that can be.
#[must_use]
pub fn picture(view: &Viewpoint<'_>, indicator: &Indicator, name: &str) -> Option<String> {
    chart::series::draw(&series(view, indicator, name), "dien-bien")
}

/// The same in the space of a table's cell; `number` tells it from others on the page.
#[must_use]
pub fn small_picture(view: &Viewpoint<'_>, indicator: &Indicator, name: &str, number: usize) -> Option<String> {
    chart::small::draw(&series(view, indicator, name), &format!("nho-{number}"))
}

fn series(view: &Viewpoint<'_>, indicator: &Indicator, name: &str) -> Series {
    let is_rank = indicator.measure == Measure::Rank;
    let observed = |position: &Ix<Observation>| {
        let result = &view.site.results[*position];
        let value = if is_rank { result.rank.map(f64::from) } else { result.value };
        Some((result, value.filter(|_| result.body.is_none())?))
    };
    let printed = |value: f64, result: &Observation| {
        if is_rank { view.number(value) } else { view.quantity(value, result.unit.as_deref()) }
    };
    let points = indicator.results.iter().filter_map(observed).map(|(result, value)| Point {
        time: middle(result.period),
        value,
        label: printed(value, result),
        nature: result.nature.word(),
        set: result.set.or(indicator.set).map(|set| set.position()),
    });
    let mut points = points.collect::<Vec<_>>();
    points.sort_by(|left, right| left.time.total_cmp(&right.time));
    let comparable =
        |target: &&Target| !matches!(target.operator, TargetOperator::BeatsAverage | TargetOperator::Qualitative);
    let targets = indicator.targets.iter().map(|position| &view.site.targets[*position]).filter(comparable);
    let mut levels = targets
        .filter_map(|target| Some((target, target.value?)))
        .map(|(target, value)| Level { value, label: rule(view, target) })
        .collect::<Vec<_>>();
    levels.dedup_by(|left, right| left.label == right.label);
    let said = indicator.results.iter().filter_map(observed);
    let said = said.map(|(result, value)| format!("{}: {}", period(view, result.period), printed(value, result)));
    Series {
        description: said.collect::<Vec<_>>().join("; "),
        title: view.say("indicator.picture", &[("name", name.to_owned())]),
        reversed: is_rank,
        targets: levels,
        points,
    }
}

/// The latest value of an indicator against what documents demand, drawn; `None` without a value or without a level
/// that it can stand beside.
#[must_use]
pub fn bullet(view: &Viewpoint<'_>, indicator: &Indicator, name: &str) -> Option<String> {
    let is_rank = indicator.measure == Measure::Rank;
    let numbers = indicator.results.iter().rev().map(|position| &view.site.results[*position]).find_map(|result| {
        let value = if is_rank { result.rank.map(f64::from) } else { result.value };
        Some((result, value.filter(|_| result.body.is_none())?))
    });
    let (result, value) = numbers?;
    let comparable =
        |target: &&Target| !matches!(target.operator, TargetOperator::BeatsAverage | TargetOperator::Qualitative);
    let targets = indicator.targets.iter().map(|position| &view.site.targets[*position]).filter(comparable);
    let mut levels = targets
        .filter(|target| is_rank || target.unit == result.unit)
        .filter_map(|target| Some((target.value?, rule(view, target))))
        .collect::<Vec<_>>();
    levels.sort_by(|one, other| one.0.total_cmp(&other.0));
    levels.dedup_by(|one, other| one.1 == other.1);
    let highest = levels.iter().map(|(level, _)| *level).fold(value, f64::max);
    levels.first()?;
    let printed = |value: f64| {
        if is_rank { view.number(value) } else { view.quantity(value, result.unit.as_deref()) }
    };
    let ends = match (is_rank, result.unit.as_deref()) {
        (true, _) => (result.out_of.map_or(highest, f64::from), 1.0),
        (false, Some("%")) if highest <= 100.0 => (0.0, 100.0),
        (false, _) => (0.0, highest),
    };
    let label = format!("{} ({})", printed(value), period(view, result.period));
    let said = levels.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>().join("; ");
    let bullet = Bullet {
        title: view.say("indicator.bullet", &[("name", name.to_owned())]),
        description: view.say("indicator.bullet_words", &[("value", label.clone()), ("targets", said)]),
        end_labels: (printed(ends.0), printed(ends.1)),
        value: (value, label),
        levels,
        ends,
    };
    Some(bullet::draw(&bullet, "so-voi-muc-tieu"))
}

/// The middle of a period, in years.
fn middle(period: Period) -> f64 {
    let day = |date: jiff::civil::Date| f64::from(date.year()) + (f64::from(date.day_of_year()) - 0.5) / 366.0;
    (day(period.first_day()) + day(period.last_day())) / 2.0
}
