//! Files of the host that a site may ask for: the font of the pictures for shared links.
//!
//! Takes the settings; returns bytes. Reads nothing that the settings do not name.

use super::source_tree::SourceTree;
use crate::model::Config;

/// Openly licensed fonts with Latvian and Cyrillic letters, where distributions put them: Noto (OFL), DejaVu (Bitstream
/// Vera's licence), Liberation (OFL).
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

/// The font that `social_card_font` asks for.
pub enum FontFile {
    /// The setting is absent.
    NotRequested,
    /// `system` is asked for, and the host has none of the known fonts.
    NoSystemFont,
    /// The file does not exist or cannot be read.
    Missing,
    Bytes(Vec<u8>),
}

/// Reads the font that the settings name: `system`, a file of the site, or a file of the host.
pub fn read_font(tree: &SourceTree, config: &Config) -> FontFile {
    let Some(asked) = &config.social_card_font else { return FontFile::NotRequested };
    if &*asked.value == "system" {
        let found = SYSTEM_FONTS.iter().find_map(|path| tree.outside(path).ok());
        return found.map_or(FontFile::NoSystemFont, FontFile::Bytes);
    }
    let bytes = match tree.read(&asked.value) {
        Ok(bytes) => Some(bytes.into_owned()),
        Err(_) => tree.outside(&asked.value).ok(),
    };
    bytes.map_or(FontFile::Missing, FontFile::Bytes)
}
