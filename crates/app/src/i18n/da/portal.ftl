## The site and its frame
site-name = Raadslag
site-description = Dagsordener, referater og beslutninger fra kommunernes fælles organer, samlet så man kan læse, søge i og følge dem.
skip-link = Gå til sidens indhold
switch-language = English
nav-label = Hovedmenu
nav-search = Søg
nav-meetings = Møder
nav-calendar = Kalender
nav-bodies = Organer
nav-municipalities = Kommuner
crumb-label = Brødkrumme
crumb-home = Forside

## Errors
error-missing = Siden findes ikke
error-missing-text = Adressen fører ingen steder hen. Måske er den skrevet forkert. Prøv at søge efter det, du ledte efter.
error-busy = Arkivet har travlt
error-busy-text = Svaret kom ikke i tide. Prøv igen om et øjeblik.
error-request = Forespørgslen kan ikke forstås
error-request-text = Der er noget galt med adressen eller det, der blev sendt med. Prøv at søge i stedet.
error-inside = Noget gik galt hos os
error-inside-text = Siden kunne ikke laves. Fejlen er noteret. Prøv igen om lidt.
error-code = Fejlkode

## Counts
items-count = { $n ->
    [one] { $figure } punkt
   *[other] { $figure } punkter
 }
meetings-count = { $n ->
    [one] { $figure } møde
   *[other] { $figure } møder
 }
bodies-count = { $n ->
    [one] { $figure } organ
   *[other] { $figure } organer
 }
attachments-count = { $n ->
    [one] { $figure } bilag
   *[other] { $figure } bilag
 }
treatments-count = { $n ->
    [one] { $figure } behandling
   *[other] { $figure } behandlinger
 }
table-number = Tabel { $figure }
problem-page = side { $figure }
problem-line = linje { $figure }

## What was uncertain in a file that was read
read-no-items = Der er ikke fundet noget, der ligner et punkt på en dagsorden
read-item-without-header = Et punkt uden nummer og titel er kendt på sine overskrifter; titlen er dets første ord
read-item-without-title = Et punkt har kun et nummer; titlen er dets første ord
read-item-only-in-contents = Indholdsfortegnelsen nævner et punkt, som teksten ikke har
read-table-rebuilt = En tabel, eller lister side om side, er sat sammen af smalle linjer; se efter, om cellerne passer
read-table-in-lines = Smalle linjer ligner cellerne i en tabel, trykt under hinanden; hvilke der hører sammen, vides ikke. Sammenlign med originalen
read-pdf-table-rebuilt = PDF-filen er beskadiget: dens fortegnelse er lavet igen, og der kan mangle tekst
read-pdf-pages-rebuilt = PDF-filens liste over sider er beskadiget; siderne står i den rækkefølge, de blev fundet
read-pdf-pages-missing = PDF-filen siger, at den har flere sider, end der er fundet
read-pdf-page-unread = En del af siden kunne ikke læses
read-embedded-part = Her er indlejret en del i et andet format, som ikke er læst
read-hidden-text = Tekst, der er formateret som skjult, vises ikke; den er bevaret her
read-tracked-changes = Dokumentet har registrerede ændringer; slettet tekst er udeladt
read-comment = En kommentar i margenen hører ikke til teksten; den er bevaret her
read-picture-left-out = Et billede er udeladt; hvad filen siger, det viser, er bevaret her
read-link-by-page = Et link nederst på en side kan høre til et andet af sidens punkter
read-links-without-host = Links til sidens egen server er ufuldstændige, fordi siden ikke nævner den
read-unknown-key = Filen har et felt, som ikke kendes; teksten er bevaret her

## Documents, kinds, outcomes
date-unknown = dato ukendt
place-unknown = Ikke oplyst
document-agenda = Dagsorden
document-minutes = Referat
document-supplementary = Tillægsdagsorden
kind-theme = Temadrøftelse
kind-decision = Beslutningssag
kind-information = Orienteringssag
kind-appointment = Udpegningssag
kind-notice = Meddelelser
kind-approval = Godkendelse
kind-other = Andet
kind-municipality = Kommune
kind-person = Person
outcome-approved = Godkendt
outcome-approved-with-changes = Godkendt med ændringer
outcome-recommended = Anbefalet
outcome-discussed = Drøftet
outcome-noted = Taget til efterretning
outcome-postponed = Udsat
outcome-rejected = Forkastet
outcome-withdrawn = Trukket tilbage
outcome-referred = Sendt videre
outcome-returned = Sendt tilbage
outcome-appointed = Udpeget
outcome-none = udfald ikke oplyst
closed-item = Lukket punkt
closed-for-insiders = Punktet er lukket. Du kan læse det, fordi du har en rolle i organet; offentligheden ser kun nummer og titel.
closed-explained = Punktet behandles for lukkede døre. Nummer og titel er offentlige; indhold, bilag og beslutning er ikke.
body-kkr = Kommunekontaktråd
body-executives = Kommunaldirektørkreds
body-region = Region
body-council = Byråd eller kommunalbestyrelse
body-committee = Udvalg eller andet organ

