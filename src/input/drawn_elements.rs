//! How many elements a browser draws for a drawing (SVG).
//!
//! Takes the style sheet and the elements of a drawing in their order; returns whether they are too many. A few lines can
//! draw thousands of millions of shapes, because `<use>`, patterns, masks, markers and filters draw an element of the
//! file once more, and that element can do the same. The count is never too low: a style sheet counts for every element
//! that one part of its selector matches. Never draws anything, and never recurses.

use std::collections::HashMap;
use std::rc::Rc;

use percent_encoding::percent_decode_str;

/// How many elements may be drawn more than once: this number, and for each element of the file this many.
const MAX_REPEATED: u64 = 100_000;
const MAX_REPEATED_PER_ELEMENT: u64 = 20;

/// The elements that `url(#…)` draws. It does not draw colour gradients.
const DRAWN_BY_URL: [&str; 5] = ["pattern", "mask", "marker", "clipPath", "filter"];
/// The elements that are painted with fill, stroke and markers.
const SHAPES: [&str; 11] =
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "use"];
/// Characters that no program writes into an id. They would end a rule of the style sheet early.
const ODD_IN_ID: [char; 8] = [';', '{', '}', '(', ')', '"', '\'', ','];

/// The number of properties that an element passes on to the elements inside it: fill, stroke and three markers.
const INHERITED: usize = 5;
/// The marker at each point of a line.
const MARKER_MID: usize = 3;
/// All other properties.
const OTHER: usize = INHERITED;

/// The properties that a declaration of this name sets.
fn properties(name: &str) -> &'static [usize] {
    match name {
        "fill" => &[0],
        "stroke" => &[1],
        "marker-start" => &[2],
        "marker-mid" => &[MARKER_MID],
        "marker-end" => &[4],
        "marker" => &[2, MARKER_MID, 4],
        _ => &[OTHER],
    }
}

/// What an element draws besides itself.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// The element with this id, by `href`.
    Id(Rc<str>),
    /// The element with this id that `url(#…)` draws.
    Url(Rc<str>),
    /// All that the rules of the style sheet name together.
    Node(u32),
}

/// What fill, stroke and markers draw.
type Paint = [Option<Target>; INHERITED];

/// What is drawn with an element.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: u32,
    to: u32,
    /// How often.
    times: u32,
    /// Whether it paints the element, and so everything that a `<use>` draws.
    is_paint: bool,
}

/// An element that is not closed yet.
struct Open {
    number: u32,
    id: Option<Rc<str>>,
    paint: Rc<Paint>,
}

/// The elements of a drawing, numbered in their order, and which of them draw which. The rules of the style sheet have
/// numbers too.
#[derive(Default)]
pub struct DrawnElements {
    /// Of each number, whether it is that of a `<use>`.
    is_use: Vec<bool>,
    open: Vec<Open>,
    /// How many open elements have an id.
    open_ids: HashMap<Rc<str>, usize>,
    /// The first element with an id.
    by_id: HashMap<Rc<str>, u32>,
    /// The first of [`DRAWN_BY_URL`] with an id.
    drawn_by_url: HashMap<Rc<str>, u32>,
    /// From an element to its children.
    edges: Vec<Edge>,
    /// From an element to another one, which may come later in the file.
    references: Vec<(u32, Target, u32, bool)>,
    /// What the style sheet draws for a class (`.a`), an id (`#a`), a name (`rect`) or each element (`*`), by property.
    rules: HashMap<String, [Option<u32>; INHERITED + 1]>,
    /// Whether a value such as `fill="red"` ends what is inherited.
    has_resets: bool,
    has_odd_id: bool,
    /// The number of the root.
    root: Option<u32>,
}

impl DrawnElements {
    /// No elements yet. `css` is the text of all style elements of the drawing.
    pub fn new(css: &str) -> DrawnElements {
        let has_resets = !["inherit", "unset", "revert", "var("].iter().any(|word| css.contains(word));
        let mut elements = DrawnElements { has_resets, ..DrawnElements::default() };
        elements.add_rules(&without_comments(css));
        elements
    }

