//! `content/updates/<province>/<document>.yaml`: what happened to directives, append-only.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Publication;

/// A dated, sourced statement about one directive. A file holds a list of them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một lần cập nhật tiến độ; tệp là danh sách, chỉ thêm, không sửa dòng cũ")]
pub struct UpdateRecord {
    /// Directive, as `ii_2_a~2`; the document is the one that the file is named after.
    #[schemars(description = "Nhiệm vụ: mã địa chỉ trong văn bản mà tệp mang tên, ví dụ ii_2_a~2")]
    pub directive: Box<str>,
    /// Day of the statement.
    #[schemars(description = "Ngày cập nhật (năm-tháng-ngày)")]
    pub date: Box<str>,
    /// Stage that the directive has reached.
    #[schemars(description = "Tình trạng thực hiện")]
    pub lifecycle: Option<Lifecycle>,
    /// Slot of a recurring duty that this is about, by its last good day.
    #[schemars(description = "Với việc định kỳ: kỳ nào (ghi ngày cuối của hạn kỳ đó, năm-tháng-ngày)")]
    pub slot: Option<Box<str>>,
    /// Day on which it was done.
    #[schemars(description = "Ngày hoàn thành; bắt buộc khi đã hoàn thành")]
    pub completed: Option<Box<str>>,
    /// How well the statement is supported.
    #[schemars(description = "Mức xác nhận")]
    pub verification: Option<Verification>,
    /// What happened, in plain words.
    #[schemars(description = "Nội dung, bằng lời dễ hiểu")]
    pub text: Option<Box<str>>,
    /// Why, when suspended or withdrawn.
    #[schemars(description = "Lý do, khi tạm dừng")]
    pub reason: Option<Box<str>>,
    /// Body that took the duty over, when transferred.
    #[schemars(description = "Cơ quan nhận chuyển giao, khi đã chuyển")]
    pub successor: Option<Box<str>>,
    /// Source in words.
    #[schemars(description = "Nguồn, ví dụ Báo cáo tháng 11/2024")]
    pub source: Box<str>,
    /// Documents and addresses that prove it.
    #[serde(default)]
    #[schemars(description = "Minh chứng; bắt buộc khi đã hoàn thành")]
    pub evidence: Vec<EvidenceRecord>,
    /// Later date granted on this occasion.
    #[schemars(description = "Gia hạn, nếu lần này được gia hạn")]
    pub extension: Option<super::directive::ExtensionRecord>,
    /// Whether this puts an earlier statement right instead of reporting something new.
    #[schemars(
        description = "Đính chính lần cập nhật nào (ghi ngày của lần đó), nếu đây là đính chính chứ không phải thay đổi"
    )]
    pub corrects: Option<Box<str>>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// A proof.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một minh chứng: văn bản, địa chỉ hoặc mô tả")]
pub struct EvidenceRecord {
    /// Document.
    #[schemars(description = "Văn bản, ví dụ quang-ngai/123-bc-stttt-2024")]
    pub document: Option<Box<str>>,
    /// Address on the web.
    #[schemars(description = "Địa chỉ trên mạng")]
    pub url: Option<Box<str>>,
    /// In words.
    #[schemars(description = "Mô tả bằng lời")]
    pub text: Option<Box<str>>,
}

/// Stage of a directive, as entered by people.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lifecycle {
    /// Not begun.
    #[schemars(description = "Chưa thực hiện")]
    NotStarted,
    /// Begun.
    #[schemars(description = "Đang thực hiện")]
    InProgress,
    /// Done in part.
    #[schemars(description = "Hoàn thành một phần")]
    PartlyDone,
    /// Done; needs a date and evidence.
    #[schemars(description = "Hoàn thành (cần ngày hoàn thành và minh chứng)")]
    Done,
    /// Stopped for a time; needs a reason.
    #[schemars(description = "Tạm dừng (cần lý do)")]
    Suspended,
    /// Called off; needs the document that does so.
    #[schemars(description = "Không thực hiện nữa (cần văn bản)")]
    Withdrawn,
    /// Given to another body; needs the successor.
    #[schemars(description = "Đã chuyển cơ quan khác (cần tên cơ quan nhận)")]
    Transferred,
    /// Nobody reported; the default.
    #[schemars(description = "Chưa có thông tin")]
    NoInformation,
}

/// How well a statement is supported.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// Said by the body that had to do it.
    #[schemars(description = "Tự báo cáo")]
    SelfReported,
    /// Confirmed by the body that gave the order.
    #[schemars(description = "Cơ quan giao việc đã xác nhận")]
    Confirmed,
    /// Inspected on the spot.
    #[schemars(description = "Đã kiểm tra thực tế")]
    Inspected,
    /// Somebody says otherwise.
    #[schemars(description = "Có ý kiến khác")]
    Disputed,
}
