//! What some tests need of the host: file systems of their own, and a user without special rights.
//!
//! Takes a program and its arguments; returns the command to start. Where the host has neither, a test says so on the
//! terminal, and fails if the variable `CI` is set, so that it never passes without having run.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::SITU;

/// A user of this number has no other processes.
const OTHER_USER: u32 = 64_321;

/// A mount namespace that ends with this value: what is mounted in it does not exist outside.
pub struct MountNamespace {
    child: Child,
    /// Whether the user had to become root in a user namespace first.
    maps_user: bool,
}

impl MountNamespace {
    /// A new namespace; `None` where the host allows none.
    pub fn new() -> Option<MountNamespace> {
        [false, true].into_iter().find_map(|maps_user| {
            let mut command = Command::new("unshare");
            command.args(maps_user.then_some("--map-root-user")).args(["--mount", "--propagation", "private"]);
            command.args(["sh", "-c", "mount -t tmpfs none /mnt && echo ready && exec sleep 3600"]);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
            let mut line = String::new();
            let _ = BufReader::new(child.stdout.take()?).read_line(&mut line);
            let namespace = MountNamespace { child, maps_user };
            (line == "ready\n").then_some(namespace)
        })
    }

    /// A command that runs in the namespace.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["--mount", "--target", &self.child.id().to_string()]);
        if self.maps_user {
            command.args(["--user", "--preserve-credentials"]);
        }
        command.arg("--").arg(program);
        command
    }

    /// Runs a line of shell in the namespace, which must succeed.
    pub fn run(&self, line: &str) {
        let output = self.command("sh").args(["-ec", line]).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The path by which this process finds a path of the namespace.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.child.id()));
        root.join(inside.as_ref().strip_prefix("/").unwrap())
    }
}

impl Drop for MountNamespace {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether this process has the rights of root.
pub fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:\t0\t"))
}

/// A command that runs `situ` as a user without special rights, with `limits` for `prlimit`: the current user, or
/// another one if that is root. `folder` gets a copy of the program. `None` where that user cannot run it.
pub fn unprivileged(folder: &Path, limits: &[&str]) -> Option<Command> {
    let mut arguments: Vec<String> = Vec::new();
    let mut program = PathBuf::from(SITU);
    if is_root() {
        program = folder.join("situ");
        if !program.exists() {
            // The user may be unable to enter the folder of the program.
            fs::hard_link(SITU, &program).or_else(|_| fs::copy(SITU, &program).map(drop)).unwrap();
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        let user = [format!("--reuid={OTHER_USER}"), format!("--regid={OTHER_USER}"), "--clear-groups".to_owned()];
        arguments.push("setpriv".to_owned());
        arguments.extend(user);
    }
    arguments.push("prlimit".to_owned());
    arguments.extend(limits.iter().map(|limit| (*limit).to_owned()));
    arguments.push(program.to_str()?.to_owned());
    let command = || {
        let mut command = Command::new(&arguments[0]);
        command.args(&arguments[1..]);
        command
    };
    command().arg("--version").output().is_ok_and(|output| output.status.success()).then(command)
}

/// Says on the terminal that a test did not run, because the host lacks `what`. Fails in CI.
pub fn report_skipped(test: &str, what: &str) {
    let text = format!("NOT RUN: {test}, because this host does not allow {what}\n");
    // Not `eprint!`, which the test program hides.
    let _ = std::io::stderr().write_all(text.as_bytes());
    assert!(std::env::var_os("CI").is_none(), "{text}");
}
