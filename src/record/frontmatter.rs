//! Front matter of `content/pages/*.md` and `content/reports/*.md`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::{Bilingual, Publication};

/// The YAML between the `---` lines at the head of a Markdown file.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Phần đầu tệp Markdown, giữa hai dòng ---")]
pub struct FrontMatter {
    /// Title.
    #[schemars(description = "Tên trang")]
    pub title: Bilingual,
    /// One sentence for lists and link previews.
    #[schemars(description = "Một câu tóm tắt, hiện trong danh sách và khi chia sẻ liên kết")]
    pub description: Option<String>,
    /// Day of publication or of the last change.
    #[schemars(description = "Ngày (năm-tháng-ngày)")]
    pub date: Option<String>,
    /// Province that a report is about.
    #[schemars(description = "Địa phương mà báo cáo nói về")]
    pub province: Option<String>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}
