//! Every field of every table: its type and its meaning in both languages.

use super::FieldKind::{Array, Boolean, Date, Integer, Number, String};
use super::{Field, FieldKind, Resource};

const fn field(name: &'static str, kind: FieldKind, vi: &'static str, en: &'static str) -> Field {
    Field { name, kind, vi, en, required: false, values: &[], refers_to: None }
}

impl Field {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
    const fn refers(mut self, resource: Resource, field: &'static str) -> Self {
        self.refers_to = Some((resource, field));
        self
    }
}

const LIFECYCLES: &[&str] =
    &["not-started", "in-progress", "partly-done", "done", "suspended", "withdrawn", "transferred", "no-information"];
const TIMELINESS: &[&str] = &[
    "on-time",
    "due-soon",
    "due-today",
    "overdue",
    "past-due-unreported",
    "done-on-time",
    "done-late",
    "recurring",
    "no-fixed-date",
    "due-before-issue",
];
const VERIFICATIONS: &[&str] = &["self-reported", "confirmed", "inspected", "disputed"];
const DEADLINE_KINDS: &[&str] = &["date", "period", "recurring", "horizon", "none"];
const OPERATORS: &[&str] = &[">=", "<=", "=", "rank<=", "beats-average", "qualitative"];
const NATURES: &[&str] = &["official", "estimate", "self-reported", "derived"];

pub(super) const DOCUMENTS: &[Field] = &[
    field("id", String, "Mã văn bản: địa phương/tên tệp", "Identity: province/file name").required(),
    field("number", String, "Số, ký hiệu", "Number and symbol"),
    field("kind", String, "Loại văn bản", "Kind").required(),
    field("issuer", String, "Cơ quan ban hành", "Body that issued it").required().refers(Resource::Bodies, "id"),
    field("province", String, "Địa phương", "Province").required().refers(Resource::Provinces, "id"),
    field(
        "date",
        String,
        "Ngày ban hành (năm-tháng-ngày, năm-tháng hoặc năm)",
        "Date of issue (year-month-day, year-month or year)",
    ),
    field("date_certain", Boolean, "Ngày đọc được chắc chắn", "Whether the date was read with certainty").required(),
    field("number_certain", Boolean, "Số đọc được chắc chắn", "Whether the number was read with certainty").required(),
    field("title", String, "Trích yếu", "Title"),
    field("signer", String, "Người ký", "Who signed"),
    field("source", String, "Nguồn của văn bản", "Where the text comes from"),
    field("held", Boolean, "Có toàn văn trên trang", "Whether the whole text is held").required(),
    field("url", String, "Địa chỉ trang", "Address of its page").required(),
    field(
        "relations",
        Array,
        "Quan hệ với văn bản khác: [{kind, target, target_number, provision}]",
        "Relations to other documents: [{kind, target, target_number, provision}]",
    )
    .required(),
];

pub(super) const PROVISIONS: &[Field] = &[
    field("document", String, "Văn bản", "Document").required().refers(Resource::Documents, "id"),
    field("eid", String, "Mã địa chỉ trong văn bản", "Address inside the document").required(),
    field("parent", String, "Mã địa chỉ của mục bao quanh", "Address of the provision around it"),
    field("label", String, "Ký hiệu như in", "Label as printed"),
    field("heading", String, "Tiêu đề", "Heading"),
    field(
        "text",
        String,
        "Chữ của riêng mục này; [?] là chỗ đọc chưa chắc",
        "Its own text; [?] marks a doubtful reading",
    ),
    field("position", Integer, "Thứ tự trong văn bản, từ 1", "Place in the document, from 1").required(),
    field("footnotes", Array, "Mã địa chỉ các chú thích được nhắc đến", "Addresses of the footnotes it refers to")
        .required(),
    field("doubtful", Boolean, "Có chỗ đọc chưa chắc", "Whether any of it is doubtful").required(),
    field("url", String, "Địa chỉ", "Address").required(),
];

