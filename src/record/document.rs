//! `content/documents/<province>/<document>.yaml`: a document with its whole text.

use std::io;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::Deserialize;

use super::common::{Doubtable, Publication};
use super::directive::{AssignRecord, DirectiveRecord};
use super::measure::{StatedResultRecord, TargetRecord};
use crate::base::bytes::read_text;

/// A document: held with its whole text, or known by number only (no `provisions`).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
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
    pub issuer: Box<str>,
    /// Date of issue: year-month-day, year-month or year.
    #[schemars(description = "Ngày ban hành: năm-tháng-ngày, hoặc năm-tháng, hoặc năm nếu chỉ biết đến thế")]
    pub date: Option<Doubtable>,
    /// Title as printed (trích yếu).
    #[schemars(description = "Trích yếu, đúng như in trên văn bản")]
    pub title: Option<Box<str>>,
    /// Short title for lists and links, where the printed one is long.
    #[schemars(description = "Tên ngắn để gọi trong danh sách; không thay trích yếu")]
    pub short_title: Option<Box<str>>,
    /// Who signed.
    #[schemars(description = "Người ký")]
    pub signer: Option<SignerRecord>,
    /// Where the text comes from.
    #[schemars(description = "Nguồn của văn bản")]
    pub source: Option<SourceRecord>,
    /// The lines above the title: issuer, motto, number, place and date.
    #[serde(default)]
    #[schemars(description = "Các dòng đầu văn bản: cơ quan ban hành, quốc hiệu, số, nơi và ngày ban hành")]
    pub letterhead: Box<[String]>,
    /// The title block as printed.
    #[schemars(description = "Tên văn bản đúng như in ở giữa trang")]
    pub heading: Option<Box<str>>,
    /// The lines after "Kính gửi".
    #[serde(default)]
    #[schemars(description = "Nơi nhận ghi sau chữ Kính gửi, mỗi dòng một mục")]
    pub addressees: Box<[String]>,
    /// The text, as a tree.
    #[serde(default)]
    #[schemars(description = "Toàn văn, theo cây phần, mục, khoản, điểm, gạch đầu dòng")]
    pub provisions: Box<[ProvisionRecord]>,
    /// The footnotes.
    #[serde(default)]
    #[schemars(description = "Chú thích cuối trang")]
    pub footnotes: Box<[FootnoteRecord]>,
    /// The lines after "Nơi nhận".
    #[serde(default)]
    #[schemars(description = "Các dòng sau chữ Nơi nhận")]
    pub recipients: Box<[String]>,
    /// The lines of the signature block.
    #[serde(default)]
    #[schemars(description = "Các dòng ở phần ký: quyền hạn, chức vụ, họ tên")]
    pub signature: Box<[String]>,
    /// Printed at the foot of a page.
    #[schemars(description = "Dòng in ở chân trang")]
    pub page_footer: Option<Box<str>>,
    /// Every place whose reading is uncertain, or kept although it looks wrong.
    #[serde(default)]
    #[schemars(description = "Mọi chỗ đọc chưa chắc hoặc giữ nguyên dù có vẻ sai")]
    pub readings: Box<[ReadingRecord]>,
    /// How it stands to other documents.
    #[serde(default)]
    #[schemars(description = "Quan hệ với văn bản khác")]
    pub relations: Box<[RelationRecord]>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// Kind of a document.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize,
)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Người ký")]
pub struct SignerRecord {
    /// Name.
    #[schemars(description = "Họ và tên, nếu đọc được")]
    pub name: Option<Box<str>>,
    /// Office in which they signed.
    #[schemars(description = "Chức vụ khi ký, nếu đọc được")]
    pub title: Option<Doubtable>,
}

/// Where a document's text comes from.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Nguồn của văn bản")]
pub struct SourceRecord {
    /// Description in words.
    #[schemars(description = "Mô tả nguồn, ví dụ: bản quét, nhận dạng chữ tự động rồi phục nguyên")]
    pub description: Box<str>,
    /// Where the original can be seen.
    #[schemars(description = "Địa chỉ bản gốc, nếu có")]
    pub url: Option<Box<str>>,
}

