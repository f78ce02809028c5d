
## Tasks
tasks-title = Opgaver
tasks-lead = Det, der skal gøres efter en beslutning: hvem, hvad og hvornår.
tasks-all = Alle åbne
tasks-mine = Mine
tasks-late = Forsinkede
tasks-settled = Afsluttede
tasks-show = Vis
tasks-none = Der er ingen opgaver her.
task-title = Opgave
task-new = Ny opgave
task-change = Ret opgaven
task-what = Hvad skal gøres?
task-who = Hvem?
task-who-other = En anden (skriv navnet nedenfor)
task-who-name = Navn, hvis det er en anden
task-who-hint = For eksempel et organ, en kommune eller en person uden bruger.
task-due = Frist
task-due-field = Frist (kan stå tom)
task-save = Gem opgaven
task-do = Udført
task-reopen = Åbn igen
task-drop = Lad opgaven bortfalde
task-reason = Begrundelse
task-open = Åben
task-done = Udført
task-late = Forsinket
task-dropped-because = Bortfaldet: { $reason }
task-error-text = Skriv, hvad det drejer sig om.
task-error-long = Teksten er for lang. Der er plads til { $figure } tegn.
task-error-owner = Skriv, hvem der skal gøre det.
task-error-reason = Skriv, hvorfor det bortfalder.
task-error-changed = En anden har ændret opgaven, mens du skrev. Øverst står den, som den er nu; i felterne står dit. Gem igen, hvis dit skal gælde.
desk-tasks-text = Opgaver efter beslutninger, og hvor langt de er.

## Since last
since-title = Siden sidst: { $body }
since-meeting = Seneste møde var
since-no-meeting = Arkivet har intet tidligere møde.
since-decided = Besluttet på seneste møde
since-tasks = Opgaver
since-onward = Svar fra kommunerne
since-promised = Lovet til næste møde
since-none = Intet.
promise-new = Lov et punkt til næste møde
promise-note = Bemærkning (kan stå tom)
promise-save = Tilføj
promise-done = Er på dagsordenen
promise-next = Sæt på næste møde
promise-no-meeting = Der er ikke planlagt et møde, hvis dagsorden endnu kan få punktet med. Planlæg mødet først.
promise-reminded = Det næste møde, hvis dagsorden ikke er ude endnu, er den { $date }. Dagsordenen dér minder om det.
promise-drop = Skal ikke på

## Decisions others must follow
onward-title = Videre til kommunerne
onward-kicker = Videre til kommunerne
onward-lead = Beslutninger, som kommunerne og regionen skal følge, og hvor langt de er.
onward-none = Der er ikke sendt noget videre endnu.
onward-new = Send videre til kommunerne
onward-new-lead = Hver modtager får den samme tekst, med plads til sin egen, og et link til at svare med.
onward-the-item = Punktet
onward-closed-warning = Punktet er lukket. Det er status på sagen også: kun organets egne kan se den. Modtagerne læser teksten gennem deres link.
onward-field-title = Titel
onward-field-asked = Kommunen bedes
onward-accede = Tiltræde
onward-approve = Godkende
onward-take-note = Tage til efterretning
onward-deadline = Frist
onward-field-text = Fælles tekst
onward-text-hint = En tom linje skiller afsnit. Begynd en linje med # for en overskrift og med - for et punkt i en liste. Linjen [lokal tekst] bliver til modtagerens egen tekst. Punktets sagsfremstilling følger med nedenunder, som den er.
onward-recipients = Modtagere
onward-others = Andre modtagere
onward-others-hint = Ét navn pr. linje.
onward-create = Opret sagen
onward-save = Gem
onward-from = Udspringer af
onward-public = Offentlig status
onward-public-page = Siden, alle kan se
onward-status = Status
onward-answers = Modtagerne
onward-missing = Mangler at beslutte
onward-unanswered = Intet svar
onward-earlier = { $n ->
    [one] { $figure } tidligere svar
   *[other] { $figure } tidligere svar
 }
onward-given = Svaret { $at }, { $who }
onward-has-link = Har et link at svare med
onward-no-link = Har intet link
onward-mailed = Sidste mail
onward-link-new = Lav et nyt link
onward-link-end = Luk for links
onward-remove = Fjern modtageren
onward-links-all = Lav links til alle, der mangler et
onward-links-made = Giv linkene til kommunernes sagsbehandlere. De vises kun nu. Den, der har et link, kan svare på kommunens vegne.
onward-text = Teksten
onward-text-read = Læs teksten
onward-text-change = Ret titel, frist og fælles tekst
onward-recipients-change = Ret adresser og lokale tekster
onward-local = Kun til denne modtager
onward-more = Flere modtagere
onward-to = Fra { $body } til { $name }
onward-days-left = { $n ->
    [one] { $figure } dag tilbage
   *[other] { $figure } dage tilbage
 }
