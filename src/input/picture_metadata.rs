//! The metadata of pictures: the position, the camera, the time, previews and remarks, which phones and programs write into
//! a picture, and which its author rarely wants to publish.
//!
//! Takes the bytes of a JPEG, PNG or WebP file; returns them without metadata. The pixels, the colour profile and the
//! orientation stay, because without them the picture looks different. Decodes no pixel. A file of another type, and one
//! that is not as its format says, is returned unchanged.

use std::borrow::Cow;

/// Exif data with nothing in it but the orientation, whose value is its last byte but six.
const ORIENTATION_ONLY: [u8; 26] =
    [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
/// The byte of [`ORIENTATION_ONLY`] that is the orientation.
const ORIENTATION_AT: usize = 19;
/// The tag of the orientation in Exif data.
const ORIENTATION_TAG: u16 = 0x0112;
/// What begins Exif data in a JPEG file.
const EXIF: &[u8] = b"Exif\0\0";
/// What begins a colour profile in a JPEG file.
const COLOUR_PROFILE: &[u8] = b"ICC_PROFILE\0";
/// The start of a PNG file.
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunks of PNG that say something about the picture and change none of its pixels.
const PNG_METADATA: [&[u8; 4]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"];
/// The flags of a WebP file that has Exif data, and that has XMP data.
const WEBP_FLAGS: [u8; 2] = [0x08, 0x04];

/// A picture as it is published.
pub struct CleanPicture<'b> {
    /// Its bytes without metadata.
    pub bytes: Cow<'b, [u8]>,
    /// Whether viewers turn it by a quarter, so that its width is the height of its pixels.
    pub is_turned: bool,
}

/// The picture without metadata.
pub fn clean_picture(bytes: &[u8]) -> CleanPicture<'_> {
    let cleaned = clean_jpeg(bytes).or_else(|| clean_png(bytes)).or_else(|| clean_webp(bytes));
    match cleaned {
        Some(Cleaned { bytes: cleaned, orientation }) => CleanPicture {
            bytes: if cleaned == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(cleaned) },
            is_turned: (5..=8).contains(&orientation),
        },
        None => CleanPicture { bytes: Cow::Borrowed(bytes), is_turned: false },
    }
}

/// A picture without metadata.
struct Cleaned {
    bytes: Vec<u8>,
    /// 1 to 8; 1 is upright.
    orientation: u8,
}

/// Exif data with this orientation only; `None` if the picture is upright.
fn exif_of(orientation: u8) -> Option<[u8; 26]> {
    let mut exif = ORIENTATION_ONLY;
    exif[ORIENTATION_AT] = orientation;
    (2..=8).contains(&orientation).then_some(exif)
}

/// The orientation in Exif data; 1 if it has none.
fn read_orientation(exif: &[u8]) -> u8 {
    let number = |at: usize, length: usize| -> Option<u32> {
        let bytes = exif.get(at..at.checked_add(length)?)?;
        let join = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
        match exif.first()? {
            b'I' => Some(bytes.iter().rev().fold(0, join)),
            b'M' => Some(bytes.iter().fold(0, join)),
            _ => None,
        }
    };
    let find = || {
        let directory = number(4, 4)? as usize;
        let count = number(directory, 2)? as usize;
        let entry = (0..count).map(|index| directory + 2 + 12 * index);
        let at =
            entry.take_while(|at| *at < exif.len()).find(|at| number(*at, 2) == Some(u32::from(ORIENTATION_TAG)))?;
        number(at + 8, 2)
    };
    find().filter(|value| (1..=8).contains(value)).map_or(1, |value| value as u8)
}

/// JPEG: segments up to the end of the image. What follows it, such as the film of a moving picture, is left out.
fn clean_jpeg(bytes: &[u8]) -> Option<Cleaned> {
    bytes.strip_prefix(b"\xff\xd8\xff")?;
    let mut cleaned = vec![0xff, 0xd8];
    let (mut at, mut orientation) = (2, 1);
    let mut kept = Vec::new();
    loop {
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            0xd9 => {
                kept.extend([0xff, 0xd9]);
                break;
            }
            _ => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                let mut end = at + 2 + length;
                let content = bytes.get(at + 4..end)?;
                if marker == 0xe1
                    && let Some(exif) = content.strip_prefix(EXIF)
                {
                    orientation = read_orientation(exif);
                }
                if marker == 0xda {
                    end = scan_end(bytes, end);
                }
                let is_kept = match marker {
                    // The header of the format, the colour profile, and how the colours are stored.
                    0xe0 | 0xee => true,
                    0xe2 => content.starts_with(COLOUR_PROFILE),
                    0xe1..=0xef | 0xfe => false,
                    _ => true,
                };
                if is_kept {
                    kept.extend_from_slice(&bytes[at..end]);
                }
                at = end;
                if at == bytes.len() {
                    // The end is missing, as some cameras leave it.
                    break;
                }
            }
        }
    }
    // After the header of the format, which comes first.
    let header = match kept.get(..4) {
        Some([0xff, 0xe0, high, low]) => 2 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    cleaned.extend_from_slice(&kept[..header]);
    if let Some(exif) = exif_of(orientation) {
        cleaned.extend([0xff, 0xe1, 0, (2 + EXIF.len() + exif.len()) as u8]);
        cleaned.extend_from_slice(EXIF);
        cleaned.extend(exif);
    }
    cleaned.extend_from_slice(&kept[header..]);
    Some(Cleaned { bytes: cleaned, orientation })
}

