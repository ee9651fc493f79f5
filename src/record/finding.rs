//! `content/findings/<province>/<file>.yaml`: what inspections found, append-only.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Publication;

/// What an inspection found about one body. A file holds a list of them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một kết luận kiểm tra về một cơ quan; tệp là danh sách, chỉ thêm, không sửa dòng cũ")]
pub struct FindingRecord {
    /// Body that was inspected.
    #[schemars(description = "Cơ quan được kiểm tra")]
    pub body: String,
    /// Day of the finding.
    #[schemars(description = "Ngày kết luận (năm-tháng-ngày)")]
    pub date: String,
    /// How well the body did.
    #[schemars(description = "Làm tốt hay làm chưa tốt")]
    pub verdict: FindingVerdict,
    /// Kind of cause, where the body did not do well.
    #[schemars(description = "Nguyên nhân chủ quan hay khách quan, khi làm chưa tốt")]
    pub cause: Option<FindingCause>,
    /// Directive that the finding is about, in full.
    #[schemars(description = "Nhiệm vụ liên quan, ví dụ dong-nai/449-kl-tu-2023/ii_1_gach-2")]
    pub directive: Option<String>,
    /// What was found, in words.
    #[schemars(description = "Nội dung kết luận")]
    pub text: String,
    /// Person named by the finding; never published unless the site's settings say so.
    #[schemars(
        description = "Cá nhân được nêu tên; không hiện trên trang, trừ khi site.yaml ghi show_individuals: true"
    )]
    pub person: Option<String>,
    /// Document that states it.
    #[schemars(description = "Văn bản nêu kết luận")]
    pub document: Option<String>,
    /// Source in words.
    #[schemars(description = "Nguồn, khi không có văn bản")]
    pub source: Option<String>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// How well a body did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingVerdict {
    /// "Làm tốt".
    #[schemars(description = "Làm tốt")]
    DoneWell,
    /// "Làm chưa tốt".
    #[schemars(description = "Làm chưa tốt")]
    NotDoneWell,
}

/// Kind of cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCause {
    /// The body's own doing.
    #[schemars(description = "Chủ quan")]
    Subjective,
    /// Beyond the body's reach.
    #[schemars(description = "Khách quan")]
    Objective,
}
