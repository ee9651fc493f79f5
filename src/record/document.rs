//! `content/documents/<province>/<document>.yaml`: a document with its whole text.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::{Doubtable, Publication};

/// A document: held with its whole text, or known by number only (no `provisions`).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một văn bản: có toàn văn, hoặc chỉ biết số, ký hiệu (không có provisions)")]
pub struct DocumentRecord {
    /// Number and symbol.
    #[schemars(description = "Số, ký hiệu, ví dụ 449-KL/TU")]
    pub number: Option<Doubtable>,
    /// Kind.
    #[schemars(description = "Loại văn bản")]
    pub kind: DocumentKind,
    /// Body that issued it.
    #[schemars(description = "Cơ quan ban hành, ví dụ dong-nai/tinh-uy")]
    pub issuer: String,
    /// Date of issue: year-month-day, year-month or year.
    #[schemars(description = "Ngày ban hành: năm-tháng-ngày, hoặc năm-tháng, hoặc năm nếu chỉ biết đến thế")]
    pub date: Option<Doubtable>,
    /// Title as printed (trích yếu).
    #[schemars(description = "Trích yếu, đúng như in trên văn bản")]
    pub title: Option<String>,
    /// Short title for lists and links, where the printed one is long.
    #[schemars(description = "Tên ngắn để gọi trong danh sách; không thay trích yếu")]
    pub short_title: Option<String>,
    /// Who signed.
    #[schemars(description = "Người ký")]
    pub signer: Option<SignerRecord>,
    /// Where the text comes from.
    #[schemars(description = "Nguồn của văn bản")]
    pub source: Option<SourceRecord>,
    /// The lines above the title: issuer, motto, number, place and date.
    #[serde(default)]
    #[schemars(description = "Các dòng đầu văn bản: cơ quan ban hành, quốc hiệu, số, nơi và ngày ban hành")]
    pub letterhead: Vec<String>,
    /// The title block as printed.
    #[schemars(description = "Tên văn bản đúng như in ở giữa trang")]
    pub heading: Option<String>,
    /// The lines after "Kính gửi".
    #[serde(default)]
    #[schemars(description = "Nơi nhận ghi sau chữ Kính gửi, mỗi dòng một mục")]
    pub addressees: Vec<String>,
    /// The text, as a tree.
    #[serde(default)]
    #[schemars(description = "Toàn văn, theo cây phần, mục, khoản, điểm, gạch đầu dòng")]
    pub provisions: Vec<ProvisionRecord>,
    /// The footnotes.
    #[serde(default)]
    #[schemars(description = "Chú thích cuối trang")]
    pub footnotes: Vec<FootnoteRecord>,
    /// The lines after "Nơi nhận".
    #[serde(default)]
    #[schemars(description = "Các dòng sau chữ Nơi nhận")]
    pub recipients: Vec<String>,
    /// The lines of the signature block.
    #[serde(default)]
    #[schemars(description = "Các dòng ở phần ký: quyền hạn, chức vụ, họ tên")]
    pub signature: Vec<String>,
    /// Printed at the foot of a page.
    #[schemars(description = "Dòng in ở chân trang")]
    pub page_footer: Option<String>,
    /// Every place whose reading is uncertain, or kept although it looks wrong.
    #[serde(default)]
    #[schemars(description = "Mọi chỗ đọc chưa chắc hoặc giữ nguyên dù có vẻ sai")]
    pub readings: Vec<ReadingRecord>,
    /// How it stands to other documents.
    #[serde(default)]
    #[schemars(description = "Quan hệ với văn bản khác")]
    pub relations: Vec<RelationRecord>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// Kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Nghị quyết.
    #[schemars(description = "Nghị quyết")]
    Resolution,
    /// Kết luận.
    #[schemars(description = "Kết luận")]
    Conclusion,
    /// Chỉ thị.
    #[schemars(description = "Chỉ thị")]
    Directive,
    /// Quyết định.
    #[schemars(description = "Quyết định")]
    Decision,
    /// Nghị định.
    #[schemars(description = "Nghị định")]
    Decree,
    /// Thông tư.
    #[schemars(description = "Thông tư")]
    Circular,
    /// Luật.
    #[schemars(description = "Luật")]
    Law,
    /// Thông báo.
    #[schemars(description = "Thông báo")]
    Notice,
    /// Công văn.
    #[schemars(description = "Công văn")]
    Letter,
    /// Kế hoạch.
    #[schemars(description = "Kế hoạch")]
    Plan,
    /// Chương trình.
    #[schemars(description = "Chương trình")]
    Programme,
    /// Đề án.
    #[schemars(description = "Đề án")]
    Scheme,
    /// Báo cáo.
    #[schemars(description = "Báo cáo")]
    Report,
    /// Tờ trình.
    #[schemars(description = "Tờ trình")]
    Submission,
    /// Any other kind.
    #[schemars(description = "Loại khác")]
    Other,
}

