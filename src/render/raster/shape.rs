//! Shapes: bars, rings, and the shape of a state as docs/design.md lists them.

use tiny_skia::{Path, PathBuilder, PathStroker, Rect, Stroke};

/// A bar.
#[must_use]
pub fn bar(x: f32, y: f32, width: f32, height: f32) -> Path {
    PathBuilder::from_rect(Rect::from_xywh(x, y, width, height).expect("a bar has sides"))
}

/// A ring around (`x`, `y`); `radius` to the middle of its line.
#[must_use]
pub fn ring(x: f32, y: f32, radius: f32, line: f32) -> Path {
    outlined(&disc(x, y, radius), line)
}

/// The shape of the state `state` in a square of `side` pixels whose corner is (`x`, `y`).
#[must_use]
pub fn state(state: &str, x: f32, y: f32, side: f32) -> Vec<Path> {
    let line = side / 9.0;
    let at = |across: f32, down: f32| (x + across * side, y + down * side);
    let dots =
        |places: &[f32]| places.iter().map(|across| disc(x + across * side, y + 0.5 * side, side / 9.0)).collect();
    let triangle = polygon(&[at(0.5, 0.06), at(0.98, 0.92), at(0.02, 0.92)]);
    let square = polygon(&[at(0.08, 0.08), at(0.92, 0.08), at(0.92, 0.92), at(0.08, 0.92)]);
    let tick = strokes(&[at(0.08, 0.55), at(0.38, 0.85), at(0.94, 0.12)], line * 1.6);
    let arrow = |tip: f32, tail: f32| {
        let barb = (tip * 2.0 + tail * 3.0) / 5.0;
        vec![
            strokes(&[at(tail, 0.5), at(tip, 0.5)], line * 1.4),
            strokes(&[at(barb, 0.15), at(tip, 0.5), at(barb, 0.85)], line * 1.4),
        ]
    };
    match state {
        "overdue" => vec![triangle],
        "past-due-unreported" => vec![outlined(&triangle, line)],
        "due-today" => vec![disc(x + side / 2.0, y + side / 2.0, side * 0.46)],
        "due-soon" => vec![ring(x + side / 2.0, y + side / 2.0, side * 0.42, line), half_disc(x, y, side)],
        "on-time" => vec![ring(x + side / 2.0, y + side / 2.0, side * 0.42, line)],
        "recurring" => dots(&[0.12, 0.5, 0.88]),
        "due-before-issue" => arrow(0.05, 0.95),
        "transferred" => arrow(0.95, 0.05),
        "done" | "done-on-time" => vec![tick],
        "done-late" => vec![tick, bar(x, y + side, side, line)],
        "suspended" => vec![bar(x + side * 0.2, y, side * 0.2, side), bar(x + side * 0.6, y, side * 0.2, side)],
        "withdrawn" => {
            vec![strokes(&[at(0.1, 0.1), at(0.9, 0.9)], line * 1.4), strokes(&[at(0.9, 0.1), at(0.1, 0.9)], line * 1.4)]
        }
        _ => vec![outlined(&square, line)],
    }
}

fn disc(x: f32, y: f32, radius: f32) -> Path {
    PathBuilder::from_circle(x, y, radius).expect("a disc has a radius")
}

fn half_disc(x: f32, y: f32, side: f32) -> Path {
    let (middle, top, radius) = (x + side / 2.0, y + side * 0.08, side * 0.42);
    let curve = radius * 0.5523;
    let mut path = PathBuilder::new();
    path.move_to(middle, top);
    path.cubic_to(middle - curve, top, middle - radius, top + radius - curve, middle - radius, top + radius);
    path.cubic_to(
        middle - radius,
        top + radius + curve,
        middle - curve,
        top + 2.0 * radius,
        middle,
        top + 2.0 * radius,
    );
    path.close();
    path.finish().expect("half a disc has a side")
}

fn polygon(corners: &[(f32, f32)]) -> Path {
    let mut path = way(corners);
    path.close();
    path.finish().expect("a polygon has corners")
}

fn strokes(points: &[(f32, f32)], line: f32) -> Path {
    outlined(&way(points).finish().expect("a line has two ends"), line)
}

fn way(points: &[(f32, f32)]) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (number, (x, y)) in points.iter().enumerate() {
        if number == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    path
}

fn outlined(path: &Path, line: f32) -> Path {
    let stroke = Stroke { width: line, ..Stroke::default() };
    PathStroker::new().stroke(path, &stroke, 1.0).expect("a visible line has an outline")
}
