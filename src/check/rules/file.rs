//! Rules about files as files: names, places, encodings, sizes.

use super::Rule;

pub(super) const BAD_FILE_NAME: Rule = Rule {
    code: "bad-file-name",
    is_error: true,
    title_vi: "Tên tệp hoặc tên thư mục không dùng làm địa chỉ được",
    title_en: "The name of a file or folder cannot be part of an address",
    why_vi: "Tên tệp trở thành địa chỉ trang, ví dụ /van-ban/dong-nai/449-kl-tu-2023/. Địa chỉ có dấu tiếng Việt, \
             khoảng trắng hoặc chữ hoa dễ hỏng khi chép lại, gửi thư hay in ra giấy, nên chỉ dùng chữ thường không dấu, \
             chữ số và gạch nối.",
    why_en: "The file's name becomes the address of its page, such as /van-ban/dong-nai/449-kl-tu-2023/. Addresses with \
             accents, spaces or capitals break when they are copied, mailed or printed.",
    bad: "content/documents/dong-nai/Kết luận 449.yaml",
    good: "content/documents/dong-nai/449-kl-tu-2023.yaml",
};

pub(super) const MISPLACED_FILE: Rule = Rule {
    code: "misplaced-file",
    is_error: true,
    title_vi: "Bản ghi đặt sai chỗ hoặc sai đuôi tệp",
    title_en: "A record in the wrong place, or with the wrong ending",
    why_vi: "Thư mục cho biết tệp là văn bản, cơ quan hay chỉ tiêu, và thuộc tỉnh nào. Tệp để sai chỗ hoặc sai đuôi \
             (.yml, .YAML, .yaml.txt) sẽ không bao giờ xuất hiện trên trang, nên phải báo lỗi thay vì lặng lẽ bỏ qua.",
    why_en: "The folder tells whether a file is a document, a body or an indicator, and of which province. A file in the \
             wrong place or with the wrong ending (.yml, .YAML, .yaml.txt) would silently never be published.",
    bad: "content/documents/449-kl-tu-2023.yml",
    good: "content/documents/dong-nai/449-kl-tu-2023.yaml",
};

pub(super) const UNKNOWN_FILE: Rule = Rule {
    code: "unknown-file",
    is_error: false,
    title_vi: "Tệp không phải bản ghi",
    title_en: "A file that is no record",
    why_vi: "Trong content/ chỉ có bản ghi (.yaml) và bài viết (.md) được đọc. Tệp Word, Excel, ảnh hay PDF để ở đây \
             không được công bố; nếu không định như vậy thì cần biết.",
    why_en: "Only records (.yaml) and articles (.md) are read in content/. Word, Excel, image or PDF files in it are not \
             published, which somebody may not expect.",
    bad: "content/documents/dong-nai/449-kl-tu-2023.docx",
    good: "content/documents/dong-nai/449-kl-tu-2023.yaml",
};

pub(super) const NOT_A_FILE: Rule = Rule {
    code: "not-a-file",
    is_error: true,
    title_vi: "Ở chỗ của một tệp lại có thứ khác",
    title_en: "Something else stands where a file should be",
    why_vi: "Lối tắt (liên kết tượng trưng) có thể dẫn ra ngoài thư mục của trang và đưa nhầm tệp nội bộ lên mạng; thư mục \
             mang tên .yaml và tệp đặc biệt của hệ điều hành thì không đọc được. Chỉ tệp thường được đọc.",
    why_en: "A symbolic link may lead out of the project and publish an internal file; folders named .yaml and special \
             files cannot be read at all. Only regular files are.",
    bad: "content/documents/dong-nai/449-kl-tu-2023.yaml -> /home/van-thu/449.yaml",
    good: "content/documents/dong-nai/449-kl-tu-2023.yaml",
};

pub(super) const TOO_LARGE: Rule = Rule {
    code: "too-large",
    is_error: true,
    title_vi: "Tệp quá lớn hoặc lồng quá sâu",
    title_en: "A file that is too large or too deeply nested",
    why_vi: "Văn bản dài nhất cũng chỉ vài trăm KB và sáu, bảy tầng. Tệp lớn hơn nhiều lần thường là chép nhầm, hoặc được \
             làm ra để máy đọc mãi không xong.",
    why_en: "The longest document has a few hundred kilobytes and six or seven levels. A file many times larger is a slip, \
             or made to keep the machine busy for ever.",
    bad: "",
    good: "",
};

pub(super) const NOT_UTF8: Rule = Rule {
    code: "not-utf8",
    is_error: true,
    title_vi: "Tệp không lưu bằng UTF-8",
    title_en: "The file is not saved as UTF-8",
    why_vi: "UTF-8 là bảng mã duy nhất mà mọi trình duyệt và trình soạn thảo đều đọc đúng chữ Việt. Lỗi này thường gặp khi \
             lưu bằng Notepad hoặc xuất từ Excel; mở lại tệp, chọn Lưu thành (Save as), mục Encoding chọn UTF-8.",
    why_en: "UTF-8 is the one encoding in which every browser and editor reads Vietnamese correctly. Open the file again, \
             choose Save as, encoding UTF-8.",
    bad: "",
    good: "",
};

pub(super) const LEGACY_ENCODING: Rule = Rule {
    code: "legacy-encoding",
    is_error: true,
    title_vi: "Chữ gõ bằng bảng mã cũ TCVN3 (ABC) hoặc VNI",
    title_en: "Text in the old encodings TCVN3 (ABC) or VNI",
    why_vi: "Chữ theo bảng mã cũ chỉ đọc được với phông .VnTime hoặc VNI-Times; lên trang sẽ thành “C«ng hoµ x· héi”. \
             Chuyển sang Unicode bằng Unikey (Ctrl+Shift+F6), rồi đọc lại vì chữ hoa hay bị sai.",
    why_en: "Such text can be read in the fonts .VnTime or VNI-Times only; on a page it turns into “C«ng hoµ x· héi”. \
             Convert it with Unikey (Ctrl+Shift+F6) and read it again: capitals often go wrong.",
    bad: "title: Céng hoµ x· héi chñ nghÜa ViÖt Nam",
    good: "title: Cộng hòa xã hội chủ nghĩa Việt Nam",
};

pub(super) const CONTROL_CHARACTER: Rule = Rule {
    code: "control-character",
    is_error: true,
    title_vi: "Có ký tự không nhìn thấy",
    title_en: "An invisible character",
    why_vi: "Ký tự này thường lọt vào khi chép từ PDF, Word hay trang mạng. Có loại đảo chiều chữ, làm người đọc thấy một \
             nội dung khác với nội dung thật; có loại làm hai mã trông giống hệt nhau mà lại khác nhau.",
    why_en: "They come along when text is copied from PDF, Word or the web. Some turn the direction of the text, so that people \
             see something else than what is there; some make two ids differ that look the same.",
    bad: "",
    good: "",
};