/// Who signed a document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Người ký")]
pub struct SignerRecord {
    /// Name.
    #[schemars(description = "Họ và tên, nếu đọc được")]
    pub name: Option<String>,
    /// Office in which they signed.
    #[schemars(description = "Chức vụ khi ký, nếu đọc được")]
    pub title: Option<Doubtable>,
}

/// Where a document's text comes from.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Nguồn của văn bản")]
pub struct SourceRecord {
    /// Description in words.
    #[schemars(description = "Mô tả nguồn, ví dụ: bản quét, nhận dạng chữ tự động rồi phục nguyên")]
    pub description: String,
    /// Where the original can be seen.
    #[schemars(description = "Địa chỉ bản gốc, nếu có")]
    pub url: Option<String>,
}

/// One addressable piece of text.
///
/// Inside texts `[^3]` points to footnote 3, and `[?]` marks the word before it as uncertain.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một đơn vị của văn bản: phần, mục, khoản, điểm, gạch đầu dòng, hoặc một đoạn")]
pub struct ProvisionRecord {
    /// Label as printed: `II.`, `1-`, `2.1.`, `a)`, `-`, `*`, `+`; absent for a bare paragraph.
    #[schemars(description = "Ký hiệu như in: II., 1-, 2.1., a), -, *, +; bỏ trống nếu là đoạn văn không đánh số")]
    pub label: Option<String>,
    /// Address frozen by hand; normally made from the label.
    #[schemars(description = "Mã địa chỉ ghi tay; bình thường máy tự tạo từ ký hiệu")]
    pub eid: Option<String>,
    /// Heading.
    #[schemars(description = "Tiêu đề")]
    pub heading: Option<String>,
    /// Own text, without that of the children.
    #[schemars(
        description = "Chữ của riêng mục này, không gồm mục con. [^3] là chú thích số 3, [?] là chỗ đọc chưa chắc"
    )]
    pub text: Option<String>,
    /// What is said once here and holds for every directive below.
    #[schemars(description = "Phân công chung cho mọi nhiệm vụ ở mục này và các mục con")]
    pub assign: Option<AssignRecord>,
    /// What it orders.
    #[serde(default)]
    #[schemars(description = "Các nhiệm vụ được giao tại mục này, mỗi việc một nhiệm vụ")]
    pub directives: Vec<DirectiveRecord>,
    /// Targets that it sets.
    #[serde(default)]
    #[schemars(description = "Các mục tiêu (con số, mức phải đạt) nêu tại mục này")]
    pub targets: Vec<TargetRecord>,
    /// Results that it states.
    #[serde(default)]
    #[schemars(description = "Các kết quả (con số đã đạt) nêu tại mục này")]
    pub results: Vec<StatedResultRecord>,
    /// Pieces inside this one.
    #[serde(default)]
    #[schemars(description = "Các mục con")]
    pub provisions: Vec<ProvisionRecord>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một chú thích cuối trang")]
pub struct FootnoteRecord {
    /// Printed number.
    #[schemars(description = "Số chú thích")]
    pub label: String,
    /// Text.
    #[schemars(description = "Chữ của chú thích")]
    pub text: String,
}