/// The byte after the pixels that begin at byte `start`: the next marker.
fn scan_end(bytes: &[u8], start: usize) -> usize {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7);
    let pairs = bytes.get(start..).unwrap_or_default().windows(2);
    pairs.into_iter().position(is_marker).map_or(bytes.len(), |length| start + length)
}

/// PNG: chunks up to the last one. What follows it is left out.
fn clean_png(bytes: &[u8]) -> Option<Cleaned> {
    bytes.strip_prefix(PNG_SIGNATURE)?;
    let mut cleaned = PNG_SIGNATURE.to_vec();
    let (mut at, mut orientation) = (PNG_SIGNATURE.len(), 1);
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        let kind = &chunk[4..8];
        if kind == b"eXIf" {
            orientation = read_orientation(&chunk[8..8 + length]);
            if let Some(exif) = exif_of(orientation) {
                let mut content = b"eXIf".to_vec();
                content.extend(exif);
                cleaned.extend((exif.len() as u32).to_be_bytes());
                cleaned.extend_from_slice(&content);
                cleaned.extend(crc32fast::hash(&content).to_be_bytes());
            }
        } else if !PNG_METADATA.iter().any(|metadata| *metadata == kind) {
            cleaned.extend_from_slice(chunk);
        }
        at = end;
        if kind == b"IEND" {
            return Some(Cleaned { bytes: cleaned, orientation });
        }
    }
}

