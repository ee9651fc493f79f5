//! What a provision of a document demands of indicators, and what it states of them.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::Deserialize;

use super::directive::DeadlineRecord;

/// What a provision demands of an indicator.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một mục tiêu: mức mà văn bản đòi hỏi ở một chỉ tiêu")]
pub struct TargetRecord {
    /// Indicator.
    #[schemars(description = "Chỉ tiêu, ví dụ dong-nai/tthc-phi-dia-gioi")]
    pub indicator: Box<str>,
    /// Comparison.
    #[schemars(description = "Cách so sánh")]
    pub operator: TargetOperator,
    /// Number demanded; absent for qualitative targets and for the average.
    #[schemars(description = "Con số phải đạt; bỏ trống với mục tiêu định tính")]
    pub value: Option<f64>,
    /// Unit of the number.
    #[schemars(description = "Đơn vị, ví dụ %")]
    pub unit: Option<Box<str>>,
    /// By when.
    #[schemars(description = "Thời hạn, chép đúng lời văn bản")]
    pub deadline: Option<DeadlineRecord>,
    /// The words that state it.
    #[schemars(description = "Lời văn bản nêu mục tiêu")]
    pub text: Option<Box<str>>,
    /// Bodies that must reach it; inherited when absent.
    #[schemars(description = "Cơ quan phải đạt; không ghi thì lấy theo phân công của mục")]
    pub lead: Option<Box<[String]>>,
}

/// How an observed value is compared with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một kết quả mà chính văn bản nêu")]
pub struct StatedResultRecord {
    /// Indicator.
    #[schemars(description = "Chỉ tiêu")]
    pub indicator: Box<str>,
    /// Period that it is about, such as `2022` or `2023-08`.
    #[schemars(description = "Kỳ của số liệu: năm, năm-tháng hoặc năm-tháng-ngày")]
    pub period: Box<str>,
    /// Observed value.
    #[schemars(description = "Giá trị")]
    pub value: Option<f64>,
    /// Unit.
    #[schemars(description = "Đơn vị")]
    pub unit: Option<Box<str>>,
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
    pub note: Option<Box<str>>,
}

/// What kind of number a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
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
