//! Rules about documents and their text.

use super::Rule;

pub(super) const BAD_NUMBER: Rule = Rule {
    code: "bad-number",
    is_error: true,
    title_vi: "Số, ký hiệu văn bản không thể có",
    title_en: "A document number that cannot be",
    why_vi: "Số, ký hiệu của Nhà nước (529/TB-UBND) và của Đảng (449-KL/TU) theo khuôn mẫu riêng. Số không đúng mẫu thường do máy \
             nhận dạng chữ đọc sai bản quét, ví dụ 0P thay cho QĐ, JGVX thay cho KGVX. Nếu bản gốc đúng là in như vậy hoặc không đọc rõ, ghi \
             kèm lời giải thích.",
    why_en: "State numbers (529/TB-UBND) and Party numbers (449-KL/TU) follow fixed forms. One that does not is usually misread \
             from the scan, such as 0P for QĐ or JGVX for KGVX. If the original prints it so, say so in the record.",
    bad: "number: 58/0P-UBND",
    good: "\
number: 58/QĐ-UBND
# hoặc, khi bản quét không rõ:
number: { value: 58/QĐ-UBND, doubtful: hai chữ sau số 58 bị nhòe }",
};

pub(super) const UNKNOWN_UNIT: Rule = Rule {
    code: "unknown-unit",
    is_error: false,
    title_vi: "Ký hiệu cơ quan trong số văn bản chưa gặp bao giờ",
    title_en: "The symbol of the issuer in a number is not a known one",
    why_vi: "Ký hiệu không có trong danh sách đã biết có thể đúng (cơ quan mới lập, đơn vị ít gặp), cũng có thể do đọc sai bản quét. \
             So lại với bản gốc một lần là đủ; nếu đúng thì để nguyên.",
    why_en: "It may be right (a new body, a rare unit) or misread from the scan. Compare it with the original once; if it is right, \
             leave it.",
    bad: "number: 12/KH-TTQTMT",
    good: "",
};

pub(super) const KIND_MISMATCH: Rule = Rule {
    code: "kind-mismatch",
    is_error: false,
    title_vi: "Loại văn bản không khớp với số, ký hiệu",
    title_en: "The kind of a document does not agree with its number",
    why_vi: "Số, ký hiệu cho biết loại văn bản: KL là kết luận, NQ là nghị quyết, TB là thông báo; công văn thì không có. Hai chỗ nói \
             khác nhau thì trang sẽ gọi sai tên văn bản.",
    why_en: "The number tells the kind: KL is a conclusion, NQ a resolution, TB a notice, and letters have none. Where the two \
             disagree, the page would call the document by a wrong name.",
    bad: "number: 449-KL/TU\nkind: resolution",
    good: "number: 449-KL/TU\nkind: conclusion",
};

pub(super) const DUPLICATE_NUMBER: Rule = Rule {
    code: "duplicate-number",
    is_error: true,
    title_vi: "Hai bản ghi cho cùng một văn bản",
    title_en: "Two records of the same document",
    why_vi: "Trong một năm, một cơ quan không ban hành hai văn bản cùng số, ký hiệu. Hai bản ghi trùng nhau sẽ thành hai trang nói \
             khác nhau về một văn bản.",
    why_en: "An issuer does not use one number twice in a year. Two records would become two pages about one document.",
    bad: "\
# documents/dong-nai/449-kl-tu-2023.yaml
number: 449-KL/TU
# documents/dong-nai/ket-luan-449.yaml
number: 449-KL/TU",
    good: "\
# documents/dong-nai/449-kl-tu-2023.yaml
number: 449-KL/TU",
};

