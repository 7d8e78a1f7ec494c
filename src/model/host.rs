//! The hosts for which a build can prepare a site, and the ways in which it can compress files.
//!
//! Built by the reader of site.yaml. What each host gets is written by `formats/`.

/// A host or a server that situ knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    /// GitHub Pages.
    GithubPages,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages, or Workers with static assets.
    Cloudflare,
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Any object store that speaks the protocol of S3.
    S3,
}

impl Host {
    /// The names in site.yaml, in the order of [`Host`].
    pub const NAMES: [&str; 6] = ["github-pages", "netlify", "cloudflare", "nginx", "caddy", "s3"];

    /// All hosts.
    pub const ALL: [Host; 6] = [Host::GithubPages, Host::Netlify, Host::Cloudflare, Host::Nginx, Host::Caddy, Host::S3];

    /// The name in site.yaml.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The host with this name.
    pub fn from_name(name: &str) -> Option<Host> {
        Self::ALL.into_iter().find(|host| host.as_str() == name)
    }
}

/// The formats that `precompress` in site.yaml can name.
pub const COMPRESSIONS: [&str; 1] = ["gzip"];
