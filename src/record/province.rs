//! `content/provinces/<province>.yaml`: a jurisdiction.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Publication;

/// A jurisdiction: a province, a centrally run city, or the centre itself.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một địa phương (tỉnh, thành phố) hoặc cấp trung ương")]
pub struct ProvinceRecord {
    /// Full name, such as `Tỉnh Đồng Nai`.
    #[schemars(description = "Tên đầy đủ, ví dụ Tỉnh Đồng Nai")]
    pub name: String,
    /// Name in lists, such as `Đồng Nai`.
    #[schemars(description = "Tên gọi trong danh sách, ví dụ Đồng Nai")]
    pub short: String,
    /// Level.
    #[schemars(description = "Cấp")]
    pub kind: ProvinceKind,
    /// First day of its existence.
    #[schemars(description = "Ngày thành lập (năm-tháng-ngày), nếu biết")]
    pub valid_from: Option<String>,
    /// Last day of its existence.
    #[schemars(description = "Ngày cuối cùng còn tồn tại (năm-tháng-ngày), nếu đã sáp nhập")]
    pub valid_to: Option<String>,
    /// Provinces that continue it.
    #[serde(default)]
    #[schemars(description = "Các địa phương kế tục")]
    pub successors: Vec<String>,
    /// Remark shown on its pages.
    #[schemars(description = "Ghi chú hiện trên trang")]
    pub note: Option<String>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// Level of a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProvinceKind {
    /// A province.
    #[schemars(description = "Tỉnh")]
    Province,
    /// A city under the central government.
    #[schemars(description = "Thành phố trực thuộc trung ương")]
    City,
    /// The centre: Party, National Assembly, Government, ministries.
    #[schemars(description = "Trung ương")]
    National,
}
