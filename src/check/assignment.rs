//! Who does what: said once on a provision, inherited by what stands in it.

use super::Context;
use super::body::bodies;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::body::Body;
use crate::model::table::{Ix, List};
use crate::record::directive::AssignRecord;

/// Who does what, as inherited from the provisions around a directive.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    pub lead: List<Ix<Body>>,
    pub coordinating: List<Ix<Body>>,
    pub responsible: Option<Box<str>>,
    pub report_to: List<Ix<Body>>,
    pub via: Option<Ix<Body>>,
}

impl Assignment {
    /// This assignment, changed by what `record` says.
    pub fn with(
        &self,
        record: &AssignRecord,
        path: &SourcePath,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) -> Assignment {
        let list =
            |ids: &Option<Box<[String]>>, key: &str, inherited: &List<Ix<Body>>, context: &mut Context<'_>| match ids {
                None => inherited.clone(),
                Some(ids) => bodies(ids, path, &trail.key(key), context),
            };
        Assignment {
            lead: list(&record.lead, "lead", &self.lead, context),
            coordinating: list(&record.coordinating, "coordinating", &self.coordinating, context),
            responsible: record.responsible.clone().or_else(|| self.responsible.clone()),
            report_to: list(&record.report_to, "report_to", &self.report_to, context),
            via: match &record.via {
                None => self.via,
                Some(id) => context.names.bodies.resolve(
                    id,
                    || Place::value(path.clone(), &trail.key("via")),
                    context.diagnostics,
                ),
            },
        }
    }
}
