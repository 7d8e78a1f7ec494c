//! Task items: the actions of a phase, and ordinary lists to tick.
//!
//! Takes the events of a list; appends its HTML to the [`Writer`]'s fragment and records an [`Action`] for each task
//! item in the section of a phase. An action needs an id, because checklists and other languages refer to it; a missing
//! one is reported with a suggestion.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::links::{is_link_end, is_link_start};
use super::plain_text;
use super::writer::{Writer, is_block_start};
use crate::diagnostics::{Code, Fix};
use crate::model::{
    Action, Fragment, Kind, MovedAnchor, PhaseId, RelativeDay, SharedStr, Slot, Spanned, TEXT_TO_COPY, is_id,
};

/// The most words of a step in an id that is made of them.
const ID_WORDS: usize = 4;

/// The line of a step. At most one link may be in it, at the end and after `→`.
struct StepLine {
    /// What is ticked.
    text: Fragment,
    /// `text` without markup.
    plain: String,
    link: Fragment,
}

impl Writer<'_, '_> {
    /// Index of the task marker of the list item at event `item`.
    pub(super) fn task_marker(&self, item: usize) -> Option<usize> {
        match (&self.events.get(item + 1)?.0, self.events.get(item + 2).map(|(event, _)| event)) {
            (Event::TaskListMarker(_), _) => Some(item + 1),
            (Event::Start(Tag::Paragraph), Some(Event::TaskListMarker(_))) => Some(item + 2),
            _ => None,
        }
    }

    /// Whether an item of the list at event `list` is a task item; nested lists do not count.
    pub(super) fn has_task(&self, list: usize) -> bool {
        let mut item = list + 1;
        while matches!(self.events[item].0, Event::Start(Tag::Item)) {
            if self.task_marker(item).is_some() {
                return true;
            }
            item = self.end_of(item) + 1;
        }
        false
    }

    /// Writes a list of actions in the section of a phase.
    pub(super) fn action_list(&mut self, first: Option<u64>, phase: PhaseId) {
        let tag = if first.is_some() { "ol" } else { "ul" };
        self.fragment.html.push_str(&format!("<{tag} class=\"steps\">\n"));
        self.pos += 1;
        while matches!(self.events[self.pos].0, Event::Start(Tag::Item)) {
            if self.task_marker(self.pos).is_some() {
                self.action(phase);
            } else {
                self.open_item();
            }
        }
        self.fragment.html.push_str(&format!("</{tag}>\n"));
        self.pos += 1;
    }

    /// Writes a task item of such a list and records the action.
    fn action(&mut self, phase: PhaseId) {
        let item = self.pos;
        let range = self.events[item].1.clone();
        let end = self.end_of(item);
        let inline = self.first_line_events(item);
        let attributes = self.take_attributes(inline.end, true);
        let line = self.line_range(&inline);
        let Some(id) = attributes.id.filter(|_| !attributes.has_unknown) else {
            if !attributes.has_unknown {
                self.report_missing_id(&inline, line, attributes.content_start);
            }
            self.pos = end + 1;
            return;
        };
        let name = self.reserve_id(&id.value, id.range, Code::DuplicateAction);
        if self.input.kind == Kind::Situation {
            self.output.moved_anchors.push((name.clone(), MovedAnchor::Action));
        }
        self.step = Some(name.clone());
        self.outline.clear();
        let step = self.step_line(&inline, &line);
        self.pos = inline.end;
        if matches!(self.events[self.pos].0, Event::End(TagEnd::Paragraph)) {
            self.pos += 1;
        }
        let after = attributes.after.and_then(|after| self.relative_day(after));
        let (note, message) = self.step_body(end);
        self.step = None;
        self.outline.clear();
        self.pos = end + 1;
        let document_id = self.input.document_id;
        self.html(&[
            "<li class=\"step\"><input type=\"checkbox\" id=\"",
            &name,
            "\" data-action=\"",
            document_id,
            ".",
            &name,
        ]);
        self.html(&["\"> <label for=\"", &name, "\">"]);
        self.append(&step.text);
        self.fragment.html.push_str("</label>");
        if !step.link.is_empty() {
            self.fragment.html.push_str(" <span class=\"step-link\">→ ");
            self.append(&step.link);
            self.fragment.html.push_str("</span>");
        }
        self.step_day(after.as_ref());
        self.fragment.html.push('\n');
        for (class, part) in [("step-message", &message), ("step-note", &note)] {
            if !part.is_empty() {
                self.fragment.html.push_str(&format!("<div class=\"{class}\">"));
                self.append(part);
                self.fragment.html.push_str("</div>\n");
            }
        }
        self.fragment.html.push_str("</li>\n");
        let action = Action {
            item: name,
            phase,
            key: attributes.is_key,
            silent: attributes.is_silent,
            text: step.text,
            plain: step.plain.into(),
            link: step.link,
            note,
            message,
            after,
            range: line.start.min(range.start)..line.end,
        };
        self.output.actions.push(action);
    }

