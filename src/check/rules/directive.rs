//! Rules about directives, targets, results and updates.

use super::Rule;

pub(super) const EMPTY_ACTION: Rule = Rule {
    code: "empty-action",
    is_error: true,
    title_vi: "Nhiệm vụ không nói phải làm gì",
    title_en: "A directive does not say what to do",
    why_vi: "`action` là câu mà người dân đọc đầu tiên: việc phải làm, theo lời văn bản.",
    why_en: "`action` is what citizens read first: what is to be done, in the document's words.",
    bad: "directives:\n  - action: \"\"",
    good: "directives:\n  - action: Rà soát, đôn đốc việc thực hiện nhiệm vụ",
};

pub(super) const BAD_DEADLINE: Rule = Rule {
    code: "bad-deadline",
    is_error: true,
    title_vi: "Không tính được thời hạn từ lời văn bản",
    title_en: "No deadline can be computed from the document's words",
    why_vi: "Máy chỉ tính ngày khi hiểu trọn cụm từ; đoán sai một ngày là quy trách nhiệm oan. Cụm từ lạ thì giữ nguyên lời văn bản \
             và ghi thêm ngày cuối cùng còn đúng hạn. Muốn thử: minhbach deadline \"trước ngày 10/9/2023\".",
    why_en: "A date is computed only when the whole phrase is understood, because a wrong date accuses somebody. Keep the \
             document's words and add the last good day. To try: minhbach deadline \"trước ngày 10/9/2023\".",
    bad: "deadline: trước kỳ họp tới",
    good: "deadline: { text: trước kỳ họp tới, due: 2024-12-05 }",
};

pub(super) const DEADLINE_NOT_IN_TEXT: Rule = Rule {
    code: "deadline-not-in-text",
    is_error: false,
    title_vi: "Không thấy lời về thời hạn trong văn bản",
    title_en: "The words of the deadline are not in the text",
    why_vi: "Thời hạn phải chép đúng lời của chính mục đó (hoặc mục bao ngoài), để người đọc kiểm tra được. Nếu mục khác hay chú thích \
             nêu thời hạn thì ghi thêm `at`.",
    why_en: "A deadline is copied from the provision or one around it, so that readers can check it. Where another provision or a \
             footnote states it, add `at`.",
    bad: "deadline: trước ngày 30/10/2024   # chữ của mục không có cụm này",
    good: "deadline: { text: trước ngày 30/10/2024, at: chu-thich-7 }",
};

pub(super) const BAD_TARGET: Rule = Rule {
    code: "bad-target",
    is_error: true,
    title_vi: "Mục tiêu không khớp: có con số mà không cần, hoặc cần mà không có",
    title_en: "A target with a number that it should not have, or without one that it needs",
    why_vi: "So “ít nhất”, “nhiều nhất”, “đúng bằng”, “trong nhóm” thì cần con số; mục tiêu định tính hoặc so với bình quân cả nước thì \
             không có con số.",
    why_en: "“At least”, “at most”, “exactly” and “rank within” need a number; qualitative targets and those against the national \
             average have none.",
    bad: "operator: \">=\"",
    good: "operator: \">=\"\nvalue: 90\nunit: \"%\"",
};

pub(super) const BAD_PERIOD: Rule = Rule {
    code: "bad-period",
    is_error: true,
    title_vi: "Kỳ số liệu viết không đúng cách",
    title_en: "A period that is not written properly",
    why_vi: "Kỳ quyết định chỗ của số liệu trên biểu đồ. Viết năm, năm-quý, năm-tháng hoặc năm-tháng-ngày.",
    why_en: "The period decides where a value stands in the chart: a year, a quarter, a month or a day.",
    bad: "period: quý 3/2024",
    good: "period: 2024-Q3",
};

pub(super) const BAD_RANK: Rule = Rule {
    code: "bad-rank",
    is_error: true,
    title_vi: "Thứ hạng không thể có",
    title_en: "A rank that cannot be",
    why_vi: "Hạng nhỏ nhất là 1 và không lớn hơn tổng số nơi được xếp hạng (cả nước có 63 tỉnh, thành phố đến ngày 30/6/2025, 34 từ ngày \
             1/7/2025).",
    why_en: "The smallest rank is 1, the largest is the number of those ranked (63 provinces until 30 June 2025, 34 since).",
    bad: "rank: 70\nout_of: 63",
    good: "rank: 7\nout_of: 63",
};

pub(super) const MISSING_SOURCE: Rule = Rule {
    code: "missing-source",
    is_error: true,
    title_vi: "Kết quả không nêu nguồn",
    title_en: "A result without a source",
    why_vi: "Con số không có nguồn thì không ai kiểm chứng được. Ghi văn bản nêu số liệu (`document`), hoặc nguồn bằng lời (`source`).",
    why_en: "Nobody can verify a number without a source: name the document, or the source in words.",
    bad: "- indicator: dong-nai/dti-xep-hang\n  period: \"2023\"\n  rank: 17\n  nature: official",
    good: "\
- indicator: dong-nai/dti-xep-hang
  period: \"2023\"
  rank: 17
  nature: official
  source: Bộ Thông tin và Truyền thông công bố ngày 12/7/2024",
};

