//! The map of situations: what leads to what, from the calm ones to the gravest.
//!
//! Drawn when the page is made: a list of situations by severity, one row each, and beside it an arc from every
//! situation to each that it can turn into. The list alone says the same in words.

use super::builder::PageBuilder;
use super::{Escalation, MapArc, MapContent, MapRow};
use crate::model::{LangId, SituationId};

/// Height of a row in the units of the drawing.
const ROW: usize = 56;
/// How far the longest arc reaches.
const REACH: usize = 150;

impl PageBuilder<'_> {
    pub(super) fn map(&self, lang: LangId) -> MapContent {
        let site = self.site;
        let mut order: Vec<SituationId> = site.situation_ids().collect();
        order.sort_by_key(|id| (site.situation(*id).severity, *id));
        let shown: Vec<_> = order.into_iter().filter_map(|id| Some((id, self.situation_link(id, lang)?))).collect();
        let row_of = |id: &str| shown.iter().position(|(situation, _)| &*site.situation(*situation).id.value == id);
        let mut rows = Vec::with_capacity(shown.len());
        let mut arcs = Vec::new();
        for (row, (id, link)) in shown.iter().enumerate() {
            let plan = site.situation(*id);
            let mut leads_to = Vec::new();
            for to in &plan.leads_to {
                let Some(end) = row_of(&to.value) else { continue };
                let next = &shown[end].1;
                let condition = self.condition(*id, &to.value, lang);
                leads_to.push(Escalation { condition, severity: next.severity, link: next.link.clone() });
                if end != row {
                    arcs.push(MapArc { from: link.id.clone(), to: next.id.clone(), path: arc(row, end, shown.len()) });
                }
            }
            let first = row == 0 || shown[row - 1].1.severity != link.severity;
            rows.push(MapRow { situation: link.clone(), leads_to, first_of_severity: first });
        }
        MapContent { width: REACH + 20, height: rows.len() * ROW, rows, arcs }
    }
}

/// A curve from the middle of one row to another, with a reach that grows with the distance; it ends beside the start
/// of those that leave the same row.
fn arc(from: usize, to: usize, rows: usize) -> String {
    let middle = |row: usize| row * ROW + ROW / 2;
    let (start, end) = (middle(from) + 4, middle(to) - 4);
    let reach = 24 + from.abs_diff(to) * (REACH - 24) / rows.max(2);
    // A cubic curve reaches three quarters of the way to its control points.
    let control = reach * 4 / 3;
    format!("M4 {start}C{control} {start} {control} {end} 8 {end}")
}

#[cfg(test)]
mod tests {
    use super::arc;

    #[test]
    fn farther_rows_have_wider_arcs() {
        assert_eq!(arc(0, 1, 17), "M4 32C41 32 41 80 8 80");
        assert_eq!(arc(0, 16, 17), "M4 32C189 32 189 920 8 920");
    }
}
