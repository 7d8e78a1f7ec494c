//! Feed, sitemap, robots.txt, and the headers that hosts send.
//!
//! Takes the [`Site`]; gives their bytes. Dates are the content's own, never the clock's. Atom: RFC 4287; sitemap:
//! sitemaps.org 0.9 with xhtml:link for the languages of a page.

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::link::Site;
use crate::link::routes::Route;
use crate::model::{Document, Kind, LangId};
use crate::page::{Alternate, Page};

/// Addresses in one sitemap file; the protocol allows 50,000.
const SITEMAP_LIMIT: usize = 40_000;

type Xml = Writer<Vec<u8>>;

fn xml() -> Xml {
    let mut writer = Writer::new(Vec::new());
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None));
    // Writing into memory cannot fail.
    let _ = writer.write_event(declaration);
    newline(&mut writer);
    writer
}

fn newline(writer: &mut Xml) {
    writer.get_mut().push(b'\n');
}

fn element(writer: &mut Xml, name: &str, attributes: &[(&str, &str)], text: Option<&str>) {
    let made = writer.create_element(name).with_attributes(attributes.iter().copied());
    let _ = match text {
        Some(text) => made.write_text_content(BytesText::new(text)),
        None => made.write_empty(),
    };
    newline(writer);
}

fn open(writer: &mut Xml, tag: &str) {
    writer.get_mut().extend_from_slice(tag.as_bytes());
    newline(writer);
}

/// The Atom feed of a language: situations and dated articles, the newest first.
pub fn feed(site: &Site, lang: LangId) -> Vec<u8> {
    let config = &site.config;
    let code = config.code(lang);
    let texts = site.texts(lang);
    let mut dated: Vec<&Document> = site
        .documents
        .iter()
        .map(|document| &**document)
        .filter(|document| document.lang == lang && document.kind != Kind::Page && document.front.updated.is_some())
        .filter(|document| document.kind == Kind::Article || site.situation_id(&document.id).is_some())
        .collect();
    dated.sort_by(|a, b| b.front.updated.cmp(&a.front.updated).then((a.kind, &a.id).cmp(&(b.kind, &b.id))));
    dated.truncate(config.feed_limit);
    let home = config.absolute(&format!("{code}/"));
    let own = config.absolute(&format!("{code}/feed.xml"));
    let stamp =
        |document: &Document| document.front.updated.map_or_else(String::new, |date| format!("{date}T00:00:00Z"));
    let newest = dated.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |document| stamp(document));
    let mut w = xml();
    open(&mut w, &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{code}\">"));
    element(&mut w, "title", &[], Some(&texts.title));
    if !texts.description.is_empty() {
        element(&mut w, "subtitle", &[], Some(&texts.description));
    }
    element(&mut w, "id", &[], Some(&home));
    element(&mut w, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)], None);
    element(&mut w, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home)], None);
    element(&mut w, "updated", &[], Some(&newest));
    open(&mut w, "<author>");
    element(&mut w, "name", &[], Some(&texts.title));
    open(&mut w, "</author>");
    for document in dated {
        let address = config.absolute(&site.path(document, lang));
        open(&mut w, "<entry>");
        element(&mut w, "title", &[], Some(&document.front.title));
        element(&mut w, "id", &[], Some(&address));
        element(&mut w, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)], None);
        element(&mut w, "updated", &[], Some(&stamp(document)));
        if let Some(author) = &document.front.author {
            open(&mut w, "<author>");
            element(&mut w, "name", &[], Some(author));
            open(&mut w, "</author>");
        }
        element(&mut w, "summary", &[], Some(&document.front.summary));
        open(&mut w, "</entry>");
    }
    open(&mut w, "</feed>");
    w.into_inner()
}

/// What a sitemap says of one page, XML.
pub struct SitemapEntry(String);

/// The sitemap's entry of a page, if it has one: redirects, fallback pages and 404 have none.
pub fn sitemap_entry(site: &Site, route: &Route, page: &Page) -> Option<SitemapEntry> {
    if page.head.noindex {
        return None;
    }
    let updated = match route {
        Route::Situation { document, .. } | Route::Article(document) | Route::Page(document) => {
            site.document(*document).front.updated
        }
        _ => None,
    };
    // Written by hand: there are as many entries as pages, and a writer of events makes three values for each attribute.
    let mut xml = String::with_capacity(640);
    xml += "<url>\n<loc>";
    xml += &escape(&page.head.canonical);
    xml += "</loc>\n";
    if let Some(date) = updated {
        xml += "<lastmod>";
        xml += &date.to_string();
        xml += "</lastmod>\n";
    }
    for Alternate { lang, url } in &page.head.alternates {
        xml += "<xhtml:link rel=\"alternate\" hreflang=\"";
        xml += &escape(lang);
        xml += "\" href=\"";
        xml += &escape(url);
        xml += "\"/>\n";
    }
    xml += "</url>\n";
    Some(SitemapEntry(xml))
}

/// sitemap.xml, and beside it the parts that a large site is split into: path -> bytes.
pub fn sitemap(site: &Site, entries: &[SitemapEntry]) -> Vec<(String, Vec<u8>)> {
    if entries.len() <= SITEMAP_LIMIT {
        return vec![("sitemap.xml".to_owned(), sitemap_part(entries))];
    }
    let mut files = Vec::new();
    let mut index = xml();
    open(&mut index, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for (number, part) in entries.chunks(SITEMAP_LIMIT).enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        open(&mut index, "<sitemap>");
        element(&mut index, "loc", &[], Some(&site.config.absolute(&name)));
        open(&mut index, "</sitemap>");
        files.push((name, sitemap_part(part)));
    }
    open(&mut index, "</sitemapindex>");
    files.push(("sitemap.xml".to_owned(), index.into_inner()));
    files
}

fn sitemap_part(entries: &[SitemapEntry]) -> Vec<u8> {
    let mut w = xml();
    w.get_mut().reserve(entries.iter().map(|SitemapEntry(entry)| entry.len()).sum::<usize>() + 256);
    open(
        &mut w,
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">",
    );
    entries.iter().for_each(|SitemapEntry(entry)| w.get_mut().extend_from_slice(entry.as_bytes()));
    open(&mut w, "</urlset>");
    w.into_inner()
}

/// robots.txt: everything may be read; where the sitemap is.
pub fn robots(site: &Site) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.config.absolute("sitemap.xml")).into_bytes()
}

/// `_headers`, which Netlify, Cloudflare Pages and hosts like them read: the policy of the theme's pages, with what a page
/// cannot say of itself (no framing), and assets that never change under their names. Other hosts publish it unread.
pub fn headers(site: &Site) -> Vec<u8> {
    let base = &site.config.base;
    format!(
        "{base}*\n  Content-Security-Policy: default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; \
         frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
    .into_bytes()
}
