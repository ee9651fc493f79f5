//! `content/results/<province>/<file>.yaml`: observed values, append-only.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Publication;
use super::measure::ResultNature;

/// One observed value of one indicator. A file holds a list of them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một kết quả của một chỉ tiêu; tệp là danh sách, chỉ thêm, không sửa dòng cũ")]
pub struct ResultRecord {
    /// Indicator.
    #[schemars(description = "Chỉ tiêu, ví dụ dong-nai/dti-xep-hang")]
    pub indicator: Box<str>,
    /// Body or area that it is about, where that is not the whole province.
    #[schemars(description = "Cơ quan, địa phương mà số liệu nói về; bỏ trống nếu là cả tỉnh")]
    pub body: Option<Box<str>>,
    /// Period.
    #[schemars(description = "Kỳ của số liệu: năm, năm-tháng, năm-quý (2024-Q3) hoặc năm-tháng-ngày")]
    pub period: Box<str>,
    /// Day on which the value became known.
    #[schemars(description = "Ngày có số liệu (năm-tháng-ngày)")]
    pub date: Option<Box<str>>,
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
    /// Whether others share the same rank.
    #[serde(default)]
    #[schemars(description = "true nếu đồng hạng với nơi khác")]
    pub tied: bool,
    /// Average of the country, for comparison.
    #[schemars(description = "Bình quân cả nước, để so sánh")]
    pub national_average: Option<f64>,
    /// Finding in words, for qualitative indicators.
    #[schemars(description = "Nhận định bằng lời, cho chỉ tiêu định tính")]
    pub statement: Option<Box<str>>,
    /// What kind of number it is.
    #[schemars(description = "Tính chất của số liệu")]
    pub nature: ResultNature,
    /// Document that states it.
    #[schemars(description = "Văn bản nêu số liệu")]
    pub document: Option<Box<str>>,
    /// Address of the provision that states it.
    #[schemars(description = "Mã địa chỉ của mục nêu số liệu")]
    pub eid: Option<Box<str>>,
    /// Source in words, where no document is held.
    #[schemars(description = "Nguồn, khi không có văn bản")]
    pub source: Option<Box<str>>,
    /// Indicator set under which it was measured, where that is not the indicator's own.
    #[schemars(description = "Đo theo bộ chỉ số nào, nếu khác với bộ ghi ở chỉ tiêu")]
    pub set: Option<Box<str>>,
    /// Remark.
    #[schemars(description = "Ghi chú")]
    pub note: Option<Box<str>>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}
