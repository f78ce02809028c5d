//! What the compiled word list says of one form. The list's compiler packs it, the checker reads it.

/// Whether a form may stand in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Standing {
    /// The list does not have it.
    #[default]
    Absent,
    /// It may stand there.
    Known,
    /// The list has it as a misspelling.
    Forbidden,
}

/// How the stem of a form is written, compared with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stem {
    /// The form without so many bytes at its end.
    Shorter(usize),
    /// The form and the letters at this place in the table of endings.
    Longer(usize),
    /// Otherwise than the form's beginning.
    Other,
}

/// What the list says of a form. Packed, it takes 18 bits: five standings of two bits, then the
/// stem's code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry(u32);

impl Entry {
    /// As packed.
    pub(crate) fn new(packed: u32) -> Self {
        Self(packed)
    }

    /// At one place of a compound, or as a whole.
    pub(crate) fn at(self, place: Place) -> Standing {
        match self.0 >> (2 * place as u32) & 3 {
            0 => Standing::Absent,
            1 => Standing::Known,
            _ => Standing::Forbidden,
        }
    }

    /// The stem from which the form at a compound's middle comes.
    pub(crate) fn stem(self) -> Stem {
        match (self.0 >> STEM) as usize {
            code @ 0..LONGER => Stem::Shorter(code),
            code @ LONGER..OTHER => Stem::Longer(code - LONGER),
            _ => Stem::Other,
        }
    }
}

/// Where a form may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// As a whole word.
    Whole,
    /// As a whole word in the case it is listed in, not as "Ipad" for "iPad".
    AsListed,
    /// At the front of a compound.
    Front,
    /// Between other parts.
    Middle,
    /// At the end.
    End,
}

/// Where the stem's code begins in the packed form.
pub(crate) const STEM: u32 = 10;
/// Codes of stems: from 0 shorter ones, from here longer ones.
pub(crate) const LONGER: usize = 64;
/// The code of stems that are otherwise written.
pub(crate) const OTHER: usize = 255;
