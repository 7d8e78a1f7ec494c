//! Values of a site's own: `extra` in front matter.
//!
//! Built by the parser of front matter; only the theme uses them. They are kept as JSON, because what is in them is not
//! known here, and because the cache of documents has no types of its own.

use serde::{Deserialize, Serialize};

use super::SharedStr;

/// A mapping with any keys, as JSON; an empty text is an empty mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extra(SharedStr);

impl Extra {
    /// The mapping with these values.
    pub fn new(values: serde_json::Map<String, serde_json::Value>) -> Extra {
        if values.is_empty() { Extra::default() } else { Extra(serde_json::Value::Object(values).to_string().into()) }
    }

    /// The mapping as JSON.
    pub fn as_json(&self) -> &str {
        if self.0.is_empty() { "{}" } else { &self.0 }
    }
}
