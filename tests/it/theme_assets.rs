//! The assets of a theme: style sheets name other assets as they are published, and pages and `_headers` have one policy.

use std::collections::BTreeSet;

use crate::support::site::two_languages;
use crate::support::{BuiltSite, Site};

fn themed(csp: &str) -> Site {
    let settings = format!("base_url: https://example.org/kb\nlanguages: [lv, ru]\ntheme: mine\n{csp}");
    two_languages().file("content/site.yaml", settings)
}

/// Path and text of the published asset whose name begins with `name`.
fn asset(site: &BuiltSite, name: &str) -> (String, String) {
    let mut found = site.outputs().iter().filter(|(path, _)| path.starts_with(&format!("assets/{name}.")));
    let (path, (_, bytes)) = found.next().unwrap_or_else(|| panic!("no {name} in {:?}", site.outputs().keys()));
    (path.clone(), String::from_utf8_lossy(bytes).into_owned())
}

/// The published path of a relative address in the style sheet at `path`.
fn target(path: &str, address: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split(['?', '#']).next().unwrap().split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn style_sheets_name_assets_as_they_are_published() {
    let css = "@charset \"utf-8\";\n@import url('base/reset.css') print;\n/* url(none.png) */\n\
        @font-face{src:url( fonts/Ires%20Sans.woff2?v=2#iefix )format('woff2')}\n\
        a{background:url(\"/kb/assets/img/a.svg#x\"),url(/assets/img/a.svg);content:'url(none.png)';b:url(#here)}\n\
        i{background:image-set('img/\u{101}\\29 .svg' 1x)}\n";
    let site = themed("")
        .file("themes/mine/assets/own.css", css)
        .file("themes/mine/assets/base/reset.css", "@import '../deep.css';p{background:url(../img/a.svg)}")
        .file("themes/mine/assets/deep.css", "b{background:url(img/a.svg)}")
        .file("themes/mine/assets/fonts/Ires Sans.woff2", "wOF2")
        .file("themes/mine/assets/img/a.svg", "<svg/>")
        .file("themes/mine/assets/img/\u{101}).svg", "<svg/>");
    let built = site.build();
    assert_eq!(built.report(), "");
    let mut addresses = BTreeSet::new();
    for name in ["own", "base/reset", "deep"] {
        let (path, css) = asset(&built, name);
        let quoted = css.split(['(', ')', '\'', '"']).filter(|part| part.contains(".svg") || part.contains("woff2"));
        for address in quoted.chain(css.split(['\'', '"', '(', ')']).filter(|part| part.ends_with(".css"))) {
            let address = address.trim();
            if address == "woff2" || address.contains("none.png") {
                continue;
            }
            let decoded = percent_encoding::percent_decode_str(address).decode_utf8().unwrap().into_owned();
            assert!(built.outputs().contains_key(&target(&path, &decoded)), "{path}: {address}\n{css}");
            addresses.insert(address.to_owned());
        }
    }
    assert!(addresses.len() >= 6, "{addresses:?}");
    let (_, own) = asset(&built, "own");
    assert!(own.contains("?v=2#iefix )format('woff2')") && own.contains("url(#here)"), "{own}");
    assert!(own.contains("/* url(none.png) */") && own.contains("content:'url(none.png)'"), "{own}");
}

#[test]
fn style_sheet_gets_another_name_if_a_file_that_it_names_changes() {
    let name = |font: &str| {
        let site = themed("")
            .file("themes/mine/assets/own.css", "@import 'a.css';")
            .file("themes/mine/assets/a.css", "@font-face{src:url(f.woff2)}")
            .file("themes/mine/assets/f.woff2", font);
        asset(&site.build(), "own").0
    };
    assert_eq!(name("wOF2"), name("wOF2"));
    assert_ne!(name("wOF2"), name("wOF2 other"));
}

/// The policies of a page and of `_headers`.
fn policies(site: &BuiltSite) -> (String, String) {
    let page = site.page("lv/index.html").into_owned();
    let page = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap();
    let headers = site.page("_headers").into_owned();
    let header = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).unwrap();
    (page.split('"').next().unwrap().to_owned(), header.to_owned())
}

#[test]
fn pages_and_headers_have_the_policy_of_the_settings() {
    let file = ("themes/mine/assets/own.css", "a{}");
    let (page, header) = policies(&themed("").files([file]).build());
    assert_eq!(page, "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'");
    assert_eq!(header, format!("{page}; frame-ancestors 'none'"));
    let csp = "csp: {script-src: https://stats.example.org, img-src: [data:, https://*.tile.example.org]}\n";
    let built = themed(csp).files([file]).build();
    assert_eq!(built.report(), "");
    let (page, header) = policies(&built);
    assert_eq!(header, format!("{page}; frame-ancestors 'none'"));
    assert!(
        page.ends_with(
            "; script-src 'self' https://stats.example.org; img-src 'self' data: https://*.tile.example.org"
        )
    );
}
