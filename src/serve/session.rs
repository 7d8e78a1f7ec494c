//! A preview session: builds the site after each change, and checks a new theme on all pages in the background.
//!
//! Takes a [`SourceSnapshot`]; replaces the [`PreviewSnapshot`] that browsers see and emits a [`PreviewEvent`]. Never
//! renders a page on the thread that builds: a page is rendered when a browser asks for it, and the theme check has a
//! thread of its own. Never searches the source folders, because the snapshot lists all files.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::error_overlay::OverlayBuilder;
use super::on_demand::OnDemandSite;
use super::snapshot::SourceSnapshot;
use super::{PreviewEvent, PreviewSnapshot, PreviewState};
use crate::diagnostics::{Diagnostic, sort};
use crate::input::site_config;
use crate::input::source_tree::SourceTree;
use crate::pipeline::{CacheMode, Options, SessionCache, Summary, build};
use crate::theme::render_limits::with_watchdog;

/// Called when a template does not terminate; must exit the process.
type OnHang = dyn Fn(&Diagnostic, &SourceTree) + Send + Sync;

/// Everything that is kept from one build to the next.
pub struct PreviewSession {
    options: Options,
    /// Scheme, host and port of the preview.
    origin: String,
    cache: SessionCache,
    /// The base URL of the last site, whose pages the cache is for.
    cached_for: Option<String>,
    overlay: Arc<OverlayBuilder>,
    state: Arc<PreviewState>,
    /// The theme check that is running.
    check: Option<ThemeCheck>,
    on_hang: Arc<OnHang>,
}

/// A thread that renders all pages with a new theme.
struct ThemeCheck {
    /// Set when a newer build has made the check pointless.
    is_cancelled: Arc<AtomicBool>,
    outcome: ThemeCheckOutcome,
    /// The report of the build, which is emitted together with the template errors.
    report: BuildReport,
}

/// The template errors that a theme check finds.
enum ThemeCheckOutcome {
    /// A thread is looking for them, and returns them.
    Pending(JoinHandle<Vec<Diagnostic>>),
    /// They were found at once.
    Found(Vec<Diagnostic>),
}

impl ThemeCheckOutcome {
    fn is_known(&self) -> bool {
        match self {
            ThemeCheckOutcome::Pending(thread) => thread.is_finished(),
            ThemeCheckOutcome::Found(_) => true,
        }
    }

    /// Waits for the errors.
    fn take(self) -> Vec<Diagnostic> {
        match self {
            ThemeCheckOutcome::Pending(thread) => thread.join().unwrap_or_default(),
            ThemeCheckOutcome::Found(errors) => errors,
        }
    }
}

/// The result of a build, as it is reported on the command line.
struct BuildReport {
    diagnostics: Vec<Diagnostic>,
    /// `None` if the build failed.
    summary: Option<Summary>,
    took: Duration,
    /// Whether browsers see a site.
    has_site: bool,
}

impl BuildReport {
    fn emit(&self, tree: &SourceTree, emit: &mut impl FnMut(PreviewEvent)) {
        let BuildReport { diagnostics, summary, took, has_site } = self;
        let (summary, took, has_site) = (summary.as_ref(), *took, *has_site);
        emit(PreviewEvent::Built { diagnostics, tree, summary, took, has_site });
    }
}

impl PreviewSession {
    /// A session without a build.
    pub fn new(
        drafts: bool,
        origin: String,
        overlay: OverlayBuilder,
        state: Arc<PreviewState>,
        on_hang: Arc<OnHang>,
    ) -> PreviewSession {
        PreviewSession {
            options: Options { drafts, ..Options::default() },
            origin,
            cached_for: None,
            cache: SessionCache::default(),
            overlay: Arc::new(overlay),
            state,
            check: None,
            on_hang,
        }
    }

    /// Whether a theme check is running.
    pub fn is_checking(&self) -> bool {
        self.check.is_some()
    }

