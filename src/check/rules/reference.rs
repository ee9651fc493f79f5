//! Rules about references between records, and about what may be published.

use super::Rule;

pub(super) const UNKNOWN_REFERENCE: Rule = Rule {
    code: "unknown-reference",
    is_error: true,
    title_vi: "Nhắc đến bản ghi, mục hoặc nhiệm vụ không có",
    title_en: "Something refers to a record, provision or directive that does not exist",
    why_vi: "Mỗi mã nhắc đến (cơ quan, văn bản, chỉ tiêu, mục của văn bản, nhiệm vụ) trở thành một liên kết; mã không có thì \
             liên kết hỏng. Thường do gõ sai một chữ, hoặc chưa tạo bản ghi cho cơ quan, văn bản đó.",
    why_en: "Every id turns into a link. Usually a letter is wrong, or the record of that body or document does not exist yet.",
    bad: "issuer: dong-nai/tinh-ủy",
    good: "issuer: dong-nai/tinh-uy",
};

pub(super) const NOT_PUBLIC: Rule = Rule {
    code: "not-public",
    is_error: true,
    title_vi: "Bản ghi công khai nhắc đến bản ghi chưa công bố",
    title_en: "A public record refers to one that is not public",
    why_vi: "Bản nháp và bản ghi chưa đến ngày công bố không được để lại dấu vết nào trên trang, kể cả tên. Vì vậy bản ghi đã \
             duyệt không được dẫn đến chúng.",
    why_en: "Drafts and embargoed records leave no trace on the site, not even their names.",
    bad: "\
# bodies/dong-nai/so-tttt.yaml
name: Sở Thông tin và Truyền thông
kind: agency
publication: draft        # mà một văn bản đã duyệt giao việc cho sở này",
    good: "\
# bodies/dong-nai/so-tttt.yaml
name: Sở Thông tin và Truyền thông
kind: agency
publication: approved",
};

pub(super) const CYCLIC_REFERENCE: Rule = Rule {
    code: "cyclic-reference",
    is_error: true,
    title_vi: "Các bản ghi dẫn vòng về chính nó",
    title_en: "References that lead back to where they started",
    why_vi: "Cơ quan A kế tục B, B lại kế tục A; nhiệm vụ này cụ thể hóa nhiệm vụ kia và ngược lại: không thể vẽ thành chuỗi, \
             và chắc chắn có một chỗ ghi nhầm chiều.",
    why_en: "Body A continues B and B continues A; two directives carry each other out: no chain can be drawn, and one of \
             them is written the wrong way round.",
    bad: "\
# bodies/dong-nai/so-tttt.yaml
successors: [dong-nai/so-khcn]
# bodies/dong-nai/so-khcn.yaml
successors: [dong-nai/so-tttt]",
    good: "\
# bodies/dong-nai/so-tttt.yaml
successors: [dong-nai/so-khcn]",
};

pub(super) const WITHDRAWN_WITHOUT_REASON: Rule = Rule {
    code: "withdrawn-without-reason",
    is_error: true,
    title_vi: "Rút bản ghi mà không nêu lý do",
    title_en: "A record is withdrawn without a reason",
    why_vi: "Người đang giữ liên kết cần được biết vì sao nội dung không còn. Lý do này hiện ở địa chỉ cũ.",
    why_en: "Whoever holds the link has a right to know. The old address shows the reason.",
    bad: "publication: withdrawn",
    good: "publication: { state: withdrawn, reason: Văn bản đã được thay thế do in sai số }",
};

pub(super) const SECRET: Rule = Rule {
    code: "secret",
    is_error: true,
    title_vi: "Có dấu chỉ độ mật",
    title_en: "There is a secrecy mark",
    why_vi: "Văn bản đóng dấu MẬT, TỐI MẬT, TUYỆT MẬT không được đưa lên mạng theo Luật Bảo vệ bí mật nhà nước. Bản \
             nháp cũng bị chặn, vì bản nháp rồi sẽ được duyệt. Không xóa dấu để qua kiểm tra: hãy bỏ cả tệp và báo người \
             phụ trách.",
    why_en: "Documents marked MẬT, TỐI MẬT or TUYỆT MẬT must not be published. Drafts are stopped too, because \
             drafts get approved. Do not delete the mark: take the file out and tell whoever is in charge.",
    bad: "letterhead: [TỈNH ỦY ĐỒNG NAI, MẬT]",
    good: "",
};

pub(super) const PERSONAL_DATA: Rule = Rule {
    code: "personal-data",
    is_error: true,
    title_vi: "Có dữ liệu cá nhân",
    title_en: "There is personal data",
    why_vi: "Số căn cước, số điện thoại di động và thư điện tử riêng được Luật Bảo vệ dữ liệu cá nhân bảo vệ, đã lên mạng thì \
             không thu lại được. Số máy bàn và thư điện tử @….gov.vn của cơ quan thì dùng được.",
    why_en: "Identity numbers, mobile numbers and private e-mail addresses are protected by law and cannot be \
             called back. An office's landline and its @….gov.vn address are fine.",
    bad: "contact: Anh Nam, 0900 000 000",
    good: "contact: Sở Thông tin và Truyền thông, (0251) 3822501",
};
