//! Lists whose bullets Markdown does not recognise.
//!
//! Takes the bullets at the line starts of one paragraph; reports the first.

use std::ops::Range;

use super::MarkupLinter;
use crate::diagnostics::Code;

/// Bullets of word processors, which Markdown reads as text.
pub(super) const BULLETS: [char; 9] = ['•', '●', '▪', '■', '‣', '►', '·', '◦', '○'];

impl MarkupLinter<'_, '_> {
    /// Reports a paragraph whose lines begin with bullets. A single dash may begin a line of dialogue, so only a bullet
    /// or a second line with a dash is reported.
    pub(super) fn bullet_lines(&mut self, bullets: Vec<Range<usize>>) {
        let is_bullet = |range: &Range<usize>| self.file[range.clone()].starts_with(BULLETS);
        if bullets.len() > 1 || bullets.iter().any(is_bullet) {
            let first = bullets[0].clone();
            let raw = self.file[first.clone()].to_owned();
            self.report(Code::NotAList, first).args.push(("typed", raw));
        }
    }
}

/// Length in bytes of the bullet or dash that begins `text` and is followed by a space.
pub(super) fn find_bullet(text: &str) -> Option<usize> {
    let bullet = text.chars().next().filter(|c| BULLETS.contains(c) || matches!(c, '–' | '—'))?;
    text[bullet.len_utf8()..].starts_with([' ', '\u{a0}', '\t']).then_some(bullet.len_utf8())
}
