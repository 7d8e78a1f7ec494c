//! Rules about the hosts in site.yaml.

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::site_config;
use crate::site::Site;
use crate::site::routes::Routes;

pub const RULES: &[Rule] = &[Rule::routes(&[Code::HostLimit], exceeded_limits)];

/// What a host would leave out, because the site has more of it than the host accepts.
fn exceeded_limits(site: &Site, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    let path = site_config::PATH.into();
    for host in site.config.hosts.iter().flatten() {
        for exceeded in routes.exceeded_limits(site, host.value) {
            let diagnostic = Diagnostic::new(Code::HostLimit, Span::new(&path, host.range.clone()));
            let diagnostic = diagnostic.arg("host", host.value.as_str()).arg("kind", exceeded.kind);
            let diagnostic = diagnostic.arg("count", exceeded.count.to_string());
            diagnostics.push(diagnostic.arg("limit", exceeded.limit.to_string()));
        }
    }
}
