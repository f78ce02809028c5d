
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

check-arithmetic-sum = Sum af dele
check-arithmetic-table-total = Tabellens totaler
check-arithmetic-change = Procentvis ændring
check-arithmetic-rounding = Afrunding
check-arithmetic-product = Beløb gange år
check-arithmetic-difference = Forskel og retning
check-arithmetic-share = Andel i procent
check-arithmetic-inhabitants = Beløb pr. indbygger
check-arithmetic-count = Antal og liste
check-arithmetic-period = Perioders rækkefølge
check-arithmetic-length = Perioders længde
check-dates-weekday = Ugedag og dato
check-dates-no-such-date = Datoer, der ikke findes
check-dates-year = Årstal
check-dates-deadline = Frister
check-dates-next-meeting = Næste møde
check-dates-minutes = Referater til godkendelse
check-references-item = Henvisning til punkter
check-references-item-title = Titel på punkter, der henvises til
check-references-annex-missing = Bilag, der mangler
check-references-annex-title = Bilags titler
check-references-annex-unmentioned = Bilag, der ikke er nævnt
check-references-meeting = Henvisning til møder
check-references-link = Links
check-references-abbreviation = Forkortelser uden forklaring
check-references-municipality = Kommunenavne
check-references-name-varies = Navne stavet forskelligt
check-references-person = Personers parti og hverv
check-references-other-region = Organisation fra en anden region
check-form-addressee = Indstillingens modtager
check-form-no-recommendation = Manglende indstilling
check-form-kind = Punktets art
check-form-passive = Hvem der skal handle
check-form-chain = Kæden »at … videre, at … endelig, at«
check-form-empty-field = Overskrift uden tekst
check-form-missing-field = Manglende felt
check-form-nothing-follows = Kolon uden fortsættelse
check-form-long-title = Lang titel
check-form-kind-prefix = Art foran titlen
check-form-numbering = Punkternes numre
check-form-duplicate-number = Samme nummer to gange
check-form-first-reading = Første behandling
check-language-spelling = Stavning
check-language-unknown-word = Ukendte ord
check-language-doubled = Ord skrevet to gange
check-language-broken = Delte og sammenskrevne ord
check-language-verb = Udsagnsord efter »har«
check-language-quotes = Anførselstegn
check-language-number-style = Måden, tal skrives på
check-language-date-style = Måden, datoer skrives på
check-language-long-sentence = Lange sætninger
check-language-readability = Læsbarhed (LIX)
check-language-abbreviation-stop = Punktum efter forkortelser
check-publication-cpr = CPR-numre
check-publication-address = Private adresser
check-publication-phone = Telefonnumre
check-publication-email = Mailadresser
check-publication-picture = Billeder uden beskrivelse
check-publication-closed-name = Navne fra lukkede punkter
