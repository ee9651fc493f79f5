//! The chain of documents through which an order came down, highest on top.

use super::{Role, Svg, escaped};

/// A chain to be drawn.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Documents by level, the highest first.
    pub levels: Vec<Vec<Node>>,
    /// Who carries out whom.
    pub links: Vec<Link>,
    /// Title of the picture.
    pub title: String,
    /// The picture in words.
    pub description: String,
}

/// A document in the chain.
#[derive(Debug, Clone)]
pub struct Node {
    /// What links refer to; unique in the chain.
    pub key: usize,
    /// Short name.
    pub name: String,
    /// Second line, such as the date.
    pub note: String,
    /// Where its page is.
    pub href: String,
    /// Whether the page shows this document.
    pub here: bool,
}

/// A lower document carries out a higher one.
#[derive(Debug, Clone)]
pub struct Link {
    /// The lower one.
    pub lower: usize,
    /// The higher one.
    pub higher: usize,
    /// What differs, in a few words; `None` when nothing does.
    pub difference: Option<String>,
}

const NODE_WIDTH: f64 = 184.0;
const NODE_HEIGHT: f64 = 52.0;
const GAP: f64 = 24.0;
const RISE: f64 = 56.0;
/// Room at the right for links that pass a level by.
const BYPASS: f64 = 170.0;

/// Draws the chain.
#[must_use]
pub fn draw(chain: &Chain, id: &str) -> String {
    let widest = chain.levels.iter().map(Vec::len).max().unwrap_or(1);
    let inner = units(widest) * (NODE_WIDTH + GAP) - GAP + 2.0;
    let row_of = |key: usize| chain.levels.iter().position(|level| level.iter().any(|node| node.key == key));
    let passes_by =
        |link: &Link| matches!((row_of(link.higher), row_of(link.lower)), (Some(high), Some(low)) if low > high + 1);
    let width = if chain.links.iter().any(passes_by) { inner + BYPASS } else { inner };
    let height = units(chain.levels.len()) * (NODE_HEIGHT + RISE) - RISE + 2.0;
    let mut svg = Svg::open("chart-chain", Role::Group, id, (width, height), &chain.title, &chain.description);
    let place = |key: usize| -> Option<(f64, f64)> {
        chain.levels.iter().enumerate().find_map(|(row, level)| {
            let column = level.iter().position(|node| node.key == key)?;
            let left = (inner - units(level.len()) * (NODE_WIDTH + GAP) + GAP) / 2.0;
            Some((left + units(column) * (NODE_WIDTH + GAP), 1.0 + units(row) * (NODE_HEIGHT + RISE)))
        })
    };
    for link in &chain.links {
        let (Some((upper_x, upper_y)), Some((lower_x, lower_y))) = (place(link.higher), place(link.lower)) else {
            continue;
        };
        let class = if link.difference.is_some() { "chart-link chart-link-differs" } else { "chart-link" };
        if passes_by(link) {
            let (x1, y1) = (upper_x + NODE_WIDTH, upper_y + NODE_HEIGHT / 2.0);
            let (x2, y2) = (lower_x + NODE_WIDTH, lower_y + NODE_HEIGHT / 2.0);
            let side = x1.max(x2) + BYPASS * 0.55;
            svg.push(format_args!(
                "<path class=\"{class}\" d=\"M{x1:.1} {y1:.1}C{side:.1} {y1:.1} {side:.1} {y2:.1} {:.1} {y2:.1}\"/>\
                 <path class=\"chart-tip\" d=\"M{x2:.1} {y2:.1}l8 -5v10z\"/>",
                x2 + 8.0
            ));
            if let Some(words) = &link.difference {
                let furthest = x1.max(x2) + BYPASS * 0.55 * 0.75;
                svg.text("chart-note", "start", (furthest + 8.0, (y1 + y2) / 2.0 + 4.0), words);
            }
            continue;
        }
        let (x1, y1) = (upper_x + NODE_WIDTH / 2.0, upper_y + NODE_HEIGHT);
        let (x2, y2) = (lower_x + NODE_WIDTH / 2.0, lower_y);
        let bend = (y2 - y1) / 2.0;
        svg.push(format_args!(
            "<path class=\"{class}\" d=\"M{x1:.1} {y1:.1}C{x1:.1} {:.1} {x2:.1} {:.1} {x2:.1} {:.1}\"/>\
             <path class=\"chart-tip\" d=\"M{x2:.1} {y2:.1}l-5 -8h10z\"/>",
            y1 + bend,
            y2 - bend,
            y2 - 8.0
        ));
        if let Some(words) = &link.difference {
            svg.text("chart-note chart-halo", "middle", ((x1 + x2) / 2.0, (y1 + y2) / 2.0 + 4.0), words);
        }
    }
    for node in chain.levels.iter().flatten() {
        let Some((x, y)) = place(node.key) else { continue };
        let class = if node.here { "chart-node chart-here" } else { "chart-node" };
        svg.push(format_args!(
            "<a href=\"{}\"><rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{NODE_WIDTH}\" height=\"{NODE_HEIGHT}\"/>",
            escaped(&node.href)
        ));
        svg.text("chart-name", "middle", (x + NODE_WIDTH / 2.0, y + 22.0), &node.name);
        svg.text("chart-note", "middle", (x + NODE_WIDTH / 2.0, y + 41.0), &node.note);
        svg.push(format_args!("</a>"));
    }
    svg.close()
}

#[expect(clippy::cast_precision_loss, reason = "a chain has a handful of documents")]
fn units(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_differences_are_written_beside_their_link() {
        let node = |key: usize, name: &str| Node {
            key,
            name: name.to_owned(),
            note: String::new(),
            href: "../a/".to_owned(),
            here: key == 1,
        };
        let chain = Chain {
            levels: vec![vec![node(0, "449-KL/TU <a>")], vec![node(1, "9266/UBND-KGVX")]],
            links: vec![Link { lower: 1, higher: 0, difference: Some("khác 2 chỗ".to_owned()) }],
            title: "Chuỗi".to_owned(),
            description: "a & b".to_owned(),
        };
        let svg = draw(&chain, "chuoi");
        assert!(svg.contains("449-KL/TU &lt;a&gt;") && svg.contains("a &amp; b"), "{svg}");
        assert!(svg.contains("chart-link-differs") && svg.contains("khác 2 chỗ"), "{svg}");
        assert!(!svg.contains("style="), "{svg}");
    }
}
