//! The bare words of what records choose from: the same in records, data files, pages and scripts.

use super::body::BodyKind;
use super::directive::DriftKind;
use super::document::{DocumentKind, RelationKind};
use super::indicator::{Better, Measure};
use super::measure::{ResultNature, TargetOperator};
use super::update::{Lifecycle, Verification};

impl DocumentKind {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            DocumentKind::Resolution => "resolution",
            DocumentKind::Conclusion => "conclusion",
            DocumentKind::Directive => "directive",
            DocumentKind::Decision => "decision",
            DocumentKind::Decree => "decree",
            DocumentKind::Circular => "circular",
            DocumentKind::Law => "law",
            DocumentKind::Notice => "notice",
            DocumentKind::Letter => "letter",
            DocumentKind::Plan => "plan",
            DocumentKind::Programme => "programme",
            DocumentKind::Scheme => "scheme",
            DocumentKind::Report => "report",
            DocumentKind::Submission => "submission",
            DocumentKind::Other => "other",
        }
    }
}

impl RelationKind {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            RelationKind::CarriesOut => "carries-out",
            RelationKind::BasedOn => "based-on",
            RelationKind::Cites => "cites",
            RelationKind::Attaches => "attaches",
            RelationKind::Amends => "amends",
            RelationKind::Replaces => "replaces",
            RelationKind::Repeals => "repeals",
            RelationKind::Extends => "extends",
            RelationKind::Corrects => "corrects",
        }
    }
}

impl DriftKind {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            DriftKind::LaterDeadline => "later-deadline",
            DriftKind::EarlierDeadline => "earlier-deadline",
            DriftKind::OtherAssignee => "other-assignee",
            DriftKind::ChangedObject => "changed-object",
            DriftKind::DroppedTarget => "dropped-target",
            DriftKind::NarrowedTarget => "narrowed-target",
        }
    }
}

impl Lifecycle {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Lifecycle::NotStarted => "not-started",
            Lifecycle::InProgress => "in-progress",
            Lifecycle::PartlyDone => "partly-done",
            Lifecycle::Done => "done",
            Lifecycle::Suspended => "suspended",
            Lifecycle::Withdrawn => "withdrawn",
            Lifecycle::Transferred => "transferred",
            Lifecycle::NoInformation => "no-information",
        }
    }
}

impl Verification {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Verification::SelfReported => "self-reported",
            Verification::Confirmed => "confirmed",
            Verification::Inspected => "inspected",
            Verification::Disputed => "disputed",
        }
    }
}

impl Measure {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Measure::Percentage => "percentage",
            Measure::Number => "number",
            Measure::Rank => "rank",
            Measure::Qualitative => "qualitative",
        }
    }
}

impl Better {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "neither",
        }
    }
}

impl TargetOperator {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            TargetOperator::AtLeast => ">=",
            TargetOperator::AtMost => "<=",
            TargetOperator::Exactly => "=",
            TargetOperator::RankWithin => "rank<=",
            TargetOperator::BeatsAverage => "beats-average",
            TargetOperator::Qualitative => "qualitative",
        }
    }
}

impl ResultNature {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ResultNature::Official => "official",
            ResultNature::Estimate => "estimate",
            ResultNature::SelfReported => "self-reported",
            ResultNature::Derived => "derived",
        }
    }
}

impl BodyKind {
    /// Its bare word, in records and in data files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            BodyKind::Agency => "agency",
            BodyKind::Party => "party",
            BodyKind::Committee => "committee",
            BodyKind::Unit => "unit",
            BodyKind::Organisation => "organisation",
            BodyKind::Office => "office",
            BodyKind::Enterprise => "enterprise",
            BodyKind::Group => "group",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::IntoDeserializer as _;
    use serde::de::value::{Error, StrDeserializer};

    use super::*;

    #[track_caller]
    fn reads_back<'w, T: Deserialize<'w> + PartialEq + std::fmt::Debug>(word: &'w str, meant: &T) {
        let reader: StrDeserializer<'w, Error> = word.into_deserializer();
        assert_eq!(&T::deserialize(reader).expect("a record reads it"), meant, "{word}");
    }

    #[test]
    fn a_word_is_what_a_record_says() {
        for kind in [DocumentKind::Resolution, DocumentKind::Submission, DocumentKind::Other] {
            reads_back(kind.word(), &kind);
        }
        for kind in [RelationKind::CarriesOut, RelationKind::BasedOn, RelationKind::Corrects] {
            reads_back(kind.word(), &kind);
        }
        for kind in [DriftKind::LaterDeadline, DriftKind::OtherAssignee, DriftKind::NarrowedTarget] {
            reads_back(kind.word(), &kind);
        }
        for stage in [Lifecycle::NotStarted, Lifecycle::PartlyDone, Lifecycle::NoInformation] {
            reads_back(stage.word(), &stage);
        }
        for level in [Verification::SelfReported, Verification::Disputed] {
            reads_back(level.word(), &level);
        }
        for operator in [TargetOperator::AtLeast, TargetOperator::RankWithin, TargetOperator::BeatsAverage] {
            reads_back(operator.word(), &operator);
        }
        for nature in [ResultNature::Estimate, ResultNature::SelfReported] {
            reads_back(nature.word(), &nature);
        }
        for (measure, better) in [(Measure::Percentage, Better::Higher), (Measure::Rank, Better::Neither)] {
            reads_back(measure.word(), &measure);
            reads_back(better.word(), &better);
        }
        for kind in [BodyKind::Agency, BodyKind::Enterprise, BodyKind::Group] {
            reads_back(kind.word(), &kind);
        }
    }
}