pub(super) const UPDATE_ORDER: Rule = Rule {
    code: "update-order",
    is_error: true,
    title_vi: "Cập nhật không theo thứ tự ngày",
    title_en: "Updates that are not in the order of their days",
    why_vi: "Tệp cập nhật như sổ ghi chép: chỉ viết thêm vào cuối, không chen vào giữa, không sửa dòng cũ. Nhờ vậy ai cũng thấy điều gì \
             được công bố vào lúc nào.",
    why_en: "A file of updates is a journal: entries go to the end, none is inserted or edited. So everybody can see what was said when.",
    bad: "- { directive: ii_1, date: 2024-11-19, … }\n- { directive: ii_1, date: 2024-10-02, … }",
    good: "- { directive: ii_1, date: 2024-10-02, … }\n- { directive: ii_1, date: 2024-11-19, … }",
};

pub(super) const FUTURE_UPDATE: Rule = Rule {
    code: "future-update",
    is_error: true,
    title_vi: "Cập nhật hoặc kết luận kiểm tra có ngày ở tương lai",
    title_en: "An update or a finding dated in the future",
    why_vi: "Không thể báo cáo việc chưa xảy ra; thường là gõ nhầm năm hoặc đảo ngày với tháng. Muốn công bố sau thì ghi ngày bắt đầu \
             công bố.",
    why_en: "Nobody can report what has not happened. To publish later, give the first day of publication.",
    bad: "date: 2042-11-19",
    good: "date: 2024-11-19\npublication: { state: approved, from: 2024-11-25 }",
};

pub(super) const BAD_SLOT: Rule = Rule {
    code: "bad-slot",
    is_error: true,
    title_vi: "Kỳ báo cáo không có trong lịch của nhiệm vụ",
    title_en: "A slot that the directive's schedule does not have",
    why_vi: "Việc định kỳ có từng kỳ, mỗi kỳ gọi bằng ngày cuối của hạn: hằng quý thì là 31/3, 30/6, 30/9, 31/12. Ghi sai kỳ thì báo cáo \
             đã nộp vẫn bị coi là chưa có. Việc không định kỳ thì không ghi `slot`.",
    why_en: "A recurring duty has slots, each named by its last good day: a quarterly one 31 March, 30 June and so on. With the wrong \
             slot a report counts as missing. Other duties have no `slot`.",
    bad: "- directive: ii_1_b   # hằng quý\n  slot: 2024-11-15",
    good: "- directive: ii_1_b   # hằng quý\n  slot: 2024-12-31",
};

pub(super) const DONE_WITHOUT_EVIDENCE: Rule = Rule {
    code: "done-without-evidence",
    is_error: true,
    title_vi: "Nói đã xong mà không có minh chứng",
    title_en: "Said to be done, without evidence",
    why_vi: "“Hoàn thành” cần ngày hoàn thành và minh chứng; “không thực hiện nữa” cần văn bản quyết định. Chưa có thì ghi đang thực hiện \
             (in-progress) hoặc hoàn thành một phần (partly-done).",
    why_en: "“Done” needs a day and evidence, “withdrawn” the document that decided it. Without them say in-progress or partly-done.",
    bad: "lifecycle: done",
    good: "\
lifecycle: done
completed: 2024-11-18
evidence: [{ document: dong-nai/123-bc-stttt-2024 }]",
};

pub(super) const MISSING_REASON: Rule = Rule {
    code: "missing-reason",
    is_error: true,
    title_vi: "Tạm dừng mà không nêu lý do",
    title_en: "Suspended without a reason",
    why_vi: "Người dân có quyền biết vì sao một việc đã giao lại dừng.",
    why_en: "Citizens have a right to know why an order is on hold.",
    bad: "lifecycle: suspended",
    good: "lifecycle: suspended\nreason: Chờ Trung ương ban hành hướng dẫn",
};

pub(super) const MISSING_SUCCESSOR: Rule = Rule {
    code: "missing-successor",
    is_error: true,
    title_vi: "Chuyển giao mà không nêu cơ quan nhận",
    title_en: "Transferred without saying to whom",
    why_vi: "Việc đã chuyển thì phải biết nay ai làm; nếu không, chuỗi trách nhiệm đứt ở đây.",
    why_en: "Somebody must be responsible now, or the chain breaks here.",
    bad: "lifecycle: transferred",
    good: "lifecycle: transferred\nsuccessor: dong-nai/so-khcn",
};
