//! Whether a folder is on a file system that other hosts can change.
//!
//! Takes a path; asks the operating system for the type of its file system. There, the kernel reports only the changes
//! that are made on this host. Never reads a file.

use std::path::Path;

/// The types of file systems that other hosts can change, as `statfs` returns them (Linux: `linux/magic.h` and the
/// sources of each file system; GNU `stat` knows the same list).
#[cfg(target_os = "linux")]
const SHARED: [u32; 19] = [
    // NFS, SMB 1, CIFS, SMB 2
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    // AFS (kernel and OpenAFS), Coda, Ceph
    0x5346_414F,
    0x6B41_4653,
    0x7375_7245,
    0x00C3_6400,
    // File systems of clusters: GFS2, OCFS2, Lustre, GPFS, BeeGFS, PanFS
    0x0116_1970,
    0x7461_636F,
    0x0BD0_0BD0,
    0x4750_4653,
    0x1983_0326,
    0xAAD7_AAEA,
    // The folders of the host in a virtual machine: 9P, which WSL uses too, VirtualBox, VMware, Parallels
    0x0102_1997,
    0x786F_4256,
    0xBACB_ACBC,
    0x7C7C_6673,
    // FUSE: virtiofs, newer VMware, sshfs, rclone, folders of the host in a container
    0x6573_5546,
];

/// Whether another host may change the files in `folder`. `false` if that is not known.
#[cfg(target_os = "linux")]
pub fn is_shared(folder: &Path) -> bool {
    // The width and the sign of the type differ between processors; no type has more than 32 bits.
    rustix::fs::statfs(folder).is_ok_and(|status| SHARED.contains(&(status.f_type as u32)))
}

/// Whether another host may change the files in `folder`: not known on this operating system.
#[cfg(not(target_os = "linux"))]
pub fn is_shared(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn folders_of_the_host_in_a_virtual_machine_are_shared() {
        // The types of `fuse.vmhgfs-fuse` and `virtiofs` are that of FUSE.
        for (name, kind) in [
            ("9p", 0x0102_1997),
            ("vboxsf", 0x786F_4256),
            ("vmhgfs", 0xBACB_ACBC),
            ("prl_fs", 0x7C7C_6673),
            ("fuse", 0x6573_5546),
        ] {
            assert!(SHARED.contains(&kind), "{name}");
        }
    }

    #[test]
    fn file_systems_of_this_host_are_not_shared() {
        assert!(!is_shared(Path::new("/proc")) && !is_shared(Path::new("/dev/shm")));
        assert!(!is_shared(Path::new("/does/not/exist")));
    }
}
