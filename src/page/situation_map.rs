//! The map of situations: which situation can turn into which.
//!
//! Takes the site; returns the situations by severity, each with the situations that can turn into it and those that it
//! can turn into. Never draws: the template shows both directions of a situation as lists of links.

use serde::Serialize;

use super::{PageBuilder, PageLink, SituationLink};
use crate::model::LangId;

/// Content of `map.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapContent {
    /// The levels of severity that have a situation, the mildest first.
    pub levels: Vec<MapLevel>,
}

/// The situations of one severity.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapLevel {
    /// 1 to 5; 5 is the gravest.
    pub severity: u8,
    /// In the order of situations.yaml.
    pub rows: Vec<MapRow>,
}

/// A situation with the ways that lead to it and from it.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapRow {
    /// The situation.
    pub situation: SituationLink,
    /// Situations that can turn into it.
    pub comes_from: Vec<MapWay>,
    /// Situations that it can turn into.
    pub leads_to: Vec<MapWay>,
}

/// A way from one situation to another.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapWay {
    /// Id of the situation at the other end.
    pub id: String,
    /// The link to the situation at the other end.
    pub link: PageLink,
    /// The condition under which the one turns into the other, in the language of the one; may be empty.
    pub condition: String,
}

impl PageBuilder<'_> {
    /// The content of the page of the map.
    pub(super) fn map(&self, lang: LangId) -> MapContent {
        let site = self.site;
        // Indexed by situation; `None` if no language has a document for it.
        let mut rows: Vec<Option<MapRow>> = site
            .situation_ids()
            .map(|id| {
                let situation = self.situation_link(id, lang)?;
                Some(MapRow { situation, comes_from: Vec::new(), leads_to: Vec::new() })
            })
            .collect();
        for from in site.situation_ids() {
            for to in &site.situation(from).leads_to {
                let Some(to) = site.situation_id(&to.value).filter(|to| *to != from) else { continue };
                let (Some(start), Some(end)) = (&rows[from.index()], &rows[to.index()]) else { continue };
                let condition = self.escalation_condition(from, &end.situation.id, lang);
                let (start, end) = (way(&start.situation, &condition), way(&end.situation, &condition));
                if let Some(row) = &mut rows[from.index()] {
                    row.leads_to.push(end);
                }
                if let Some(row) = &mut rows[to.index()] {
                    row.comes_from.push(start);
                }
            }
        }
        let mut rows: Vec<MapRow> = rows.into_iter().flatten().collect();
        rows.sort_by_key(|row| row.situation.severity);
        let levels = rows.chunk_by(|row, next| row.situation.severity == next.situation.severity);
        let level = |rows: &[MapRow]| MapLevel { severity: rows[0].situation.severity, rows: rows.to_vec() };
        MapContent { levels: levels.map(level).collect() }
    }
}

/// The way that has `end` at its other end.
fn way(end: &SituationLink, condition: &str) -> MapWay {
    MapWay { id: end.id.clone(), link: end.link.clone(), condition: condition.to_owned() }
}
