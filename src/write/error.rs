//! Why publishing failed, in both languages, with what the user can do about it.
//!
//! Every one of these leaves the published folder as it was.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::manifest::MANIFEST_NAME;
use crate::base::bilingual::Message;
use crate::base::output::SitePath;
use crate::say;

/// Publishing failed; the published folder is as it was.
#[derive(Debug)]
pub struct WriteError {
    /// The output folder, as far as it could be found out.
    pub output: PathBuf,
    /// What went wrong.
    pub problem: Problem,
}

/// What can go wrong.
#[derive(Debug)]
pub enum Problem {
    /// The machine failed.
    Machine {
        /// What was tried.
        action: Action,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder is, contains or lies in a folder of the project.
    Overlap(PathBuf),
    /// Something that is no folder stands where the output folder should be.
    NotAFolder,
    /// The output folder is a symbolic link to nothing.
    DanglingLink,
    /// The output folder is the top of a mounted file system, which cannot be exchanged.
    MountPoint,
    /// The output folder is not empty and has no manifest: a file that was found there.
    NotOurs(PathBuf),
    /// The manifest of the output folder cannot be read: why.
    DamagedManifest(String),
    /// The manifest of the output folder was written by a later version: its name.
    NewerManifest(String),
    /// Another build is writing: its process, when known.
    Busy(Option<u32>),
    /// The folder beside the output folder that we work in holds something that is not ours.
    WorkshopTaken(PathBuf),
    /// A file that we did not write stands where a file or folder of the site should be.
    ForeignInTheWay(PathBuf),
    /// Two files of the site have one path, or one has the path of another one's folder.
    Collision(SitePath),
}

/// What was tried when the machine failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Finding out what stands at a path.
    Inspect,
    /// Reading a file or listing a folder.
    Read,
    /// Creating a folder.
    CreateFolder,
    /// Writing a file.
    WriteFile,
    /// Taking a file over into the new generation.
    CarryOver,
    /// Bringing everything onto the medium.
    Flush,
    /// Putting the new generation into the place of the old one.
    Exchange,
    /// Removing what an earlier build left behind.
    Remove,
    /// Making sure that no other build writes.
    Lock,
}

impl Problem {
    pub(super) fn machine(action: Action, path: &Path, source: io::Error) -> Self {
        Problem::Machine { action, path: path.to_owned(), source }
    }

    pub(super) fn at(self, output: &Path) -> WriteError {
        WriteError { output: output.to_owned(), problem: self }
    }
}

impl Action {
    /// The words after "không" and "cannot".
    pub(super) fn describe(self, path: &Path) -> Message {
        let path = path.display();
        match self {
            Action::Inspect => say!("xem được {path}", "look at {path}"),
            Action::Read => say!("đọc được {path}", "read {path}"),
            Action::CreateFolder => say!("tạo được thư mục {path}", "create the folder {path}"),
            Action::WriteFile => say!("ghi được tệp {path}", "write the file {path}"),
            Action::CarryOver => say!("giữ lại được {path} cho bản mới", "take {path} over into the new generation"),
            Action::Flush => say!("ghi chắc được {path} xuống đĩa", "bring {path} onto the disk"),
            Action::Exchange => {
                say!("đưa được bản mới vào thư mục {path}", "put the new generation in the place of {path}")
            }
            Action::Remove => {
                say!("xóa được {path} còn lại từ lần chạy trước", "remove {path}, left over from an earlier run")
            }
            Action::Lock => say!("khóa được {path}", "lock {path}"),
        }
    }
}

impl WriteError {
    /// What failed, and that the published folder is as it was, without a full stop.
    #[must_use]
    pub fn message(&self) -> Message {
        let output = self.output.display();
        let Message { vi, en } = what_failed(&self.output, &self.problem);
        say!(
            "{vi}; thư mục công bố {output} vẫn nguyên như trước",
            "{en}; the output folder {output} is as it was before"
        )
    }

    /// What the user can do about it.
    #[must_use]
    pub fn help(&self) -> Message {
        help(self)
    }
}

