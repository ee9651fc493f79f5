//! Before compilation: the typeface of the default theme, from the crate that carries it to what the site sends.
//!
//! In: Libertinus Serif as the crate `typst-assets` brings it. Out, in Cargo's folder: for each face the letters of
//! Vietnamese and English, as `<face>.otf` (pictures are drawn with it) and as `<face>.woff2` (browsers read it).

use std::error::Error;
use std::path::Path;

use allsorts::Font;
use allsorts::binary::read::ReadScope;
use allsorts::font::MatchingPresentation;
use allsorts::font_data::FontData;
use allsorts::gsub::FeatureMask;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::{FontTableProvider, NameTable};
use allsorts::tag;

/// Name of a face in the crate, and of its files. Headings are semibold: in the bold face ể and ễ run together.
const FACES: [(&str, &str); 2] = [("Libertinus Serif Regular", "text"), ("Libertinus Serif Semibold", "text-bold")];

/// Letters that carry Vietnamese marks, in lower case.
const VIETNAMESE: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

/// What documents and pages use besides letters and ASCII.
const SIGNS: &str = "\u{a0}–—‘’“”…·•§°×÷±²³½≥≤→←";

/// Kerning below this, in thousandths of the letter's height, is not seen.
const SMALLEST_KERNING: i16 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/build.rs");
    let folder = std::env::var("OUT_DIR")?;
    for (name, file) in FACES {
        let otf = face(name)?;
        let woff2 = ttf2woff2::encode(&otf, ttf2woff2::BrotliQuality::from(11))?;
        std::fs::write(Path::new(&folder).join(format!("{file}.otf")), otf)?;
        std::fs::write(Path::new(&folder).join(format!("{file}.woff2")), woff2)?;
    }
    Ok(())
}

/// The face `name`, with the letters that the site needs and their kerning.
fn face(name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    for bytes in typst_assets::fonts() {
        let data = ReadScope::new(bytes).read::<FontData<'_>>()?;
        let provider = data.table_provider(0)?;
        let names = provider.read_table_data(tag::NAME)?;
        let full_name = ReadScope::new(&names).read::<NameTable<'_>>()?.string_for_id(NameTable::FULL_FONT_NAME);
        if full_name.as_deref() == Some(name) {
            let mut font = Font::new(data.table_provider(0)?)?;
            let (characters, mut glyphs): (Vec<char>, Vec<u16>) = letters(&mut font).into_iter().unzip();
            let kerning = kerning(&mut font, &characters)?;
            glyphs.insert(0, 0);
            let small = subset(&provider, &glyphs, &SubsetProfile::Minimal, CmapTarget::Unicode)?;
            return Ok(with_table(&small, *b"kern", kerning_table(&kerning)));
        }
    }
    Err(format!("typst-assets has no face {name:?}").into())
}

/// The characters to keep that the face has, each with its glyph; no glyph twice.
fn letters<T: FontTableProvider>(font: &mut Font<T>) -> Vec<(char, u16)> {
    let ascii = ' '..='~';
    let vietnamese = VIETNAMESE.chars().flat_map(|letter| [letter].into_iter().chain(letter.to_uppercase()));
    let mut found: Vec<(char, u16)> = Vec::new();
    for character in ascii.chain(vietnamese).chain(SIGNS.chars()) {
        let (glyph, _) = font.lookup_glyph_index(character, MatchingPresentation::NotRequired, None);
        if glyph != 0 && found.iter().all(|(_, other)| *other != glyph) {
            found.push((character, glyph));
        }
    }
    found
}

/// Left glyph, right glyph, and how much closer they stand.
type Pair = (u16, u16, i16);

/// The kerning of `characters`; glyphs are named by their place among them, from 1 on.
fn kerning<T: FontTableProvider>(font: &mut Font<T>, characters: &[char]) -> Result<Vec<Pair>, Box<dyn Error>> {
    let mut pairs = Vec::new();
    let kerned = |character: &&char| character.is_alphabetic() || ".,-–“”’)(/".contains(**character);
    for (left, first) in (1..).zip(characters).filter(|(_, character)| kerned(character)) {
        for (right, second) in (1..).zip(characters).filter(|(_, character)| kerned(character)) {
            if first.is_lowercase() && second.is_uppercase() {
                continue; // Inside a word small letters follow capitals, never the other way round.
            }
            let text = format!("{first}{second}");
            let glyphs = font.map_glyphs(&text, tag::LATN, MatchingPresentation::NotRequired);
            let shaped = font
                .shape(glyphs, tag::LATN, None, FeatureMask::empty(), &[], None, true)
                .map_err(|(error, _)| error)?;
            if shaped.len() == 2 && shaped[0].kerning.abs() >= SMALLEST_KERNING {
                pairs.push((left, right, shaped[0].kerning));
            }
        }
    }
    Ok(pairs)
}

/// A `kern` table, version 0, with one horizontal subtable of format 0.
fn kerning_table(pairs: &[(u16, u16, i16)]) -> Vec<u8> {
    let count = pairs.len() as u16;
    let power = 1u16 << count.max(1).ilog2();
    let header = [
        0,
        1,
        0,
        14u16.wrapping_add(count.wrapping_mul(6)),
        1,
        count,
        power.wrapping_mul(6),
        power.ilog2() as u16,
        (count - power).wrapping_mul(6),
    ];
    let body = pairs.iter().flat_map(|(left, right, closer)| [*left, *right, *closer as u16]);
    header.into_iter().chain(body).flat_map(u16::to_be_bytes).collect()
}

/// The font with one more table; its tables keep their order by tag.
fn with_table(font: &[u8], tag: [u8; 4], table: Vec<u8>) -> Vec<u8> {
    let long = |at: usize| u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let mut tables = (0..count)
        .map(|number| 12 + 16 * number)
        .map(|at| {
            (
                [font[at], font[at + 1], font[at + 2], font[at + 3]],
                font[long(at + 8)..long(at + 8) + long(at + 12)].to_vec(),
            )
        })
        .collect::<Vec<_>>();
    tables.push((tag, table));
    tables.sort();
    let count = tables.len() as u16;
    let power = 1u16 << count.ilog2();
    let mut out = font[..4].to_vec();
    for number in [count, power * 16, power.ilog2() as u16, (count - power) * 16] {
        out.extend(number.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in &mut tables {
        let length = table.len();
        table.resize(length.next_multiple_of(4), 0);
        let sum = table
            .chunks(4)
            .fold(0u32, |sum, word| sum.wrapping_add(u32::from_be_bytes([word[0], word[1], word[2], word[3]])));
        out.extend(*tag);
        for number in [sum, offset as u32, length as u32] {
            out.extend(number.to_be_bytes());
        }
        offset += table.len();
    }
    out.extend(tables.into_iter().flat_map(|(_, table)| table));
    out
}
