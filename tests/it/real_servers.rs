//! Real servers serve what `situ init --host`, `situ build` and `situ hosts` write: nginx and Caddy as Debian packages
//! them, the plain server of Python, and rclone with a folder in place of an object store.
//!
//! Ignored, because they need these programs: `cargo test --test it real_servers:: -- --ignored`.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::folder::{files, read, replace, write};
use crate::support::program::run;
use crate::support::{SITU, situ};

const TARGET: &str = "/kb/lv/articles/water-damage/";

/// The address of the sites; without the folder, of those at the root of a host.
const BASE_URL: &str = "https://help.example.org/kb";

/// A site as `situ init --host` writes it, with a former address; built.
fn site(host: &str, base_url: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(SITU);
    command.args(["--lang", "lv,ru", "init", "--host", host, "--base-url", base_url]);
    let (code, _, error) = run(command.current_dir(folder.path()).stdin(Stdio::null()));
    assert_eq!(code, Some(0), "{error}");
    replace(folder.path(), "content/lv/articles/water-damage.md", "summary:", "aliases: [old-name, /vecā/]\nsummary:");
    replace(folder.path(), "content/site.yaml", "\nhosts:", "\nprecompress: [gzip]\nhosts:");
    build(folder.path());
    folder
}

fn build(root: &Path) {
    let (code, _, error) = situ(root, &["build"]);
    assert_eq!(code, Some(0), "{error}");
}

/// A port that nothing listens on.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// The bytes of a body that is sent in chunks. Panics if the last one is missing.
fn joined_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|part| part == b"\r\n").expect("a chunk has a length");
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 2 + length + 2..];
    }
}

