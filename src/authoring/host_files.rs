//! What the example site has for the host on which it will be published: a workflow, the settings of the host, or a part
//! of the configuration of a server.
//!
//! Takes the host and the address of the site; returns paths and texts, and the commands that publish. Never writes a
//! file.

use crate::model::Host;

/// Publishes each push to `main` on GitHub Pages.
const WORKFLOW: &str = "name: Publish
on:
  push:
    branches: [main]
permissions:
  contents: read
  pages: write
  id-token: write
env:
  SITU: https://example.org/situ.git
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: github-pages
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache@v4
        with:
          path: ~/.cargo
          key: situ
      - run: cargo install --locked --git \"$SITU\"
      - run: situ check --format github --deny-warnings
      - run: situ build
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
      - uses: actions/deploy-pages@v4
";

/// Netlify reads the rest from `_headers` and `_redirects`.
const NETLIFY: &str = "# The site is built before it is uploaded, so there is no command.
[build]
publish = \"public\"
";

/// Cloudflare reads the rest from `_headers` and `_redirects`.
const WRANGLER: &str = "# The name of the site in your account.
name = \"my-site\"
compatibility_date = \"2026-01-01\"

[assets]
directory = \"public\"
# The nearest 404.html, which is that of the language.
not_found_handling = \"404-page\"
html_handling = \"auto-trailing-slash\"
";

/// `{host}` is the name in the address of the site.
const NGINX: &str = "# Copy this into /etc/nginx/conf.d/, with the folder of the site in place of /srv/site.
server {
  listen 80;
  server_name {host};
  # Written by: situ hosts nginx --folder /srv/site/public > site.conf
  include /srv/site/site.conf;
}
";

/// As [`NGINX`]. The scheme of the address decides whether Caddy asks for a certificate.
const CADDYFILE: &str = "# With the folder of the site in place of /srv/site.
{host} {
\t# Written by: situ hosts caddy --folder /srv/site/public > site.caddy
\timport /srv/site/site.caddy
}
";

/// Uploads to any store that rclone knows.
const UPLOAD: &str = "#!/bin/sh
# Builds the site and uploads what has changed: sh publish.sh REMOTE:BUCKET
#
# REMOTE is a name of `rclone config`. The folder changes/ records what the store has. Without it, everything is uploaded
# and nothing is deleted. An upload that fails is made up for by the next one.
set -eu
situ build --changes changes
rclone copy public \"$1\" --no-traverse --ignore-times --files-from-raw changes/assets.txt \\
  --header-upload 'Cache-Control: public, max-age=31536000, immutable'
rclone copy public \"$1\" --no-traverse --ignore-times --files-from-raw changes/pages.txt \\
  --header-upload 'Cache-Control: no-cache'
rclone delete \"$1\" --files-from-raw changes/delete.txt
mv changes/manifest changes/uploaded
";

/// The files for a host, besides those of every site. `base_url` is the address of the site.
pub fn host_files(host: Host, base_url: &str) -> Vec<(String, String)> {
    let name = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    let name = name.split('/').next().unwrap_or_default();
    let (path, text) = match host {
        Host::GithubPages => (".github/workflows/publish.yml", WORKFLOW),
        Host::Netlify => ("netlify.toml", NETLIFY),
        Host::Cloudflare => ("wrangler.toml", WRANGLER),
        Host::Nginx => ("nginx.conf", NGINX),
        Host::Caddy => ("Caddyfile", CADDYFILE),
        Host::S3 => ("publish.sh", UPLOAD),
    };
    vec![(path.to_owned(), text.replace("{host}", name))]
}

/// The commands that publish the site on a host; empty if a push does.
pub fn publish_commands(host: Host) -> &'static str {
    match host {
        Host::GithubPages => "",
        Host::Netlify => "situ build\nnpx netlify deploy --prod --dir public\n",
        Host::Cloudflare => "situ build\nnpx wrangler deploy\n",
        Host::Nginx => {
            "situ build\nsitu hosts nginx --folder /srv/site/public > site.conf\nsudo nginx -t && sudo nginx -s reload\n"
        }
        Host::Caddy => {
            "situ build\nsitu hosts caddy --folder /srv/site/public > site.caddy\ncaddy reload --config Caddyfile\n"
        }
        Host::S3 => "sh publish.sh remote:bucket\n",
    }
}

/// The lines that `.gitignore` needs for a host.
pub fn ignored_files(host: Host) -> &'static str {
    match host {
        Host::Nginx => "/site.conf\n",
        Host::Caddy => "/site.caddy\n",
        Host::S3 => "/changes/\n",
        Host::GithubPages | Host::Netlify | Host::Cloudflare => "",
    }
}
