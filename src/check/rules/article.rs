//! Rules about reports and pages in Markdown.

use super::Rule;

pub(super) const MISSING_FRONT_MATTER: Rule = Rule {
    code: "missing-front-matter",
    is_error: true,
    title_vi: "Bài viết thiếu phần đầu",
    title_en: "The article has no front matter",
    why_vi: "Phần đầu, nằm giữa hai dòng ---, cho biết tên bài và đã được duyệt công bố hay chưa. Không có nó thì không biết \
             bài có được phép công bố không.",
    why_en: "The front matter, between two lines ---, holds the title and the decision to publish.",
    bad: "# Báo cáo quý III",
    good: "\
---
title: Báo cáo quý III
publication: approved
---

Nội dung bài viết.",
};

pub(super) const HTML_IN_MARKDOWN: Rule = Rule {
    code: "html-in-markdown",
    is_error: true,
    title_vi: "Bài viết có mã HTML",
    title_en: "The article holds HTML",
    why_vi: "Mã HTML chép từ nơi khác có thể chạy chương trình lạ trên máy người đọc, làm vỡ trang trên điện thoại, và trình \
             đọc màn hình không hiểu. Bài viết chỉ dùng Markdown.",
    why_en: "HTML from elsewhere may run foreign code, break the page on phones and confuse screen readers.",
    bad: "Xem <b>kết quả</b>. Tỷ lệ <50 % là thấp.",
    good: "Xem **kết quả**. Tỷ lệ dưới 50 % là thấp.",
};

pub(super) const UNSAFE_LINK: Rule = Rule {
    code: "unsafe-link",
    is_error: true,
    title_vi: "Liên kết không dùng được trên trang công khai",
    title_en: "A link that cannot be used on a public page",
    why_vi: "Liên kết kiểu `javascript:` chạy chương trình trên máy người đọc; kiểu `file:` hay `C:\\` trỏ vào máy của người \
             soạn. Liên kết ra ngoài phải bắt đầu bằng https:// (hoặc http://), trong bài viết còn dùng được mailto:, tel: và \
             đường dẫn trong trang.",
    why_en: "`javascript:` runs code on the reader's machine, `file:` and `C:\\` point into the writer's. Links lead to https:// \
             (or http://); articles may also use mailto:, tel: and paths inside the site.",
    bad: "[Báo cáo](file:///C:/Users/van-thu/bao-cao.docx)",
    good: "[Báo cáo](https://dongnai.gov.vn/bao-cao-quy-3)",
};

pub(super) const UNKNOWN_EMBED: Rule = Rule {
    code: "unknown-embed",
    is_error: true,
    title_vi: "Khối nhúng [[…]] viết không đúng",
    title_en: "An embed [[…]] that is not written properly",
    why_vi: "Khối nhúng đưa nhiệm vụ, chỉ tiêu hoặc văn bản vào bài, số liệu luôn mới. Nó phải đứng riêng một đoạn và viết theo \
             mẫu; viết khác đi thì người đọc chỉ thấy dấu ngoặc.",
    why_en: "An embed shows a directive, an indicator or a document with its current figures. It stands in a paragraph of its \
             own; written otherwise, readers would see brackets.",
    bad: "Kết quả: [[chỉ tiêu dong-nai/dti-xep-hang]]",
    good: "Kết quả:\n\n[[indicator dong-nai/dti-xep-hang]]",
};

pub(super) const RESERVED_ADDRESS: Rule = Rule {
    code: "reserved-address",
    is_error: true,
    title_vi: "Tên bài hoặc tên tỉnh trùng với địa chỉ dành riêng của trang",
    title_en: "The name of a page or province is an address that the site itself uses",
    why_vi: "Bài trong pages/ có địa chỉ ngay dưới gốc của trang, ví dụ /ve-du-lieu-nay/. Các tên như van-ban, co-quan, data, \
             en đã dành cho danh mục và dữ liệu; đặt trùng thì bài này đè lên trang kia. Tên tỉnh cũng vậy: \
             /van-ban/nam-2024/ và /van-ban/loai-ket-luan/ là danh sách văn bản theo năm và theo loại.",
    why_en: "A file in pages/ has an address right below the root. Names such as van-ban, co-quan, data and en belong to the \
             lists and the data; the page would overwrite them. So it is with provinces: /van-ban/nam-2024/ and \
             /van-ban/loai-ket-luan/ are the documents of a year and of a kind.",
    bad: "content/pages/van-ban.md",
    good: "content/pages/gioi-thieu-van-ban.md",
};
