//! The look of a site: `look` in site.yaml.
//!
//! Built by the reader of site.yaml. Paths are below `content/`; whether there are such files is known later.

use super::{Media, SharedStr, Spanned};
use crate::foundation::color::Color;

/// What a site changes of the look of its theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// The picture in place of the title in the header.
    pub logo: Option<Spanned<SharedStr>>,
    /// The icon of the site.
    pub favicon: Option<Spanned<SharedStr>>,
    pub accent: Option<Accent>,
    /// In the order of the file.
    pub fonts: Vec<FontFamily>,
    /// Style sheets after those of the theme, in their order.
    pub css: Vec<Spanned<SharedStr>>,
}

/// The colour of links and buttons.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Accent {
    pub light: Spanned<Color>,
    /// `None` if it follows from `light`.
    pub dark: Option<Spanned<Color>>,
}

/// A font family.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FontFamily {
    pub name: SharedStr,
    /// Whether it is that of headings only.
    pub is_for_headings: bool,
    pub files: Vec<FontFace>,
}

/// A file of a font family.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FontFace {
    /// `400`, or `100 900` for a variable font.
    pub weight: SharedStr,
    pub is_italic: bool,
    pub file: Spanned<SharedStr>,
}

/// The pictures of a look that exist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LookPictures {
    pub logo: Option<Media>,
    pub favicon: Option<Media>,
}