## Home
home-title = Dagsordener og beslutninger
home-heading = Hvad er besluttet, hvornår, og hvad kom der ud af det?
home-held = { $items } fra { $meetings } i { $bodies }.
home-upcoming = Kommende møder
home-latest = Seneste møder
home-items = Vis punkterne
home-all-meetings = Alle møder
home-empty = Arkivet er tomt endnu.
home-threads = Sager i bevægelse
home-threads-intro = Den samme sag fulgt fra møde til møde.
home-municipality = Hvad angår min kommune?
home-municipality-text = Se alle punkter, der nævner en kommune, og de frister, den skal nå.
home-municipality-link = Find din kommune

## Search
search-title = Søg
search-title-for = Søgning: { $words }
search-label = Søg i dagsordener og referater
search-button = Søg
search-help = Sådan kan du søge
search-help-words = punkter med begge ord, i alle former og som del af sammensatte ord
search-help-phrase = ordene i netop den rækkefølge
search-help-exclude = udelader punkter med ordet efter stregen
search-help-or = punkter med mindst ét af ordene
search-help-prefix = alt, der begynder sådan
search-help-title = kun i punkternes titler
search-help-body = kun i det organ
search-help-year = kun i det år
search-help-years = kun i de år, begge med
search-help-case = kun med det sagsnummer
search-help-spelling = Store og små bogstaver er ligegyldige, og »Koege« finder også »Køge«. En søgning kan ikke skrives forkert: det, der ikke kan forstås, søges der efter, som det står.
search-meant = Mente du
search-nothing = Ingen punkter fundet
search-nothing-hint = Prøv færre eller andre ord, eller fjern en afgrænsning.
search-any-word = Ingen punkter har alle ordene. Her er dem, der har mindst ét.
search-active = Afgrænset til
search-remove = Fjern
search-narrow = Afgræns
search-page = Side { $page } af { $pages }
sort-label = Rækkefølge
sort-relevance = Bedste først
sort-newest = Nyeste først
sort-oldest = Ældste først
facet-body = Organ
facet-year = År
facet-kind = Slags
facet-outcome = Udfald
facet-municipality = Kommune
facet-person = Person
facet-more = Vis flere
pages-label = Sider
page-previous = Forrige
page-next = Næste
suggest-none = Ingen forslag
suggest-some = forslag. Brug tabulator for at nå dem.

## Lists and calendar
choice-all-bodies = Alle organer
choice-all-years = Alle år
choice-show = Vis
meetings-all = alle organer
meetings-title = Møder i { $body }
meetings-title-year = Møder i { $body } { $year }
meetings-none = Der er ingen møder at vise.
bodies-title = Organer
bodies-intro = Et organ er alt, hvad der holder møder eller træffer beslutninger.
bodies-kkr = Kommunekontaktråd
bodies-executives = Kommunaldirektørkredse
bodies-regions = Regioner
bodies-councils = Byråd og kommunalbestyrelser
bodies-committees = Udvalg og andre organer
body-latest = senest { $date }
body-search = Søg i organets punkter
body-description = { $body }: { $count } med dagsordener, referater og beslutninger.
municipalities-title = Kommuner
municipalities-intro = Kommuner, der er nævnt i dagsordener og referater.
people-title = Personer
people-intro = Personer, der er nævnt i dagsordener og referater i kraft af hverv eller embede.
names-none = Ingen er nævnt endnu.
calendar-title = Mødekalender { $month }
calendar-nav = Måneder
calendar-planned = De planlagte møder
calendar-today = I dag
calendar-caption = Møder i
calendar-week = Uge
calendar-week-short = Uge
calendar-list = Møder i
calendar-none = Ingen møder i denne måned.

