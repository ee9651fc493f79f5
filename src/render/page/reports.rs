//! The list of reports.

use serde::Serialize;

use super::super::frame::Head;
use super::super::viewpoint::{DateView, Link, Viewpoint};
use super::Sheet;
use crate::model::article::Article;
use crate::model::route;

/// The list of reports.
#[derive(Debug, Clone, Serialize)]
pub struct ReportsPage {
    reports: Vec<ReportRow>,
}

#[derive(Debug, Clone, Serialize)]
struct ReportRow {
    link: Link,
    description: Option<String>,
    date: Option<DateView>,
    province: Option<Link>,
}

/// The list of reports.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<ReportsPage> {
    let mut reports = view.site.reports.iter().collect::<Vec<_>>();
    reports.sort_by_key(|report| (std::cmp::Reverse(report.date), &report.slug));
    let row = |report: &Article| {
        let title = view.bilingual(&report.title);
        ReportRow {
            link: view.link(&route::report(&report.slug), title),
            description: report.description.clone(),
            date: report.date.map(|day| view.day(day)),
            province: report.province.map(|province| view.province(province)),
        }
    };
    let head = Head {
        title: view.say("reports.title", &[]),
        description: view.say("reports.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    Sheet { template: "reports.html", head, page: ReportsPage { reports: reports.into_iter().map(row).collect() } }
}
