/// The readable address part of a text: lower case, æ→ae, ø→oe, å→aa, everything but letters and
/// digits as single hyphens. Accents of other languages are dropped; a text without any letter or
/// digit gives an empty slug.
///
/// ```
/// use raadslag_app::register::slug;
/// assert_eq!(slug("KKR Sjælland"), "kkr-sjaelland");
/// assert_eq!(slug("  Århus – Ærø & Øerne! "), "aarhus-aeroe-oeerne");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match spelling(letter) {
            Some(letters) => slug.push_str(letters),
            None if letter.is_ascii_alphanumeric() => slug.push(letter),
            // The combining ring and the like belong to the letter before.
            None if ('\u{300}'..='\u{36f}').contains(&letter) => {}
            None if slug.is_empty() || slug.ends_with('-') => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A slug of at most `longest` characters, cut between words where it can be.
pub fn short_slug(text: &str, longest: usize) -> String {
    let mut slug = slug(text);
    if slug.len() > longest {
        // A slug is ASCII, so every index is a character boundary.
        let cut = slug[..=longest].rfind('-').filter(|&cut| cut > 0).unwrap_or(longest);
        slug.truncate(cut);
    }
    slug
}

fn spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' | 'ä' | 'ǽ' => "ae",
        'ø' | 'ö' | 'œ' | 'ǿ' => "oe",
        'å' => "aa",
        'á' | 'à' | 'â' | 'ã' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' | 'ı' => "i",
        'ó' | 'ò' | 'ô' | 'õ' => "o",
        'ú' | 'ù' | 'û' => "u",
        'ü' | 'ý' | 'ÿ' => "y",
        'ñ' => "n",
        'ç' | 'ć' | 'č' => "c",
        'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'ł' => "l",
        'š' | 'ś' => "s",
        'ž' | 'ż' | 'ź' => "z",
        _ => return None,
    })
}