/// An assignment that every directive below inherits unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Phân công: ai chủ trì, ai phối hợp, ai chịu trách nhiệm, báo cáo ai")]
pub struct AssignRecord {
    /// Bodies that must do it.
    #[schemars(description = "Cơ quan chủ trì (được giao)")]
    pub lead: Option<Vec<String>>,
    /// Bodies that help.
    #[schemars(description = "Cơ quan phối hợp")]
    pub coordinating: Option<Vec<String>>,
    /// Who answers in person, in the document's words (an office, never a name).
    #[schemars(description = "Người chịu trách nhiệm, theo lời văn bản (chức danh, không phải tên người)")]
    pub responsible: Option<String>,
    /// Bodies that get the result.
    #[schemars(description = "Cơ quan nhận báo cáo, nhận kết quả")]
    pub report_to: Option<Vec<String>>,
    /// Body through which the report goes.
    #[schemars(description = "Báo cáo, gửi qua cơ quan nào")]
    pub via: Option<String>,
}

/// One thing that one provision orders somebody to do.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một nhiệm vụ được giao")]
pub struct DirectiveRecord {
    /// What is to be done, in the document's words, as short as they allow.
    #[schemars(description = "Việc phải làm, theo lời văn bản, ngắn gọn")]
    pub action: String,
    /// Bodies that must do it; inherited when absent, `[]` for nobody.
    #[schemars(description = "Cơ quan chủ trì; không ghi thì lấy theo mục trên")]
    pub lead: Option<Vec<String>>,
    /// Bodies that help; inherited when absent.
    #[schemars(description = "Cơ quan phối hợp; không ghi thì lấy theo mục trên")]
    pub coordinating: Option<Vec<String>>,
    /// Who answers in person; inherited when absent.
    #[schemars(description = "Người chịu trách nhiệm, theo lời văn bản (chức danh); không ghi thì lấy theo mục trên")]
    pub responsible: Option<String>,
    /// Bodies that get the result; inherited when absent.
    #[schemars(description = "Cơ quan nhận báo cáo, nhận kết quả; không ghi thì lấy theo mục trên")]
    pub report_to: Option<Vec<String>>,
    /// Body through which the report goes; inherited when absent.
    #[schemars(description = "Báo cáo, gửi qua cơ quan nào; không ghi thì lấy theo mục trên")]
    pub via: Option<String>,
    /// What the text says about time.
    #[schemars(description = "Thời hạn, chép đúng lời văn bản; nếu máy không hiểu thì ghi thêm ngày")]
    pub deadline: Option<DeadlineRecord>,
    /// Later dates granted since.
    #[serde(default)]
    #[schemars(description = "Các lần gia hạn")]
    pub extensions: Vec<ExtensionRecord>,
    /// Directives or documents of a higher level that this one carries out.
    #[serde(default)]
    #[schemars(
        description = "Nhiệm vụ hoặc văn bản cấp trên mà nhiệm vụ này cụ thể hóa, ví dụ dong-nai/449-kl-tu-2023/ii_1_gach-2~2"
    )]
    pub carries_out: Vec<String>,
    /// How it differs from what it carries out.
    #[serde(default)]
    #[schemars(description = "Chỗ khác với văn bản cấp trên, nói rõ bằng lời")]
    pub drift: Vec<DriftRecord>,
}

/// A deadline: the phrase as printed, or with explicit dates beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeadlineRecord {
    /// The phrase as printed.
    pub text: String,
    /// Last good day, where the phrase alone does not tell.
    pub due: Option<String>,
    /// Address of the provision or footnote that states it, where that is another one.
    pub at: Option<String>,
}

