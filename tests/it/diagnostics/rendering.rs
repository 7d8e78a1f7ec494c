//! Diagnostics that only rendering can find: errors in the templates of a theme.

use situ::InMemory;
use situ::RenderError;

use super::{assert_report, base, report};

/// The report on the base with a theme whose template `name` is `template`.
fn template_errors(name: &str, template: &str) -> String {
    let site = base()
        .file("content/site.yaml", "base_url: https://example.org\nlanguages: [lv, ru]\ntheme: mine\n")
        .file(format!("themes/mine/templates/{name}"), template)
        .file("themes/mine/theme.yaml", "situ: 1\n")
        .build();
    assert_eq!(site.report(), "");
    let Err(RenderError::Content(mut errors)) = site.ready().render(&InMemory::default()) else {
        panic!("rendering succeeded")
    };
    // Errors in built-in templates are the subject of other tests.
    errors.retain(|error| error.span.path.starts_with("themes/mine/"));
    report(&site.tree, &errors)
}

#[test]
fn cached_template_cannot_see_the_page() {
    assert_report(
        &template_errors("cached/footer.html", "<p>{{ site.title }} {{ page.title }}</p>\n"),
        r"error[theme]: The theme cannot be used: there is no variable `page` here.
 --> themes/mine/templates/cached/footer.html:1:24
  |
1 | <p>{{ site.title }} {{ page.title }}</p>
  |                        ^^^^
  |
  = help: Known variables: site, ui.
",
    );
}

#[test]
fn failing_template_is_reported_with_its_place() {
    assert_report(
        &template_errors("page.html", "<h1>{{ page.titel }}</h1>\n"),
        r"error[theme]: The theme cannot be used: this value has no field `titel`.
 --> themes/mine/templates/page.html:1:13
  |
1 | <h1>{{ page.titel }}</h1>
  |             ^^^^^
  |
  = help: Did you mean `title`? Known fields: content, crumbs, description, edit_url, extra, for_country, head, href, id, in_menu, kind, lang, languages, missing, report_url, scripts, title.
",
    );
}

#[test]
fn value_of_ones_own_that_a_page_lacks_is_reported_with_the_page() {
    assert_report(
        &template_errors("page.html", "<h1>{{ page.title }}</h1>\n<p>{{ page.extra.reviewer }}</p>\n"),
        r"error[theme]: The theme cannot be used: the page /lv/about/ has no value `page.extra.reviewer`.
 --> themes/mine/templates/page.html:2:18
  |
2 | <p>{{ page.extra.reviewer }}</p>
  |                  ^^^^^^^^
  |
  = help: Not every page has the value: write {% if page.extra.reviewer is defined %} before it and {% endif %} after it. Or give each page the value, below `extra:`.
",
    );
}

#[test]
fn asset_of_an_unused_feature_is_reported_with_the_feature() {
    assert_report(
        &template_errors("page.html", "<script src=\"{{ site.assets['fillable.js'] }}\"></script>\n"),
        r#"error[theme]: The theme cannot be used: the asset fillable.js is only for sites with documents, and this language has none of these features.
 --> themes/mine/templates/page.html:1:17
  |
1 | <script src="{{ site.assets['fillable.js'] }}"></script>
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Name it only on pages that such sites have, or write in the theme's theme.yaml, below `assets:`, the line fillable.js: always
"#,
    );
}

#[test]
fn asset_that_does_not_exist_is_reported_with_the_nearest_one() {
    assert_report(
        &template_errors("page.html", "<script src=\"{{ site.assets[\"sites.js\"] }}\"></script>\n"),
        r#"error[theme]: The theme cannot be used: the theme has no file assets/sites.js.
 --> themes/mine/templates/page.html:1:17
  |
1 | <script src="{{ site.assets["sites.js"] }}"></script>
  |                 ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Did you mean `site.js`? Put the file there, or correct the name. Templates, style sheets and theme.yaml can name files in the folder assets/ of the theme.
"#,
    );
}
