
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