/// One addressable piece of text.
///
/// Inside texts `[^3]` points to footnote 3, and `[?]` marks the word before it as uncertain.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một đơn vị của văn bản: phần, mục, khoản, điểm, gạch đầu dòng, hoặc một đoạn")]
pub struct ProvisionRecord {
    /// Label as printed: `II.`, `1-`, `2.1.`, `a)`, `-`, `*`, `+`; absent for a bare paragraph.
    #[schemars(description = "Ký hiệu như in: II., 1-, 2.1., a), -, *, +; bỏ trống nếu là đoạn văn không đánh số")]
    pub label: Option<Box<str>>,
    /// Address frozen by hand; normally made from the label.
    #[schemars(description = "Mã địa chỉ ghi tay; bình thường máy tự tạo từ ký hiệu")]
    pub eid: Option<Box<str>>,
    /// Heading.
    #[schemars(description = "Tiêu đề")]
    #[borsh(deserialize_with = "shared_text")]
    pub heading: Option<Arc<str>>,
    /// Own text, without that of the children. The site holds the same bytes.
    #[schemars(
        description = "Chữ của riêng mục này, không gồm mục con. [^3] là chú thích số 3, [?] là chỗ đọc chưa chắc"
    )]
    #[borsh(deserialize_with = "shared_text")]
    pub text: Option<Arc<str>>,
    /// What is said once here and holds for every directive below.
    #[schemars(description = "Phân công chung cho mọi nhiệm vụ ở mục này và các mục con")]
    pub assign: Option<Box<AssignRecord>>,
    /// What it orders.
    #[serde(default)]
    #[schemars(description = "Các nhiệm vụ được giao tại mục này, mỗi việc một nhiệm vụ")]
    pub directives: Box<[DirectiveRecord]>,
    /// Targets that it sets.
    #[serde(default)]
    #[schemars(description = "Các mục tiêu (con số, mức phải đạt) nêu tại mục này")]
    pub targets: Box<[TargetRecord]>,
    /// Results that it states.
    #[serde(default)]
    #[schemars(description = "Các kết quả (con số đã đạt) nêu tại mục này")]
    pub results: Box<[StatedResultRecord]>,
    /// Pieces inside this one.
    #[serde(default)]
    #[schemars(description = "Các mục con")]
    pub provisions: Box<[ProvisionRecord]>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một chú thích cuối trang")]
pub struct FootnoteRecord {
    /// Printed number.
    #[schemars(description = "Số chú thích")]
    pub label: Box<str>,
    /// Text.
    #[schemars(description = "Chữ của chú thích")]
    pub text: Box<str>,
}

/// A place in the text whose reading is uncertain, or kept as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một chỗ đọc chưa chắc, hoặc giữ nguyên dù có vẻ sai")]
pub struct ReadingRecord {
    /// Address of the provision; absent for the letterhead, the signature and the whole text.
    #[schemars(
        description = "Mã địa chỉ của mục, ví dụ i_gach-1; bỏ trống nếu thuộc phần đầu, phần ký hoặc cả văn bản"
    )]
    pub at: Option<Box<str>>,
    /// The words in question.
    #[schemars(description = "Chữ đang nói đến")]
    pub quote: Option<Box<str>>,
    /// What is seen and why it was read so.
    #[schemars(description = "Thấy gì trên bản quét, vì sao đọc như vậy")]
    pub note: Box<str>,
    /// Whether it is uncertain or certain but odd.
    #[schemars(description = "Chưa chắc, hay giữ nguyên như bản gốc")]
    pub kind: ReadingKind,
}

/// Whether a reading is uncertain, or certain but odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Quan hệ với một văn bản khác")]
pub struct RelationRecord {
    /// Kind.
    #[schemars(description = "Loại quan hệ")]
    pub kind: RelationKind,
    /// The other document.
    #[schemars(description = "Văn bản kia, ví dụ trung-uong/922-qd-btttt-2022")]
    pub target: Box<str>,
    /// Address of the provision that states it; absent when the whole document does.
    #[schemars(description = "Mã địa chỉ của mục nêu quan hệ; bỏ trống nếu là cả văn bản")]
    pub provision: Option<Box<str>>,
    /// Remark.
    #[schemars(description = "Ghi chú")]
    pub note: Option<Box<str>>,
}

/// Kind of a relation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize,
)]
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

/// A text as borsh writes it. Most bytes of a record are in these: they are checked many at a time.
fn shared_text(reader: &mut impl io::Read) -> io::Result<Option<Arc<str>>> {
    if bool::deserialize_reader(reader)? { read_text(reader).map(Some) } else { Ok(None) }
}