## Meeting
meeting-title-agenda = { $body } { $date }: dagsorden
meeting-title-minutes = { $body } { $date }: referat
meeting-event = Møde i { $body }
meeting-virtual = Virtuelt
meeting-cancelled = Aflyst
meeting-place = Sted
meeting-content = Indhold
meeting-data = Data (JSON)
meeting-original = Originalen
meeting-items = Punkter
meeting-no-minutes = Der er ikke noget referat i arkivet endnu. Her er dagsordenen.
meeting-whole = Læs det hele på én side
meeting-short = Vis kun overblikket
meeting-previous = Forrige møde
meeting-next = Næste møde
turn-meetings = Organets andre møder
outline-label = På denne side
outline-title = Indhold
section-empty = Ingen punkter i dette afsnit.
to-item = til
attendance-title = Deltagere
attendance-present = Til stede
attendance-absent = Fraværende
attendance-absent-one = Fraværende: { $name }
attendance-substitutes = Stedfortrædere
attendance-for = { $name } for { $member }
document-about = Om dette dokument
versions-title = Versioner
version-imported = i arkivet siden
version-withdrawn = udgaven er trukket tilbage
original-withheld = filen vises ikke, fordi den indeholder lukkede punkter
problems-title = Hvor læsningen er usikker
problems-intro = Teksten er læst maskinelt ud af originalen. Her kunne det ikke gøres med sikkerhed:
problems-none = Dokumentet blev læst uden anmærkninger.

## Item
item-description = Punkt på { $body }s møde { $date }.
item-number = pkt. { $number }
item-case-number = Sagsnummer
item-replaced = Punktet står ikke længere i mødets nyeste dokument. Her er det, som det stod før.
item-officers = Sagsbehandler
item-subject = KLE-emne
item-decision = Beslutning
item-recommendations = Indstilling
item-attachments = Bilag
item-links = Henvisninger
item-history = Tidligere behandling
item-thread = Sagens forløb
item-empty = Der står ikke mere om punktet i dokumentet.
item-previous = Forrige punkt
item-next = Næste punkt
turn-items = Mødets andre punkter
decision-point = Ad
decision-reservations = Forbehold
decision-statements = Protokolbemærkninger
decision-absent = Deltog ikke i punktet
votes-title = Afstemning
votes-for = for
votes-against = imod
votes-abstained = undlod
votes-by-party = Stemmer efter parti
votes-party = Parti
votes-column-for = For
votes-column-against = Imod
votes-column-abstained = Undlod
votes-whole-party = hele gruppen
attachment-elsewhere = ligger hos kilden
attachment-not-held = er ikke i arkivet
mentions-title = Nævnt i punktet
mentions-deadlines = Frister
mentions-municipalities = Kommuner
mentions-people = Personer
mentions-bodies = Organer
mentions-laws = Love

## Thread
thread-page-title = Sagens forløb: { $title }
thread-kicker = Sagens forløb
thread-summary = { $treatments } i { $bodies }
thread-picture = Forløbet som billede
thread-list = Forløbet trin for trin
thread-this-item = Dette punkt
thread-open-end = Mødet er ikke i arkivet
thread-why = Hvorfor hører det med?
timeline-title = Tidslinje: { $title }
timeline-open-end = mødet er ikke i arkivet
reason-case-number = Samme sagsnummer: { $what }
reason-history = Nævnt i sagens behandling: { $what }
reason-reference = Teksten henviser til det: »{ $what }«
reason-yearly = Samme emne år for år: { $what }
reason-named-work = Handler om samme arbejde: { $what }

## Municipality and person
municipality-title = Alt om { $name }
subject-intro = Nævnt i
subject-description = { $name } er nævnt i { $count } i arkivet.
subject-search = Søg i punkterne
subject-deadlines = Frister
subject-no-deadlines = Ingen kommende frister.
subject-past-deadlines = Frister, der er gået
subject-more = { $n ->
    [one] og { $figure } sted til i punktet
   *[other] og { $figure } steder til i punktet
 }
subject-mentions = Hvor og hvordan

## About
about-title = Om arkivet
about-lead = Raadslag samler dagsordener og referater, så de kan læses, søges i og følges på tværs af møder, organer og år.
about-source-title = Hvor teksterne kommer fra
about-source = Hver side er læst maskinelt ud af det dokument, organet selv har udsendt. Originalen gemmes uændret og kan hentes på mødets side. Hvor læsningen var usikker, står det under »Om dette dokument«. Er der forskel, gælder originalen.
about-threads-title = Hvordan sager følges
about-threads = To punkter regnes for samme sag, når de har samme sagsnummer, når det ene henviser til det andet, eller når de handler om samme årlige emne eller samme navngivne arbejde. Grunden står altid ved. Møder, arkivet ikke har, vises som åbne ender.
about-closed-title = Lukkede punkter
about-closed = Punkter, der behandles for lukkede døre, vises med nummer og titel og intet andet, hverken her eller i søgningen.
about-privacy-title = Persondata
about-privacy = Arkivet sætter én cookie, og kun hvis du vælger sprog. Det måler ikke, hvem du er. Finder du personoplysninger, der ikke burde være offentlige, så skriv til den, der driver arkivet.
about-program-title = Programmet
about-program = Raadslag er fri software under Mozilla Public License 2.0. Udseendet bygger på Det Fælles Designsystem. Version