/// The long form of [`DeadlineRecord`].
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Thời hạn với ngày ghi rõ hoặc nơi nêu thời hạn")]
struct DeadlineForm {
    #[schemars(description = "Lời văn bản")]
    text: String,
    #[schemars(description = "Ngày cuối cùng còn đúng hạn (năm-tháng-ngày), khi lời văn bản không đủ để tính")]
    due: Option<String>,
    #[schemars(description = "Mã địa chỉ của mục hoặc chú thích nêu thời hạn, ví dụ chu-thich-7")]
    at: Option<String>,
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
                Ok(DeadlineRecord { text: value.to_owned(), ..DeadlineRecord::default() })
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một lần gia hạn")]
pub struct ExtensionRecord {
    /// Document that grants it.
    #[schemars(description = "Văn bản cho gia hạn, ví dụ quang-ngai/5233-ubnd-kgvx-2024")]
    pub document: String,
    /// New deadline as printed.
    #[schemars(description = "Thời hạn mới, chép đúng lời văn bản")]
    pub to: DeadlineRecord,
    /// Old deadline, if known.
    #[schemars(description = "Thời hạn cũ, nếu biết")]
    pub from: Option<DeadlineRecord>,
}

/// How a directive differs from the one that it carries out.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Chỗ khác với văn bản cấp trên")]
pub struct DriftRecord {
    /// In what.
    #[schemars(description = "Khác về gì")]
    pub kind: DriftKind,
    /// The directive or document that it differs from.
    #[schemars(description = "Khác với nhiệm vụ hoặc văn bản nào")]
    pub with: String,
    /// The difference in plain Vietnamese, quoting both readings.
    #[schemars(description = "Khác như thế nào, trích cả hai bên")]
    pub text: String,
}

/// In what a directive differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
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

/// What a provision demands of an indicator.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một mục tiêu: mức mà văn bản đòi hỏi ở một chỉ tiêu")]
pub struct TargetRecord {
    /// Indicator.
    #[schemars(description = "Chỉ tiêu, ví dụ dong-nai/tthc-phi-dia-gioi")]
    pub indicator: String,
    /// Comparison.
    #[schemars(description = "Cách so sánh")]
    pub operator: TargetOperator,
    /// Number demanded; absent for qualitative targets and for the average.
    #[schemars(description = "Con số phải đạt; bỏ trống với mục tiêu định tính")]
    pub value: Option<f64>,
    /// Unit of the number.
    #[schemars(description = "Đơn vị, ví dụ %")]
    pub unit: Option<String>,
    /// By when.
    #[schemars(description = "Thời hạn, chép đúng lời văn bản")]
    pub deadline: Option<DeadlineRecord>,
    /// The words that state it.
    #[schemars(description = "Lời văn bản nêu mục tiêu")]
    pub text: Option<String>,
    /// Bodies that must reach it; inherited when absent.
    #[schemars(description = "Cơ quan phải đạt; không ghi thì lấy theo phân công của mục")]
    pub lead: Option<Vec<String>>,
}

/// How an observed value is compared with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
pub enum TargetOperator {
    /// At least.
    #[serde(rename = ">=")]
    #[schemars(description = "Ít nhất (≥)")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    #[schemars(description = "Nhiều nhất (≤)")]
    AtMost,
    /// Exactly.
    #[serde(rename = "=")]
    #[schemars(description = "Đúng bằng (=)")]
    Exactly,
    /// Rank not worse than.
    #[serde(rename = "rank<=")]
    #[schemars(description = "Xếp hạng trong nhóm (hạng nhỏ hơn hoặc bằng)")]
    RankWithin,
    /// At least the average of the country.
    #[serde(rename = "beats-average")]
    #[schemars(description = "Đạt hoặc vượt mức bình quân cả nước")]
    BeatsAverage,
    /// In words only.
    #[serde(rename = "qualitative")]
    #[schemars(description = "Định tính, không có con số")]
    Qualitative,
}

/// A result that the text itself states.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một kết quả mà chính văn bản nêu")]
pub struct StatedResultRecord {
    /// Indicator.
    #[schemars(description = "Chỉ tiêu")]
    pub indicator: String,
    /// Period that it is about, such as `2022` or `2023-08`.
    #[schemars(description = "Kỳ của số liệu: năm, năm-tháng hoặc năm-tháng-ngày")]
    pub period: String,
    /// Observed value.
    #[schemars(description = "Giá trị")]
    pub value: Option<f64>,
    /// Unit.
    #[schemars(description = "Đơn vị")]
    pub unit: Option<String>,
    /// Place in a ranking.
    #[schemars(description = "Thứ hạng")]
    pub rank: Option<u32>,
    /// How many were ranked.
    #[schemars(description = "Trên tổng số bao nhiêu")]
    pub out_of: Option<u32>,
    /// What kind of number it is.
    #[schemars(description = "Tính chất của số liệu")]
    pub nature: ResultNature,
    /// The words that state it, and what else must be known.
    #[schemars(description = "Lời văn bản, và điều cần biết thêm")]
    pub note: Option<String>,
}

/// What kind of number a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResultNature {
    /// Published by the body in charge of the measurement.
    #[schemars(description = "Chính thức")]
    Official,
    /// "Dự ước".
    #[schemars(description = "Dự ước")]
    Estimate,
    /// Stated by the body that is measured.
    #[schemars(description = "Tự báo cáo")]
    SelfReported,
    /// Computed from other numbers.
    #[schemars(description = "Suy ra từ số liệu khác")]
    Derived,
}