    /// Adds an element. `is_open` if it is not empty, so that [`DrawnElements::close`] follows.
    pub fn add(&mut self, name: &str, attributes: Vec<(&str, String)>, is_open: bool) {
        let number = self.number(name == "use");
        self.root.get_or_insert(number);
        if let Some(parent) = self.open.last() {
            self.edges.push(Edge { from: parent.number, to: number, times: 1, is_paint: false });
        }
        let mut own: Vec<(usize, Target)> = Vec::new();
        let (mut resets, mut points, mut id) = ([false; INHERITED], 1, None);
        let mut keys = vec!["*".to_owned(), name.to_owned()];
        for (key, value) in attributes {
            match key {
                "id" => {
                    let value: Rc<str> = value.into();
                    self.by_id.entry(Rc::clone(&value)).or_insert(number);
                    if DRAWN_BY_URL.contains(&name) {
                        self.drawn_by_url.entry(Rc::clone(&value)).or_insert(number);
                        self.has_odd_id |= value.contains(ODD_IN_ID) || value.contains(char::is_whitespace);
                    }
                    keys.push(format!("#{value}"));
                    id = Some(value);
                }
                "class" => keys.extend(value.split_ascii_whitespace().map(|class| format!(".{class}"))),
                "href" if matches!(name, "use" | "feImage" | "tref" | "pattern") => {
                    if let Some(id) = value.trim().strip_prefix('#') {
                        self.references.push((number, Target::Id(id.into()), 1, false));
                    }
                }
                "style" => {
                    points += count_points(&value);
                    own.extend(declared_urls(&value, OTHER).into_iter().map(|(at, id)| (at, Target::Url(id))));
                    let declarations = value.split(';').filter_map(|declaration| declaration.split_once(':'));
                    for (name, value) in declarations.filter(|_| !value.contains(['/', '"', '\''])) {
                        self.reset(&mut resets, name.trim(), value);
                    }
                }
                _ => {
                    if matches!(key, "d" | "points") {
                        points += count_points(&value);
                    }
                    for at in properties(key) {
                        own.extend(declared_urls(&value, *at).into_iter().map(|(at, id)| (at, Target::Url(id))));
                    }
                    self.reset(&mut resets, key, &value);
                }
            }
        }
        let paint = self.add_paint(number, name, &own, &resets, &keys, points);
        if is_open {
            if let Some(id) = &id {
                *self.open_ids.entry(Rc::clone(id)).or_default() += 1;
            }
            self.open.push(Open { number, id, paint });
        }
    }

    /// Ends the last element that is open.
    pub fn close(&mut self) {
        if let Some(id) = self.open.pop().and_then(|open| open.id)
            && let Some(count) = self.open_ids.get_mut(&id)
        {
            *count -= 1;
        }
    }

    /// Whether an element is open.
    pub fn has_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// A new number.
    fn number(&mut self, is_use: bool) -> u32 {
        self.is_use.push(is_use);
        self.is_use.len() as u32 - 1
    }