pub(super) const DIRECTIVES: &[Field] = &[
    field(
        "id",
        String,
        "Mã nhiệm vụ: mã văn bản/mã mục, thêm ~2, ~3 khi một mục giao nhiều việc",
        "Identity: document/provision, with ~2, ~3 when one provision orders several things",
    )
    .required(),
    field("document", String, "Văn bản giao", "Document that orders it").required().refers(Resource::Documents, "id"),
    field("eid", String, "Mã địa chỉ của mục giao", "Address of the provision that orders it").required(),
    field("action", String, "Việc phải làm", "What is to be done").required(),
    field("lead", Array, "Cơ quan chủ trì", "Bodies that must do it").required(),
    field("coordinating", Array, "Cơ quan phối hợp", "Bodies that help").required(),
    field(
        "responsible",
        String,
        "Người chịu trách nhiệm, theo lời văn bản",
        "Who answers in person, in the document's words",
    ),
    field("report_to", Array, "Cơ quan nhận báo cáo, nhận kết quả", "Bodies that get the result").required(),
    field("via", String, "Gửi, báo cáo qua cơ quan", "Body through which the report goes")
        .refers(Resource::Bodies, "id"),
    field("deadline_text", String, "Thời hạn, đúng lời văn bản", "Deadline in the document's words"),
    field(
        "deadline_at",
        String,
        "Mã địa chỉ của mục hoặc chú thích nêu thời hạn, nếu khác mục giao",
        "Address of the provision or footnote that states it, if another",
    ),
    field("deadline_kind", String, "Loại thời hạn", "Kind of deadline").required().one_of(DEADLINE_KINDS),
    field("due", Date, "Ngày cuối cùng còn đúng hạn, đã tính gia hạn", "Last good day, extensions included"),
    field("recurrence", String, "Chu kỳ (RRULE, RFC 5545)", "Recurrence (RRULE, RFC 5545)"),
    field(
        "slots",
        Array,
        "Các kỳ của việc định kỳ: [{due, state, filed}]; state: filed, late, missing, upcoming",
        "Slots of a recurring duty: [{due, state, filed}]; state: filed, late, missing, upcoming",
    )
    .required(),
    field(
        "extensions",
        Array,
        "Các lần gia hạn: [{document, text, due, old_text, old_due}]",
        "Extensions: [{document, text, due, old_text, old_due}]",
    )
    .required(),
    field("lifecycle", String, "Tình trạng thực hiện", "Stage").required().one_of(LIFECYCLES),
    field(
        "timeliness",
        String,
        "Tiến độ so với thời hạn, tính đến ngày dựng trang",
        "Timeliness on the day of the build",
    )
    .required()
    .one_of(TIMELINESS),
    field("days_late", Integer, "Số ngày trễ", "Days late"),
    field("verification", String, "Mức xác nhận", "How well the stage is supported").one_of(VERIFICATIONS),
    field("completed", Date, "Ngày hoàn thành", "Day of completion"),
    field(
        "carries_out",
        Array,
        "Nhiệm vụ hoặc văn bản cấp trên mà nhiệm vụ này thực hiện",
        "Directives or documents of a higher level that it carries out",
    )
    .required(),
    field(
        "drift",
        Array,
        "Chỗ khác với cấp trên: [{kind, with, text}]",
        "How it differs from them: [{kind, with, text}]",
    )
    .required(),
    field("url", String, "Địa chỉ trang", "Address of its page").required(),
];

pub(super) const UPDATES: &[Field] = &[
    field("directive", String, "Nhiệm vụ", "Directive").required().refers(Resource::Directives, "id"),
    field("date", Date, "Ngày cập nhật", "Day of the statement").required(),
    field("lifecycle", String, "Tình trạng", "Stage").one_of(LIFECYCLES),
    field("slot", Date, "Kỳ báo cáo (ngày cuối của hạn kỳ đó)", "Slot of a recurring duty, by its last good day"),
    field("completed", Date, "Ngày hoàn thành", "Day of completion"),
    field("verification", String, "Mức xác nhận", "How well it is supported").one_of(VERIFICATIONS),
    field("text", String, "Nội dung", "What happened"),
    field("reason", String, "Lý do", "Why"),
    field("successor", String, "Cơ quan nhận chuyển giao", "Body that took over").refers(Resource::Bodies, "id"),
    field("source", String, "Nguồn", "Source").required(),
    field("evidence", Array, "Minh chứng: [{document, url, text}]", "Evidence: [{document, url, text}]").required(),
    field("corrects", Date, "Đính chính lần cập nhật ngày", "Day of the statement that this one puts right"),
];