/// A server of the site in a folder; it ends with the test.
struct Server {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // nginx has workers, which end with it only if it is asked.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// A response: its status, its head in lowercase with a line for each header, its body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    /// Starts a program and waits until it listens.
    fn start(command: &mut Command, port: u16, folder: TempDir) -> Server {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Server { child, port, folder };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(server.child.try_wait().unwrap().is_none(), "the server has ended");
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// nginx with the example configuration of the site.
    fn nginx(base_url: &str) -> Server {
        let (folder, port) = (site("nginx", base_url), free_port());
        let root = folder.path();
        let path = root.display().to_string();
        let (code, part, error) = situ(root, &["hosts", "nginx"]);
        assert_eq!(code, Some(0), "{error}");
        write(root, "site.conf", part);
        replace(root, "nginx.conf", "/srv/site", &path);
        replace(root, "nginx.conf", "listen 80;", &format!("listen 127.0.0.1:{port};"));
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {path}/nginx-{name};\n"))
            .concat();
        // The folder of the test is for its user only.
        let main = format!(
            "user root;\ndaemon off;\npid {path}/nginx.pid;\nerror_log {path}/nginx.log;\nevents {{ }}\nhttp {{\n\
             include /etc/nginx/mime.types;\naccess_log off;\n{temporary}include {path}/nginx.conf;\n}}\n"
        );
        write(root, "main.conf", main);
        let main = root.join("main.conf");
        Server::start(
            Command::new("/usr/sbin/nginx").arg("-e").arg(root.join("nginx.log")).arg("-c").arg(main),
            port,
            folder,
        )
    }

    /// Caddy with the example configuration of the site.
    fn caddy(base_url: &str) -> Server {
        let (folder, port) = (site("caddy", base_url), free_port());
        let root = folder.path();
        let (code, part, error) = situ(root, &["hosts", "caddy"]);
        assert_eq!(code, Some(0), "{error}");
        write(root, "site.caddy", part);
        replace(root, "Caddyfile", "/srv/site", &root.display().to_string());
        replace(root, "Caddyfile", "help.example.org {", &format!("http://127.0.0.1:{port} {{"));
        let own = read(root, "Caddyfile");
        write(root, "Caddyfile", format!("{{\n\tadmin off\n}}\n{own}"));
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(root.join("Caddyfile"));
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, root.join("caddy"));
        }
        Server::start(&mut command, port, folder)
    }

    /// The plain server of Python, with the site in a subfolder.
    fn python(host: &str) -> Server {
        let (folder, port) = (site(host, BASE_URL), free_port());
        fs::create_dir(folder.path().join("web")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("public"), folder.path().join("web/kb")).unwrap();
        let mut command = Command::new("python3");
        command.args(["-m", "http.server", "--bind", "127.0.0.1", &port.to_string(), "--directory"]);
        command.arg(folder.path().join("web"));
        Server::start(&mut command, port, folder)
    }

    fn ask(&self, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}\r\n", self.port)
            .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
        let lines = String::from_utf8_lossy(&bytes[..end]).replace("\r\n", "\n");
        let line = |line: &str| match line.split_once(": ") {
            Some((name, value)) => format!("{}: {value}\n", name.to_ascii_lowercase()),
            None => format!("{line}\n"),
        };
        let head: String = lines.lines().map(line).collect();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let is_chunked = head.lines().any(|line| line == "transfer-encoding: chunked");
        let body = &bytes[end + 4..];
        Answer { status, head, body: if is_chunked { joined_chunks(body) } else { body.to_vec() } }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(path, "")
    }

    /// The path on the host of the first asset with this ending.
    fn asset(&self, ending: &str) -> String {
        let public = self.folder.path().join("public");
        let mut assets = files(&public.join("assets")).into_keys().map(|path| path.display().to_string());
        format!("/kb/assets/{}", assets.find(|path| path.ends_with(ending)).unwrap())
    }

    #[track_caller]
    fn assert_redirect(&self, from: &str, statuses: &[u16], to: &str) {
        let answer = self.get(from);
        assert!(statuses.contains(&answer.status), "{from}: {}", answer.head);
        assert_eq!(answer.header("location"), Some(to), "{from}");
    }

    #[track_caller]
    fn assert_not_found(&self, path: &str, lang: &str) {
        let answer = self.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.head);
        assert!(answer.text().contains(&format!("<html lang=\"{lang}\"")), "{path}: {}", answer.text());
        self.assert_headers(path, &answer, "no-cache");
    }

    #[track_caller]
    fn assert_headers(&self, path: &str, answer: &Answer, cache_control: &str) {
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'self'; ") && policy.ends_with("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("strict-origin-when-cross-origin"), "{path}");
        let values: Vec<_> = answer.head.lines().filter(|line| line.starts_with("cache-control: ")).collect();
        assert_eq!(values, [format!("cache-control: {cache_control}")], "{path}: {}", answer.head);
    }

    /// Everything that a server with the configuration of situ does.
    fn assert_serves(&self) {
        for (path, lang) in [("/kb/", "lv"), ("/kb/lv/", "lv"), ("/kb/ru/", "ru"), (TARGET, "lv")] {
            let answer = self.get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.head);
            assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
            assert!(answer.text().contains(&format!("<html lang=\"{lang}\"")), "{path}");
            self.assert_headers(path, &answer, "no-cache");
        }
        self.assert_redirect("/kb", &[301], "/kb/");
        self.assert_redirect("/kb/lv", &[301, 308], "/kb/lv/");
        self.assert_redirect("/kb/lv/articles/water-damage", &[301, 308], TARGET);
        for former in ["/kb/lv/articles/old-name/", "/kb/lv/articles/old-name", "/kb/vec%C4%81/", "/kb/vec%C4%81"] {
            self.assert_redirect(former, &[301], TARGET);
        }
        self.assert_not_found("/kb/lv/nowhere/", "lv");
        self.assert_not_found("/kb/ru/articles/nowhere", "ru");
        self.assert_not_found("/kb/nowhere", "lv");
        self.assert_not_found("/kb/assets/", "lv");
        self.assert_not_found("/kb/.situ", "lv");
        for (ending, kind) in [(".css", "text/css"), (".js", "/javascript")] {
            let path = self.asset(ending);
            let answer = self.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            self.assert_headers(&path, &answer, "public, max-age=31536000, immutable");
            assert!(answer.header("content-type").unwrap().contains(kind), "{}", answer.head);
            assert!(answer.header("content-type").unwrap().ends_with("charset=utf-8"), "{}", answer.head);
        }
        for (path, kind) in [
            ("/kb/lv/feed.xml", "application/atom+xml; charset=utf-8"),
            ("/kb/ru/manifest.json", "application/manifest+json"),
        ] {
            let answer = self.get(path);
            assert!(answer.header("content-type").unwrap().starts_with(kind), "{}", answer.head);
            self.assert_headers(path, &answer, "no-cache");
        }
        let compressed = self.ask("/kb/ru/", "Accept-Encoding: gzip\r\n");
        assert_eq!(compressed.header("content-encoding"), Some("gzip"), "{}", compressed.head);
        assert!(compressed.body == fs::read(self.folder.path().join("public/ru/index.html.gz")).unwrap());
        assert_eq!(self.get("/kb/ru/").header("content-encoding"), None);
    }

    /// Builds again and again while readers ask. Each answer must be complete, and of one of the builds.
    fn assert_swaps_whole(&self) {
        let root = self.folder.path();
        let article = "content/ru/articles/water-damage.md";
        let text = read(root, article);
        let has_ended = AtomicBool::new(false);
        let answers = AtomicUsize::new(0);
        let reader = || {
            let mut versions = Vec::new();
            while !has_ended.load(Ordering::Relaxed) {
                for path in ["/kb/ru/articles/water-damage/", "/kb/ru/", "/kb/lv/articles/water-damage/"] {
                    let answer = self.get(path);
                    assert_eq!(answer.status, 200, "{path}: {}", answer.head);
                    let length = answer.header("content-length").map(|length| length.parse().unwrap());
                    assert!(length.is_none_or(|length: usize| length == answer.body.len()), "{path}: {}", answer.head);
                    let text = answer.text();
                    assert!(text.starts_with("<!") && text.trim_end().ends_with("</html>"), "{path}: {text}");
                    if let Some((_, rest)) = text.split_once("Version ") {
                        versions.push(rest.split('.').next().unwrap().parse::<usize>().unwrap());
                    }
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            }
            assert!(versions.is_sorted(), "an old page after a new one: {versions:?}");
        };
        thread::scope(|scope| {
            let readers: Vec<_> = (0..4).map(|_| scope.spawn(reader)).collect();
            for version in 0..10 {
                let before = answers.load(Ordering::Relaxed);
                write(root, article, format!("{text}\nVersion {version}.\n"));
                build(root);
                while answers.load(Ordering::Relaxed) < before + 8 && readers.iter().any(|reader| !reader.is_finished())
                {
                    thread::sleep(Duration::from_millis(1));
                }
            }
            has_ended.store(true, Ordering::Relaxed);
        });
        assert!(self.get("/kb/ru/articles/water-damage/").text().contains("Version 9."));
    }
}