pub(super) const BAD_DATE: Rule = Rule {
    code: "bad-date",
    is_error: true,
    title_vi: "Ngày không có thật hoặc viết không đúng cách",
    title_en: "A day that does not exist, or is written differently",
    why_vi: "Trong tệp, ngày viết năm-tháng-ngày để 03/9 không bị hiểu nhầm thành 9/3; trang sẽ in lại theo lối Việt Nam \
             (30/10/2024). Ngày ban hành chỉ biết đến tháng hoặc năm thì viết 2024-10 hoặc 2024.",
    why_en: "Files hold year-month-day, so that 03/9 is never taken for 9/3; pages print 30/10/2024. A date of issue known to the \
             month or year only is written 2024-10 or 2024.",
    bad: "date: 30/10/2024",
    good: "date: 2024-10-30",
};

pub(super) const FUTURE_DATE: Rule = Rule {
    code: "future-date",
    is_error: false,
    title_vi: "Ngày ban hành ở tương lai",
    title_en: "The date of issue lies in the future",
    why_vi: "Văn bản chưa ban hành thì chưa có gì để công bố; thường là gõ nhầm năm.",
    why_en: "A document that is not issued yet cannot be published; usually the year is mistyped.",
    bad: "date: 2042-10-30",
    good: "date: 2024-10-30",
};

pub(super) const BAD_LABEL: Rule = Rule {
    code: "bad-label",
    is_error: true,
    title_vi: "Ký hiệu đầu mục không đọc được",
    title_en: "The label of a provision cannot be read",
    why_vi: "Ký hiệu in trên văn bản (II., 2.1., đ), -) tạo thành địa chỉ của mục, để báo chí và người dân dẫn đúng đến từng điểm. \
             Chép đúng ký hiệu, không kèm chữ của câu; đoạn không đánh số thì bỏ trống.",
    why_en: "The printed label (II., 2.1., đ), -) makes the address of the provision. Copy the label alone, without words of the \
             sentence; a bare paragraph has none.",
    bad: "- label: 1. Giao Sở Nội vụ\n  text: chủ trì …",
    good: "- label: \"1.\"\n  text: Giao Sở Nội vụ chủ trì …",
};

pub(super) const LABEL_ORDER: Rule = Rule {
    code: "label-order",
    is_error: true,
    title_vi: "Ký hiệu đầu mục nhảy cóc hoặc sai thứ tự",
    title_en: "Labels that skip or are out of order",
    why_vi: "1, 2, 4 hoặc a, b, d thường có nghĩa là chép sót một mục. Thứ tự chữ trong văn bản Việt Nam: a b c d đ e g h i k l m \
             n o p q r s t u v x y. Nếu bản gốc thật sự đánh số nhảy, ghi `eid` riêng cho mục đó.",
    why_en: "1, 2, 4 or a, b, d usually mean that a provision was left out. The letters run a b c d đ e g h i k l m n o p q r s t \
             u v x y.",
    bad: "- label: a)\n  text: …\n- label: b)\n  text: …\n- label: d)\n  text: …",
    good: "- label: a)\n  text: …\n- label: b)\n  text: …\n- label: c)\n  text: …\n- label: d)\n  text: …\n- label: đ)\n  text: …",
};

pub(super) const BAD_EID: Rule = Rule {
    code: "bad-eid",
    is_error: true,
    title_vi: "Mã địa chỉ ghi tay (`eid`) không đúng cách viết",
    title_en: "An address written by hand (`eid`) is not well formed",
    why_vi: "Mã địa chỉ ghép từ các tầng, nối bằng dấu gạch dưới, viết bằng chữ thường không dấu (đ viết là dd). Bình thường máy tự \
             tạo từ ký hiệu; chỉ ghi tay khi cần giữ một địa chỉ đã công bố.",
    why_en: "An address joins the levels with underscores, in lower-case ASCII (đ is dd). Normally it is made from the labels.",
    bad: "eid: II_2_đ",
    good: "eid: ii_2_dd",
};

