//! Rules about the writing of YAML and about the fields of records.

use super::Rule;

pub(super) const BAD_YAML: Rule = Rule {
    code: "bad-yaml",
    is_error: true,
    title_vi: "Tệp viết sai cách ghi YAML",
    title_en: "The file is not valid YAML",
    why_vi: "Máy dựa vào dấu hai chấm, gạch đầu dòng và khoảng thụt để biết đâu là trường, đâu là chữ. Hay sai nhất: câu \
             văn có dấu hai chấm mà không đặt trong dấu nháy, thụt vào bằng phím Tab, dấu nháy mở ra không đóng lại.",
    why_en: "Colons, dashes and indentation tell fields from text. The usual slips: a sentence with a colon that is not in \
             quotes, a tab in the indentation, a quotation mark that is never closed.",
    bad: "title: Kết luận: về chuyển đổi số",
    good: "title: \"Kết luận: về chuyển đổi số\"",
};

pub(super) const YAML_ALIAS: Rule = Rule {
    code: "yaml-alias",
    is_error: true,
    title_vi: "Giá trị bắt đầu bằng dấu &, * hoặc !",
    title_en: "A value that starts with &, * or !",
    why_vi: "Ở đầu một giá trị, YAML hiểu ba dấu này là lệnh chép lại nội dung hoặc đổi kiểu. Bản ghi không dùng các lệnh \
             đó, vì vài dòng có thể nở ra hàng tỷ dòng. Nếu dấu là chữ của văn bản thì đặt cả giá trị trong dấu nháy kép.",
    why_en: "There, YAML takes these marks for commands that repeat content or change its type. Records do without, \
             because a few lines may grow into billions. If the mark belongs to the text, put the value in double quotes.",
    bad: "label: *",
    good: "label: \"*\"",
};

pub(super) const EMPTY_FILE: Rule = Rule {
    code: "empty-file",
    is_error: true,
    title_vi: "Tệp trống",
    title_en: "The file is empty",
    why_vi: "Tệp không có gì, hoặc chỉ có dòng chú thích bắt đầu bằng dấu #. Thường là quên lưu, hoặc tệp mới tạo chưa điền.",
    why_en: "There is nothing in the file, or only comments. Somebody forgot to save it, or to fill it in.",
    bad: "# Kết luận số 449-KL/TU",
    good: "\
# Kết luận số 449-KL/TU
number: 449-KL/TU
kind: conclusion
issuer: dong-nai/tinh-uy",
};

pub(super) const UNKNOWN_FIELD: Rule = Rule {
    code: "unknown-field",
    is_error: true,
    title_vi: "Không có trường tên như vậy",
    title_en: "There is no such field",
    why_vi: "Tên trường gõ sai thì nội dung sau nó sẽ mất mà không ai biết, ví dụ thời hạn gõ thành `dealine`. Vì vậy trường \
             lạ luôn là lỗi; thông báo gợi ý tên gần nhất hoặc liệt kê các tên được dùng.",
    why_en: "What follows a mistyped name would be lost unnoticed, such as a deadline written as `dealine`.",
    bad: "titel: Về chuyển đổi số",
    good: "title: Về chuyển đổi số",
};

pub(super) const DUPLICATE_KEY: Rule = Rule {
    code: "duplicate-key",
    is_error: true,
    title_vi: "Một trường ghi hai lần",
    title_en: "A field is written twice",
    why_vi: "Hai dòng cùng tên thì không biết dòng nào đúng. Thường gặp khi chép một đoạn từ bản ghi khác mà quên xóa dòng cũ.",
    why_en: "Nobody can tell which of the two lines is right. It happens when a piece is copied from another record.",
    bad: "date: 2024-10-30\ntitle: Về chuyển đổi số\ndate: 2024-10-31",
    good: "date: 2024-10-30\ntitle: Về chuyển đổi số",
};

pub(super) const MISSING_FIELD: Rule = Rule {
    code: "missing-field",
    is_error: true,
    title_vi: "Thiếu trường bắt buộc",
    title_en: "A field that is needed is missing",
    why_vi: "Có những điều mà thiếu thì trang không dựng được hoặc dễ gây hiểu nhầm: văn bản của ai, kết quả là bao nhiêu, \
             cập nhật lấy từ nguồn nào.",
    why_en: "Without some things a page cannot be built or would mislead: who issued a document, what the result is, where \
             an update comes from.",
    bad: "number: 449-KL/TU\nkind: conclusion",
    good: "number: 449-KL/TU\nkind: conclusion\nissuer: dong-nai/tinh-uy",
};

pub(super) const WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    is_error: true,
    title_vi: "Giá trị không đúng kiểu: chữ, số, danh sách hay nhóm trường",
    title_en: "A value of the wrong type: text, number, list or group of fields",
    why_vi: "Có trường cần một con số, có trường cần danh sách nhiều mục. Hay sai nhất: số thập phân viết dấu phẩy như trong \
             văn bản (trong tệp phải viết dấu chấm, trang sẽ tự in dấu phẩy), và một mục đứng lẻ ở chỗ cần danh sách.",
    why_en: "Some fields need a number, others a list. The usual slips: a decimal comma (the file takes a point, the pages \
             print a comma), and a single item where a list is needed.",
    bad: "value: 99,5\nlead: dong-nai/so-tttt",
    good: "value: 99.5\nlead: [dong-nai/so-tttt]",
};

pub(super) const BAD_VALUE: Rule = Rule {
    code: "bad-value",
    is_error: true,
    title_vi: "Giá trị không có trong danh sách cho phép",
    title_en: "A value that the field does not take",
    why_vi: "Một số trường chỉ nhận những giá trị định sẵn, viết bằng tiếng Anh, để mọi bản ghi nói cùng một cách và dữ liệu \
             tải về lọc được. Thông báo gợi ý giá trị gần nhất hoặc liệt kê tất cả.",
    why_en: "Some fields take one of a few words, so that all records say things in the same way and the data can be filtered.",
    bad: "kind: nghị quyết",
    good: "kind: resolution",
};
