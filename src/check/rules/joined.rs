//! Rules about the sites that a site joins.

use super::Rule;

pub(super) const BAD_SOURCE: Rule = Rule {
    code: "bad-source",
    is_error: true,
    title_vi: "Trang nguồn khai báo không đúng",
    title_en: "A source is not declared properly",
    why_vi: "Mỗi mục của `sources` là một trang minhbach khác. `id` thành địa chỉ /nguon/<id>/ và tên tệp dữ liệu lấy về, `url` là \
             địa chỉ công bố mà mọi liên kết dẫn tới. Ghi trùng thì văn bản hiện hai lần.",
    why_en: "Each entry of `sources` is another minhbach site. `id` becomes the address /nguon/<id>/ and the name of the \
             fetched file, `url` is where every link leads. Written twice, its documents would appear twice.",
    bad: "sources:\n  - id: Đồng Nai\n    url: minhbach.dongnai.gov.vn",
    good: "sources:\n  - id: dong-nai\n    url: https://minhbach.dongnai.gov.vn/",
};

pub(super) const UNFETCHED_SOURCE: Rule = Rule {
    code: "unfetched-source",
    is_error: true,
    title_vi: "Chưa lấy dữ liệu của trang nguồn",
    title_en: "The data of a source were never fetched",
    why_vi: "Việc dựng trang không dùng mạng: nó chỉ đọc những gì `minhbach fetch` đã lấy về thư mục content/.joined/. Chưa lấy, hoặc \
             đổi `url` sau khi lấy, thì không biết trang nguồn có gì; dựng tiếp sẽ làm mất các trang đã công bố về nguồn ấy.",
    why_en: "A build uses no network: it reads what `minhbach fetch` brought to content/.joined/. When nothing was fetched, or \
             `url` was changed since, nobody knows what the source has, and a build would lose the published pages about it.",
    bad: "",
    good: "",
};

pub(super) const BAD_JOINED: Rule = Rule {
    code: "bad-joined",
    is_error: true,
    title_vi: "Dữ liệu lấy từ trang nguồn bị hỏng",
    title_en: "What was fetched from a source is broken",
    why_vi: "Tệp trong content/.joined/ do chương trình ghi. Tệp bị sửa tay, chép thiếu hay do phiên bản khác ghi thì không dùng \
             được; cả nguồn bị từ chối chứ không lấy một phần.",
    why_en: "The files in content/.joined/ are written by the program. One that was edited, copied in part or written by \
             another version cannot be used; the whole source is refused, never a part of it taken.",
    bad: "",
    good: "",
};

pub(super) const JOINED_CLASH: Rule = Rule {
    code: "joined-clash",
    is_error: true,
    title_vi: "Hai trang cùng có văn bản của một địa phương",
    title_en: "Two sites have documents of one province",
    why_vi: "Mã văn bản bắt đầu bằng mã địa phương, nên mỗi địa phương chỉ được lấy từ một nơi: nếu không, một văn bản có thể hiện hai \
             lần với hai tình trạng khác nhau. Văn bản chỉ được dẫn số, không có toàn văn, thì không tính.",
    why_en: "Ids of documents begin with the province, so each province comes from one place: otherwise a document could appear \
             twice and stand differently. Documents that are only cited, without their text, do not count.",
    bad: "sources:\n  - { id: dong-nai, url: \"https://dongnai.example/\" }      # cũng chép toàn văn một văn bản của trung-uong",
    good: "sources:\n  - { id: dong-nai, url: \"https://dongnai.example/\", provinces: [dong-nai] }",
};