pub(super) const DUPLICATE_EID: Rule = Rule {
    code: "duplicate-eid",
    is_error: true,
    title_vi: "Hai mục của văn bản cùng một mã địa chỉ",
    title_en: "Two provisions of a document have the same address",
    why_vi: "Một địa chỉ chỉ được dẫn đến một mục. Thường do ký hiệu hoặc số chú thích lặp lại, hoặc ghi `eid` bằng tay trùng với mã \
             mà máy tạo.",
    why_en: "An address leads to one provision. Usually a label or a footnote number is repeated, or an `eid` written by hand is \
             already in use.",
    bad: "footnotes:\n  - { label: \"7\", text: … }\n  - { label: \"7\", text: … }",
    good: "footnotes:\n  - { label: \"7\", text: … }\n  - { label: \"8\", text: … }",
};

pub(super) const EMPTY_PROVISION: Rule = Rule {
    code: "empty-provision",
    is_error: true,
    title_vi: "Mục không có chữ nào",
    title_en: "A provision without any text",
    why_vi: "Mục chỉ có ký hiệu mà không có tiêu đề, nội dung hay mục con thì chắc chắn chép thiếu.",
    why_en: "A label without heading, text or children means that something was not copied.",
    bad: "- label: \"3.\"",
    good: "- label: \"3.\"\n  text: Giao Sở Tài chính cân đối kinh phí",
};

pub(super) const UNKNOWN_FOOTNOTE: Rule = Rule {
    code: "unknown-footnote",
    is_error: true,
    title_vi: "Dấu chú thích không có chú thích",
    title_en: "A footnote mark without a footnote",
    why_vi: "Trong chữ có [^7] nhưng phần `footnotes` không có chú thích số 7. Nhiều thời hạn chỉ được nêu ở chú thích, nên không \
             được để sót.",
    why_en: "The text says [^7] and `footnotes` has no number 7. Many deadlines stand in footnotes only.",
    bad: "- text: hoàn thành đúng thời hạn[^7]",
    good: "\
- text: hoàn thành đúng thời hạn[^7]
footnotes:
  - { label: \"7\", text: Trước ngày 30/10/2024 }",
};

pub(super) const UNCITED_FOOTNOTE: Rule = Rule {
    code: "uncited-footnote",
    is_error: false,
    title_vi: "Chú thích không được mục nào nhắc đến",
    title_en: "A footnote that nothing refers to",
    why_vi: "Có chú thích mà không có dấu [^…] nào dẫn đến, thường do khi chép chữ đã bỏ sót số nhỏ ở cuối câu.",
    why_en: "Usually the small number at the end of a sentence was not copied.",
    bad: "- text: hoàn thành đúng thời hạn",
    good: "- text: hoàn thành đúng thời hạn[^7]",
};

pub(super) const UNEXPLAINED_DOUBT: Rule = Rule {
    code: "unexplained-doubt",
    is_error: false,
    title_vi: "Chỗ đọc chưa chắc [?] chưa được giải thích",
    title_en: "A doubtful reading [?] that is not explained",
    why_vi: "Người đọc thấy dấu [?] cần biết bản quét ra sao và vì sao đọc như vậy. Mỗi chỗ có một dòng giải thích trong `readings`.",
    why_en: "Readers who see [?] need to know what the scan shows. `readings` has a line for each.",
    bad: "- label: \"1.\"\n  text: trước ngày 30 [?] tháng 10",
    good: "\
readings:
  - at: \"1\"
    kind: doubtful
    note: chữ số sau của ngày không rõ, có thể là 30 hoặc 31",
};

pub(super) const DUPLICATE_RELATION: Rule = Rule {
    code: "duplicate-relation",
    is_error: false,
    title_vi: "Quan hệ giữa hai văn bản ghi hai lần",
    title_en: "A relation between two documents is written twice",
    why_vi: "Cùng loại quan hệ, cùng văn bản, cùng mục thì chỉ cần ghi một lần; dòng thứ hai thường là định ghi văn bản khác.",
    why_en: "Once is enough; the second line was probably meant for another document.",
    bad: "- { kind: cites, target: trung-uong/58-nq-cp-2023 }\n- { kind: cites, target: trung-uong/58-nq-cp-2023 }",
    good: "- { kind: cites, target: trung-uong/58-nq-cp-2023 }",
};