pub(super) const INDICATORS: &[Field] = &[
    field("id", String, "Mã chỉ tiêu", "Identity").required(),
    field("province", String, "Địa phương", "Province").required().refers(Resource::Provinces, "id"),
    field("name", String, "Tên", "Name").required(),
    field("name_en", String, "Tên tiếng Anh", "English name"),
    field("measure", String, "Loại giá trị", "Kind of value").required().one_of(&[
        "percentage",
        "number",
        "rank",
        "qualitative",
    ]),
    field("unit", String, "Đơn vị", "Unit"),
    field("better", String, "Chiều tốt hơn", "Direction in which it improves")
        .required()
        .one_of(&["higher", "lower", "neither"]),
    field("definition", String, "Định nghĩa", "What exactly is measured"),
    field("set", String, "Bộ chỉ số", "Indicator set"),
    field("responsible", String, "Cơ quan phụ trách", "Body that answers for it").refers(Resource::Bodies, "id"),
    field("url", String, "Địa chỉ trang", "Address of its page").required(),
];

pub(super) const TARGETS: &[Field] = &[
    field("indicator", String, "Chỉ tiêu", "Indicator").required().refers(Resource::Indicators, "id"),
    field("document", String, "Văn bản đặt mục tiêu", "Document that sets it")
        .required()
        .refers(Resource::Documents, "id"),
    field("eid", String, "Mã địa chỉ của mục đặt mục tiêu", "Address of the provision that sets it").required(),
    field("operator", String, "Cách so sánh", "Comparison").required().one_of(OPERATORS),
    field("value", Number, "Con số phải đạt", "Number demanded"),
    field("unit", String, "Đơn vị", "Unit"),
    field("due", Date, "Ngày cuối cùng còn đúng hạn", "Last good day"),
    field("deadline_text", String, "Thời hạn, đúng lời văn bản", "Deadline in the document's words"),
    field("deadline_kind", String, "Loại thời hạn", "Kind of deadline").required().one_of(DEADLINE_KINDS),
    field("horizon", Integer, "Năm đích, với mục tiêu dài hạn (đến năm …)", "Year, for a horizon"),
    field("text", String, "Lời văn bản", "The words that state it"),
    field(
        "verdict",
        String,
        "Đạt hay chưa, tính đến ngày dựng trang",
        "Whether it was reached, on the day of the build",
    )
    .required()
    .one_of(&["met", "exceeded", "not-yet", "missed", "not-assessed"]),
    field("compared_period", String, "Kỳ của số liệu dùng để so", "Period of the figure that was compared"),
    field("lead", Array, "Cơ quan phải đạt", "Bodies that must reach it").required(),
    field("url", String, "Địa chỉ của mục đặt mục tiêu", "Address of the provision that sets it").required(),
];

pub(super) const RESULTS: &[Field] = &[
    field("indicator", String, "Chỉ tiêu", "Indicator").required().refers(Resource::Indicators, "id"),
    field("body", String, "Cơ quan, địa phương được đo", "Body that it is about").refers(Resource::Bodies, "id"),
    field(
        "period",
        String,
        "Kỳ: năm, năm-Qquý, năm-tháng hoặc năm-tháng-ngày",
        "Period: year, year-Qquarter, year-month or year-month-day",
    )
    .required(),
    field("value", Number, "Giá trị", "Observed value"),
    field("unit", String, "Đơn vị", "Unit"),
    field("rank", Integer, "Thứ hạng", "Place in the ranking"),
    field("out_of", Integer, "Trên tổng số", "How many were ranked"),
    field("tied", Boolean, "Đồng hạng", "Whether others share the rank").required(),
    field("national_average", Number, "Bình quân cả nước", "Average of the country"),
    field("statement", String, "Nhận định bằng lời", "Finding in words"),
    field("nature", String, "Tính chất số liệu", "What kind of number it is").required().one_of(NATURES),
    field("date", Date, "Ngày có số liệu", "Day on which it became known"),
    field("document", String, "Văn bản nêu số liệu", "Document that states it").refers(Resource::Documents, "id"),
    field("eid", String, "Mã địa chỉ của mục nêu số liệu", "Address of the provision that states it"),
    field("source", String, "Nguồn", "Source in words"),
    field("set", String, "Bộ chỉ số khi đo", "Indicator set under which it was measured"),
    field("note", String, "Ghi chú", "Remark"),
];

