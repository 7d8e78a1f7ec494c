//! Task items: the actions of a phase, and ordinary lists to tick.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::inline::{is_link_end, is_link_start};
use super::{Writer, is_block_start, plain};
use crate::diagnostics::{Code, Fix};
use crate::model::{Action, Fragment, SharedStr, Slot, Spanned, is_id};

impl Writer<'_, '_> {
    /// The index of the task marker of the item at `item`.
    pub(super) fn task_marker(&self, item: usize) -> Option<usize> {
        match (&self.events.get(item + 1)?.0, self.events.get(item + 2).map(|(event, _)| event)) {
            (Event::TaskListMarker(_), _) => Some(item + 1),
            (Event::Start(Tag::Paragraph), Some(Event::TaskListMarker(_))) => Some(item + 2),
            _ => None,
        }
    }

    /// Whether the list at `list` has a task item of its own.
    pub(super) fn has_task(&self, list: usize) -> bool {
        let mut at = list + 1;
        while matches!(self.events[at].0, Event::Start(Tag::Item)) {
            if self.task_marker(at).is_some() {
                return true;
            }
            at = self.end_of(at) + 1;
        }
        false
    }

    /// A list of actions under a phase heading.
    pub(super) fn steps(&mut self, first: Option<u64>, phase: usize) {
        let tag = if first.is_some() { "ol" } else { "ul" };
        self.out.html.push_str(&format!("<{tag} class=\"steps\">\n"));
        self.pos += 1;
        while matches!(self.events[self.pos].0, Event::Start(Tag::Item)) {
            if self.task_marker(self.pos).is_some() {
                self.action(phase);
            } else {
                self.item();
            }
        }
        self.out.html.push_str(&format!("</{tag}>\n"));
        self.pos += 1;
    }

    fn action(&mut self, phase: usize) {
        let item = self.pos;
        let range = self.events[item].1.clone();
        let end = self.end_of(item);
        let inline = self.first_line(item);
        let attributes = self.take_attributes(inline.end, true);
        let line = self.line_of(&inline);
        let Some(id) = attributes.id.filter(|_| !attributes.wrong) else {
            if !attributes.wrong {
                self.without_id(&inline, line, attributes.inside);
            }
            self.pos = end + 1;
            return;
        };
        let name = self.take_id(&id.value, id.range, Code::DuplicateAction);
        let parts = self.step_line(&inline, &line);
        self.pos = inline.end;
        if matches!(self.events[self.pos].0, Event::End(TagEnd::Paragraph)) {
            self.pos += 1;
        }
        let (note, message) = self.below_step(end);
        self.pos = end + 1;
        let page = self.reading.page;
        self.html(&["<li class=\"step\"><input type=\"checkbox\" id=\"", &name, "\" data-action=\"", page, ".", &name]);
        self.html(&["\"> <label for=\"", &name, "\">"]);
        self.append(&parts.text);
        self.out.html.push_str("</label>");
        if !parts.link.is_empty() {
            self.out.html.push_str(" <span class=\"step-link\">→ ");
            self.append(&parts.link);
            self.out.html.push_str("</span>");
        }
        self.out.html.push('\n');
        for (class, part) in [("step-message", &message), ("step-note", &note)] {
            if !part.is_empty() {
                self.out.html.push_str(&format!("<div class=\"{class}\">"));
                self.append(part);
                self.out.html.push_str("</div>\n");
            }
        }
        self.out.html.push_str("</li>\n");
        let action = Action {
            item: name,
            phase,
            key: attributes.key,
            text: parts.text,
            plain: parts.plain.into(),
            link: parts.link,
            note,
            message,
            range: line.start.min(range.start)..line.end,
        };
        self.done.actions.push(action);
    }

