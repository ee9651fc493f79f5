//! A bullet chart: the latest value of an indicator as a bar, what documents demand as marks across it.

use super::{Role, Svg};

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Bullet {
    /// The latest value, and as printed.
    pub value: (f64, String),
    /// Levels demanded, each as printed, the lowest first.
    pub levels: Vec<(f64, String)>,
    /// The two ends of the scale; the first is drawn at the left. For a rank it is the worse end.
    pub ends: (f64, f64),
    /// The ends as printed.
    pub end_labels: (String, String),
    /// Title of the picture.
    pub title: String,
    /// The picture in words.
    pub description: String,
}

const WIDTH: f64 = 320.0;
const MARGIN: f64 = 4.0;
const TRACK: f64 = 40.0;
const THICK: f64 = 18.0;
const LINE: f64 = 16.0;

/// Draws it.
#[must_use]
pub fn draw(bullet: &Bullet, id: &str) -> String {
    let height = TRACK + THICK + 22.0 + LINE * bullet.levels.len() as f64;
    let mut svg = Svg::open("chart-bullet", Role::Image, id, (WIDTH, height), &bullet.title, &bullet.description);
    let (from, to) = bullet.ends;
    let across = |value: f64| {
        let share = if to == from { 0.0 } else { ((value - from) / (to - from)).clamp(0.0, 1.0) };
        MARGIN + share * (WIDTH - 2.0 * MARGIN)
    };
    let (value, label) = &bullet.value;
    let tip = across(*value);
    svg.rect("chart-track", (MARGIN, TRACK), (WIDTH - 2.0 * MARGIN, THICK));
    svg.rect("chart-bar", (MARGIN, TRACK + 5.0), ((tip - MARGIN).max(1.5), THICK - 10.0));
    let anchor = |x: f64| {
        if x < 60.0 {
            "start"
        } else if x > WIDTH - 60.0 {
            "end"
        } else {
            "middle"
        }
    };
    svg.text("chart-value", anchor(tip), (tip, TRACK - 8.0), label);
    let foot = |number: usize| TRACK + THICK + 16.0 + LINE * number as f64;
    for (number, (level, _)) in bullet.levels.iter().enumerate() {
        svg.line("chart-demand", (across(*level), TRACK - 4.0), (across(*level), foot(number) - 10.0));
    }
    for (number, (level, words)) in bullet.levels.iter().enumerate() {
        let x = across(*level);
        svg.text("chart-note chart-halo", anchor(x), (x, foot(number) + 2.0), words);
    }
    let foot = height - 4.0;
    svg.text("chart-note chart-end", "start", (MARGIN, foot), &bullet.end_labels.0);
    svg.text("chart-note chart-end", "end", (WIDTH - MARGIN, foot), &bullet.end_labels.1);
    svg.close()
}
