
## Following
follow-box-title = Følg med
follow-box-text = Få besked, når der kommer nyt på denne side.
follow-box-mail = Følg på mail
follow-box-feed = Nyheder (Atom)
follow-box-calendar = Kalender (iCal)
follow-title = Følg { $name }
follow-search = Søgning: { $words }
follow-lead = Få besked, når der kommer en ny dagsorden, en tillægsdagsorden eller et referat.
follow-by-mail = På mail
follow-by-mail-text = Du får én mail med alt det nye, ikke en for hvert punkt. Først sender vi et link, som du skal bekræfte med.
follow-address = Din mailadresse
follow-button = Send mig et link
follow-privacy = Adressen bruges kun til det, du følger her. Den slettes, når du ikke længere følger noget.
follow-by-feed = I en nyhedslæser
follow-by-feed-text = Kopiér adressen til din nyhedslæser. Den kræver ingen mailadresse.
follow-by-calendar = I din kalender
follow-by-calendar-text = Møderne kommer ind i din kalender og rettes der, når de flyttes. Åbn kalenderen direkte, eller kopiér adressen til Outlook, Google Kalender eller telefonen.
follow-calendar-open = Åbn i kalenderen
follow-calendar-meeting = Læg i min kalender
follow-calendar-virtual = Onlinemøde
follow-back = Tilbage til { $name }
follow-fault-title = Der er noget, du skal rette
follow-fault-word = Fejl
follow-fault-empty = Skriv din mailadresse.
follow-fault-form = Skriv en mailadresse som navn@kommune.dk.
follow-fault-often = Der er kommet for mange forsøg herfra. Prøv igen om en time.
follow-start-title = Følg med på mail, i nyhedslæser eller kalender
follow-start-text = Du kan følge et organ, et sagsforløb, en kommune, en person eller en søgning. Brug knappen „Følg på mail“ på den side, det handler om.
follow-start-bodies = Organer
follow-start-others = Find det, du ellers vil følge:
follow-sent-title = Tjek din indbakke
follow-sent-text = Vi sender dig en mail med et link. Tryk på linket for at bekræfte; det gælder i to døgn.
follow-unsent-title = Mailen er skrevet
follow-unsent-text = Der er ikke sat en mailserver op på dette websted, så mailen bliver ikke sendt. En administrator kan læse den under „Post“ og åbne linket i den.
follow-sent-missing = Er mailen ikke kommet inden for en halv time, så se i mappen med uønsket post. Der sendes højst ti bekræftelser i timen til samme adresse.
follow-stale-title = Linket gælder ikke mere
follow-stale-text = Det er enten brugt, for gammelt eller skrevet forkert.
follow-stale-again = Vil du følge noget, så begynd forfra på siden, det handler om.
follow-confirm-text = { $address } får en mail, når der kommer nyt om { $name }.
follow-confirm-button = Ja, jeg vil følge
follow-begun = Du følger nu med. Du får en mail, når der kommer nyt.
follow-one-ended = Det følger du ikke længere.
follow-manage-title = Det, du følger
follow-manage-lead = Mails om dette sendes til { $address }.
follow-manage-end = Følg ikke længere
follow-manage-gone = (siden findes ikke mere)
follow-manage-more = Vil du følge mere?
follow-manage-keep = Gem ikke denne sides adresse, hvor andre kan se den: den giver adgang til at ændre det, du følger.
follow-end-title = Stop alle mails
follow-end-text = { $address } får ikke længere mails om nyt i det, du følger.
follow-end-button = Stop alle mails
follow-end-back = Behold noget af det
follow-ended-title = Du får ikke flere mails
follow-ended-text = Du følger ikke længere noget her, og din mailadresse er slettet.
follow-feed-title = { $name } – nyt i Raadslag
follow-feed-about = Nye dagsordener, tillægsdagsordener og referater.

## Mails to those who follow
follow-mail-confirm-subject = Bekræft, at du vil følge { $name }
follow-mail-confirm-text = Nogen, forhåbentlig dig, har bedt om at følge { $name } på { $site }. Bekræft det med linket herunder.
follow-mail-confirm-button = Bekræft
follow-mail-confirm-once = Linket kan bruges én gang og gælder i to døgn. Har du ikke bedt om det, skal du ikke gøre noget; så hører du ikke mere fra os.
follow-mail-confirm-why = Du får denne mail, fordi din adresse blev skrevet i formularen. Den er ikke gemt til andet.
follow-mail-subject = { $n ->
    [one] Nyt i det, du følger
   *[other] Nyt i det, du følger: { $figure } dokumenter
 }
follow-mail-agenda = Ny dagsorden
follow-mail-supplementary = Ny tillægsdagsorden
follow-mail-minutes = Nyt referat
follow-mail-more-items = { $n ->
    [one] og ét punkt til
   *[other] og { $figure } punkter til
 }
follow-mail-more-documents = { $n ->
    [one] Og ét dokument til
   *[other] Og { $figure } dokumenter til
 }
follow-mail-why = Du får denne mail, fordi du har bedt om at følge med på { $site }.
follow-mail-manage = Se og ret det, du følger
follow-mail-end = Stop alle mails

## The outbox
post-title = Post
post-lead = Mails, som Raadslag har skrevet: dem, der venter, dem, der ikke kunne sendes, og dem, der er sendt.
post-no-server = Der er ikke sat en mailserver op. Mails bliver liggende her og kan læses af en administrator, til serveren er sat op med --smtp.
post-states = Vis
post-queued = Venter ({ $figure })
post-failed = Ikke sendt ({ $figure })
post-sent = Sendt ({ $figure })
post-none = Her er ingen mails.
post-to = Til
post-written = Skrevet { $at }
post-attempts = { $n ->
    [one] ét forsøg
   *[other] { $figure } forsøg
 }
post-next = prøves igen { $at }
post-sent-at = sendt { $at }
post-failed-at = opgivet { $at }
post-reply = Serveren svarede:
post-again = Prøv igen
post-html = Se mailen, som modtageren ser den
post-text = Mailens tekst
post-private = Mailens tekst vises ikke her: den er kun til modtageren.
post-forgotten = Mailen er sendt, og dens tekst er slettet.
desk-post-text = Mails, der venter, er sendt eller ikke kunne sendes
