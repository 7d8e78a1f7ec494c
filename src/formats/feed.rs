//! The Atom feed of each language (RFC 4287): `<lang>/feed.xml`.
//!
//! Takes the [`Site`]. Dates come from the front matter; never reads a clock.

use super::xml::XmlDocument;
use super::{EmitContext, RenderError};
use crate::model::{Document, Kind, LangId, feed_path};
use crate::publish::Output;
use crate::site::Site;

/// Writes the feed of each language.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let site = context.site;
    site.config.lang_ids().try_for_each(|lang| {
        context.write(&feed_path(site.config.code(lang)), &write_atom(site, lang))?;
        Ok(())
    })
}

/// The documents of `lang` that have a date and belong to the feed, newest first, at most `feed_limit`.
fn dated_documents(site: &Site, lang: LangId) -> Vec<&Document> {
    let mut dated: Vec<&Document> = site
        .documents
        .iter()
        .map(|document| &**document)
        .filter(|document| document.lang == lang && document.kind.spec().in_feed && document.front.updated.is_some())
        .filter(|document| document.kind != Kind::Situation || site.situation_id(&document.id).is_some())
        .collect();
    dated.sort_by(|a, b| b.front.updated.cmp(&a.front.updated).then((a.kind, &a.id).cmp(&(b.kind, &b.id))));
    dated.truncate(site.config.feed_limit);
    dated
}

fn write_atom(site: &Site, lang: LangId) -> Vec<u8> {
    let config = &site.config;
    let code = config.code(lang);
    let texts = site.texts(lang);
    let dated = dated_documents(site, lang);
    let home = config.absolute(&format!("{code}/"));
    let own = config.absolute(&feed_path(code));
    let timestamp = |document: &Document| document.front.updated.map(|date| format!("{date}T00:00:00Z"));
    let newest = dated.first().and_then(|document| timestamp(document)).or_else(|| newest_of_site(site));
    let mut xml = XmlDocument::new();
    xml.tag(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{code}\">"));
    xml.element("title", &[], Some(&texts.title));
    if !texts.description.is_empty() {
        xml.element("subtitle", &[], Some(&texts.description));
    }
    xml.element("id", &[], Some(&home));
    xml.element("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)], None);
    xml.element("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home)], None);
    // Atom requires it, but without a date on the whole site any value would be untrue.
    if let Some(newest) = newest {
        xml.element("updated", &[], Some(&newest));
    }
    write_author(&mut xml, &texts.title);
    for document in dated {
        let url = config.absolute(&site.path(document, lang));
        xml.tag("<entry>");
        xml.element("title", &[], Some(&document.front.title));
        xml.element("id", &[], Some(&url));
        xml.element("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)], None);
        xml.element("updated", &[], timestamp(document).as_deref());
        if let Some(name) = &document.front.author {
            write_author(&mut xml, name);
        }
        xml.element("summary", &[], Some(&document.front.summary));
        xml.tag("</entry>");
    }
    xml.tag("</feed>");
    xml.into_bytes()
}

/// The newest date of the site, for the feed of a language in which no document has one.
fn newest_of_site(site: &Site) -> Option<String> {
    let dates = site.documents.iter().filter_map(|document| document.front.updated);
    dates.max().map(|date| format!("{date}T00:00:00Z"))
}

fn write_author(xml: &mut XmlDocument, name: &str) {
    xml.tag("<author>");
    xml.element("name", &[], Some(name));
    xml.tag("</author>");
}