/// WebP: the chunks of a RIFF file. What follows them is left out.
fn clean_webp(bytes: &[u8]) -> Option<Cleaned> {
    let length = u32::from_le_bytes(bytes.strip_prefix(b"RIFF")?.get(..4)?.try_into().ok()?) as usize;
    let content = bytes.get(8..length.checked_add(8)?)?.strip_prefix(b"WEBP")?;
    let mut cleaned = b"RIFF\0\0\0\0WEBP".to_vec();
    let (mut at, mut orientation, mut flags_at) = (0, 1, None);
    while at < content.len() {
        let kind = content.get(at..at + 4)?;
        let length = u32::from_le_bytes(content.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?;
        let chunk = content.get(at..end)?;
        // A chunk of an odd length is followed by one byte.
        let padded = content.get(..end + length % 2).map_or(end, <[u8]>::len);
        match kind {
            b"EXIF" => {
                let exif = &chunk[8..];
                orientation = read_orientation(exif.strip_prefix(EXIF).unwrap_or(exif));
            }
            b"XMP " => {}
            _ => {
                if kind == b"VP8X" && length > 0 {
                    flags_at = Some(cleaned.len() + 8);
                }
                cleaned.extend_from_slice(&content[at..padded]);
            }
        }
        at = padded;
    }
    if let Some(flags) = flags_at {
        cleaned[flags] &= !(WEBP_FLAGS[0] | WEBP_FLAGS[1]);
        if let Some(exif) = exif_of(orientation) {
            cleaned[flags] |= WEBP_FLAGS[0];
            cleaned.extend_from_slice(b"EXIF");
            cleaned.extend((exif.len() as u32).to_le_bytes());
            cleaned.extend(exif);
        }
    }
    let length = u32::try_from(cleaned.len() - 8).ok()?;
    cleaned[4..8].copy_from_slice(&length.to_le_bytes());
    Some(Cleaned { bytes: cleaned, orientation })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_metadata(bytes: &[u8]) -> Cow<'_, [u8]> {
        clean_picture(bytes).bytes
    }

    fn is_turned(bytes: &[u8]) -> bool {
        clean_picture(bytes).is_turned
    }

    /// Exif data of a phone: the orientation 6 and a position, with the bytes in this order.
    fn exif(is_big: bool) -> Vec<u8> {
        let short = |number: u16| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
        let long = |number: u32| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
        let mut exif = if is_big { b"MM".to_vec() } else { b"II".to_vec() };
        exif.extend(short(42));
        exif.extend(long(8));
        exif.extend(short(2));
        for (tag, kind, value) in [(0x0112, 3, [short(6), short(0)].concat()), (0x8825, 4, long(38).to_vec())] {
            exif.extend([short(tag), short(kind)].concat());
            exif.extend(long(1));
            exif.extend(value);
        }
        exif.extend(long(0));
        exif.extend(b"N 56 56 50");
        exif
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        [&[0xff, marker][..], &(content.len() as u16 + 2).to_be_bytes(), content].concat()
    }

    /// A JPEG file with these segments after its header, and bytes after its end.
    fn jpeg(segments: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
        let header = segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
        let frame = segment(0xc0, b"\x08\0\x02\0\x03\x01\x01\x11\0");
        let scan = [segment(0xda, b"\x01\x01\0\0\x3f\0"), b"\x7f\xff\0\xff\xd0\x11\xff\xd9".to_vec()].concat();
        [b"\xff\xd8".to_vec(), header, segments.concat(), frame, scan, after.to_vec()].concat()
    }

    #[test]
    fn jpeg_keeps_pixels_profile_and_orientation() {
        for is_big in [true, false] {
            let position = segment(0xe1, &[EXIF, &exif(is_big)].concat());
            let profile = segment(0xe2, b"ICC_PROFILE\0\x01\x01colours");
            let other = [
                segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
                segment(0xfe, b"remark"),
                segment(0xe2, b"MPF\0"),
            ];
            let picture = jpeg(&[position, other.concat(), profile.clone()], b"\0\0\0\x18ftypmp42");
            let cleaned = without_metadata(&picture);
            let orientation = segment(0xe1, &[EXIF, &exif_of(6).unwrap()].concat());
            assert_eq!(cleaned, jpeg(&[orientation, profile], b""));
            assert!(is_turned(&picture) && is_turned(&cleaned));
            // A second time nothing changes.
            assert!(matches!(without_metadata(&cleaned), Cow::Borrowed(_)));
        }
        let clean = jpeg(&[], b"");
        assert!(matches!(without_metadata(&clean), Cow::Borrowed(_)) && !is_turned(&clean));
    }

    #[test]
    fn png_keeps_pixels_and_loses_texts() {
        let chunk = |kind: &[u8], content: &[u8]| {
            let named = [kind, content].concat();
            [&(content.len() as u32).to_be_bytes()[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
        };
        let picture = |chunks: &[Vec<u8>]| {
            let ends = [chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")];
            [PNG_SIGNATURE, &ends[0], &chunks.concat(), &ends[1], &ends[2]].concat()
        };
        let profile = chunk(b"iCCP", b"colours");
        let with = picture(&[
            chunk(b"tEXt", b"Author\0Anna"),
            profile.clone(),
            chunk(b"eXIf", &exif(true)),
            chunk(b"tIME", &[0; 7]),
        ]);
        let cleaned = without_metadata(&with);
        assert_eq!(cleaned, picture(&[profile, chunk(b"eXIf", &exif_of(6).unwrap())]));
        assert!(matches!(without_metadata(&cleaned), Cow::Borrowed(_)));
    }

    #[test]
    fn webp_keeps_pixels_and_orientation() {
        let chunk = |kind: &[u8], content: &[u8]| {
            let padding = vec![0; content.len() % 2];
            [kind, &(content.len() as u32).to_le_bytes(), content, &padding].concat()
        };
        let picture = |chunks: &[Vec<u8>]| {
            let content = [b"WEBP".to_vec(), chunks.concat()].concat();
            [b"RIFF", &(content.len() as u32).to_le_bytes()[..], &content].concat()
        };
        let header = |flags: u8| chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
        let pixels = chunk(b"VP8 ", b"pixel");
        let with = picture(&[header(0x1c), pixels.clone(), chunk(b"EXIF", &exif(false)), chunk(b"XMP ", b"<x/>")]);
        let cleaned = without_metadata(&with);
        assert_eq!(cleaned, picture(&[header(0x18), pixels.clone(), chunk(b"EXIF", &exif_of(6).unwrap())]));
        assert!(is_turned(&with));
        assert!(matches!(without_metadata(&cleaned), Cow::Borrowed(_)));
        let upright = picture(&[header(0x14), pixels.clone(), chunk(b"XMP ", b"<x/>")]);
        assert_eq!(without_metadata(&upright), picture(&[header(0x10), pixels]));
    }

    #[test]
    fn damaged_pictures_are_unchanged_and_never_fail() {
        let picture = jpeg(&[segment(0xe1, &[EXIF, &exif(true)].concat()), segment(0xfe, b"remark")], b"");
        for end in 0..picture.len() {
            let _ = (without_metadata(&picture[..end]), is_turned(&picture[..end]));
            for value in [0, 1, 0x7f, 0xff] {
                let mut changed = picture.clone();
                changed[end] = value;
                let _ = (without_metadata(&changed), is_turned(&changed));
            }
        }
        for other in [&b"GIF89a"[..], b"", b"RIFF\xff\xff\xff\xffWEBP", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff"] {
            assert!(matches!(without_metadata(other), Cow::Borrowed(_)));
        }
    }
}