    /// Notes that the element sets a property to a value that draws nothing.
    fn reset(&self, resets: &mut [bool; INHERITED], name: &str, value: &str) {
        if properties(name) == [OTHER] {
            return;
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " #.,()%-".contains(c);
        let keeps = ["inherit", "unset", "revert", "context", "var(", "url("];
        let value = value.trim().to_ascii_lowercase();
        let is_reset = self.has_resets && value.chars().all(is_plain) && !keeps.iter().any(|word| value.contains(word));
        for at in properties(name) {
            resets[*at] = is_reset;
        }
    }

    /// Adds what an element is painted with, and what else of the file it draws. Returns what it passes on.
    fn add_paint(
        &mut self,
        number: u32,
        name: &str,
        own: &[(usize, Target)],
        resets: &[bool; INHERITED],
        keys: &[String],
        points: u32,
    ) -> Rc<Paint> {
        let inherited = self.open.last().map_or_else(Rc::default, |open| Rc::clone(&open.paint));
        let rules: Vec<_> = keys.iter().filter_map(|key| self.rules.get(key)).copied().collect();
        let of = |property: usize| own.iter().filter(move |(at, _)| *at == property).map(|(_, target)| target.clone());
        let by_rule = |property: usize| rules.iter().filter_map(move |nodes| nodes[property]).map(Target::Node);
        for target in of(OTHER).chain(by_rule(OTHER)) {
            self.references.push((number, target, 1, true));
        }
        let mut paint = Paint::clone(&inherited);
        for property in 0..INHERITED {
            let mut targets: Vec<Target> = of(property).collect();
            let parent = inherited[property].as_ref().filter(|_| targets.is_empty() && !resets[property]);
            // A rule may apply on paper only, so it does not replace what is inherited.
            targets.extend(parent.filter(|target| !self.is_open(target)).cloned());
            targets.extend(by_rule(property));
            paint[property] = match targets.len() {
                0 => None,
                1 => targets.pop(),
                _ => {
                    let node = self.number(false);
                    self.references.extend(targets.into_iter().map(|target| (node, target, 1, false)));
                    Some(Target::Node(node))
                }
            };
            if let Some(target) = paint[property].clone().filter(|_| SHAPES.contains(&name)) {
                let times = if property == MARKER_MID { points } else { 1 };
                self.references.push((number, target, times, true));
            }
        }
        if paint == *inherited { inherited } else { Rc::new(paint) }
    }

    /// Whether the target is an element around the one that is read. Browsers do not draw that inside itself.
    fn is_open(&self, target: &Target) -> bool {
        matches!(target, Target::Url(id) if self.open_ids.get(id).is_some_and(|count| *count > 0))
    }

    /// Adds the rules of a style sheet without comments that draw an element of the file.
    fn add_rules(&mut self, css: &str) {
        for rule in css.split('}') {
            let (head, declarations) = rule.rsplit_once('{').unwrap_or((rule, ""));
            let (outer, selectors) = head.rsplit_once(['{', ';']).unwrap_or(("", head));
            self.add_rule(selectors, declared_urls(declarations, OTHER));
            // Declarations before or after a rule that is inside another one: what they select is not looked for.
            self.add_rule("*", declared_urls(if declarations.is_empty() { head } else { outer }, OTHER));
        }
    }

    /// Adds a rule of the style sheet: its selectors, and the elements that it draws with their properties.
    fn add_rule(&mut self, selectors: &str, urls: Vec<(usize, Rc<str>)>) {
        if urls.is_empty() {
            return;
        }
        let mut nodes = [None; INHERITED + 1];
        for (at, id) in urls {
            let node = *nodes[at].get_or_insert_with(|| self.number(false));
            self.references.push((node, Target::Url(id), 1, false));
        }
        for key in selectors.split(',').map(selector_key) {
            let mut of_key = *self.rules.entry(key.clone()).or_default();
            for (at, node) in nodes.iter().enumerate() {
                let Some(node) = *node else { continue };
                let from = *of_key[at].get_or_insert_with(|| self.number(false));
                self.edges.push(Edge { from, to: node, times: 1, is_paint: false });
            }
            self.rules.insert(key, of_key);
        }
    }

    /// Whether too many elements are drawn more than once, or an element is drawn within itself.
    pub fn is_bomb(&self) -> bool {
        let Some(root) = self.root else { return false };
        let mut edges = self.edges.clone();
        let count = edges.len();
        edges.extend(self.references.iter().filter_map(|(from, target, times, is_paint)| {
            let to = match target {
                Target::Id(id) => find(&self.by_id, id)?,
                Target::Url(id) => find(&self.drawn_by_url, id)?,
                Target::Node(node) => *node,
            };
            Some(Edge { from: *from, to, times: *times, is_paint: *is_paint })
        }));
        if edges.len() == count {
            return false;
        }
        let own = self.is_use.len() as u64;
        let limit = own + MAX_REPEATED + own.saturating_mul(MAX_REPEATED_PER_ELEMENT);
        self.has_odd_id || self.count_drawn(root, edges).is_none_or(|drawn| drawn > limit)
    }

    /// How many elements are drawn for `root`; `None` if an element is drawn within itself.
    fn count_drawn(&self, root: u32, mut edges: Vec<Edge>) -> Option<u64> {
        let elements = self.is_use.len();
        edges.sort_unstable();
        let mut first_edge = vec![edges.len(); elements + 1];
        for (at, edge) in edges.iter().enumerate().rev() {
            first_edge[edge.from as usize] = at;
        }
        for number in (0..elements).rev() {
            first_edge[number] = first_edge[number].min(first_edge[number + 1]);
        }
        // An element is open while those that it draws are counted. What is drawn in it, and what paints it, are apart.
        let (mut drawn, mut is_open) = (vec![(0u64, 0u64); elements], vec![false; elements]);
        let mut is_counted = vec![false; elements];
        let mut open = vec![(root as usize, first_edge[root as usize])];
        while let Some((number, at)) = open.pop() {
            is_open[number] = true;
            if at < first_edge[number + 1] {
                let edge = edges[at];
                let to = edge.to as usize;
                if is_open[to] {
                    return None;
                }
                if !is_counted[to] {
                    open.extend([(number, at), (to, first_edge[to])]);
                    continue;
                }
                let more = total(drawn[to], self.is_use[to]).saturating_mul(u64::from(edge.times));
                let sum = if edge.is_paint { &mut drawn[number].1 } else { &mut drawn[number].0 };
                *sum = sum.saturating_add(more);
                open.push((number, at + 1));
            } else {
                (is_open[number], is_counted[number]) = (false, true);
            }
        }
        Some(total(drawn[root as usize], self.is_use[root as usize]))
    }
}

/// How many elements are drawn for one that draws `content` elements and is painted with `paint` elements. The paint of
/// a `<use>` is that of everything that it draws.
fn total((content, paint): (u64, u64), is_use: bool) -> u64 {
    let painted = if is_use { content.max(1).saturating_mul(paint) } else { paint };
    content.saturating_add(painted).saturating_add(1)
}

/// The element with this id, which may be escaped as in a URL.
fn find(ids: &HashMap<Rc<str>, u32>, id: &str) -> Option<u32> {
    ids.get(id).or_else(|| ids.get(&*percent_decode_str(id).decode_utf8_lossy())).copied()
}

/// The ids in `url(#…)` of CSS declarations, each with the property that it belongs to: `first` before any name.
fn declared_urls(css: &str, first: usize) -> Vec<(usize, Rc<str>)> {
    const URL: &str = "url(";
    let mut found = Vec::new();
    if !css.contains('(') {
        return found;
    }
    // CSS does not distinguish capital letters here.
    let lowercase = css.to_ascii_lowercase();
    let mut starts = lowercase.match_indices(URL).map(|(at, _)| at).peekable();
    let start = [first];
    let before = &lowercase[..starts.peek().copied().unwrap_or_default()];
    let mut declared = properties_before(before).unwrap_or(&start);
    while let Some(at) = starts.next() {
        let part = &css[at + URL.len()..starts.peek().copied().unwrap_or(css.len())];
        let quoted = part.trim_start();
        let (id, rest) = match quoted.chars().next() {
            Some(quote @ ('"' | '\'')) => quoted[1..].split_once(quote).unwrap_or((&quoted[1..], "")),
            _ => quoted.split_once(')').unwrap_or((quoted, "")),
        };
        if let Some(id) = id.trim().strip_prefix('#') {
            found.extend(declared.iter().map(|at| (*at, Rc::from(id))));
        }
        declared = properties_before(&rest.to_ascii_lowercase()).unwrap_or(declared);
    }
    found
}

/// The properties of the declaration that `css` ends in; `None` if no name is there.
fn properties_before(css: &str) -> Option<&'static [usize]> {
    let declaration = css.rsplit([';', '{', '}']).next()?;
    declaration.split_once(':').map(|(name, _)| properties(name.trim()))
}

