//! What the checks are called.

use raadslag_proof::Code;

use crate::i18n::Language;

/// The name of a check.
pub(crate) fn name(l: Language, code: Code) -> &'static str {
    /// Marks a literal as a key of the texts.
    const fn key(key: &'static str) -> &'static str {
        key
    }
    l.text(match code {
        Code::Sum => key("check-arithmetic-sum"),
        Code::TableTotal => key("check-arithmetic-table-total"),
        Code::Change => key("check-arithmetic-change"),
        Code::Rounding => key("check-arithmetic-rounding"),
        Code::Product => key("check-arithmetic-product"),
        Code::Difference => key("check-arithmetic-difference"),
        Code::Share => key("check-arithmetic-share"),
        Code::Inhabitants => key("check-arithmetic-inhabitants"),
        Code::Count => key("check-arithmetic-count"),
        Code::Period => key("check-arithmetic-period"),
        Code::Length => key("check-arithmetic-length"),
        Code::Weekday => key("check-dates-weekday"),
        Code::NoSuchDate => key("check-dates-no-such-date"),
        Code::Year => key("check-dates-year"),
        Code::Deadline => key("check-dates-deadline"),
        Code::NextMeeting => key("check-dates-next-meeting"),
        Code::Minutes => key("check-dates-minutes"),
        Code::ItemMissing => key("check-references-item"),
        Code::ItemTitle => key("check-references-item-title"),
        Code::AnnexMissing => key("check-references-annex-missing"),
        Code::AnnexTitle => key("check-references-annex-title"),
        Code::AnnexUnmentioned => key("check-references-annex-unmentioned"),
        Code::Meeting => key("check-references-meeting"),
        Code::Link => key("check-references-link"),
        Code::Abbreviation => key("check-references-abbreviation"),
        Code::Municipality => key("check-references-municipality"),
        Code::NameVaries => key("check-references-name-varies"),
        Code::Person => key("check-references-person"),
        Code::OtherRegion => key("check-references-other-region"),
        Code::Addressee => key("check-form-addressee"),
        Code::NoRecommendation => key("check-form-no-recommendation"),
        Code::Kind => key("check-form-kind"),
        Code::Passive => key("check-form-passive"),
        Code::Chain => key("check-form-chain"),
        Code::EmptyField => key("check-form-empty-field"),
        Code::MissingField => key("check-form-missing-field"),
        Code::NothingFollows => key("check-form-nothing-follows"),
        Code::LongTitle => key("check-form-long-title"),
        Code::KindPrefix => key("check-form-kind-prefix"),
        Code::Numbering => key("check-form-numbering"),
        Code::DuplicateNumber => key("check-form-duplicate-number"),
        Code::FirstReading => key("check-form-first-reading"),
        Code::Spelling => key("check-language-spelling"),
        Code::UnknownWord => key("check-language-unknown-word"),
        Code::Doubled => key("check-language-doubled"),
        Code::Broken => key("check-language-broken"),
        Code::Verb => key("check-language-verb"),
        Code::Quotes => key("check-language-quotes"),
        Code::NumberStyle => key("check-language-number-style"),
        Code::DateStyle => key("check-language-date-style"),
        Code::LongSentence => key("check-language-long-sentence"),
        Code::Readability => key("check-language-readability"),
        Code::Stop => key("check-language-abbreviation-stop"),
        Code::Cpr => key("check-publication-cpr"),
        Code::Address => key("check-publication-address"),
        Code::Phone => key("check-publication-phone"),
        Code::Email => key("check-publication-email"),
        Code::Picture => key("check-publication-picture"),
        Code::ClosedName => key("check-publication-closed-name"),
    })
}
