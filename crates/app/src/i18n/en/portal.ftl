## The site and its frame
site-name = Raadslag
site-description = Agendas, minutes and decisions of the joint bodies of Danish municipalities, gathered to be read, searched and followed.
skip-link = Skip to content
switch-language = Dansk
nav-label = Main menu
nav-search = Search
nav-meetings = Meetings
nav-calendar = Calendar
nav-bodies = Bodies
nav-municipalities = Municipalities
crumb-label = Breadcrumb
crumb-home = Home

## Errors
error-missing = There is no such page
error-missing-text = The address leads nowhere. It may have been mistyped. Try a search for what you were looking for.
error-busy = The archive is busy
error-busy-text = The answer did not come in time. Please try again in a moment.
error-request = The request cannot be understood
error-request-text = Something is wrong with the address or what was sent with it. Try a search instead.
error-inside = Something went wrong on our side
error-inside-text = The page could not be made. The fault has been noted. Please try again shortly.
error-code = Error code

## Counts
items-count = { $n ->
    [one] { $figure } item
   *[other] { $figure } items
 }
meetings-count = { $n ->
    [one] { $figure } meeting
   *[other] { $figure } meetings
 }
bodies-count = { $n ->
    [one] { $figure } body
   *[other] { $figure } bodies
 }
attachments-count = { $n ->
    [one] { $figure } annex
   *[other] { $figure } annexes
 }
treatments-count = { $n ->
    [one] { $figure } treatment
   *[other] { $figure } treatments
 }
table-number = Table { $figure }
problem-page = page { $figure }
problem-line = line { $figure }

## What was uncertain in a file that was read
read-no-items = Nothing that looks like an agenda item was found
read-item-without-header = An item without number and title was told by its headings; its title is its first words
read-item-without-title = An item has a number only; its title is its first words
read-item-only-in-contents = The table of contents names an item that the text does not have
read-table-rebuilt = A table, or lists side by side, was put together from narrow lines; see that the cells fit
read-table-in-lines = Narrow lines look like the cells of a table, printed one below the other; which belong together is not known. Compare with the original
read-pdf-table-rebuilt = The PDF is damaged: its table of objects was rebuilt, and text may be missing
read-pdf-pages-rebuilt = The PDF's list of pages is damaged; pages stand in the order they were found
read-pdf-pages-missing = The PDF says that it has more pages than were found
read-pdf-page-unread = Part of the page could not be read
read-embedded-part = A part of another format is embedded here and was not read
read-hidden-text = Text formatted as hidden is not shown; it is kept here
read-tracked-changes = The document has tracked changes; deleted text was left out
read-comment = A comment in the margin is no part of the text; it is kept here
read-picture-left-out = A picture is left out; what the file says it shows is kept here
read-link-by-page = A link at the end of a page may belong to another of its items
read-links-without-host = Links to the page's own host are incomplete, because the page does not name it
read-unknown-key = The file has a field that is not known; its text is kept here

## Documents, kinds, outcomes
date-unknown = date unknown
place-unknown = Not stated
document-agenda = Agenda
document-minutes = Minutes
document-supplementary = Supplementary agenda
kind-theme = Theme discussion
kind-decision = For decision
kind-information = For information
kind-appointment = Appointment
kind-notice = Notices
kind-approval = Approval
kind-other = Other
kind-municipality = Municipality
kind-person = Person
outcome-approved = Approved
outcome-approved-with-changes = Approved with changes
outcome-recommended = Recommended
outcome-discussed = Discussed
outcome-noted = Noted
outcome-postponed = Postponed
outcome-rejected = Rejected
outcome-withdrawn = Withdrawn
outcome-referred = Referred
outcome-returned = Returned
outcome-appointed = Appointed
outcome-none = outcome not stated
closed-item = Closed item
closed-for-insiders = The item is closed. You can read it because you have a role in the body; the public sees its number and title only.
closed-explained = The item is dealt with behind closed doors. Its number and title are public; its content, annexes and decision are not.
body-kkr = Regional contact council of municipalities
body-executives = Circle of chief executives
body-region = Region
body-council = Municipal council
body-committee = Committee or other body

## Home
home-title = Agendas and decisions
home-heading = What was decided, when, and what came of it?
home-held = { $items } from { $meetings } of { $bodies }.
home-upcoming = Coming meetings
home-latest = Latest meetings
home-items = Show the items
home-all-meetings = All meetings
home-empty = The archive is still empty.
home-threads = Cases in motion
home-threads-intro = The same case followed from meeting to meeting.
home-municipality = What concerns my municipality?
home-municipality-text = See every item that names a municipality, and the deadlines it has to meet.
home-municipality-link = Find your municipality

