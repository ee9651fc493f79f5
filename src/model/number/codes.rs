//! Symbols of kinds and of issuers, as they stand in numbers.

use crate::record::document::DocumentKind;

/// Symbols of kinds: Decree 30/2020/NĐ-CP, appendix III, and Guideline 36-HD/VPTW for Party documents.
pub(super) const TYPES: &[(&str, DocumentKind)] = &[
    ("NQ", DocumentKind::Resolution),
    ("NQLT", DocumentKind::Resolution),
    ("KL", DocumentKind::Conclusion),
    ("CT", DocumentKind::Directive),
    ("QĐ", DocumentKind::Decision),
    ("NĐ", DocumentKind::Decree),
    ("TT", DocumentKind::Circular),
    ("TTLT", DocumentKind::Circular),
    ("LUẬT", DocumentKind::Law),
    ("TB", DocumentKind::Notice),
    ("CV", DocumentKind::Letter),
    ("KH", DocumentKind::Plan),
    ("CTr", DocumentKind::Programme),
    ("CTHĐ", DocumentKind::Programme),
    ("CTrHĐ", DocumentKind::Programme),
    ("ĐA", DocumentKind::Scheme),
    ("BC", DocumentKind::Report),
    ("TTr", DocumentKind::Submission),
    ("HD", DocumentKind::Other),
    ("QC", DocumentKind::Other),
    ("QCPH", DocumentKind::Other),
    ("QyĐ", DocumentKind::Other),
    ("QyC", DocumentKind::Other),
    ("QĐi", DocumentKind::Other),
    ("L", DocumentKind::Other),
    ("PL", DocumentKind::Other),
    ("CĐ", DocumentKind::Other),
    ("TC", DocumentKind::Other),
    ("PA", DocumentKind::Other),
    ("DA", DocumentKind::Other),
    ("BB", DocumentKind::Other),
    ("HĐ", DocumentKind::Other),
    ("BGN", DocumentKind::Other),
    ("BTT", DocumentKind::Other),
    ("GUQ", DocumentKind::Other),
    ("GM", DocumentKind::Other),
    ("GGT", DocumentKind::Other),
    ("GNP", DocumentKind::Other),
    ("PG", DocumentKind::Other),
    ("PC", DocumentKind::Other),
    ("PB", DocumentKind::Other),
    ("ĐX", DocumentKind::Other),
];

/// Issuers of the State: centre, ministries, province, departments, district and commune.
pub(super) const STATE_UNITS: &str = "CP TTg CTN QH VPCP VPQH VPCTN UBTVQH TANDTC VKSNDTC VKSTC TATC KTNN TTCP NHNN UBDT UBQGCĐS UBATGTQG \
    BCA BQP BNG BNV BTP BTC BCT BXD BYT BTTTT BKHCN BKHĐT BNNPTNT BNNMT BTNMT BGTVT BGDĐT BVHTTDL BLĐTBXH BDTTG BKHCNMT VNPT BHXH TCT TCTK \
    UBND HĐND VP STTTT SKHCN SNV STC SKHĐT STP SXD SYT SGDĐT SCT SNN SNNPTNT SNNMT STNMT SGTVT SVHTTDL SVHTT SDL SLĐTBXH SNgV SNGV SDTTG SKHCNMT \
    TTT TTr TTrT BDT BQL BQLKKT BQLKCN BQLDA CAT CATP BCH BCHQS BĐBP CTK CT CTT KBNN SGTCC ĐĐBQH MTTQ UBMTTQ LĐLĐ TĐTN HLHPN HND HCCB \
    TTPVHCC TTHCC TTCNTT TTCĐS TTTT ĐPTTH PVHCC";

/// Party bodies.
pub(super) const PARTY_UNITS: &str = "TW TU HU ThU ThĐU QU ĐU ĐUK ĐUQS ĐUCA BTV BTVTU BTVHU BCH BCHTW BCSĐ BCSĐCP BCSĐUBND BCSĐTTCP ĐĐ ĐĐHĐND ĐĐMTTQ \
    BCĐTW VPTW VPTU BTCTW BTCTU BTGTW BTGTU BTGDVTW BTGDVTU BDVTW BDVTU BNCTW BNCTU BKTTW BCSTW UBKTTW UBKTTU QUTW ĐUCP ĐUQH ĐUUBND ĐUHĐND ĐUMTTQ \
    HVCTQG TTVH VPHU BTCHU BTGHU BDVHU UBKTHU";

/// Bodies of either side: steering committees, working groups.
pub(super) const SHARED_UNITS: &str = "BCĐ BCĐCĐS BCĐCCHC BCĐQG TGV TCT TBT HĐTĐKT BTC";

/// Departments that draft letters, after the issuer: `UBND-KGVX`.
pub(super) const DEPARTMENTS: &str = "KGVX VX HCC HCTC HC HCQT TCHC TC KTTH KTTC KTNS KT KTN KTNN NN NNTN NLN CN CNXD XD XDĐT XDCB ĐT ĐTQH GT TNMT NC NCPC \
    NCKSTT NV PC TH TD TCD KSTT KSTTHC CNTT CĐS CĐSQG CNS BCVT CBTTH TTCB ĐTKT QTTV VPĐD VP VP1 VP2 VP3 VP4 VP5 VP6 VP7 HĐND KTXH QP NgV QHQT KHTC TCCB TTR TTr \
    THCB VTLT TKTH BTCD VHXH KHĐT ĐMDN DMDN KTTT HTĐT CCHC KHCN GDĐT YT VHTT";

/// Whether `code` stands in one of the lists above.
pub(super) fn is_in(list: &str, code: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == code)
}

/// The kind behind a symbol, if it is known.
pub(super) fn kind_of(code: &str) -> Option<DocumentKind> {
    TYPES.iter().find_map(|(known, kind)| (*known == code).then_some(*kind))
}

/// Letters that scanning takes for one another, each group once.
const LOOK_ALIKE: [&str; 12] = ["0OQDĐ", "1ILl", "5S", "8B", "PDĐ", "JK", "CG6", "UV", "2Z", "HN", "7T", "EF"];

/// How far two symbols lie apart: 2 for a letter put in, left out or changed, 1 for one taken for a look-alike.
pub(super) fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).map(|index| index * 2).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = (index + 1) * 2;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + change(letter, *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 2).min(row[column] + 2);
        }
    }
    row[right.len()]
}

fn change(left: char, right: char) -> usize {
    if left == right {
        return 0;
    }
    let alike = LOOK_ALIKE.iter().any(|group| group.contains(left) && group.contains(right));
    if alike { 1 } else { 2 }
}
