//! The font of social cards, which can be a file of the host.
//!
//! Takes the source tree and the settings; returns bytes. Reads nothing that the settings do not name.

use std::borrow::Cow;
use std::io;

use super::source_tree::SourceTree;
use crate::model::Config;

/// Common paths of openly licensed fonts with Latvian and Cyrillic letters: Noto (OFL), DejaVu (Bitstream Vera
/// licence), Liberation (OFL).
const SYSTEM_FONTS: [&str; 8] = [
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/google-noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/liberation/LiberationSans-Regular.ttf",
];

/// The font that `social_card_font` names.
pub enum FontFile {
    /// The setting is absent.
    NotRequested,
    /// The setting is `system`, but the host has none of the known fonts.
    NoSystemFont,
    /// The file does not exist.
    Missing,
    /// The file is not a regular file, is empty or too large, or cannot be read.
    Unreadable,
    /// The bytes of the font.
    Bytes(Vec<u8>),
}

/// Reads the font that the settings name: `system`, a file of the site, or a file of the host.
pub fn read_font(tree: &SourceTree, config: &Config) -> FontFile {
    let Some(setting) = &config.social_card_font else { return FontFile::NotRequested };
    if &*setting.value == "system" {
        let font = SYSTEM_FONTS.iter().find_map(|path| tree.read_host_file(path).ok());
        return font.map_or(FontFile::NoSystemFont, FontFile::Bytes);
    }
    let read = match tree.contains(&setting.value) {
        true => tree.read(&setting.value).map(Cow::into_owned),
        false => tree.read_host_file(&setting.value),
    };
    match read {
        Ok(bytes) => FontFile::Bytes(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => FontFile::Missing,
        Err(_) => FontFile::Unreadable,
    }
}
