//! `content/redirects.yaml`: addresses that moved or are gone.

use schemars::JsonSchema;
use serde::Deserialize;

/// An address that was published once. The file holds a list of them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một địa chỉ đã công bố, nay chuyển nơi khác hoặc không còn")]
pub struct RedirectRecord {
    /// Old address from the root of the site, such as `/van-ban/dong-nai/449-kl-tu-2023/#i`.
    #[schemars(description = "Địa chỉ cũ, tính từ gốc của trang, ví dụ /van-ban/dong-nai/449-kl-tu-2023/#i")]
    pub from: String,
    /// New address.
    #[schemars(description = "Địa chỉ mới")]
    pub to: Option<String>,
    /// Why it is gone, where it has no new address.
    #[schemars(description = "Lý do không còn, khi không có địa chỉ mới")]
    pub gone: Option<String>,
}