## Accessibility statement
accessibility-title = Tilgængelighedserklæring
accessibility-lead = er ansvarlig for dette websted og ønsker, at alle kan bruge det, uanset hvordan de ser, hører, bevæger sig eller læser.
accessibility-operator-unnamed = Den, der driver dette arkiv,
accessibility-status-title = Hvor tilgængeligt er webstedet?
accessibility-status = Webstedets egne sider er bygget efter WCAG 2.2 niveau AA og dermed lovens krav (EN 301 549). Webstedet som helhed overholder kravene delvist, fordi det også gengiver dokumenter, som andre har lavet.
accessibility-gaps-title = Indhold, der ikke er tilgængeligt
accessibility-gaps = Vi kender disse mangler:
accessibility-gap-originals = Originale filer og bilag vises, som kilden har lavet dem. Nogle PDF-filer mangler tags, overskrifter eller tekst til billeder.
accessibility-gap-reading = Tekst, tabeller og lister er læst maskinelt. Enkelte tabeller kan mangle overskrifter, og billeder i originalen er ikke beskrevet.
accessibility-alternatives-title = Alternativer
accessibility-alternatives = Dagsordener og referater kan læses som almindelige websider i stedet for i de originale filer. Har du brug for et bilag i en anden form, så skriv til os.
accessibility-method-title = Hvordan erklæringen er lavet
accessibility-method = Erklæringen bygger på vores egen vurdering. Hver slags side prøves automatisk i en rigtig browser, hver gang programmet ændres: reglerne i WCAG, betjening med tastatur alene, forstørrelse til 200 % og smalle skærme på 320 pixel.
accessibility-contact-title = Fortæl os om problemer
accessibility-contact = Støder du på noget, du ikke kan bruge, eller har du brug for indhold i en tilgængelig form, så skriv til
accessibility-contact-unnamed = den, der driver webstedet.
accessibility-complaint-title = Hvis du vil klage
accessibility-complaint = Digitaliseringsstyrelsen fører tilsyn med offentlige websteders tilgængelighed. Får du ikke et svar, du kan bruge, kan du henvende dig dér:

# Tal
nav-figures = Tal
figures-title = Tal
figures-intro = Fordelinger, bidrag, vurderinger og andre tal, som dagsordener afgør: regnet ud, forklaret og klar til at blive regnet efter.
figures-none = Der er ingen tal endnu.
figure-pdf = PDF
figure-xlsx = Excel
figure-csv = CSV
figure-json = Resultat (JSON)
figure-input = Grundlag (JSON)
figure-svg = Hent som billede (SVG)
figure-remarks = Vær opmærksom på
figure-grave = Bemærk:
figure-explanation = Sådan er det regnet ud
figure-basis = Grundlag
figure-inputs = Vis de tal, der er regnet med
figure-other = Regn med andre tal
figure-other-about = Skift et eller flere tal, og se hvad der så sker. Det gemte tal ændres ikke, og resultatet får sin egen adresse, som kan deles.
figure-other-open = Vis felterne
figure-compute = Regn ud
figure-changed = Regnet med andre tal end de gemte
figure-refused = De nye tal kan ikke bruges
figure-back = Tilbage til det gemte tal
figure-versions = Versioner
figure-version = Version
figure-computed = Version { $number } blev udgivet den { $date } og beregnet med Raadslag { $program }.
figure-deviates = Det program, der kører nu, regner noget andet ud end det, der blev udgivet.
figure-old-version = Du ser en tidligere version. Der er kommet en nyere.

## What was typed and is not saved
unsaved-here = Det, du skrev her kl. #, er ikke gemt.
unsaved-elsewhere = Det, du skrev på siden »%« kl. #, er ikke gemt.
unsaved-read = Se, hvad du skrev
unsaved-take = Sæt det ind igen
unsaved-go = Gå til siden
unsaved-drop = Kassér det