fn what_failed(output: &Path, problem: &Problem) -> Message {
    let output = output.display();
    match problem {
        Problem::Machine { action, path, source } => {
            let Message { vi, en } = action.describe(path);
            let reason = reason(source);
            let (why_vi, why_en) = (reason.vi, reason.en);
            say!("không {vi}: {why_vi}", "cannot {en}: {why_en}")
        }
        Problem::Overlap(with) => {
            let with = with.display();
            say!(
                "không thể công bố vào {output}, vì thư mục này trùng với, chứa, hoặc nằm trong {with}",
                "cannot publish into {output}: it is, contains, or lies inside {with}"
            )
        }
        Problem::NotAFolder => say!("{output} không phải là thư mục", "{output} is not a folder"),
        Problem::DanglingLink => say!(
            "{output} là liên kết trỏ tới một thư mục không tồn tại",
            "{output} is a symbolic link to a folder that does not exist"
        ),
        Problem::MountPoint => say!(
            "{output} là gốc của một ổ đĩa được gắn vào, nên không thể thay cả thư mục trong một bước",
            "{output} is the top of a mounted file system, so it cannot be exchanged in one step"
        ),
        Problem::NotOurs(found) => {
            let found = found.display();
            say!(
                "{output} đang chứa tệp không do minhbach ghi (chẳng hạn {found}) nên minhbach không ghi vào đó",
                "{output} holds files that minhbach did not write (such as {found}), so it will not write there"
            )
        }
        Problem::DamagedManifest(why) => say!(
            "không đọc được danh sách tệp đã ghi {MANIFEST_NAME} trong {output} ({why}), nên không biết tệp nào do minhbach ghi",
            "the list of written files, {MANIFEST_NAME} in {output}, cannot be read ({why}), so nobody knows which files minhbach wrote"
        ),
        Problem::NewerManifest(program) => say!(
            "{output} do một phiên bản mới hơn ({program}) ghi",
            "{output} was written by a later version ({program})"
        ),
        Problem::Busy(Some(process)) => say!(
            "một lệnh minhbach khác (tiến trình {process}) đang ghi vào {output}",
            "another minhbach (process {process}) is writing to {output}"
        ),
        Problem::Busy(None) => {
            say!("một lệnh minhbach khác đang ghi vào {output}", "another minhbach is writing to {output}")
        }
        Problem::WorkshopTaken(path) => {
            let path = path.display();
            say!(
                "minhbach cần dùng thư mục tạm {path}, nhưng ở đó đang có tệp không do minhbach ghi",
                "minhbach needs the folder {path} for its work, but it holds something that minhbach did not write"
            )
        }
        Problem::ForeignInTheWay(path) => {
            let path = path.display();
            say!(
                "trang mới có tệp hoặc thư mục {path}, nhưng ở chỗ đó trong {output} đang có tệp không do minhbach ghi",
                "the site has a file or folder {path}, but something that minhbach did not write stands there in {output}"
            )
        }
        Problem::Collision(path) => say!(
            "hai tệp của trang có cùng đường dẫn {path} (lỗi của chương trình)",
            "two files of the site have the path {path} (a bug in the program)"
        ),
    }
}

/// What the system said: in words where the case is common, else as the system puts it.
fn reason(source: &io::Error) -> Message {
    match source.kind() {
        ErrorKind::StorageFull => say!("ổ đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => {
            say!("đã dùng hết dung lượng được cấp", "the disk quota is used up")
        }
        ErrorKind::PermissionDenied => say!("không có quyền", "permission denied"),
        ErrorKind::ReadOnlyFilesystem => say!("ổ đĩa chỉ cho đọc", "the file system is read-only"),
        ErrorKind::NotFound => say!("không tìm thấy", "not found"),
        ErrorKind::NotADirectory => {
            say!("một phần của đường dẫn không phải là thư mục", "a part of the path is not a folder")
        }
        ErrorKind::InvalidFilename => say!("tên quá dài hoặc không hợp lệ", "the name is too long or invalid"),
        _ => say!("{source}", "{source}"),
    }
}