    /// The day of a step. Reports an attribute `after=` in another form.
    fn relative_day(&mut self, after: Spanned<Result<RelativeDay, SharedStr>>) -> Option<Spanned<RelativeDay>> {
        match after.value {
            Ok(value) => Some(Spanned { value, range: after.range }),
            Err(typed) => {
                let suggestion = RelativeDay::likely(&typed).map(|meant| format!("after={meant}"));
                let diagnostic = self.report(Code::BadAfter, after.range);
                diagnostic.args.extend([("kind", "form".to_owned()), ("typed", format!("after={typed}"))]);
                diagnostic.suggestion = suggestion;
                None
            }
        }
    }

    /// Writes the day of a step.
    fn step_day(&mut self, after: Option<&Spanned<RelativeDay>>) {
        if let Some(after) = after {
            self.slot(Slot::RelativeDay(after.value.clone()));
            self.output.relative_days.push(after.clone());
        }
    }

    /// Reports an action without an id. The fix inserts one into its braces, if it has any, else at the end of its
    /// line. `content_start` is the byte after the opening brace.
    fn report_missing_id(&mut self, inline: &Range<usize>, line: Range<usize>, content_start: Option<usize>) {
        let text = plain_text(&self.events[inline.clone()]);
        if let Some(open) = self.file[line.clone()].find("{#") {
            let start = line.start + open;
            let end = self.file[start..line.end].find('}').map_or(start + 2, |close| start + close + 1);
            self.report(Code::StrayAttribute, start..end);
            return;
        }
        let misplaced = misplaced_id(&self.file[line.clone()]).filter(|(_, id)| self.is_free_id(id));
        if let Some((offset, id)) = misplaced {
            let (start, id) = (line.start + offset, id.to_owned());
            self.reserve_proposed_id(&id);
            let diagnostic = self.report(Code::ActionWithoutId, line.clone());
            diagnostic.fix = Some(Fix::new(start..line.end, format!("{{#{id}}}")));
            diagnostic.args.push(("suggested", id));
            return;
        }
        let suggested = self.id_of_words(&text, ID_WORDS, "step");
        self.report_suggested_id(Code::ActionWithoutId, &suggested, &text, line, content_start);
    }

    /// Reports a task item without an id. The fix inserts the `suggested` one, if the item has a `text`.
    fn report_suggested_id(
        &mut self,
        code: Code,
        suggested: &str,
        text: &str,
        line: Range<usize>,
        content_start: Option<usize>,
    ) {
        let diagnostic = self.report(code, line.clone());
        diagnostic.args.push(("suggested", suggested.to_owned()));
        if !text.trim().is_empty() {
            let (at, insertion) = match content_start {
                Some(start) => (start, format!("#{suggested}{}", if line.end - start > 1 { " " } else { "" })),
                None => (line.end, format!(" {{#{suggested}}}")),
            };
            diagnostic.fix = Some(Fix::new(at..at, insertion));
        }
    }