    /// Reports an action that has no id: the id goes between its braces, if it has any, else to the end of its line.
    fn without_id(&mut self, inline: &Range<usize>, line: Range<usize>, inside: Option<usize>) {
        let typed = plain(&self.events[inline.clone()]);
        if let Some(at) = self.file[line.clone()].find("{#") {
            let start = line.start + at;
            let end = self.file[start..line.end].find('}').map_or(start + 2, |close| start + close + 1);
            self.report(Code::StrayAttribute, start..end);
            return;
        }
        if let Some((at, id)) = meant_id(&self.file[line.clone()]).filter(|(_, id)| !self.ids.contains_key(*id)) {
            let (at, id) = (line.start + at, id.to_owned());
            self.ids.insert(id.as_str().into(), 0..0);
            let diagnostic = self.report(Code::ActionWithoutId, line.clone());
            diagnostic.fix = Some(Fix::new(at..line.end, format!("{{#{id}}}")));
            diagnostic.args.push(("suggested", id));
            return;
        }
        let suggested = self.free_id(&typed);
        let diagnostic = self.report(Code::ActionWithoutId, line.clone());
        diagnostic.args.push(("suggested", suggested.clone()));
        if !typed.trim().is_empty() {
            let (at, text) = match inside {
                Some(inside) => (inside, format!("#{suggested}{}", if line.end - inside > 1 { " " } else { "" })),
                None => (line.end, format!(" {{#{suggested}}}")),
            };
            diagnostic.fix = Some(Fix::new(at..at, text));
        }
    }