/// A place in the text whose reading is uncertain, or kept as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một chỗ đọc chưa chắc, hoặc giữ nguyên dù có vẻ sai")]
pub struct ReadingRecord {
    /// Address of the provision; absent for the letterhead, the signature and the whole text.
    #[schemars(
        description = "Mã địa chỉ của mục, ví dụ i_gach-1; bỏ trống nếu thuộc phần đầu, phần ký hoặc cả văn bản"
    )]
    pub at: Option<String>,
    /// The words in question.
    #[schemars(description = "Chữ đang nói đến")]
    pub quote: Option<String>,
    /// What is seen and why it was read so.
    #[schemars(description = "Thấy gì trên bản quét, vì sao đọc như vậy")]
    pub note: String,
    /// Whether it is uncertain or certain but odd.
    #[schemars(description = "Chưa chắc, hay giữ nguyên như bản gốc")]
    pub kind: ReadingKind,
}

/// Whether a reading is uncertain, or certain but odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadingKind {
    /// The scan does not show it clearly.
    #[schemars(description = "Chưa chắc: bản quét không rõ")]
    Doubtful,
    /// The scan is clear, the wording odd; kept.
    #[schemars(description = "Giữ nguyên: bản gốc rõ nhưng lạ")]
    AsPrinted,
}

/// How a document stands to another one.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Quan hệ với một văn bản khác")]
pub struct RelationRecord {
    /// Kind.
    #[schemars(description = "Loại quan hệ")]
    pub kind: RelationKind,
    /// The other document.
    #[schemars(description = "Văn bản kia, ví dụ trung-uong/922-qd-btttt-2022")]
    pub target: String,
    /// Address of the provision that states it; absent when the whole document does.
    #[schemars(description = "Mã địa chỉ của mục nêu quan hệ; bỏ trống nếu là cả văn bản")]
    pub provision: Option<String>,
    /// Remark.
    #[schemars(description = "Ghi chú")]
    pub note: Option<String>,
}

/// Kind of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Carries the other one out.
    #[schemars(description = "Triển khai, thực hiện văn bản kia")]
    CarriesOut,
    /// Rests on the other one ("căn cứ").
    #[schemars(description = "Căn cứ văn bản kia")]
    BasedOn,
    /// Mentions the other one.
    #[schemars(description = "Dẫn chiếu văn bản kia")]
    Cites,
    /// Has the other one attached.
    #[schemars(description = "Kèm theo văn bản kia")]
    Attaches,
    /// Changes the other one.
    #[schemars(description = "Sửa đổi, bổ sung văn bản kia")]
    Amends,
    /// Replaces the other one.
    #[schemars(description = "Thay thế văn bản kia")]
    Replaces,
    /// Ends the other one.
    #[schemars(description = "Bãi bỏ văn bản kia")]
    Repeals,
    /// Grants more time for what the other one orders.
    #[schemars(description = "Gia hạn nhiệm vụ của văn bản kia")]
    Extends,
    /// Corrects a printing error in the other one.
    #[schemars(description = "Đính chính văn bản kia")]
    Corrects,
}
