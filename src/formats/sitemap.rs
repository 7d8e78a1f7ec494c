//! The sitemap (sitemaps.org 0.9, with `xhtml:link` for the languages of a page): `sitemap.xml`, and `sitemap-<n>.xml`
//! on large sites.
//!
//! Takes one [`SitemapEntry`] per page, created while the page is rendered. Dates come from the front matter; never
//! reads a clock.

use quick_xml::escape::escape;

use super::xml::XmlDocument;
use super::{EmitContext, RenderError};
use crate::model::SITEMAP;
use crate::page::{Alternate, Page};
use crate::publish::Output;
use crate::site::Site;
use crate::site::routes::Route;

/// URLs in one sitemap file; the protocol allows 50,000.
const MAX_URLS: usize = 40_000;

/// The `<url>` element of one page.
pub struct SitemapEntry(String);

/// Writes the sitemap; a sitemap with more than [`MAX_URLS`] entries becomes an index of several files.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    if context.sitemap.len() <= MAX_URLS {
        context.write(SITEMAP, &write_urlset(&context.sitemap))?;
        return Ok(());
    }
    let mut index = XmlDocument::new();
    index.tag("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for (number, entries) in context.sitemap.chunks(MAX_URLS).enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        index.tag("<sitemap>");
        index.element("loc", &[], Some(&context.site.config.absolute(&name)));
        index.tag("</sitemap>");
        context.write(&name, &write_urlset(entries))?;
    }
    index.tag("</sitemapindex>");
    context.write(SITEMAP, &index.into_bytes())?;
    Ok(())
}

fn write_urlset(entries: &[SitemapEntry]) -> Vec<u8> {
    let mut xml = XmlDocument::new();
    xml.reserve(entries.iter().map(|SitemapEntry(entry)| entry.len()).sum::<usize>() + 256);
    xml.tag(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">",
    );
    entries.iter().for_each(|SitemapEntry(entry)| xml.append(entry));
    xml.tag("</urlset>");
    xml.into_bytes()
}

impl SitemapEntry {
    /// The entry of `page`; `None` for pages that search engines must not index (redirects, fallback pages and 404), and
    /// for a second URL of a page.
    pub fn new(site: &Site, route: &Route, page: &Page) -> Option<SitemapEntry> {
        if page.head.noindex || page.head.canonical != site.config.absolute(&route.path(site)) {
            return None;
        }
        let updated = route.document().and_then(|document| site.document(document).front.updated);
        // Concatenated instead of written by quick-xml, which allocates three times per attribute: there is one entry
        // per page.
        let mut xml = String::with_capacity(640);
        xml += "<url>\n<loc>";
        xml += &escape(page.head.canonical.as_str());
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
            xml += &escape(url.as_str());
            xml += "\"/>\n";
        }
        xml += "</url>\n";
        Some(SitemapEntry(xml))
    }
}
