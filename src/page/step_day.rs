//! The day of a step that is counted from a date of the reader's case: in words, and as data for the script that shows
//! the date itself.

use serde::Serialize;

use super::slots::SlotResolver;
use crate::model::RelativeDay;
use crate::parse::markdown::escaped;

/// The day of a step, as a template gets it.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct StepDay {
    /// The rule, for the script: `due+3`, or `due+10w` in working days.
    pub rule: String,
    /// The rule in words: "3 days after “Due date”".
    pub text: String,
}

impl SlotResolver<'_> {
    /// The day of a step for the readers.
    pub(super) fn relative_day(&self, day: &RelativeDay) -> StepDay {
        let id = match (day.days, day.is_before, day.in_working_days) {
            (0, _, _) => "day_same",
            (_, false, false) => "day_after",
            (_, true, false) => "day_before",
            (_, false, true) => "workday_after",
            (_, true, true) => "workday_before",
        };
        let text = self.messages.count(
            id,
            u64::from(day.days),
            &[("field", self.site.texts(self.lang).case.label(&day.field))],
        );
        StepDay { rule: day.to_string(), text }
    }

    /// The element with the day of a step in the body of a document.
    pub(super) fn step_day_html(&self, day: &RelativeDay) -> String {
        let StepDay { rule, text } = self.relative_day(day);
        format!("<p class=\"fine\" data-after=\"{rule}\">{}</p>", escaped(&text))
    }
}
