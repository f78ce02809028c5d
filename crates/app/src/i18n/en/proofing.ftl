
## Proof-reading
proof-title = Proof-reading
proof-link = Proof-read
proof-error = Error
proof-warning = Warning
proof-hint = Hint
proof-errors = { $n ->
    [one] 1 error
   *[other] { $figure } errors
}
proof-warnings = { $n ->
    [one] 1 warning
   *[other] { $figure } warnings
}
proof-hints = { $n ->
    [one] 1 hint
   *[other] { $figure } hints
}
proof-holds = { $n ->
    [one] 1 claim was checked and holds
   *[other] { $figure } claims were checked and hold
}
proof-also-holds = Show what holds, too
proof-only-findings = Show findings only
proof-nothing = Nothing was found.
proof-suggestion = Suggestion:
proof-leave = Leave it
proof-reason = Why is it to stay?
proof-leave-button = Leave it
proof-no-reason = Write why it is to stay. The reason is remembered.
proof-held = Checked, and it holds
proof-accepted = Seen and left
proof-because = Reason:
proof-again = Show as a finding again
proof-switches = What is checked
proof-switches-lead = Every check has a level. The body can switch a check off or give its findings another level.
proof-check = Check
proof-level = Level
proof-usual = As usual
proof-off = Off
proof-set = Save
proof-changed = Changed for the body
proof-usually = usually:
proof-words = The body's own words
proof-words-lead = Words that are spelt right though the dictionary does not know them.
proof-word = Word
proof-word-button = Add the word

check-arithmetic-sum = Sum of parts
check-arithmetic-table-total = Totals of tables
check-arithmetic-change = Change in per cent
check-arithmetic-rounding = Rounding
check-arithmetic-product = Amount times years
check-arithmetic-difference = Difference and direction
check-arithmetic-share = Share in per cent
check-arithmetic-inhabitants = Amount per inhabitant
check-arithmetic-count = Count and list
check-arithmetic-period = Order of periods
check-arithmetic-length = Length of periods
check-dates-weekday = Weekday and date
check-dates-no-such-date = Dates that do not exist
check-dates-year = Years
check-dates-deadline = Deadlines
check-dates-next-meeting = Next meeting
check-dates-minutes = Minutes to be approved
check-references-item = References to items
check-references-item-title = Titles of items referred to
check-references-annex-missing = Annexes that are missing
check-references-annex-title = Titles of annexes
check-references-annex-unmentioned = Annexes not mentioned
check-references-meeting = References to meetings
check-references-link = Links
check-references-abbreviation = Abbreviations without explanation
check-references-municipality = Names of municipalities
check-references-name-varies = Names spelt differently
check-references-person = Parties and offices of persons
check-references-other-region = Organisation of another region
check-form-addressee = Addressee of the recommendation
check-form-no-recommendation = Missing recommendation
check-form-kind = Kind of item
check-form-passive = Who is to act
check-form-chain = The chain of recommendations
check-form-empty-field = Heading without text
check-form-missing-field = Missing field
check-form-nothing-follows = Colon with nothing after it
check-form-long-title = Long title
check-form-kind-prefix = Kind before the title
check-form-numbering = Numbers of items
check-form-duplicate-number = The same number twice
check-form-first-reading = First reading
check-language-spelling = Spelling
check-language-unknown-word = Unknown words
check-language-doubled = Words written twice
check-language-broken = Words broken or joined
check-language-verb = Verbs after “har”
check-language-quotes = Quotation marks
check-language-number-style = The way numbers are written
check-language-date-style = The way dates are written
check-language-long-sentence = Long sentences
check-language-readability = Readability (LIX)
check-language-abbreviation-stop = Full stops of abbreviations
check-publication-cpr = Civil registration numbers
check-publication-address = Private addresses
check-publication-phone = Telephone numbers
check-publication-email = E-mail addresses
check-publication-picture = Pictures without description
check-publication-closed-name = Names from closed items