#[test]
#[ignore = "needs nginx"]
fn nginx_serves_the_site() {
    Server::nginx(BASE_URL).assert_serves();
}

#[test]
#[ignore = "needs nginx"]
fn nginx_swaps_the_site_whole() {
    Server::nginx(BASE_URL).assert_swaps_whole();
}

#[test]
#[ignore = "needs Caddy"]
fn caddy_serves_the_site() {
    Server::caddy(BASE_URL).assert_serves();
}

#[test]
#[ignore = "needs Caddy"]
fn caddy_swaps_the_site_whole() {
    Server::caddy(BASE_URL).assert_swaps_whole();
}

#[test]
#[ignore = "needs nginx and Caddy"]
fn site_at_the_root_of_a_host_is_served() {
    let base_url = BASE_URL.strip_suffix("/kb").unwrap();
    for server in [Server::nginx(base_url), Server::caddy(base_url)] {
        for path in ["/", "/lv/", "/ru/articles/water-damage/"] {
            let answer = server.get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.head);
            server.assert_headers(path, &answer, "no-cache");
        }
        server.assert_redirect("/ru", &[301, 308], "/ru/");
        server.assert_redirect("/vec%C4%81/", &[301], "/lv/articles/water-damage/");
        server.assert_not_found("/nowhere", "lv");
        server.assert_not_found("/ru/nowhere", "ru");
        server.assert_not_found("/.situ", "lv");
        let asset = server.asset(".css").replace("/kb/", "/");
        server.assert_headers(&asset, &server.get(&asset), "public, max-age=31536000, immutable");
    }
}

