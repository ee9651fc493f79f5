//! Pieces that several record kinds share.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

/// A value that may be partly illegible: written plainly, or as `{ value, doubtful }`.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Doubtable {
    /// The reading that is published.
    pub value: Box<str>,
    /// What is uncertain about it, in Vietnamese; `None` when the reading is certain.
    pub doubtful: Option<Box<str>>,
}

/// The long form of [`Doubtable`].
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Giá trị có chỗ đọc chưa chắc")]
struct DoubtableForm {
    #[schemars(description = "Giá trị được công bố")]
    value: Box<str>,
    #[schemars(description = "Chỗ nào chưa chắc, vì sao; sẽ in ở cuối trang văn bản")]
    doubtful: Box<str>,
}

impl<'de> Deserialize<'de> for Doubtable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Plain;
        impl<'de> Visitor<'de> for Plain {
            type Value = Doubtable;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or a mapping with `value` and `doubtful`")
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Doubtable, E> {
                Ok(Doubtable { value: value.into(), doubtful: None })
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Doubtable, E> {
                Ok(Doubtable { value: value.to_string().into(), doubtful: None })
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Doubtable, E> {
                Ok(Doubtable { value: value.to_string().into(), doubtful: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Doubtable, A::Error> {
                let form = DoubtableForm::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Doubtable { value: form.value, doubtful: Some(form.doubtful) })
            }
        }
        deserializer.deserialize_any(Plain)
    }
}

impl JsonSchema for Doubtable {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Doubtable".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let long = generator.subschema_for::<DoubtableForm>();
        json_schema!({ "anyOf": [{ "type": "string" }, long] })
    }
}

/// Whether and when a record may be seen by the public. Absent means draft: the gate fails closed.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Publication {
    /// The decision.
    pub state: PublicationState,
    /// First day on which an approved record is public (embargo), as written.
    pub from: Option<String>,
    /// Why a record was withdrawn; shown on the tombstone.
    pub reason: Option<String>,
}

/// The decision about a record's publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationState {
    /// Not public; leaves no trace in any output byte.
    #[default]
    #[schemars(description = "Bản nháp: không xuất hiện ở bất kỳ đâu trên trang công khai")]
    Draft,
    /// Public, from `from` on if that is given.
    #[schemars(description = "Đã duyệt: được công bố")]
    Approved,
    /// Was public once; only a tombstone with the reason remains.
    #[schemars(description = "Đã rút: chỉ còn trang báo lý do rút")]
    Withdrawn,
}

/// The long form of [`Publication`].
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Quyết định công bố kèm ngày bắt đầu hoặc lý do rút")]
struct PublicationForm {
    #[schemars(description = "Trạng thái công bố")]
    state: PublicationState,
    #[schemars(description = "Ngày bắt đầu công bố (năm-tháng-ngày); trước ngày này bản ghi chưa xuất hiện")]
    from: Option<String>,
    #[schemars(description = "Lý do rút; bắt buộc khi đã rút")]
    reason: Option<String>,
}

impl<'de> Deserialize<'de> for Publication {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = Publication;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("draft, approved, withdrawn, or a mapping with `state`")
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Publication, E> {
                let state = <PublicationState as Deserialize>::deserialize(de::value::StrDeserializer::new(value))?;
                Ok(Publication { state, ..Publication::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Publication, A::Error> {
                let form = PublicationForm::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Publication { state: form.state, from: form.from, reason: form.reason })
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for Publication {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Publication".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let word = generator.subschema_for::<PublicationState>();
        let long = generator.subschema_for::<PublicationForm>();
        json_schema!({ "anyOf": [word, long] })
    }
}

/// A text in both languages of the site: written plainly (Vietnamese only), or as `{ vi, en }`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English; `None` falls back to Vietnamese.
    pub en: Option<String>,
}

/// The long form of [`Bilingual`].
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Chữ bằng hai thứ tiếng")]
struct BilingualForm {
    #[schemars(description = "Tiếng Việt")]
    vi: String,
    #[schemars(description = "Tiếng Anh")]
    en: Option<String>,
}

impl<'de> Deserialize<'de> for Bilingual {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = Bilingual;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or a mapping with `vi` and `en`")
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Bilingual, E> {
                Ok(Bilingual { vi: value.to_owned(), en: None })
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Bilingual, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Bilingual, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Bilingual, A::Error> {
                let form = BilingualForm::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Bilingual { vi: form.vi, en: form.en })
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for Bilingual {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bilingual".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let long = generator.subschema_for::<BilingualForm>();
        json_schema!({ "anyOf": [{ "type": "string" }, long] })
    }
}
