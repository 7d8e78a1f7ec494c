//! The structure of pictures: whether a file is a picture, whether its end is there, and its size in pixels.
//!
//! Takes bytes; returns a [`Form`] or a size. Follows the lengths in the file and decodes no pixel, so a picture costs
//! one pass at most. Never trusts a length.

use super::media_type::{Form, begins};

/// The most pixels of one side: the limit of JPEG and GIF.
const MAX_SIDE: usize = 65_535;
/// The most pixels of a picture. Cameras of phones make 200 million; a browser takes four bytes for each.
const MAX_PIXELS: usize = 250_000_000;

/// Width and height in pixels; `Err` with both if browsers cannot show the picture; `None` if the bytes are not a
/// picture of a known format.
pub fn read_size(bytes: &[u8]) -> Option<Result<(u32, u32), (usize, usize)>> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (size.width, size.height);
    let is_shown = (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height) && width * height <= MAX_PIXELS;
    Some(if is_shown { Ok((width as u32, height as u32)) } else { Err((width, height)) })
}

/// `Whole` if the check of a picture's structure returns whether it reached the end of the picture.
fn whole_if(is_complete: Option<bool>) -> Form {
    if is_complete == Some(true) { Form::Whole } else { Form::Cut }
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn big_u32(bytes: &[u8], at: usize) -> Option<usize> {
    number(bytes, at).map(|bytes| u32::from_be_bytes(bytes) as usize)
}

fn little_u32(bytes: &[u8], at: usize) -> Option<usize> {
    number(bytes, at).map(|bytes| u32::from_le_bytes(bytes) as usize)
}

/// PNG: chunks from IHDR to IEND.
pub fn png(bytes: &[u8]) -> Form {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    const CHUNK_FRAME: usize = 12;
    if begins(bytes, &[SIGNATURE]) != Form::Whole {
        return Form::Other;
    }
    let reaches_end = || {
        let (mut at, mut has_pixels) = (SIGNATURE.len(), false);
        loop {
            let length = big_u32(bytes, at)?;
            let kind: [u8; 4] = number(bytes, at + 4)?;
            let next = at.checked_add(CHUNK_FRAME)?.checked_add(length)?;
            match &kind {
                _ if next > bytes.len() => return None,
                b"IHDR" if at != SIGNATURE.len() => return None,
                kind if at == SIGNATURE.len() && kind != b"IHDR" => return None,
                b"IDAT" => has_pixels = true,
                b"IEND" => return Some(has_pixels),
                _ => {}
            }
            at = next;
        }
    };
    whole_if(reaches_end())
}

/// JPEG: segments up to the first scan, and an end of the image after it.
pub fn jpeg(bytes: &[u8]) -> Form {
    if begins(bytes, &[b"\xff\xd8\xff"]) != Form::Whole {
        return Form::Other;
    }
    let reaches_end = || {
        let mut at = 2;
        loop {
            if *bytes.get(at)? != 0xff {
                return None;
            }
            match *bytes.get(at + 1)? {
                // Any number of these bytes may precede a marker.
                0xff => at += 1,
                0x01 | 0xd0..=0xd7 => at += 2,
                0xd9 => return None,
                0xda => return Some(bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9])),
                _ => at += 2 + usize::from(u16::from_be_bytes(number(bytes, at + 2)?)),
            }
        }
    };
    whole_if(reaches_end())
}

/// GIF: blocks up to the trailer, which some programs leave out.
pub fn gif(bytes: &[u8]) -> Form {
    if begins(bytes, &[b"GIF87a", b"GIF89a"]) != Form::Whole {
        return Form::Other;
    }
    /// The size of a colour table in bytes, from the flags of the screen or an image.
    fn table(flags: u8) -> usize {
        if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
    }
    let skip_blocks = |mut at: usize| loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    };
    let reaches_end = || {
        let (mut at, mut has_image) = (13 + table(*bytes.get(10)?), false);
        loop {
            at = match bytes.get(at) {
                None => return Some(has_image && at == bytes.len()),
                Some(0x3b) => return Some(has_image),
                Some(0x21) => skip_blocks(at + 2)?,
                Some(0x2c) => {
                    has_image = true;
                    skip_blocks(at + 11 + table(*bytes.get(at + 9)?))?
                }
                Some(_) => return Some(has_image),
            };
        }
    };
    whole_if(reaches_end())
}

/// WebP: a RIFF file as long as it says.
pub fn webp(bytes: &[u8]) -> Form {
    if begins(bytes, &[b"RIFF"]) != Form::Whole || begins(bytes.get(8..).unwrap_or_default(), &[b"WEBP"]) != Form::Whole
    {
        return Form::Other;
    }
    whole_if(little_u32(bytes, 4).map(|length| length.saturating_add(8) <= bytes.len()))
}