#[test]
#[ignore = "needs nginx and Caddy"]
fn site_below_a_folder_with_other_letters_is_served() {
    let base_url = BASE_URL.replace("/kb", "/zināšanas");
    let base = "/zin%C4%81%C5%A1anas";
    for server in [Server::nginx(&base_url), Server::caddy(&base_url)] {
        assert_eq!(server.get(&format!("{base}/lv/")).status, 200);
        server.assert_redirect(base, &[301], &format!("{base}/"));
        server.assert_redirect(&format!("{base}/vec%C4%81"), &[301], &format!("{base}/lv/articles/water-damage/"));
        server.assert_not_found(&format!("{base}/nowhere"), "lv");
    }
    // Caddy does not give the page of another language there.
    Server::nginx(&base_url).assert_not_found(&format!("{base}/ru/nowhere"), "ru");
}

/// Without a configuration of its own: what is left to any host.
#[test]
#[ignore = "needs Python"]
fn plain_server_serves_the_site() {
    for host in ["github-pages", "netlify", "cloudflare", "s3"] {
        let server = Server::python(host);
        for path in ["/kb/", "/kb/lv/", "/kb/ru/articles/water-damage/"] {
            let answer = server.get(path);
            assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html")), "{host}: {path}");
            assert!(answer.text().starts_with("<!"), "{host}: {path}");
        }
        server.assert_redirect("/kb/lv/articles/water-damage", &[301], TARGET);
        let former = server.get("/kb/vec%C4%81/");
        assert!(former.status == 200 && former.text().contains(&format!("url={TARGET}")), "{host}: {}", former.text());
        assert_eq!(server.get("/kb/nowhere").status, 404, "{host}");
    }
}

/// Runs the script that `situ init --host s3` writes. Returns whether it succeeded, and what it printed.
fn upload(root: &Path, store: &Path) -> (bool, String) {
    let mut path = vec![Path::new(SITU).parent().unwrap().to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let mut command = Command::new("sh");
    command.arg("publish.sh").arg(store).current_dir(root).stdin(Stdio::null());
    command.env("PATH", std::env::join_paths(path).unwrap()).env("RCLONE_CONFIG", root.join("rclone.conf"));
    let (code, out, error) = run(&mut command);
    (code == Some(0), out + &error)
}

#[test]
#[ignore = "needs rclone"]
fn rclone_uploads_what_has_changed() {
    let folder = site("s3", BASE_URL);
    let (root, store) = (folder.path(), folder.path().join("store"));
    let is_equal = || {
        let mut public = files(&root.join("public"));
        assert!(public.remove(Path::new(".situ")).is_some());
        assert_eq!(files(&store).keys().collect::<Vec<_>>(), public.keys().collect::<Vec<_>>());
        assert!(files(&store) == public, "the store differs from the site");
    };
    let (succeeded, text) = upload(root, &store);
    assert!(succeeded, "{text}");
    is_equal();

    // An upload that fails is made up for by the next one.
    write(root, "content/ru/pages/more.md", "---\ntitle: Ещё\nsummary: Е.\n---\n\nТекст.\n");
    write(root, "content/lv/pages/more.md", "---\ntitle: Vēl\nsummary: V.\n---\n\nTeksts.\n");
    replace(root, "content/lv/articles/water-damage.md", "aliases: [old-name, /vecā/]\n", "");
    write(root, "no-folder", "a file in place of the store");
    let (succeeded, text) = upload(root, &root.join("no-folder/store"));
    assert!(!succeeded, "{text}");
    let (succeeded, text) = upload(root, &store);
    assert!(succeeded, "{text}");
    is_equal();
    assert!(store.join("lv/more/index.html").exists() && !store.join("vecā/index.html").exists());
    assert!(read(root, "changes/pages.txt").contains("lv/more/index.html\n"));
    assert_eq!(read(root, "changes/assets.txt"), "");

    let (succeeded, text) = upload(root, &store);
    assert!(succeeded, "{text}");
    is_equal();
    for list in ["assets.txt", "pages.txt", "delete.txt"] {
        assert_eq!(read(root, &format!("changes/{list}")), "", "{list}");
    }
}
