//! Why the server did not start, or ended, in both languages, with what the user can do about it.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::base::bilingual::Message;
use crate::say;

/// The server could not start, or had to end.
#[derive(Debug)]
pub enum ServeError {
    /// Somebody else listens on the port.
    PortTaken {
        /// The address that was asked for.
        address: SocketAddr,
        /// A port that is free.
        free: Option<u16>,
    },
    /// The address cannot be listened on for another reason.
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A folder cannot be watched.
    Watch {
        /// The folder.
        folder: PathBuf,
        /// What the watcher said.
        source: notify::Error,
    },
    /// The path under which the site should be served is not one.
    BadMount(String),
    /// Ctrl-C cannot be listened to.
    Interrupt(ctrlc::Error),
    /// No more connections can be accepted.
    Broken(io::Error),
}

impl ServeError {
    /// What failed, without a full stop.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            ServeError::PortTaken { address, .. } => {
                let port = address.port();
                say!("cổng {port} đang được một chương trình khác dùng", "port {port} is used by another program")
            }
            ServeError::Listen { address, source } => {
                say!("không mở được địa chỉ {address}: {source}", "cannot listen on {address}: {source}")
            }
            ServeError::Watch { folder, source } => {
                let folder = folder.display();
                say!("không theo dõi được thư mục {folder}: {source}", "cannot watch the folder {folder}: {source}")
            }
            ServeError::BadMount(path) => {
                say!(
                    "{path} không phải là đường dẫn hợp lệ để đặt trang",
                    "{path} is not a path to serve the site under"
                )
            }
            ServeError::Interrupt(source) => {
                say!("không nhận được phím Ctrl-C: {source}", "cannot listen to Ctrl-C: {source}")
            }
            ServeError::Broken(source) => {
                say!(
                    "máy chủ xem thử không nhận thêm được kết nối: {source}",
                    "the server takes no more connections: {source}"
                )
            }
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn help(&self) -> Message {
        match self {
            ServeError::PortTaken { free: Some(free), .. } => say!(
                "có thể minhbach serve đang chạy ở một cửa sổ khác; nếu không, dùng cổng còn trống: --port {free}",
                "perhaps minhbach serve runs in another window; otherwise take a free port: --port {free}"
            ),
            ServeError::PortTaken { free: None, .. } => {
                say!("dùng một cổng khác bằng --port", "take another port with --port")
            }
            ServeError::Listen { .. } => say!(
                "dùng một cổng từ 1024 trở lên, chẳng hạn --port 8000",
                "take a port from 1024 up, such as --port 8000"
            ),
            ServeError::Watch { source, .. } if matches!(source.kind, notify::ErrorKind::MaxFilesWatch) => say!(
                "hệ thống không cho theo dõi thêm thư mục; nhờ người quản trị tăng fs.inotify.max_user_watches",
                "the system lets nobody watch more folders; ask the administrator to raise fs.inotify.max_user_watches"
            ),
            ServeError::Watch { .. } => say!(
                "xem thư mục đó có tồn tại và đọc được không rồi chạy lại",
                "see whether that folder exists and can be read, and run again"
            ),
            ServeError::BadMount(_) => say!("viết như /chuyen-doi-so/", "write it like /chuyen-doi-so/"),
            ServeError::Interrupt(_) | ServeError::Broken(_) => say!("chạy lại lệnh vừa rồi", "run the command again"),
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ServeError::Listen { source, .. } | ServeError::Broken(source) => Some(source),
            ServeError::Watch { source, .. } => Some(source),
            ServeError::Interrupt(source) => Some(source),
            ServeError::PortTaken { .. } | ServeError::BadMount(_) => None,
        }
    }
}
