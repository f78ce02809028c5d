
## Proof-reading
proof-title = Korrektur
proof-link = Læs korrektur
proof-error = Fejl
proof-warning = Advarsel
proof-hint = Tip
proof-errors = { $n ->
    [one] 1 fejl
   *[other] { $figure } fejl
}
proof-warnings = { $n ->
    [one] 1 advarsel
   *[other] { $figure } advarsler
}
proof-hints = { $n ->
    [one] 1 tip
   *[other] { $figure } tip
}
proof-holds = { $n ->
    [one] 1 oplysning er kontrolleret og holder
   *[other] { $figure } oplysninger er kontrolleret og holder
}
proof-also-holds = Vis også det, der holder
proof-only-findings = Vis kun fund
proof-nothing = Der er ikke fundet noget.
proof-suggestion = Forslag:
proof-leave = Lad det stå
proof-reason = Hvorfor skal det stå?
proof-leave-button = Lad det stå
proof-no-reason = Skriv, hvorfor det skal stå. Begrundelsen huskes.
proof-held = Kontrolleret, og det holder
proof-accepted = Set og ladt stå
proof-because = Begrundelse:
proof-again = Vis igen som fund
proof-switches = Hvad der kontrolleres
proof-switches-lead = Hver kontrol har et niveau. Organet kan slå en kontrol fra eller give dens fund et andet niveau.
proof-check = Kontrol
proof-level = Niveau
proof-usual = Som sædvanlig
proof-off = Slået fra
proof-set = Gem
proof-changed = Ændret for organet
proof-usually = sædvanligt:
proof-words = Organets egne ord
proof-words-lead = Ord, der er stavet rigtigt, selv om ordbogen ikke kender dem.
proof-word = Ord
proof-word-button = Tilføj ordet
