//! Rules about the settings of the site, its theme and its published addresses.

use super::Rule;

pub(super) const NO_SETTINGS: Rule = Rule {
    code: "no-settings",
    is_error: true,
    title_vi: "Không có tệp thiết lập content/site.yaml",
    title_en: "There is no settings file content/site.yaml",
    why_vi: "Tệp này cho biết tên trang và cơ quan chịu trách nhiệm; không có nó thì không trang nào dựng được.",
    why_en: "It holds the name of the site and who answers for it; no page can be built without.",
    bad: "",
    good: "\
# content/site.yaml
title: Theo dõi chuyển đổi số tỉnh Đồng Nai
description: Ai phải làm gì, đến bao giờ, và đã làm đến đâu",
};

pub(super) const BAD_URL: Rule = Rule {
    code: "bad-url",
    is_error: true,
    title_vi: "Địa chỉ của trang viết không đúng",
    title_en: "An address of the site is not written properly",
    why_vi: "Địa chỉ công bố (`base_url`) đi vào sơ đồ trang, nguồn tin và mã trích dẫn; địa chỉ cũ trong redirects.yaml quyết \
             định tệp nào được tạo. Viết sai một chữ là liên kết hỏng ở khắp nơi.",
    why_en: "The address of the site goes into the sitemap, the feeds and the citations; the old addresses in redirects.yaml \
             decide which files are made. One wrong letter breaks links everywhere.",
    bad: "base_url: dongnai.gov.vn/chuyen-doi-so",
    good: "base_url: https://dongnai.gov.vn/chuyen-doi-so/",
};

pub(super) const UNKNOWN_THEME: Rule = Rule {
    code: "unknown-theme",
    is_error: true,
    title_vi: "Không có giao diện như vậy",
    title_en: "There is no such theme",
    why_vi: "`theme` là tên một thư mục trong themes/. Bỏ trống thì trang dùng giao diện có sẵn `default`.",
    why_en: "`theme` names a folder in themes/. Without it the built-in theme `default` is used.",
    bad: "theme: giao-dien-moi",
    good: "theme: default",
};

pub(super) const BAD_TEMPLATE: Rule = Rule {
    code: "bad-template",
    is_error: true,
    title_vi: "Giao diện có lỗi: khuôn trang sai cú pháp hoặc thiếu tệp",
    title_en: "The theme has a mistake: a template with a syntax error, or a file is missing",
    why_vi: "Khuôn trang hỏng thì hỏng mọi trang dựng từ nó. Lỗi này là của người làm giao diện, không phải của người nhập \
             bản ghi: khôi phục tệp trong themes/ về bản trước.",
    why_en: "A broken template breaks every page made from it. This is for whoever makes the theme, not for whoever writes \
             records: restore the file in themes/.",
    bad: "{% if page.title %}{{ page.title }}",
    good: "{% if page.title %}{{ page.title }}{% endif %}",
};

pub(super) const BAD_LABELS: Rule = Rule {
    code: "bad-labels",
    is_error: true,
    title_vi: "Tệp nhãn của giao diện có lỗi",
    title_en: "A label file of the theme has a mistake",
    why_vi: "Mỗi chữ trên khung trang có bản tiếng Việt và bản tiếng Anh. Thiếu một bên, hoặc hai bên có chỗ điền khác nhau, \
             thì trang sẽ có chỗ trống hoặc lẫn hai thứ tiếng.",
    why_en: "Every word of the frame exists in Vietnamese and in English. If one side lacks it, or has other places to fill \
             in, a page would show a gap or mix the languages.",
    bad: "# themes/default/labels/en.yaml\nlate: late by {days} days   # vi.yaml: trễ {n} ngày",
    good: "# themes/default/labels/en.yaml\nlate: late by {n} days      # vi.yaml: trễ {n} ngày",
};

pub(super) const BROKEN_LINK: Rule = Rule {
    code: "broken-link",
    is_error: true,
    title_vi: "Địa chỉ đã công bố không còn dẫn đến đâu",
    title_en: "A published address no longer leads anywhere",
    why_vi: "Báo chí và người dân đã dẫn liên kết đến địa chỉ này. Mọi địa chỉ từng công bố phải còn nội dung, hoặc chuyển \
             sang địa chỉ mới, hoặc có trang nói rõ vì sao không còn. Hay gặp khi đổi tên tệp hoặc sửa ký hiệu điều khoản.",
    why_en: "Journalists and citizens link to it. Every address ever published keeps its content, leads to a new address, \
             or says why it is gone. It happens when a file is renamed or a label corrected.",
    bad: "# content/documents/dong-nai/449-kl-tu-2023.yaml đổi tên thành 449-kl-tu.yaml",
    good: "\
# content/redirects.yaml
- from: /van-ban/dong-nai/449-kl-tu-2023/
  to: /van-ban/dong-nai/449-kl-tu/",
};

pub(super) const BAD_REDIRECT: Rule = Rule {
    code: "bad-redirect",
    is_error: true,
    title_vi: "Chuyển hướng sai: nơi đi vẫn còn, nơi đến không có, hoặc ghi hai lần",
    title_en: "A redirect that cannot be: its source still exists, its target does not, or it is written twice",
    why_vi: "Một mục trong redirects.yaml đưa người đọc từ địa chỉ cũ sang địa chỉ mới (`to`), hoặc cho biết lý do không còn \
             (`gone`). Chỉ ghi một trong hai, và địa chỉ mới phải có thật.",
    why_en: "An entry of redirects.yaml leads from an old address to a new one (`to`) or says why it is gone (`gone`): one of \
             the two, and the new address must exist.",
    bad: "- from: /van-ban/dong-nai/449-kl-tu/",
    good: "- from: /van-ban/dong-nai/449-kl-tu/\n  to: /van-ban/dong-nai/449-kl-tu-2023/",
};