    /// The inline events of a task item's first paragraph, after the marker.
    pub(super) fn first_line_events(&self, item: usize) -> Range<usize> {
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

    /// The bytes of these events, without white space at the end.
    fn line_range(&self, inline: &Range<usize>) -> Range<usize> {
        if inline.is_empty() {
            let start = self.events[inline.start].1.start;
            return start..start;
        }
        let start = self.events[inline.start].1.start;
        let end = self.events[inline.end - 1].1.end.max(start);
        start..start + self.file[start..end].trim_end().len()
    }

    /// Renders the line of a step. `line` is its bytes in the file.
    fn step_line(&mut self, inline: &Range<usize>, line: &Range<usize>) -> StepLine {
        let link_start = (inline.start..inline.end).find(|index| is_link_start(&self.events[*index].0));
        let text_end = link_start.unwrap_or(inline.end);
        let mut plain = plain_text(&self.events[inline.start..text_end]).trim_end().to_owned();
        if let Some(link) = link_start {
            let link_end = self.end_of(link);
            let rest = plain_text(&self.events[link_end + 1..inline.end]);
            let has_second = (link_end + 1..inline.end).any(|index| is_link_end(&self.events[index].0));
            if !plain.ends_with('→') || has_second || !rest.trim().is_empty() {
                self.report(Code::LinkInStep, line.clone());
            }
            plain = plain.trim_end_matches('→').trim_end().to_owned();
        }
        let outer = std::mem::take(&mut self.context);
        self.smart_quotes.reset();
        let mut text = self.render_detached(inline.start, text_end);
        let link = match link_start {
            Some(link) => {
                self.context.is_step_link = true;
                self.render_detached(link, self.end_of(link) + 1)
            }
            None => Fragment::default(),
        };
        self.context = outer;
        let length = text.html.trim_end().trim_end_matches('→').trim_end().len();
        if link_start.is_some() || text.html.ends_with(char::is_whitespace) {
            text.html.truncate(length);
        }
        StepLine { text, plain, link }
    }

    /// Renders the inline events `from..to` into a fragment of their own.
    fn render_detached(&mut self, from: usize, to: usize) -> Fragment {
        let outer = std::mem::take(&mut self.fragment);
        self.pos = from;
        while self.pos < to {
            self.inline();
        }
        std::mem::replace(&mut self.fragment, outer)
    }

    /// Renders the blocks of an action up to event `end`: ready messages and phrases go into the second fragment, all
    /// other blocks, the note of the action, into the first.
    fn step_body(&mut self, end: usize) -> (Fragment, Fragment) {
        let (mut note, mut message) = (Fragment::default(), Fragment::default());
        while self.pos < end {
            let outer = std::mem::take(&mut self.fragment);
            let before = self.pos;
            self.block();
            if self.pos == before {
                self.pos += 1;
            }
            let block = std::mem::replace(&mut self.fragment, outer);
            let is_message =
                block.html.starts_with(TEXT_TO_COPY) || matches!(block.slots.first(), Some((0, Slot::Phrase(_))));
            let part = if is_message { &mut message } else { &mut note };
            part.push_range(&block, 0..block.html.len());
        }
        (note, message)
    }

    /// Writes a task item outside of a checklist. Its state is kept on the device of the reader under its id. An item
    /// without an id is reported, and kept under an id that is made of its words.
    pub(super) fn task_item(&mut self) {
        let item = self.pos;
        let marker = self.task_marker(item).unwrap_or(item + 1);
        let checked = matches!(self.events[marker].0, Event::TaskListMarker(true));
        let end = self.end_of(item);
        let inline = self.first_line_events(item);
        if self.context.in_message || self.footnote_depth > 0 {
            return self.printed_box(marker, checked, inline, end);
        }
        let attributes = self.take_attributes(inline.end, true);
        let after = attributes.after.and_then(|after| self.relative_day(after));
        let document_id: &SharedStr = self.input.document_id;
        // Words differ between languages, so an id that is made of them has the language after it.
        let (name, key) = match attributes.id {
            Some(id) => {
                let name = self.reserve_id(&id.value, id.range.clone(), Code::DuplicateAction);
                self.output.items.push(Spanned { value: name.clone(), range: id.range });
                let key = format!("{document_id}.{name}");
                (name, key)
            }
            None => {
                let text = plain_text(&self.events[inline.clone()]);
                let name = self.id_of_words(&text, ID_WORDS, "step");
                if !attributes.has_unknown {
                    let line = self.line_range(&inline);
                    self.report_suggested_id(Code::TaskWithoutId, &name, &text, line, attributes.content_start);
                }
                let key = format!("{document_id}.{name}.{}", self.input.language.code);
                (name, key)
            }
        };
        self.output.has_boxes = true;
        self.fragment.html.push_str("<li class=\"task\"><input type=\"checkbox\" id=\"");
        self.element_id(&name);
        self.html(&["\" data-action=\"", &key, "\"", if checked { " checked" } else { "" }]);
        self.fragment.html.push_str("> <label for=\"");
        self.element_id(&name);
        self.fragment.html.push_str("\">");
        self.item_line(&inline);
        self.fragment.html.push_str("</label>");
        self.step_day(after.as_ref());
        self.item_body(end);
    }

    /// Writes a task item of a ready message or footnote as text: it is sent or printed, and never ticked here.
    fn printed_box(&mut self, marker: usize, checked: bool, inline: Range<usize>, end: usize) {
        if self.footnote_depth > 0 {
            let range = self.events[marker].1.clone();
            let diagnostic = self.report(Code::NotATask, range);
            diagnostic.args.extend([("kind", "footnote".to_owned()), ("typed", "[ ]".to_owned())]);
        }
        self.html(&["<li>", if checked { "☑ " } else { "☐ " }]);
        self.item_line(&inline);
        self.item_body(end);
    }

    /// Writes the line of a task item.
    fn item_line(&mut self, inline: &Range<usize>) {
        self.smart_quotes.reset();
        let outer = self.context;
        self.context.running_text = false;
        self.pos = inline.start;
        while self.pos < inline.end {
            self.inline();
        }
        self.context = outer;
    }

    /// Writes the blocks below the line of a task item, and the end of the item, whose end event is `end`.
    fn item_body(&mut self, end: usize) {
        if matches!(self.events[self.pos].0, Event::End(TagEnd::Paragraph)) {
            self.pos += 1;
        }
        while self.pos < end {
            self.fragment.html.push('\n');
            let before = self.pos;
            self.block();
            if self.pos == before {
                self.pos += 1;
            }
        }
        self.fragment.html.push_str("</li>\n");
        self.pos = end + 1;
    }
}

/// The id at the end of a step in a form other than `{#call}`: `(#call)`, `[#call]`, `{call}` or `#call`. Returned with
/// the index at which that form begins.
fn misplaced_id(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let start = line.rfind([' ', '\u{a0}', '\t']).map_or(0, |space| space + 1);
    let word = line.get(start..)?;
    let id = [("(#", ")"), ("[#", "]"), ("{", "}"), ("#", "")]
        .into_iter()
        .find_map(|(open, close)| word.strip_prefix(open)?.strip_suffix(close))?;
    (start > 0 && is_id(id) && !id.bytes().all(|b| b.is_ascii_digit())).then_some((start, id))
}
