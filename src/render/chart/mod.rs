//! Pictures where people would rather look: SVG made at build time, themeable by class, described in words.
//!
//! In: names, values and days that a view already chose and wrote in the page's language. Out: the text of
//! an inline `<svg>`. Colours and stroke widths come from the stylesheet; nothing here depends on colour
//! alone. Each chart stands beside a list or a table that says the same.
//!
//! No charting crate is used: those that exist draw with fixed colours or fonts into files, and what is
//! needed here is a few lines and texts whose classes the theme can dress.

pub mod bars;
pub mod bullet;
pub mod chain;
pub mod series;
pub mod small;

use std::fmt::Write as _;

/// What a picture is to those who do not see it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    /// One thing, said by its title and description.
    Image,
    /// Several things, some of them links: a picture must not hide those.
    Group,
}

impl Role {
    const fn word(self) -> &'static str {
        match self {
            Role::Image => "img",
            Role::Group => "group",
        }
    }
}

/// The text of an SVG under construction.
pub(super) struct Svg(String);

impl Svg {
    /// Opens a picture of `width` × `height` user units with its title and description.
    fn open(class: &str, role: Role, id: &str, (width, height): (f64, f64), title: &str, description: &str) -> Self {
        let mut svg = Self(String::with_capacity(2048));
        let (title, description) = (escaped(title), escaped(description));
        let role = role.word();
        svg.push(format_args!(
            "<svg class=\"chart {class}\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
             role=\"{role}\" aria-labelledby=\"{id}-ten {id}-ta\"><title id=\"{id}-ten\">{title}</title><desc id=\"{id}-ta\">{description}</desc>"
        ));
        svg
    }

    fn push(&mut self, piece: std::fmt::Arguments<'_>) {
        self.0.write_fmt(piece).expect("writing to a text does not fail");
    }

    fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(format_args!(
            "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
        ));
    }

    fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.push(format_args!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
        ));
    }

    fn text(&mut self, class: &str, anchor: &str, at: (f64, f64), words: &str) {
        let ((x, y), words) = (at, escaped(words));
        self.push(format_args!(
            "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">{words}</text>"
        ));
    }

    fn close(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
