//! `content/bodies/<province>/<body>.yaml`: an agency, a committee, a unit, or a group of them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Publication;

/// Somebody who issues documents or is ordered to do things.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Cơ quan, tổ chức, đơn vị, hoặc một nhóm cơ quan được giao việc")]
pub struct BodyRecord {
    /// Official name.
    #[schemars(description = "Tên đầy đủ")]
    pub name: String,
    /// Abbreviated name, such as `Sở TT&TT`.
    #[schemars(description = "Tên viết tắt, ví dụ Sở TT&TT")]
    pub short: Option<String>,
    /// English name.
    #[schemars(description = "Tên tiếng Anh")]
    pub name_en: Option<String>,
    /// Other names under which the sources mention it.
    #[serde(default)]
    #[schemars(description = "Các cách gọi khác trong văn bản")]
    pub aliases: Vec<String>,
    /// What it is.
    #[schemars(description = "Loại")]
    pub kind: BodyKind,
    /// Body that it belongs to.
    #[schemars(description = "Cơ quan cấp trên hoặc cơ quan chủ quản")]
    pub parent: Option<String>,
    /// Bodies that a group consists of, as far as they are known.
    #[serde(default)]
    #[schemars(description = "Các cơ quan trong nhóm, nếu văn bản nêu rõ")]
    pub members: Vec<String>,
    /// First day of its existence.
    #[schemars(description = "Ngày bắt đầu hoạt động (năm-tháng-ngày), nếu biết")]
    pub valid_from: Option<String>,
    /// Last day of its existence.
    #[schemars(description = "Ngày kết thúc hoạt động (năm-tháng-ngày), nếu biết")]
    pub valid_to: Option<String>,
    /// Bodies that continue its duties.
    #[serde(default)]
    #[schemars(description = "Các cơ quan kế tục nhiệm vụ")]
    pub successors: Vec<String>,
    /// Where its dates and successors are known from.
    #[schemars(description = "Căn cứ của việc hợp nhất, đổi tên")]
    pub basis: Option<String>,
    /// Remark shown on its page.
    #[schemars(description = "Ghi chú hiện trên trang")]
    pub note: Option<String>,
    /// Publication decision.
    #[serde(default)]
    #[schemars(description = "Quyết định công bố; không ghi nghĩa là bản nháp")]
    pub publication: Publication,
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// An agency of the State.
    #[schemars(description = "Cơ quan nhà nước")]
    Agency,
    /// A committee or agency of the Party.
    #[schemars(description = "Cấp ủy, cơ quan của Đảng")]
    Party,
    /// A steering committee or another inter-agency committee.
    #[schemars(description = "Ban chỉ đạo, ủy ban liên ngành")]
    Committee,
    /// A unit inside another body.
    #[schemars(description = "Đơn vị trực thuộc, phòng, trung tâm")]
    Unit,
    /// A mass organisation, a front, an association.
    #[schemars(description = "Mặt trận, đoàn thể, tổ chức chính trị - xã hội")]
    Organisation,
    /// An office held by a person, such as a chairman; never the person.
    #[schemars(description = "Chức danh (không phải cá nhân), ví dụ Chủ tịch UBND tỉnh")]
    Office,
    /// A newspaper, a station, an enterprise.
    #[schemars(description = "Báo, đài, doanh nghiệp")]
    Enterprise,
    /// Several bodies addressed together.
    #[schemars(description = "Nhóm cơ quan được gọi chung, ví dụ Các sở, ban, ngành")]
    Group,
}
