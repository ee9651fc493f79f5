//! Why a source could not be brought, in words for whoever runs the command.

use crate::base::bilingual::Message;
use crate::model::contract::VERSION;
use crate::say;

/// Why a source could not be brought.
#[derive(Debug)]
pub enum FetchError {
    /// No answer, or one that broke off.
    Unreachable {
        /// What was asked for.
        address: String,
        /// What the machine says.
        why: String,
    },
    /// An answer without what was asked for.
    Status {
        /// What was asked for.
        address: String,
        /// The code of HTTP.
        code: u16,
    },
    /// The answer leads elsewhere.
    Moved {
        /// What was asked for.
        address: String,
        /// Where the answer leads.
        to: String,
    },
    /// The answer is longer than it may be.
    TooLarge {
        /// What was asked for.
        address: String,
        /// How long it may be.
        limit_bytes: u64,
    },
    /// The answer is not what the data contract says.
    Garbled {
        /// What was asked for.
        address: String,
        /// What is wrong.
        why: String,
    },
    /// Another major version of the data contract.
    Version(String),
    /// The site was published anew in the meantime.
    Changed,
    /// What it says must not be joined.
    Refused(Message),
    /// It has documents of a province that is somebody else's.
    Taken {
        /// The province.
        province: String,
        /// Whose it is: the id of another source, or empty for this site.
        owner: String,
    },
}

impl FetchError {
    /// The failure in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unreachable { address, why } => {
                say!("không tải được {address} ({why})", "cannot read {address} ({why})")
            }
            Self::Status { address, code } => {
                say!("{address} trả lời mã {code}", "{address} answers with code {code}")
            }
            Self::Moved { address, to } => say!(
                "{address} chuyển sang {to}; nếu đó đúng là trang nguồn thì sửa `url` trong content/site.yaml",
                "{address} leads on to {to}; if that is the source indeed, change `url` in content/site.yaml"
            ),
            Self::TooLarge { address, limit_bytes } => {
                let megabytes = limit_bytes / (1024 * 1024);
                say!("{address} lớn hơn {megabytes} MB", "{address} is larger than {megabytes} MB")
            }
            Self::Garbled { address, why } => {
                say!("{address} không đúng hợp đồng dữ liệu ({why})", "{address} breaks the data contract ({why})")
            }
            Self::Version(version) => say!(
                "trang nguồn công bố dữ liệu theo phiên bản {version}, chương trình này chỉ đọc được phiên bản {VERSION}",
                "the source publishes version {version} of the data contract, this program reads version {VERSION}"
            ),
            Self::Changed => say!(
                "trang nguồn vừa được công bố lại trong lúc tải; chạy lại lệnh này",
                "the source was published anew in the meantime; run this command again"
            ),
            Self::Refused(message) => message.clone(),
            Self::Taken { province, owner } if owner.is_empty() => say!(
                "có văn bản của `{province}`, mà trang này cũng có; thêm `provinces: […]` vào mục của nguồn để chỉ lấy địa phương của nó",
                "it has documents of `{province}`, and so has this site; add `provinces: […]` to its entry to take only its own"
            ),
            Self::Taken { province, owner } => say!(
                "có văn bản của `{province}`, mà nguồn `{owner}` cũng có; thêm `provinces: […]` vào mục của nguồn để chỉ lấy địa phương của nó",
                "it has documents of `{province}`, and so has the source `{owner}`; add `provinces: […]` to its entry to take only its own"
            ),
        }
    }

    /// Whether the machine or the network failed, and not the source itself.
    #[must_use]
    pub const fn is_of_the_network(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Status { .. } | Self::Changed)
    }
}