fn help(error: &WriteError) -> Message {
    let output = error.output.display();
    match &error.problem {
        Problem::Machine { action, source, .. } => help_with_machine(error, *action, source),
        Problem::Overlap(_) => say!(
            "chọn thư mục khác bằng --output, chẳng hạn --output public",
            "choose another folder with --output, such as --output public"
        ),
        Problem::NotAFolder => say!(
            "đổi tên hoặc chuyển tệp đó đi, hoặc chọn thư mục khác bằng --output",
            "rename or move that file, or choose another folder with --output"
        ),
        Problem::DanglingLink => say!(
            "tạo thư mục mà liên kết trỏ tới, hoặc xóa liên kết",
            "create the folder that the link points to, or remove the link"
        ),
        Problem::MountPoint => say!(
            "chọn một thư mục bên trong nó, chẳng hạn --output {output}/public",
            "choose a folder inside it, such as --output {output}/public"
        ),
        Problem::NotOurs(_) => say!(
            "chọn thư mục khác hoặc một thư mục trống bằng --output; nếu không cần các tệp đó nữa thì tự xóa chúng rồi chạy lại",
            "choose another folder or an empty one with --output; if those files are no longer needed, delete them yourself and run again"
        ),
        Problem::DamagedManifest(_) => say!(
            "nếu mọi tệp trong {output} đều có thể tạo lại thì xóa hết thư mục đó rồi chạy lại; nếu không, chọn thư mục khác bằng --output",
            "if everything in {output} can be made again, delete that folder and run again; otherwise choose another one with --output"
        ),
        Problem::NewerManifest(program) => say!(
            "dùng {program} hoặc mới hơn, hoặc chọn thư mục khác bằng --output",
            "use {program} or later, or choose another folder with --output"
        ),
        Problem::Busy(_) => say!(
            "đợi lệnh kia chạy xong rồi chạy lại, hoặc chọn thư mục khác bằng --output",
            "wait until the other one has finished and run again, or choose another folder with --output"
        ),
        Problem::WorkshopTaken(path) => {
            let path = path.display();
            say!(
                "xem các tệp trong {path}, chuyển những gì cần giữ đi nơi khác, xóa thư mục đó rồi chạy lại",
                "look through {path}, move what you need elsewhere, delete that folder and run again"
            )
        }
        Problem::ForeignInTheWay(path) => {
            let path = path.display();
            say!(
                "đổi tên, chuyển đi hoặc xóa {path} trong {output} rồi chạy lại",
                "rename, move or delete {path} in {output} and run again"
            )
        }
        Problem::Collision(_) => say!("hãy báo lỗi này cho nhóm phát triển", "please report this bug"),
    }
}

fn help_with_machine(error: &WriteError, action: Action, source: &io::Error) -> Message {
    let parent = error.output.parent().unwrap_or(&error.output).display();
    match (source.kind(), action) {
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => say!(
            "dọn bớt tệp để có thêm chỗ rồi chạy lại; bản mới được chuẩn bị trong {parent} trước khi thay bản cũ nên cần đủ chỗ cho các tệp thay đổi",
            "free some space and run again; the new generation is prepared in {parent} before it takes the old one's place, so the changed files need room there"
        ),
        (ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem, _) => say!(
            "cần quyền ghi vào {parent}, vì bản mới được chuẩn bị ở đó rồi mới thay bản cũ; hãy nhờ người quản trị cấp quyền, hoặc chọn thư mục khác bằng --output",
            "{parent} must be writable, because the new generation is prepared there before it takes the old one's place; ask the administrator, or choose another folder with --output"
        ),
        (ErrorKind::Unsupported, Action::Lock) => say!(
            "ổ đĩa này không cho khóa tệp; hãy công bố vào một thư mục trên ổ đĩa của máy",
            "this file system has no file locks; publish into a folder on a local disk"
        ),
        _ => say!(
            "xem lại đường dẫn đó rồi chạy lại; nếu vẫn lỗi, hãy gửi thông báo này cho người quản trị",
            "look at that path and run again; if it fails again, show this message to the administrator"
        ),
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Machine { source, .. } => Some(source),
            _ => None,
        }
    }
}
