//! `content/indicators/<province>/<indicator>.yaml` and `content/indicator-sets/<province>/<set>.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Publication;

/// Something that is measured.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một chỉ tiêu: điều được đo")]
pub struct IndicatorRecord {
    /// Name.
    #[schemars(description = "Tên chỉ tiêu")]
    pub name: String,
    /// English name.
    #[schemars(description = "Tên tiếng Anh")]
    pub name_en: Option<String>,
    /// Short name for tables.
    #[schemars(description = "Tên ngắn dùng trong bảng")]
    pub short: Option<String>,
    /// What kind of value it has.
    #[schemars(description = "Loại giá trị")]
    pub measure: Measure,
    /// Unit of its values.
    #[schemars(description = "Đơn vị, ví dụ %")]
    pub unit: Option<String>,
    /// Whether more or less is better.
    #[schemars(description = "Cao hơn hay thấp hơn là tốt hơn")]
    pub better: Better,
    /// What exactly is measured, in the words of the source.
    #[schemars(description = "Định nghĩa, theo lời văn bản")]
    pub definition: Option<String>,
    /// Indicator set that it belongs to.
    #[schemars(description = "Thuộc bộ chỉ số nào")]
    pub set: Option<String>,
    /// Body that answers for it.
    #[schemars(description = "Cơ quan phụ trách")]
    pub responsible: Option<String>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// What kind of value an indicator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A share of a whole.
    #[schemars(description = "Tỷ lệ phần trăm")]
    Percentage,
    /// A count or an amount.
    #[schemars(description = "Số lượng")]
    Number,
    /// A place in a ranking.
    #[schemars(description = "Thứ hạng")]
    Rank,
    /// In words.
    #[schemars(description = "Định tính")]
    Qualitative,
}

/// Direction in which an indicator improves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More is better.
    #[schemars(description = "Cao hơn là tốt hơn")]
    Higher,
    /// Less is better; always so for a rank.
    #[schemars(description = "Thấp hơn là tốt hơn (thứ hạng luôn như vậy)")]
    Lower,
    /// Neither.
    #[schemars(description = "Không so sánh được")]
    Neither,
}

/// A versioned list of indicators with weights.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một bộ chỉ số, có phiên bản và trọng số")]
pub struct IndicatorSetRecord {
    /// Name.
    #[schemars(description = "Tên bộ chỉ số")]
    pub name: String,
    /// Document that lays it down.
    #[schemars(description = "Văn bản ban hành bộ chỉ số")]
    pub document: Option<String>,
    /// Set that this one supersedes.
    #[schemars(description = "Bộ chỉ số bị bộ này thay thế")]
    pub supersedes: Option<String>,
    /// First day of its use.
    #[schemars(description = "Ngày bắt đầu áp dụng, nếu biết")]
    pub valid_from: Option<String>,
    /// Last day of its use.
    #[schemars(description = "Ngày cuối cùng còn áp dụng, nếu biết")]
    pub valid_to: Option<String>,
    /// What is known of it in words, such as how many groups and indicators it has.
    #[schemars(description = "Mô tả, theo lời văn bản")]
    pub description: Option<String>,
    /// Its groups.
    #[serde(default)]
    #[schemars(description = "Các nhóm chỉ số")]
    pub groups: Vec<IndicatorGroupRecord>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// A group inside an indicator set.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một nhóm trong bộ chỉ số")]
pub struct IndicatorGroupRecord {
    /// Name.
    #[schemars(description = "Tên nhóm")]
    pub name: String,
    /// Share of the whole, in points.
    #[schemars(description = "Trọng số (điểm)")]
    pub weight: Option<f64>,
    /// Indicators in it.
    #[serde(default)]
    #[schemars(description = "Các chỉ tiêu trong nhóm")]
    pub indicators: Vec<String>,
}