## Search
search-title = Search
search-title-for = Search: { $words }
search-label = Search agendas and minutes
search-button = Search
search-help = How to search
search-help-words = items with both words, in all their forms and as parts of compound words
search-help-phrase = the words in exactly this order
search-help-exclude = leaves out items with the word after the dash
search-help-or = items with at least one of the words
search-help-prefix = everything that begins like this
search-help-title = only in the titles of items
search-help-body = only of that body
search-help-year = only in that year
search-help-years = only in those years, both included
search-help-case = only with that case number
search-help-spelling = Capital and small letters are alike, and “Koege” finds “Køge” too. A search cannot be written wrongly: what is not understood is searched for as it stands.
search-meant = Did you mean
search-nothing = No items found
search-nothing-hint = Try fewer or other words, or remove a filter.
search-any-word = No item has all the words. These have at least one.
search-active = Narrowed to
search-remove = Remove
search-narrow = Narrow
search-page = Page { $page } of { $pages }
sort-label = Order
sort-relevance = Best first
sort-newest = Newest first
sort-oldest = Oldest first
facet-body = Body
facet-year = Year
facet-kind = Kind
facet-outcome = Outcome
facet-municipality = Municipality
facet-person = Person
facet-more = Show more
pages-label = Pages
page-previous = Previous
page-next = Next
suggest-none = No suggestions
suggest-some = suggestions. Press tab to reach them.

## Lists and calendar
choice-all-bodies = All bodies
choice-all-years = All years
choice-show = Show
meetings-all = all bodies
meetings-title = Meetings of { $body }
meetings-title-year = Meetings of { $body } in { $year }
meetings-none = There are no meetings to show.
bodies-title = Bodies
bodies-intro = A body is anything that meets or decides.
bodies-kkr = Regional contact councils of municipalities
bodies-executives = Circles of chief executives
bodies-regions = Regions
bodies-councils = Municipal councils
bodies-committees = Committees and other bodies
body-latest = latest { $date }
body-search = Search its items
body-description = { $body }: { $count } with agendas, minutes and decisions.
municipalities-title = Municipalities
municipalities-intro = Municipalities named in agendas and minutes.
people-title = People
people-intro = People named in agendas and minutes by virtue of an office or a post.
names-none = Nobody is named yet.
calendar-title = Calendar of meetings, { $month }
calendar-nav = Months
calendar-planned = The meetings planned
calendar-today = Today
calendar-caption = Meetings in
calendar-week = Week
calendar-week-short = Wk
calendar-list = Meetings in
calendar-none = No meetings this month.

## Meeting
meeting-title-agenda = { $body } { $date }: agenda
meeting-title-minutes = { $body } { $date }: minutes
meeting-event = Meeting of { $body }
meeting-virtual = On line
meeting-cancelled = Cancelled
meeting-place = Place
meeting-content = Content
meeting-data = Data (JSON)
meeting-original = Original
meeting-items = Items
meeting-no-minutes = There are no minutes in the archive yet. This is the agenda.
meeting-whole = Read all of it on one page
meeting-short = Show the overview only
meeting-previous = Previous meeting
meeting-next = Next meeting
turn-meetings = Other meetings of this body
outline-label = On this page
outline-title = Contents
section-empty = No items in this section.
to-item = to
attendance-title = Attendance
attendance-present = Present
attendance-absent = Absent
attendance-absent-one = Absent: { $name }
attendance-substitutes = Substitutes
attendance-for = { $name } for { $member }
document-about = About this document
versions-title = Versions
version-imported = in the archive since
version-withdrawn = this version has been withdrawn
original-withheld = the file is not shown because it holds closed items
problems-title = Where the reading is uncertain
problems-intro = The text was read out of the original by a program. Here it could not be sure:
problems-none = The document was read without remarks.

## Item
item-description = An item of the meeting of { $body } on { $date }.
item-number = item { $number }
item-case-number = Case number
item-replaced = The meeting's newest document no longer has this item. It is shown as it was before.
item-officers = Case officer
item-subject = Subject (KLE)
item-decision = Decision
item-recommendations = Recommendation
item-attachments = Annexes
item-links = References
item-history = Earlier treatment
item-thread = The course of the case
item-empty = The document says no more about this item.
item-previous = Previous item
item-next = Next item
turn-items = Other items of this meeting
decision-point = On
decision-reservations = Reservations
decision-statements = Statements in the minutes
decision-absent = Took no part in this item
votes-title = Vote
votes-for = for
votes-against = against
votes-abstained = abstained
votes-by-party = Votes by party
votes-party = Party
votes-column-for = For
votes-column-against = Against
votes-column-abstained = Abstained
votes-whole-party = the whole group
attachment-elsewhere = kept at the source
attachment-not-held = not in the archive
mentions-title = Named in this item
mentions-deadlines = Deadlines
mentions-municipalities = Municipalities
mentions-people = People
mentions-bodies = Bodies
mentions-laws = Laws