    /// Builds the site and shows it to browsers. If the site has errors, the last good one stays.
    pub fn build(&mut self, sources: &SourceSnapshot, emit: &mut impl FnMut(PreviewEvent)) {
        let start = Instant::now();
        if let Some(check) = self.check.take() {
            check.is_cancelled.store(true, Ordering::Relaxed);
        }
        self.follow_base(&sources.tree);
        let built = build(&sources.tree, &self.options, CacheMode::Process(&self.cache), sources.diagnostics.clone());
        let previous = self.state.snapshot();
        let tree = Arc::clone(&sources.tree);
        let on_demand = |ready| {
            Arc::new(OnDemandSite::new(ready, Arc::clone(&tree), previous.site.as_deref(), self.overlay.messages()))
        };
        let new = built.site.map(on_demand);
        let diagnostics = built.diagnostics.clone();
        let site = new.clone().or_else(|| previous.site.clone());
        let has_site = site.is_some();
        let (report, remote_report) = self.overlay.reports(&built.diagnostics, &sources.tree, has_site);
        let walk_diagnostics = sources.diagnostics.clone();
        self.state.replace(PreviewSnapshot { site, diagnostics, tree, walk_diagnostics, report, remote_report });
        let took = start.elapsed();
        let summary = new.as_ref().map(|site| site.ready.summary());
        self.cache.evict_unused();
        let report = BuildReport { diagnostics: built.diagnostics, summary, took, has_site };
        match new.filter(|site| site.needs_theme_check(previous.site.as_deref())) {
            Some(site) => self.start_theme_check(site, &sources.tree, report),
            None => report.emit(&sources.tree, emit),
        }
    }

    /// Builds below the base path of site.yaml from now on. If the settings cannot be used, the build reports why.
    fn follow_base(&mut self, tree: &SourceTree) {
        let config = site_config::read(tree, None, &mut Vec::new());
        self.options.base_url = config.map(|config| format!("{}{}", self.origin, config.base));
        if self.options.base_url.is_some() && self.options.base_url != self.cached_for {
            // What was kept has links below the other path.
            self.cache = SessionCache::default();
            self.cached_for.clone_from(&self.options.base_url);
        }
    }

    /// Starts to render all pages, to find every error of a new custom theme. Requests do not wait for it.
    fn start_theme_check(&mut self, site: Arc<OnDemandSite>, tree: &Arc<SourceTree>, report: BuildReport) {
        let is_cancelled: Arc<AtomicBool> = Arc::default();
        let cancelled = Arc::clone(&is_cancelled);
        let (state, overlay) = (Arc::clone(&self.state), Arc::clone(&self.overlay));
        let (on_hang, tree) = (Arc::clone(&self.on_hang), Arc::clone(tree));
        let check = Arc::new(move || {
            let on_hang = |diagnostic| on_hang(&diagnostic, &tree);
            let errors = with_watchdog(&site.ready.theme, on_hang, || site.template_errors(&cancelled));
            state.add_template_errors(&site, errors.clone(), &overlay);
            errors
        });
        let on_thread = Arc::clone(&check);
        let outcome = match thread::Builder::new().spawn(move || on_thread()) {
            Ok(thread) => ThemeCheckOutcome::Pending(thread),
            // The host allows no more threads, so requests wait.
            Err(_) => ThemeCheckOutcome::Found(check()),
        };
        self.check = Some(ThemeCheck { is_cancelled, outcome, report });
    }

    /// Emits the report of a build whose theme check has finished.
    pub fn finish_theme_check(&mut self, sources: &SourceSnapshot, emit: &mut impl FnMut(PreviewEvent)) {
        let Some(check) = self.check.take_if(|check| check.outcome.is_known()) else { return };
        let mut report = check.report;
        let errors = check.outcome.take();
        if !errors.is_empty() {
            report.summary = None;
            report.diagnostics.extend(errors);
            sort(&mut report.diagnostics);
        }
        report.emit(&sources.tree, emit);
    }

    /// Whether browsers see a site.
    pub fn has_site(&self) -> bool {
        self.state.snapshot().site.is_some()
    }

    /// Shows browsers that the folder `content/` was removed. The last good site stays.
    pub fn show_content_missing(&self) {
        let report = self.overlay.content_missing(self.has_site());
        let snapshot = PreviewSnapshot::clone(&self.state.snapshot());
        self.state.replace(PreviewSnapshot { report: Arc::clone(&report), remote_report: report, ..snapshot });
    }
}
