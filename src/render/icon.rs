//! The site's icon for those who do not read SVG: the masthead's two rules and a ring, as in `icon.svg`.

use super::raster::{Colour, Drawing, Ink, shape};

const PAPER: Colour = [252, 251, 247];
const INK: Colour = [27, 26, 23];

/// Icon for the home screen of a phone, 180 pixels wide, with room around it.
#[must_use]
pub fn touch() -> Vec<u8> {
    drawn(180, 0.12)
}

/// Icon for tabs, 32 pixels wide: a PNG in the frame of an ICO file.
#[must_use]
pub fn ico() -> Vec<u8> {
    let png = drawn(32, 0.0);
    let mut bytes = vec![0, 0, 1, 0, 1, 0, 32, 32, 16, 0, 1, 0, 4, 0];
    bytes.extend((png.len() as u32).to_le_bytes());
    bytes.extend(22u32.to_le_bytes());
    bytes.extend(png);
    bytes
}

/// The icon on paper; `margin` is a share of its side.
fn drawn(side: u32, margin: f32) -> Vec<u8> {
    let edge = side as f32 * margin;
    // The unit of icon.svg: a square of 32.
    let unit = (side as f32 - 2.0 * edge) / 32.0;
    let bar = |y: f32, height: f32| shape::bar(edge + 3.0 * unit, edge + y * unit, 26.0 * unit, height * unit);
    let mut drawing = Drawing::new(side, side);
    drawing.fill(&bar(3.0, 3.5), Ink::Full);
    drawing.fill(&bar(8.5, 1.5), Ink::Full);
    drawing.fill(&shape::ring(edge + 16.0 * unit, edge + 21.0 * unit, 7.0 * unit, 3.5 * unit), Ink::Full);
    drawing.png(PAPER, INK)
}