## Thread
thread-page-title = The course of a case: { $title }
thread-kicker = The course of a case
thread-summary = { $treatments } in { $bodies }
thread-picture = The course as a picture
thread-list = The course step by step
thread-this-item = This item
thread-open-end = The meeting is not in the archive
thread-why = Why does it belong here?
timeline-title = Timeline: { $title }
timeline-open-end = the meeting is not in the archive
reason-case-number = Same case number: { $what }
reason-history = Named in the history of the case: { $what }
reason-reference = The text refers to it: “{ $what }”
reason-yearly = Same subject year by year: { $what }
reason-named-work = Deals with the same work: { $what }

## Municipality and person
municipality-title = Everything about { $name }
subject-intro = Named in
subject-description = { $name } is named in { $count } of the archive.
subject-search = Search these items
subject-deadlines = Deadlines
subject-no-deadlines = No deadlines ahead.
subject-past-deadlines = Past deadlines
subject-more = { $n ->
    [one] and { $figure } more place in the item
   *[other] and { $figure } more places in the item
 }
subject-mentions = Where and how

## About
about-title = About the archive
about-lead = Raadslag gathers agendas and minutes so that they can be read, searched and followed across meetings, bodies and years.
about-source-title = Where the texts come from
about-source = Every page was read by a program out of the document the body itself sent out. The original is kept unchanged and can be fetched from the meeting's page. Where the reading was uncertain, “About this document” says so. Where they differ, the original is right.
about-threads-title = How cases are followed
about-threads = Two items count as one case when they have the same case number, when one refers to the other, or when they deal with the same yearly subject or the same named work. The reason is always given. Meetings that are not in the archive are shown as open ends.
about-closed-title = Closed items
about-closed = Items dealt with behind closed doors are shown with number and title and nothing else, here and in the search.
about-privacy-title = Personal data
about-privacy = The archive sets one cookie, and only if you choose a language. It does not measure who you are. If you find personal data that should not be public, please write to those who run the archive.
about-program-title = The program
about-program = Raadslag is free software under the Mozilla Public License 2.0. Its look builds on the Danish common design system. Version

## Accessibility statement
accessibility-title = Accessibility statement
accessibility-lead = is responsible for this site and wants everyone to be able to use it, however they see, hear, move or read.
accessibility-operator-unnamed = Whoever runs this archive
accessibility-status-title = How accessible is the site?
accessibility-status = The site's own pages are built to WCAG 2.2 level AA and so to what the law asks for (EN 301 549). The site as a whole complies in part, because it also shows documents made by others.
accessibility-gaps-title = Content that is not accessible
accessibility-gaps = We know of these gaps:
accessibility-gap-originals = Original files and annexes are shown as their source made them. Some PDF files lack tags, headings or text for pictures.
accessibility-gap-reading = Text, tables and lists are read by a program. Some tables may lack headers, and pictures in the original are not described.
accessibility-alternatives-title = Alternatives
accessibility-alternatives = Agendas and minutes can be read as ordinary web pages instead of the original files. If you need an annex in another form, please write to us.
accessibility-method-title = How this statement was made
accessibility-method = The statement rests on our own assessment. Every kind of page is tried automatically in a real browser whenever the program changes: the rules of WCAG, use by keyboard alone, 200 % zoom and narrow screens of 320 pixels.
accessibility-contact-title = Tell us about problems
accessibility-contact = If you meet something you cannot use, or need content in an accessible form, please write to
accessibility-contact-unnamed = those who run the site.
accessibility-complaint-title = If you want to complain
accessibility-complaint = The Danish Agency for Digital Government supervises the accessibility of public sites. If you get no answer you can use, you can turn to it:

# Figures
nav-figures = Figures
figures-title = Figures
figures-intro = Allocations, contributions, assessments and other figures that agendas decide on: computed, explained and ready to be checked.
figures-none = There are no figures yet.
figure-pdf = PDF
figure-xlsx = Excel
figure-csv = CSV
figure-json = Result (JSON)
figure-input = Input (JSON)
figure-svg = Download as a picture (SVG)
figure-remarks = Please note
figure-grave = Note:
figure-explanation = How it was computed
figure-basis = Basis
figure-inputs = Show the numbers it was computed from
figure-other = Compute with other numbers
figure-other-about = Change one or more numbers and see what happens. The stored figure is not touched, and the result has an address of its own that can be shared.
figure-other-open = Show the fields
figure-compute = Compute
figure-changed = Computed with other numbers than the stored ones
figure-refused = The new numbers cannot be used
figure-back = Back to the stored figure
figure-versions = Versions
figure-version = Version
figure-computed = Version { $number } was published on { $date } and computed with Raadslag { $program }.
figure-deviates = The program that runs now computes something else than what was published.
figure-old-version = You see an earlier version. There is a newer one.

## What was typed and is not saved
unsaved-here = What you wrote here at # is not saved.
unsaved-elsewhere = What you wrote on the page “%” at # is not saved.
unsaved-read = See what you wrote
unsaved-take = Put it in again
unsaved-go = Go to the page
unsaved-drop = Discard it
