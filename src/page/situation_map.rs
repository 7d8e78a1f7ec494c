//! The map of situations: which situation can turn into which.
//!
//! A list of situations by severity, one row each, and next to it an SVG drawing with one arc from every situation to
//! each that it can turn into. The list alone has the same information as text.

use serde::Serialize;

use super::{Escalation, PageBuilder, SituationLink};
use crate::model::{LangId, SituationId};

/// Height of a row in units of the drawing.
const ROW_HEIGHT: usize = 56;
/// The smallest and the largest horizontal extent of an arc.
const MIN_REACH: usize = 24;
const MAX_REACH: usize = 150;

/// Content of `map.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapContent {
    /// Situations by ascending severity, in rows of equal height.
    pub rows: Vec<MapRow>,
    /// One arc for each way from one row to another.
    pub arcs: Vec<MapArc>,
    /// Width of the drawing in its own units.
    pub width: usize,
    /// Height of the drawing in its own units.
    pub height: usize,
}

/// A row of the map.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapRow {
    /// The situation.
    pub situation: SituationLink,
    /// Situations that it can turn into.
    pub leads_to: Vec<Escalation>,
    /// Whether it is the first row of its severity.
    pub first_of_severity: bool,
}

/// An arc of the drawing.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapArc {
    /// Id of the situation at its start.
    pub from: String,
    /// Id of the situation at its end.
    pub to: String,
    /// SVG path data.
    pub path: String,
}

impl PageBuilder<'_> {
    /// The content of the page of the map.
    pub(super) fn map(&self, lang: LangId) -> MapContent {
        let site = self.site;
        let mut order: Vec<SituationId> = site.situation_ids().collect();
        order.sort_by_key(|id| (site.situation(*id).severity, *id));
        let shown: Vec<_> = order.into_iter().filter_map(|id| Some((id, self.situation_link(id, lang)?))).collect();
        let row_of = |id: &str| shown.iter().position(|(situation, _)| &*site.situation(*situation).id.value == id);
        let mut rows = Vec::with_capacity(shown.len());
        let mut arcs = Vec::new();
        for (row, (id, link)) in shown.iter().enumerate() {
            let mut leads_to = Vec::new();
            for to in &site.situation(*id).leads_to {
                let Some(end) = row_of(&to.value) else { continue };
                let next = &shown[end].1;
                let condition = self.escalation_condition(*id, &to.value, lang);
                leads_to.push(Escalation { condition, severity: next.severity, link: next.link.clone() });
                if end != row {
                    arcs.push(MapArc {
                        from: link.id.clone(),
                        to: next.id.clone(),
                        path: draw_arc(row, end, shown.len()),
                    });
                }
            }
            let first_of_severity = row == 0 || shown[row - 1].1.severity != link.severity;
            rows.push(MapRow { situation: link.clone(), leads_to, first_of_severity });
        }
        MapContent { width: MAX_REACH + 20, height: rows.len() * ROW_HEIGHT, rows, arcs }
    }
}

/// A curve between the middles of two rows, whose reach grows with their distance. It ends slightly above the middle,
/// so that it does not meet the curves that start in the same row.
fn draw_arc(from: usize, to: usize, rows: usize) -> String {
    let middle = |row: usize| row * ROW_HEIGHT + ROW_HEIGHT / 2;
    let (start, end) = (middle(from) + 4, middle(to) - 4);
    let reach = MIN_REACH + from.abs_diff(to) * (MAX_REACH - MIN_REACH) / rows.max(2);
    // A cubic Bézier curve reaches three quarters of the way to its control points if both have the same distance.
    let control = reach * 4 / 3;
    format!("M4 {start}C{control} {start} {control} {end} 8 {end}")
}

#[cfg(test)]
mod tests {
    use super::draw_arc;

    #[test]
    fn arc_reach_grows_with_distance() {
        assert_eq!(draw_arc(0, 1, 17), "M4 32C41 32 41 80 8 80");
        assert_eq!(draw_arc(0, 16, 17), "M4 32C189 32 189 920 8 920");
    }
}
