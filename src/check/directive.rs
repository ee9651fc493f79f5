//! The directives of a provision, with what it demands and states.

use super::Context;
use super::assignment::Assignment;
use super::deadline::{DeferredDeadline, extension_of};
use super::provision::Text;
use super::upstream::Pending;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::model::directive::Directive;
use crate::model::standing::Standing;
use crate::model::table::{List, Stretch};
use crate::record::directive::{AssignRecord, DirectiveRecord};
use crate::record::document::ProvisionRecord;
use crate::say;

impl Text<'_> {
    /// Adds what the provision at `position` orders, demands and states.
    pub fn orders(
        &mut self,
        record: &ProvisionRecord,
        position: usize,
        assignment: &Assignment,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let list = trail.key("directives");
        let first = self.linked.directives.len();
        for (order, directive) in record.directives.iter().enumerate() {
            self.directive(directive, position, order + 1, assignment, &list.index(order), context);
        }
        self.linked.provisions[position].directives = Stretch::new(first..self.linked.directives.len());
        let first = self.linked.targets.len();
        let list = trail.key("targets");
        for (order, target) in record.targets.iter().enumerate() {
            self.target(target, position, assignment, &list.index(order), context);
        }
        self.linked.provisions[position].targets = Stretch::new(first..self.linked.targets.len());
        let first = self.linked.observations.len();
        let list = trail.key("results");
        for (order, result) in record.results.iter().enumerate() {
            self.stated_result(result, position, &list.index(order), context);
        }
        self.linked.provisions[position].results = Stretch::new(first..self.linked.observations.len());
    }

    fn directive(
        &mut self,
        record: &DirectiveRecord,
        position: usize,
        ordinal: usize,
        inherited: &Assignment,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = self.filed.path.clone();
        let own = AssignRecord {
            lead: record.lead.clone(),
            coordinating: record.coordinating.clone(),
            responsible: record.responsible.clone(),
            report_to: record.report_to.clone(),
            via: record.via.clone(),
        };
        let assignment = inherited.with(&own, &path, trail, context);
        if record.action.trim().is_empty() {
            context.diagnostics.push(
                Diagnostic::error(
                    "empty-action",
                    Place::value(path.clone(), &trail.key("action")),
                    say!("nhiệm vụ không nói phải làm gì", "the directive does not say what to do"),
                )
                .help(say!("chép việc phải làm từ văn bản", "copy what is to be done from the document")),
            );
        }
        let number = self.linked.directives.len();
        let deadline = record.deadline.as_ref().and_then(|written| {
            let inner = trail.key("deadline");
            let stated = self.stated_deadline(written, &inner, context)?;
            match &written.at {
                Some(at) => self.deferred.push(DeferredDeadline {
                    directive: number,
                    at: at.clone(),
                    place: Place::value(path.clone(), &inner.key("at")),
                }),
                None => self.check_phrase(written, position, &inner, context),
            }
            Some(stated)
        });
        let list = trail.key("extensions");
        let extensions: List<_> = record
            .extensions
            .iter()
            .enumerate()
            .filter_map(|(order, extension)| extension_of(extension, self.issued, &path, &list.index(order), context))
            .collect();
        let list = trail.key("carries_out");
        for (order, id) in record.carries_out.iter().enumerate() {
            self.linked.pending.push(Pending {
                directive: number,
                id: id.as_str().into(),
                place: Place::value(path.clone(), &list.index(order)),
                drift: None,
            });
        }
        let list = trail.key("drift");
        for (order, drift) in record.drift.iter().enumerate() {
            self.linked.pending.push(Pending {
                directive: number,
                id: drift.with.clone(),
                place: Place::value(path.clone(), &list.index(order).key("with")),
                drift: Some((drift.kind, drift.text.clone())),
            });
        }
        let eid = &self.linked.provisions[position].eid;
        let id = match ordinal {
            1 => format!("{}/{eid}", self.filed.id).into(),
            further => format!("{}/{eid}~{further}", self.filed.id).into(),
        };
        self.linked.directives.push(Directive {
            id,
            document: self.document,
            provision: position,
            ordinal,
            action: record.action.trim().into(),
            lead: assignment.lead,
            coordinating: assignment.coordinating,
            responsible: assignment.responsible,
            report_to: assignment.report_to,
            via: assignment.via,
            deadline,
            recorded_extensions: extensions.len(),
            extensions,
            carries_out: List::new(),
            carries_out_joined: List::new(),
            drift: List::new(),
            carried_out_by: List::new(),
            updates: List::new(),
            standing: Standing::silent(),
        });
    }
}
