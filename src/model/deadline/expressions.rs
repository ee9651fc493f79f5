//! Expressions of one fixed meaning, without marks.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::Item;

/// What an expression does to a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It says something about time.
    Item(Item),
    /// It says that there is no date.
    Soft,
    /// The same; the words after it may say whose rule or plan it is.
    SoftWithTail,
    /// It stands around a date and says nothing about it.
    Filler,
}

/// The expressions, parted by strokes.
const EXPRESSIONS: [(Meaning, &str); 12] = [
    (Meaning::Item(Item::Before), "truoc"),
    (
        Meaning::Item(Item::Latest),
        "cham nhat|muon nhat|tre nhat|khong muon hon|khong cham hon|khong tre hon|khong qua|han cuoi|han cuoi cung|han chot",
    ),
    (Meaning::Item(Item::Until), "den|toi|cho den|cho toi|giai doan den"),
    (Meaning::Item(Item::In), "trong|trong vong|trong thoi han|trong thoi gian|vao"),
    (Meaning::Item(Item::End), "het|cuoi|cuoi cung|ket thuc|ngay cuoi|ngay cuoi cung"),
    (Meaning::Item(Item::From), "tu|ke tu|tinh tu|bat dau tu|bat dau"),
    (Meaning::Item(Item::Periodic), "dinh ky|thuong ky|theo dinh ky"),
    (Meaning::Item(Item::AtLeast), "it nhat|toi thieu"),
    (Meaning::Item(Item::Vision), "dinh huong|tam nhin"),
    (
        Meaning::Soft,
        "khan truong|thuong xuyen|kip thoi|ngay lap tuc|lap tuc|som|som nhat|trong thoi gian som nhat|cang som cang tot|\
         lien tuc|dung han|dung thoi han|dung thoi gian|dung tien do|tien do|duoc giao|quy dinh|dot xuat|\
         truoc mat|trong thoi gian toi|trong thoi gian den|thoi gian toi|thoi gian den|nhanh chong|khan cap|hoa toc|\
         chu dong|quyet liet|nghiem tuc|tiep tuc|lau dai|khi can thiet|trong qua trinh thuc hien",
    ),
    (
        Meaning::SoftWithTail,
        "khi co yeu cau|theo quy dinh|theo dung quy dinh|dung quy dinh|theo ke hoach|theo dung ke hoach|theo lo trinh|theo dung lo trinh|\
         theo tien do|theo dung tien do|theo yeu cau|theo huong dan|theo chi dao|theo su chi dao|theo thoi han|\
         theo dung thoi han|theo thoi gian|theo dung thoi gian",
    ),
    (
        Meaning::Filler,
        "hoan thanh|hoan thien|thoi gian hoan thanh|thoi han hoan thanh|thoi gian thuc hien|thoi han thuc hien|thoi gian|\
         thoi han|thoi diem|han|xong|phai|can|duoc|la|gui|gui ve|gui bao cao|bao cao|bao cao ket qua|ket qua|\
         ket qua thuc hien|trinh|trinh ban hanh|thuc hien|trien khai|trien khai thuc hien|nop|ban hanh|tong hop|cong bo|\
         to chuc|nhiem vu|gia han|keo dai|de tong hop|cua|dam bao|bao dam|noi dung|noi dung va thoi gian|nhung|cac|voi|\
         thoi han gui|phan dau|co ban|dut diem|chat luong|hieu qua|luc",
    ),
];

type Entry = (&'static str, Meaning);

static BY_FIRST_WORD: LazyLock<HashMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut index: HashMap<&'static str, Vec<Entry>> = HashMap::new();
    for (meaning, texts) in &EXPRESSIONS {
        for text in texts.split('|') {
            let first = text.split(' ').next().unwrap_or(text);
            index.entry(first).or_default().push((text, meaning.clone()));
        }
    }
    for entries in index.values_mut() {
        entries.sort_by_key(|(text, _)| std::cmp::Reverse(text.split(' ').count()));
    }
    index
});

/// The expressions whose first word is `word`, those with most words first.
pub(super) fn beginning_with(word: &str) -> &'static [Entry] {
    BY_FIRST_WORD.get(word).map_or(&[], Vec::as_slice)
}
