//! Values that many pages show.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::foundation::hash::ContentHash;
use crate::model::Extra;

/// A serialised and hashed value, which many pages share. It is built once; templates get it without a copy, and
/// hashing a page hashes 16 bytes of it.
#[derive(Clone, Debug)]
pub struct SharedValue {
    hash: ContentHash,
    value: tera::Value,
}

impl SharedValue {
    /// Serialises and hashes `value`.
    pub fn new<T: Serialize + Hash>(value: &T) -> SharedValue {
        SharedValue { hash: ContentHash::xxh3(value), value: tera::Value::from_serializable(value) }
    }
}

impl From<&Extra> for SharedValue {
    fn from(extra: &Extra) -> SharedValue {
        let json: serde_json::Value = serde_json::from_str(extra.as_json()).unwrap_or_default();
        SharedValue { hash: ContentHash::xxh3(extra), value: tera::Value::from_serializable(&json) }
    }
}

impl Hash for SharedValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

impl Serialize for SharedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