/// The part of a selector by which its elements are found: a class, an id, a name, or `*`.
fn selector_key(selector: &str) -> String {
    let last = selector.trim().rsplit([' ', '>', '+', '~', '\n', '\t', '\r']).next().unwrap_or_default();
    let plain = last.split(['[', ':']).next().unwrap_or_default();
    let end = |text: &str| text.find(['.', '#']).unwrap_or(text.len());
    match plain.find(['.', '#']) {
        Some(at) => plain[at..at + 1 + end(&plain[at + 1..])].to_owned(),
        // The name may have a prefix.
        None if !plain.is_empty() => plain.rsplit('|').next().unwrap_or_default().to_owned(),
        None => "*".to_owned(),
    }
}

/// A style sheet without its comments.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    plain
}

/// At least the number of points of a line, from its numbers and commands.
fn count_points(value: &str) -> u32 {
    let (mut points, mut in_number) = (0u32, false);
    for byte in value.bytes() {
        let is_digit = byte.is_ascii_digit();
        points += u32::from(byte.is_ascii_alphabetic() || is_digit && !in_number);
        in_number = is_digit;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::super::svg::measure_drawing;

    fn is_bomb(svg: &str) -> bool {
        measure_drawing(svg).is_bomb
    }

    /// Groups of ten elements, each of which draws the next group.
    fn nested(levels: usize, draw: impl Fn(usize) -> String, group: &str) -> String {
        let groups = (0..levels).map(|level| {
            let inner = if level + 1 == levels { "<path/>".to_owned() } else { draw(level + 1) };
            format!("<{group} id=\"l{level}\">{}</{group}>", inner.repeat(10))
        });
        format!("<svg>{}{}</svg>", groups.collect::<String>(), draw(0))
    }

    #[test]
    fn repeated_elements_are_counted_and_not_drawn() {
        let by_use = |level: usize| format!("<use xlink:href=\"#l{level}\"/>");
        let by_fill = |level: usize| format!("<rect fill=\"url( '#l{level}' )\"/>");
        let by_style = |level: usize| format!("<rect style=\"mask:url(#l{level})\"/>");
        assert!(!is_bomb(&nested(3, by_use, "g")));
        assert!(is_bomb(&nested(9, by_use, "g")));
        assert!(is_bomb(&nested(9, by_use, "symbol")));
        assert!(is_bomb(&nested(9, by_fill, "pattern")));
        assert!(is_bomb(&nested(9, by_style, "mask")));
        assert!(is_bomb(&nested(200, by_use, "g")));
        // A colour gradient draws nothing.
        let gradient = |_: usize| "<rect fill=\"url(#g)\"/>".to_owned();
        let many = format!("<linearGradient id=\"g\">{}</linearGradient>", "<stop/>".repeat(50_000));
        assert!(!is_bomb(&nested(9, gradient, "g").replace("</svg>", &format!("{many}</svg>"))));
        let markers =
            format!("<svg><g id=\"m\">{}</g>{}</svg>", "<path/>".repeat(20), "<use href=\"#m\"/>".repeat(4000));
        assert!(!is_bomb(&markers));
    }

    #[test]
    fn style_sheets_inherited_paint_and_markers_count() {
        // Rules of a style sheet, before or after the elements.
        let by_class = |level: usize| format!("<rect class=\"x c{level} y\"/>");
        let rules = |levels: usize, rule: fn(usize) -> String| {
            format!("<style>{}</style>", (0..levels).map(rule).collect::<String>())
        };
        let fill = |level| format!("a,.b, g > .c{level}:hover /* }} */ {{ color:red; fill: url('#l{level}') }}");
        let svg = nested(9, by_class, "pattern");
        assert!(!is_bomb(&svg));
        assert!(is_bomb(&svg.replace("</svg>", &(rules(9, fill) + "</svg>"))));
        assert!(is_bomb(&svg.replacen("<svg>", &("<svg>".to_owned() + &rules(9, fill)), 1)));
        let capitals = |level| format!(".c{level} {{ Fill : URL( #l{level} ) }}");
        assert!(is_bomb(&svg.replace("</svg>", &(rules(9, capitals) + "</svg>"))));
        let nested_rule = |level| format!(".c{level} {{ a {{ color:red }} fill:url(#l{level}) }}");
        assert!(is_bomb(&svg.replace("</svg>", &(rules(9, nested_rule) + "</svg>"))));
        let outer_rule = |level| format!(".c{level} {{ fill:url(#l{level}); a {{ color:red }} }}");
        assert!(is_bomb(&svg.replace("</svg>", &(rules(9, outer_rule) + "</svg>"))));
        let mask = |level| format!("@media screen {{ .c{level} {{ mask:url(#l{level}) }} }}");
        assert!(is_bomb(&nested(9, by_class, "mask").replace("</svg>", &(rules(9, mask) + "</svg>"))));
        let by_name = |level: usize| format!("<g id=\"i{level}\"><path/></g>");
        let by_id = |level| format!("#i{level} {{ stroke:url(#l{level}) }}");
        assert!(is_bomb(&nested(9, by_name, "pattern").replace("</svg>", &(rules(9, by_id) + "</svg>"))));
        // What a group is filled with fills each shape in it.
        let inherited = |level: usize| format!("<g fill=\"url(#l{level})\">{}</g>", "<rect/>".repeat(3));
        let single = |levels: usize, shapes: &str| {
            let groups = (0..levels).map(|level| {
                let fill = if level + 1 == levels { String::new() } else { format!(" fill=\"url(#l{})\"", level + 1) };
                format!("<pattern id=\"l{level}\"><g{fill}>{shapes}</g></pattern>")
            });
            format!("<svg>{}<rect fill=\"url(#l0)\"/></svg>", groups.collect::<String>())
        };
        assert!(is_bomb(&nested(7, inherited, "pattern")));
        assert!(is_bomb(&single(9, &"<rect/>".repeat(10))));
        assert!(!is_bomb(&single(9, &"<rect fill=\"red\"/>".repeat(10))));
        assert!(!is_bomb(&single(9, &"<rect style=\"fill:#fff;stroke:none\"/>".repeat(10))));
        let kept = single(9, &"<rect fill=\"red\"/>".repeat(10));
        assert!(is_bomb(&kept.replacen("<svg>", "<svg><style>*{fill:inherit}</style>", 1)));
        // So does the paint of a `use`.
        let used = "<g id=\"a\">".to_owned() + &"<rect/>".repeat(2000) + "</g>";
        let pattern = "<pattern id=\"p\">".to_owned() + &"<path fill=\"red\"/>".repeat(2000) + "</pattern>";
        assert!(is_bomb(&format!("<svg>{used}{pattern}<use href=\"#a\" fill=\"url(#p)\"/></svg>")));
        assert!(!is_bomb(&format!("<svg>{used}{pattern}<use href=\"#a\"/><rect fill=\"url(#p)\"/></svg>")));
        // A marker is drawn at each point.
        let marker = "<marker id=\"m\">".to_owned() + &"<path/>".repeat(2000) + "</marker>";
        let line = |property: &str| format!("<svg>{marker}<path {property} d=\"M0 0{}\"/></svg>", "h1".repeat(2000));
        assert!(is_bomb(&line("marker-mid=\"url(#m)\"")));
        assert!(is_bomb(&line("style=\"marker:url(#m)\"")));
        assert!(!is_bomb(&line("marker-end=\"url(#m)\"")));
        // Ids as in a URL, and filters that draw an element.
        let escaped = |level: usize| format!("<use href=\"#%6C{level}\"/><rect fill=\"url(#%6c{level})\"/>");
        assert!(is_bomb(&nested(9, escaped, "pattern")));
        let by_filter = |level: usize| format!("<feImage href=\"#g{level}\"/>");
        let heavy = (0..9).map(|level| format!("<rect id=\"g{level}\" filter=\"url(#l{level})\"/>"));
        let svg = nested(9, by_filter, "filter").replace("</svg>", &(heavy.collect::<String>() + "</svg>"));
        assert!(is_bomb(&svg.replace("</svg>", "<rect filter=\"url(#l0)\"/></svg>")));
    }

    #[test]
    fn drawings_of_common_programs_are_no_bombs() {
        for svg in [
            // The pattern is inside the element that it fills.
            "<svg fill=\"url(#p)\"><defs><pattern id=\"p\"><rect/></pattern></defs><rect/><path/></svg>",
            "<svg><style>.a{clip-path:url(#c)}.b{fill:url(#g)}</style><clipPath id=\"c\"><rect class=\"x\"/></clipPath>\
             <linearGradient id=\"g\"/><g class=\"a\"><path class=\"b\"/></g></svg>",
            "<svg><marker id=\"m\"><path fill=\"context-stroke\"/></marker><path marker-end=\"url(#m)\" d=\"M0 0h9\"/></svg>",
            "<svg><filter id=\"f\"><feGaussianBlur/><feBlend/></filter><g filter=\"url(#f)\"><text>a</text></g></svg>",
        ] {
            assert!(!is_bomb(svg), "{svg}");
        }
    }

    #[test]
    fn element_that_draws_itself_is_a_bomb() {
        for svg in [
            "<svg id=\"a\"><use href=\"#a\"/></svg>",
            "<svg><g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>",
            "<svg><pattern id=\"a\"><rect fill=\"url(#a)\"/></pattern></svg>",
        ] {
            assert!(is_bomb(svg), "{svg}");
        }
        for svg in
            ["<svg><use href=\"#none\"/></svg>", "<svg><a id=\"a\" href=\"#a\"/></svg>", "", "<svg", "</svg></svg>"]
        {
            assert!(!is_bomb(svg), "{svg}");
        }
        let deep = format!("<svg><use href=\"#a\"/>{}<path id=\"a\"/></svg>", "<g>".repeat(300_000));
        assert!(!is_bomb(&deep));
    }
}
