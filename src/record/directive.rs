//! What a provision of a document orders: assignments, directives, their deadlines, extensions and differences.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::Deserialize;

/// An assignment that every directive below inherits unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Phân công: ai chủ trì, ai phối hợp, ai chịu trách nhiệm, báo cáo ai")]
pub struct AssignRecord {
    /// Bodies that must do it.
    #[schemars(description = "Cơ quan chủ trì (được giao)")]
    pub lead: Option<Box<[String]>>,
    /// Bodies that help.
    #[schemars(description = "Cơ quan phối hợp")]
    pub coordinating: Option<Box<[String]>>,
    /// Who answers in person, in the document's words (an office, never a name).
    #[schemars(description = "Người chịu trách nhiệm, theo lời văn bản (chức danh, không phải tên người)")]
    pub responsible: Option<Box<str>>,
    /// Bodies that get the result.
    #[schemars(description = "Cơ quan nhận báo cáo, nhận kết quả")]
    pub report_to: Option<Box<[String]>>,
    /// Body through which the report goes.
    #[schemars(description = "Báo cáo, gửi qua cơ quan nào")]
    pub via: Option<Box<str>>,
}

/// One thing that one provision orders somebody to do.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một nhiệm vụ được giao")]
pub struct DirectiveRecord {
    /// What is to be done, in the document's words, as short as they allow.
    #[schemars(description = "Việc phải làm, theo lời văn bản, ngắn gọn")]
    pub action: Box<str>,
    /// Bodies that must do it; inherited when absent, `[]` for nobody.
    #[schemars(description = "Cơ quan chủ trì; không ghi thì lấy theo mục trên")]
    pub lead: Option<Box<[String]>>,
    /// Bodies that help; inherited when absent.
    #[schemars(description = "Cơ quan phối hợp; không ghi thì lấy theo mục trên")]
    pub coordinating: Option<Box<[String]>>,
    /// Who answers in person; inherited when absent.
    #[schemars(description = "Người chịu trách nhiệm, theo lời văn bản (chức danh); không ghi thì lấy theo mục trên")]
    pub responsible: Option<Box<str>>,
    /// Bodies that get the result; inherited when absent.
    #[schemars(description = "Cơ quan nhận báo cáo, nhận kết quả; không ghi thì lấy theo mục trên")]
    pub report_to: Option<Box<[String]>>,
    /// Body through which the report goes; inherited when absent.
    #[schemars(description = "Báo cáo, gửi qua cơ quan nào; không ghi thì lấy theo mục trên")]
    pub via: Option<Box<str>>,
    /// What the text says about time.
    #[schemars(description = "Thời hạn, chép đúng lời văn bản; nếu máy không hiểu thì ghi thêm ngày")]
    pub deadline: Option<DeadlineRecord>,
    /// Later dates granted since.
    #[serde(default)]
    #[schemars(description = "Các lần gia hạn")]
    pub extensions: Box<[ExtensionRecord]>,
    /// Directives or documents of a higher level that this one carries out.
    #[serde(default)]
    #[schemars(
        description = "Nhiệm vụ hoặc văn bản cấp trên mà nhiệm vụ này cụ thể hóa, ví dụ dong-nai/449-kl-tu-2023/ii_1_gach-2~2"
    )]
    pub carries_out: Box<[String]>,
    /// How it differs from what it carries out.
    #[serde(default)]
    #[schemars(description = "Chỗ khác với văn bản cấp trên, nói rõ bằng lời")]
    pub drift: Box<[DriftRecord]>,
}

/// A deadline: the phrase as printed, or with explicit dates beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct DeadlineRecord {
    /// The phrase as printed.
    pub text: Box<str>,
    /// Last good day, where the phrase alone does not tell.
    pub due: Option<Box<str>>,
    /// Address of the provision or footnote that states it, where that is another one.
    pub at: Option<Box<str>>,
}

/// The long form of [`DeadlineRecord`].
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Thời hạn với ngày ghi rõ hoặc nơi nêu thời hạn")]
struct DeadlineForm {
    #[schemars(description = "Lời văn bản")]
    text: Box<str>,
    #[schemars(description = "Ngày cuối cùng còn đúng hạn (năm-tháng-ngày), khi lời văn bản không đủ để tính")]
    due: Option<Box<str>>,
    #[schemars(description = "Mã địa chỉ của mục hoặc chú thích nêu thời hạn, ví dụ chu-thich-7")]
    at: Option<Box<str>>,
}

impl<'de> Deserialize<'de> for DeadlineRecord {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> serde::de::Visitor<'de> for Form {
            type Value = DeadlineRecord;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a phrase, or a mapping with `text`")
            }
            fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<DeadlineRecord, E> {
                Ok(DeadlineRecord { text: value.into(), ..DeadlineRecord::default() })
            }
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<DeadlineRecord, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<DeadlineRecord, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<DeadlineRecord, A::Error> {
                let form = DeadlineForm::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(DeadlineRecord { text: form.text, due: form.due, at: form.at })
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl JsonSchema for DeadlineRecord {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DeadlineRecord".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let long = generator.subschema_for::<DeadlineForm>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, long] })
    }
}

/// A later date granted by a document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một lần gia hạn")]
pub struct ExtensionRecord {
    /// Document that grants it.
    #[schemars(description = "Văn bản cho gia hạn, ví dụ quang-ngai/5233-ubnd-kgvx-2024")]
    pub document: Box<str>,
    /// New deadline as printed.
    #[schemars(description = "Thời hạn mới, chép đúng lời văn bản")]
    pub to: DeadlineRecord,
    /// Old deadline, if known.
    #[schemars(description = "Thời hạn cũ, nếu biết")]
    pub from: Option<DeadlineRecord>,
}

/// How a directive differs from the one that it carries out.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Chỗ khác với văn bản cấp trên")]
pub struct DriftRecord {
    /// In what.
    #[schemars(description = "Khác về gì")]
    pub kind: DriftKind,
    /// The directive or document that it differs from.
    #[schemars(description = "Khác với nhiệm vụ hoặc văn bản nào")]
    pub with: Box<str>,
    /// The difference in plain Vietnamese, quoting both readings.
    #[schemars(description = "Khác như thế nào, trích cả hai bên")]
    pub text: Box<str>,
}

/// In what a directive differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DriftKind {
    /// The lower document allows more time.
    #[schemars(description = "Thời hạn muộn hơn")]
    LaterDeadline,
    /// The lower document allows less time, which is its right.
    #[schemars(description = "Thời hạn sớm hơn")]
    EarlierDeadline,
    /// Somebody else has to do it.
    #[schemars(description = "Giao cho cơ quan khác")]
    OtherAssignee,
    /// Something else is to be done.
    #[schemars(description = "Đối tượng, nội dung việc thay đổi")]
    ChangedObject,
    /// A target is missing.
    #[schemars(description = "Bỏ bớt chỉ tiêu")]
    DroppedTarget,
    /// A target covers less.
    #[schemars(description = "Thu hẹp chỉ tiêu")]
    NarrowedTarget,
}