onward-days-late = { $n ->
    [one] { $figure } dag over fristen
   *[other] { $figure } dage over fristen
 }
onward-saved = Tak. Svaret er gemt. Linket kan bruges igen, hvis svaret skal rettes.
onward-to-answer = Gå til svaret
onward-download = Hent teksten
onward-download-plain = tekstfil
onward-answer-title = Svar fra { $name }
onward-answer-now = Det svar, der gælder
onward-answer-correct = Ret svaret
onward-answer-public = Svaret kan læses af alle på sagens statusside, dog ikke dokumentet.
onward-answer-closed = Svaret kan kun læses af det organ, der har sendt sagen.
onward-field-answer = Hvad er der sket?
onward-said-received = Modtaget, endnu ikke besluttet
onward-said-acceded = Tiltrådt
onward-said-approved = Godkendt
onward-said-noted = Taget til efterretning
onward-said-deviated = Besluttet med forbehold eller afvigelse
onward-said-refused = Afvist
onward-field-date = Dato
onward-date-hint = Datoen for beslutningen eller, hvis den ikke er truffet endnu, den dag sagen skal behandles.
onward-field-remark = Bemærkning
onward-remark-hint = Skal udfyldes ved forbehold, afvigelse og afvisning.
onward-field-document = Referat eller brev
onward-document-hint = PDF, Word, Excel eller billede, højst 20 MB. Uden ny fil beholdes den gamle.
onward-document = Dokument
onward-send = Gem svaret
onward-gone = Linket virker ikke
onward-gone-text = Linket er lukket, skrevet forkert eller prøvet for mange gange. Bed det sekretariat, der sendte sagen, om et nyt.
onward-document-there = Indsendt
onward-default-opening = { $body } behandlede den { $date } sagen »{ $title }«. Sagen sendes hermed til behandling i kommunen.
onward-default-decision = Beslutningen
onward-default-asked = Det blev indstillet
onward-error-title = Skriv en titel.
onward-error-text = Skriv en tekst, og vælg, hvad der er sket.
onward-error-long = En tekst er for lang. Der er plads til { $figure } tegn.
onward-error-recipient = Der skal være mindst én modtager.
onward-error-twice = { $name } er allerede på listen.
onward-error-email = »{ $email }« ligner ikke en mailadresse.
onward-error-date = Skriv datoen.
onward-error-future = Beslutningen kan ikke være truffet den { $date }: det er efter i dag. Vælg »Modtaget«, hvis sagen skal behandles den dag.
onward-error-over = Fristen den { $date } er allerede gået. Vælg en dag fra i dag og frem.
onward-error-changed = En anden har ændret sagen, mens du skrev. Øverst står den, som den er nu; i felterne står dit. Gem igen, hvis dit skal gælde.
onward-error-explain = Skriv, hvad forbeholdet eller afvigelsen består i, eller hvorfor sagen er afvist.
onward-error-large = Filen er for stor. Den må højst fylde 20 MB.
onward-error-kind = Filen er af en slags, vi ikke tager imod. Send den som PDF eller Word.
onward-error-many = Der er kommet mange svar på kort tid. Vent til i morgen, eller ring til sekretariatet.
desk-onward-text = Beslutninger, som kommunerne skal tiltræde: tekst, svar og status.
onward-mail-send = { $n ->
    [one] Send mail til { $figure } modtager
   *[other] Send mail til { $figure } modtagere
 }
onward-mail-about = Mailen indeholder et link til at læse teksten og svare. Den, der ikke har besluttet, får selv en påmindelse 14 og 3 dage før fristen og derefter fire gange.
onward-mail-subject = { $title }: til behandling i { $name }
onward-mail-text = { $name } bedes behandle »{ $title }« senest den { $deadline }. Læs teksten, og giv besked her, når sagen er modtaget, og når den er besluttet.
onward-mail-button = Læs sagen og svar
onward-mail-secret = Den, der har linket, kan svare på kommunens vegne. Send det kun videre til den, der skal svare.
onward-mail-reminder = Påmindelse: { $title }
onward-mail-soon = Vi mangler svar fra { $name } om »{ $title }«. Fristen er den { $deadline }.
onward-mail-late = Fristen for at svare på »{ $title }« var den { $deadline }. Vi mangler stadig svar fra { $name }.