    /// The inline events of an item's first line or paragraph, behind its marker.
    fn first_line(&self, item: usize) -> Range<usize> {
        let start = self.task_marker(item).map_or(item + 1, |marker| marker + 1);
        let mut end = start;
        let mut depth = 0usize;
        while end < self.events.len() {
            match &self.events[end].0 {
                event if depth == 0 && (is_block_start(event) || matches!(event, Event::End(_))) => break,
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            end += 1;
        }
        start..end
    }

    /// The bytes of a step's line, without blanks at its end.
    fn line_of(&self, inline: &Range<usize>) -> Range<usize> {
        if inline.is_empty() {
            let at = self.events[inline.start].1.start;
            return at..at;
        }
        let start = self.events[inline.start].1.start;
        let end = self.events[inline.end - 1].1.end.max(start);
        start..start + self.file[start..end].trim_end().len()
    }

    /// Writes a step's line: what is ticked, and the one link behind `→`.
    fn step_line(&mut self, inline: &Range<usize>, line: &Range<usize>) -> StepLine {
        let link_at = (inline.start..inline.end).find(|at| is_link_start(&self.events[*at].0));
        let text_end = link_at.unwrap_or(inline.end);
        let mut words = plain(&self.events[inline.start..text_end]).trim_end().to_owned();
        if let Some(link) = link_at {
            let link_end = self.end_of(link);
            let rest = plain(&self.events[link_end + 1..inline.end]);
            let second = (link_end + 1..inline.end).any(|at| is_link_end(&self.events[at].0));
            if !words.ends_with('→') || second || !rest.trim().is_empty() {
                self.report(Code::LinkInStep, line.clone());
            }
            words = words.trim_end_matches('→').trim_end().to_owned();
        }
        let outer = std::mem::take(&mut self.context);
        self.quoter.reset();
        let mut text = self.apart(inline.start, text_end);
        let link = match link_at {
            Some(link) => self.apart(link, self.end_of(link) + 1),
            None => Fragment::default(),
        };
        self.context = outer;
        let kept = text.html.trim_end().trim_end_matches('→').trim_end().len();
        if link_at.is_some() || text.html.ends_with(char::is_whitespace) {
            text.html.truncate(kept);
        }
        StepLine { text, plain: words, link }
    }

    /// Inline events `from..to` as a fragment of their own.
    fn apart(&mut self, from: usize, to: usize) -> Fragment {
        let outer = std::mem::take(&mut self.out);
        self.pos = from;
        while self.pos < to {
            self.inline();
        }
        std::mem::replace(&mut self.out, outer)
    }

    /// What is indented below a step: messages apart from the note.
    fn below_step(&mut self, end: usize) -> (Fragment, Fragment) {
        let (mut note, mut message) = (Fragment::default(), Fragment::default());
        while self.pos < end {
            let outer = std::mem::take(&mut self.out);
            let before = self.pos;
            self.block();
            if self.pos == before {
                self.pos += 1;
            }
            let block = std::mem::replace(&mut self.out, outer);
            let is_message = block.html.starts_with("<div class=\"say\">")
                || matches!(block.slots.first(), Some((0, Slot::Phrase(_))));
            let part = if is_message { &mut message } else { &mut note };
            part.push_range(&block, 0..block.html.len());
        }
        (note, message)
    }

    pub(super) fn append(&mut self, part: &Fragment) {
        let base = self.out.html.len() as u32;
        self.out.html.push_str(&part.html);
        self.out.slots.extend(part.slots.iter().map(|(at, slot)| (at + base, slot.clone())));
    }

    /// An item of an ordinary list to tick.
    pub(super) fn task(&mut self) {
        let item = self.pos;
        let marker = self.task_marker(item).unwrap_or(item + 1);
        let checked = matches!(self.events[marker].0, Event::TaskListMarker(true));
        let end = self.end_of(item);
        let inline = self.first_line(item);
        let attributes = self.take_attributes(inline.end, true);
        let id = attributes.id.map(|id| {
            let name = self.take_id(&id.value, id.range.clone(), Code::DuplicateAction);
            self.done.items.push(Spanned { value: name.clone(), range: id.range });
            name
        });
        self.boxes += 1;
        let page: &SharedStr = self.reading.page;
        let tick = id.clone().unwrap_or_else(|| format!("box-{}", self.boxes).into());
        self.html(&["<li class=\"task\"><input type=\"checkbox\" id=\"", &tick, "\""]);
        if let Some(id) = &id {
            self.html(&[" data-action=\"", page, ".", id, "\""]);
        }
        let checked = if checked { " checked" } else { "" };
        self.html(&[checked, "> <label for=\"", &tick, "\">"]);
        self.quoter.reset();
        let outer = self.context;
        self.context.running = false;
        self.pos = inline.start;
        while self.pos < inline.end {
            self.inline();
        }
        self.context = outer;
        self.out.html.push_str("</label>");
        if matches!(self.events[self.pos].0, Event::End(TagEnd::Paragraph)) {
            self.pos += 1;
        }
        while self.pos < end {
            self.out.html.push('\n');
            let before = self.pos;
            self.block();
            if self.pos == before {
                self.pos += 1;
            }
        }
        self.out.html.push_str("</li>\n");
        self.pos = end + 1;
    }

    /// A free id made from a step's first words.
    fn free_id(&mut self, text: &str) -> String {
        let slug = self.reading.language.slug(text);
        let mut short: String = slug.split('-').take(4).collect::<Vec<_>>().join("-");
        if short.is_empty() {
            short.push_str("step");
        }
        self.automatic_id_from(short).to_string()
    }
}

/// The id at the end of a step that was put into other brackets, or into none: `(#call)`, `[#call]`, `{call}`, `#call`.
fn meant_id(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let at = line.rfind([' ', '\u{a0}', '\t']).map_or(0, |blank| blank + 1);
    let word = line.get(at..)?;
    let bare = [("(#", ")"), ("[#", "]"), ("{", "}"), ("#", "")]
        .into_iter()
        .find_map(|(open, close)| word.strip_prefix(open)?.strip_suffix(close))?;
    (at > 0 && is_id(bare) && !bare.bytes().all(|b| b.is_ascii_digit())).then_some((at, bare))
}

/// A step's line in its two parts.
struct StepLine {
    text: Fragment,
    plain: String,
    link: Fragment,
}
