//! The public data contract: which tables there are, and what every field means.
//!
//! Read by others: a field is never renamed or dropped within a major version of [`VERSION`].

mod fields;

/// Version of the contract (semantic versioning).
pub const VERSION: &str = "1.1.0";

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// Documents.
    Documents,
    /// Provisions.
    Provisions,
    /// Directives.
    Directives,
    /// Updates.
    Updates,
    /// Indicators.
    Indicators,
    /// Targets.
    Targets,
    /// Results.
    Results,
    /// Bodies.
    Bodies,
    /// Findings of inspections.
    Findings,
    /// Provinces.
    Provinces,
    /// Sites whose published data this one joins.
    Sources,
}

/// A field of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Key.
    pub name: &'static str,
    /// Type, in the words of the Frictionless Table Schema.
    pub kind: FieldKind,
    /// Meaning in Vietnamese.
    pub vi: &'static str,
    /// Meaning in English.
    pub en: &'static str,
    /// Whether it is never null.
    pub required: bool,
    /// The only values that it takes; empty for any.
    pub values: &'static [&'static str],
    /// Table and field that it refers to.
    pub refers_to: Option<(Resource, &'static str)>,
}

/// Type of a field (Frictionless Table Schema v1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    String,
    /// A number with decimals.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A day, `2024-10-30`.
    Date,
    /// A list; JSON inside a CSV cell.
    Array,
}

impl FieldKind {
    /// The name in a Table Schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FieldKind::String => "string",
            FieldKind::Number => "number",
            FieldKind::Integer => "integer",
            FieldKind::Boolean => "boolean",
            FieldKind::Date => "date",
            FieldKind::Array => "array",
        }
    }
}

impl Resource {
    /// All tables, in the order of the package.
    pub const ALL: [Resource; 11] = [
        Resource::Documents,
        Resource::Provisions,
        Resource::Directives,
        Resource::Updates,
        Resource::Indicators,
        Resource::Targets,
        Resource::Results,
        Resource::Bodies,
        Resource::Findings,
        Resource::Provinces,
        Resource::Sources,
    ];

    /// Name, also of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Resource::Documents => "documents",
            Resource::Provisions => "provisions",
            Resource::Directives => "directives",
            Resource::Updates => "updates",
            Resource::Indicators => "indicators",
            Resource::Targets => "targets",
            Resource::Results => "results",
            Resource::Bodies => "bodies",
            Resource::Findings => "findings",
            Resource::Provinces => "provinces",
            Resource::Sources => "sources",
        }
    }

    /// Title in Vietnamese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Resource::Documents => ("Văn bản", "Documents"),
            Resource::Provisions => ("Điều khoản", "Provisions"),
            Resource::Directives => ("Nhiệm vụ được giao", "Directives"),
            Resource::Updates => ("Cập nhật tiến độ", "Progress updates"),
            Resource::Indicators => ("Chỉ tiêu", "Indicators"),
            Resource::Targets => ("Mục tiêu", "Targets"),
            Resource::Results => ("Kết quả", "Results"),
            Resource::Bodies => ("Cơ quan", "Bodies"),
            Resource::Findings => ("Kết luận kiểm tra", "Findings of inspections"),
            Resource::Provinces => ("Địa phương", "Provinces"),
            Resource::Sources => ("Trang nguồn", "Joined sites"),
        }
    }

    /// Fields that identify a row; empty where a row has no identity.
    #[must_use]
    pub const fn key(self) -> &'static [&'static str] {
        match self {
            Resource::Documents
            | Resource::Directives
            | Resource::Indicators
            | Resource::Bodies
            | Resource::Provinces
            | Resource::Sources => &["id"],
            Resource::Provisions => &["document", "eid"],
            Resource::Updates | Resource::Targets | Resource::Results | Resource::Findings => &[],
        }
    }

    /// Fields, in the order of the files.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Resource::Documents => fields::DOCUMENTS,
            Resource::Provisions => fields::PROVISIONS,
            Resource::Directives => fields::DIRECTIVES,
            Resource::Updates => fields::UPDATES,
            Resource::Indicators => fields::INDICATORS,
            Resource::Targets => fields::TARGETS,
            Resource::Results => fields::RESULTS,
            Resource::Bodies => fields::BODIES,
            Resource::Findings => fields::FINDINGS,
            Resource::Provinces => fields::PROVINCES,
            Resource::Sources => fields::SOURCES,
        }
    }
}