/// AVIF: boxes of ISO media, the first of which names the format.
pub fn avif(bytes: &[u8]) -> Form {
    let Some(length) = big_u32(bytes, 0).filter(|length| (16..=4096).contains(length)) else { return Form::Other };
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    let is_avif = brands.chunks_exact(4).any(|brand| matches!(brand, b"avif" | b"avis"));
    if bytes.get(4..8) != Some(b"ftyp") || !is_avif {
        return Form::Other;
    }
    let reaches_end = || {
        let (mut at, mut boxes): (usize, usize) = (0, 0);
        while at < bytes.len() {
            boxes += 1;
            let length = match big_u32(bytes, at)? {
                // The last box can extend to the end of the file.
                0 => return Some(boxes > 1),
                1 => usize::try_from(u64::from_be_bytes(number(bytes, at + 8)?)).ok().filter(|length| *length >= 16)?,
                length => Some(length).filter(|length| *length >= 8)?,
            };
            at = at.checked_add(length)?;
        }
        Some(at == bytes.len() && boxes > 1)
    };
    whole_if(reaches_end())
}

/// An icon of Windows: a list of pictures that are in the file.
pub fn ico(bytes: &[u8]) -> Form {
    let count = number(bytes, 4).map_or(0, |count| usize::from(u16::from_le_bytes(count)));
    if begins(bytes, &[b"\0\0\x01\0"]) != Form::Whole || count == 0 {
        return Form::Other;
    }
    let is_there = |entry: usize| {
        let at = 6 + 16 * entry;
        let end = little_u32(bytes, at + 8)?.checked_add(little_u32(bytes, at + 12)?)?;
        Some(end <= bytes.len())
    };
    whole_if(Some((0..count).all(|entry| is_there(entry) == Some(true))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
        \0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04\xff\xd9\xff\xc0\0\x0b\x08\0\x02\0\x03\x01\x01\x11\0\
        \xff\xda\0\x08\x01\x01\0\0\x3f\0\x7f\xff\xd9";
    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    const WEBP: &[u8] = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";
    const AVIF: &[u8] = b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x08mdat";
    const ICO: &[u8] = b"\0\0\x01\0\x01\0\x01\x01\0\0\x01\0\x20\0\x01\0\0\0\x16\0\0\0!";

    #[test]
    fn picture_is_whole_cut_or_of_another_type() {
        type Check = fn(&[u8]) -> Form;
        let formats: [(&[u8], Check); 6] =
            [(PNG, png), (JPEG, jpeg), (GIF, gif), (WEBP, webp), (AVIF, avif), (ICO, ico)];
        for (at, (picture, check)) in formats.iter().enumerate() {
            assert_eq!(check(picture), Form::Whole, "{at}");
            // Bytes after the end are allowed, except those that claim to be part of the file.
            for end in 0..picture.len() {
                // The trailer of GIF is one byte, which may be missing.
                let is_trailer = end + 1 == picture.len() && picture.ends_with(b";");
                assert!(is_trailer || check(&picture[..end]) != Form::Whole, "{at}: {end}");
            }
            for (other, (_, check)) in formats.iter().enumerate().filter(|(other, _)| *other != at) {
                assert_eq!(check(picture), Form::Other, "{at} as {other}");
            }
        }
    }

    #[test]
    fn every_changed_byte_is_survived() {
        for (picture, check) in [(PNG, png as fn(&[u8]) -> Form), (JPEG, jpeg), (GIF, gif), (WEBP, webp), (AVIF, avif)]
        {
            for at in 0..picture.len() {
                for value in [0, 1, 0x7f, 0xff] {
                    let mut changed = picture.to_vec();
                    changed[at] = value;
                    let _ = (check(&changed), read_size(&changed));
                }
            }
        }
    }

    #[test]
    fn size_must_be_one_that_browsers_show() {
        assert_eq!(read_size(PNG), Some(Ok((1, 1))));
        assert_eq!(read_size(JPEG), Some(Ok((3, 2))));
        let with_height = |height: [u8; 4]| [&PNG[..20], &height[..], &PNG[24..]].concat();
        assert_eq!(read_size(&with_height([0xff; 4])), Some(Err((1, 0xffff_ffff))));
        assert_eq!(read_size(&with_height([0; 4])), Some(Err((1, 0))));
        assert_eq!(read_size(&with_height([0, 0, 0xff, 0xff])), Some(Ok((1, 0xffff))));
        assert_eq!(read_size(b"<html>"), None);
    }
}
