//! State folders of earlier versions, which named their trees differently, are adopted.

use std::fs;
use std::path::Path;

use situ::testing::ContentHash;
use situ::testing::Publication;

use super::{NEW, OLD, assert_tidy, expected, healthy, identity, output_dir, publish, state_dir, tree};

/// Renames the files of the state folder to the names that earlier versions gave them.
fn to_legacy_state(out: &Path) {
    let state = state_dir(out);
    for (name, legacy) in [("staging", "spare"), ("previous", "former")] {
        if state.join(name).exists() {
            fs::rename(state.join(name), state.join(legacy)).unwrap();
        }
    }
    fs::write(state.join("texts-00"), "cached documents").unwrap();
}

#[test]
fn legacy_state_is_adopted() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    publish(&out, NEW);
    to_legacy_state(&out);
    let index = identity(&state_dir(&out).join("spare/index.html"));
    assert_eq!(index, identity(&out.join("index.html")));
    assert!(!publish(&out, NEW).swapped);
    assert_eq!(identity(&state_dir(&out).join("staging/index.html")), index);
    assert_tidy(&out);
    // A tree under each name: the older one is removed.
    fs::create_dir_all(state_dir(&out).join("spare/a/b")).unwrap();
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
    assert_tidy(&out);
}

#[test]
fn legacy_state_with_the_only_site_is_recovered() {
    for (arrived, site) in [(false, OLD), (true, NEW)] {
        let (_dir, out) = output_dir();
        publish(&out, NEW);
        publish(&out, OLD);
        // An earlier version was killed between its renames.
        fs::rename(&out, state_dir(&out).join("previous")).unwrap();
        if arrived {
            fs::rename(state_dir(&out).join("staging"), &out).unwrap();
        }
        to_legacy_state(&out);
        drop(Publication::open(&healthy(false), &out, &[], ContentHash::default()).unwrap());
        assert_eq!(tree(&out), expected(site));
        publish(&out, NEW);
        assert_eq!(tree(&out), expected(NEW));
        assert_tidy(&out);
    }
}

#[test]
fn legacy_state_can_be_adopted_by_a_build_that_is_killed() {
    super::faults::fail_at_every_call("state of an earlier version", |out| {
        publish(out, NEW);
        publish(out, OLD);
        to_legacy_state(out);
        fs::create_dir_all(state_dir(out).join("former/a")).unwrap();
    });
}
