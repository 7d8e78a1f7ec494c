//! Writes YAML of front matter and settings: texts, lists, and values of any depth.

use serde_json::Value;

use crate::authoring::scaffold::yaml_text;

/// `key: text`.
pub fn write_text(out: &mut String, key: &str, text: &str) {
    out.push_str(&format!("{key}: {}\n", scalar(text)));
}

/// A list of texts, one a line; nothing if it is empty.
pub fn write_list(out: &mut String, key: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    out.push_str(&format!("{key}:\n"));
    texts.iter().for_each(|text| out.push_str(&format!("  - {}\n", scalar(text))));
}

/// A text as YAML.
pub fn scalar(text: &str) -> String {
    match text.contains(['\n', '\t', '\r']) || text.contains("#") || text.ends_with(' ') {
        true => Value::String(text.to_owned()).to_string(),
        false => yaml_text(text),
    }
}

/// A key with any value, indented by `depth` levels.
pub fn write_entry(out: &mut String, depth: usize, key: &str, value: &Value) {
    let indent = "  ".repeat(depth);
    let key = match !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
        true => yaml_text(key),
        false => Value::String(key.to_owned()).to_string(),
    };
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push_str(&format!("{indent}{key}:\n"));
            map.iter().for_each(|(key, value)| write_entry(out, depth + 1, key, value));
        }
        Value::String(text) => out.push_str(&format!("{indent}{key}: {}\n", scalar(text))),
        // JSON is YAML.
        other => out.push_str(&format!("{indent}{key}: {other}\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_value_is_read_back() {
        let value = serde_json::json!({"a b": [1, "x: y", {"z": null}], "on": "no", "deep": {"t": "a\nb", "n": 1.5}});
        let mut out = String::new();
        write_entry(&mut out, 0, "extra", &value);
        let read = crate::import::heads::parse_yaml(&out).unwrap_or_else(|| panic!("{out}"));
        assert_eq!(read["extra"], value, "{out}");
    }
}