pub(super) const BODIES: &[Field] = &[
    field("id", String, "Mã cơ quan", "Identity").required(),
    field("province", String, "Địa phương", "Province").required().refers(Resource::Provinces, "id"),
    field("name", String, "Tên", "Name").required(),
    field("short", String, "Tên viết tắt", "Abbreviated name"),
    field("name_en", String, "Tên tiếng Anh", "English name"),
    field("kind", String, "Loại", "Kind").required(),
    field("parent", String, "Cơ quan cấp trên", "Body that it belongs to").refers(Resource::Bodies, "id"),
    field("members", Array, "Thành viên của nhóm", "Members of a group").required(),
    field("valid_from", Date, "Bắt đầu hoạt động", "First day"),
    field("valid_to", Date, "Kết thúc hoạt động", "Last day"),
    field("predecessors", Array, "Tiền thân", "Bodies that it continues").required(),
    field("successors", Array, "Kế tục", "Bodies that continue it").required(),
    field("url", String, "Địa chỉ trang", "Address of its page").required(),
];

pub(super) const FINDINGS: &[Field] = &[
    field("body", String, "Cơ quan được kiểm tra", "Body that was inspected").required().refers(Resource::Bodies, "id"),
    field("date", Date, "Ngày kết luận", "Day of the finding").required(),
    field("verdict", String, "Làm tốt hay chưa tốt", "How well the body did")
        .required()
        .one_of(&["done-well", "not-done-well"]),
    field("cause", String, "Nguyên nhân chủ quan hay khách quan", "Kind of cause").one_of(&["subjective", "objective"]),
    field("directive", String, "Nhiệm vụ liên quan", "Directive that it is about").refers(Resource::Directives, "id"),
    field("text", String, "Nội dung", "What was found").required(),
    field(
        "person",
        String,
        "Cá nhân được nêu, nếu trang cho phép công bố",
        "Person named, if the site publishes individuals",
    ),
    field("document", String, "Văn bản nêu kết luận", "Document that states it").refers(Resource::Documents, "id"),
    field("source", String, "Nguồn", "Source in words"),
];

pub(super) const PROVINCES: &[Field] = &[
    field("id", String, "Mã địa phương", "Identity").required(),
    field("name", String, "Tên đầy đủ", "Full name").required(),
    field("short", String, "Tên gọi trong danh sách", "Name in lists").required(),
    field("valid_from", Date, "Ngày đầu tiên", "First day of its existence"),
    field("valid_to", Date, "Ngày cuối cùng", "Last day of its existence"),
    field("successors", Array, "Địa phương kế tục", "Provinces that continue it").required(),
];

pub(super) const SOURCES: &[Field] = &[
    field("id", String, "Mã trang nguồn", "Identity").required(),
    field("name", String, "Tên", "Name").required(),
    field("home", String, "Địa chỉ của chính trang nguồn", "Address of the joined site itself").required(),
    field("fetched", Date, "Ngày lấy dữ liệu", "Day on which its data were fetched").required(),
    field(
        "as_of",
        Date,
        "Ngày mà trang nguồn tính tình trạng",
        "Day for which it was built, on which its statuses hold",
    )
    .required(),
    field("version", String, "Phiên bản hợp đồng dữ liệu của nó", "Version of the data contract that it publishes")
        .required(),
    field("provinces", Array, "Địa phương có văn bản ở đó", "Provinces of its documents").required(),
    field("documents", Integer, "Số văn bản có toàn văn ở đó", "Documents of which it holds the text").required(),
    field("directives", Integer, "Số nhiệm vụ được giao", "Directives").required(),
    field(
        "states",
        Array,
        "Số nhiệm vụ theo tình trạng: [{state, count}]",
        "Directives by where they stood: [{state, count}]",
    )
    .required(),
    field("url", String, "Địa chỉ trang", "Address of its page").required(),
];
