
## Tasks
tasks-title = Tasks
tasks-lead = What is to be done after a decision: who, what and when.
tasks-all = All open
tasks-mine = Mine
tasks-late = Late
tasks-settled = Settled
tasks-show = Show
tasks-none = There are no tasks here.
task-title = Task
task-new = New task
task-change = Change the task
task-what = What is to be done?
task-who = Who?
task-who-other = Someone else (write the name below)
task-who-name = Name, if it is someone else
task-who-hint = A body, a municipality or a person without an account, say.
task-due = Due
task-due-field = Due (may be empty)
task-save = Save the task
task-do = Done
task-reopen = Open again
task-drop = Drop the task
task-reason = Reason
task-open = Open
task-done = Done
task-late = Late
task-dropped-because = Dropped: { $reason }
task-error-text = Write what it is about.
task-error-long = The text is too long. There is room for { $figure } characters.
task-error-owner = Write who is to do it.
task-error-reason = Write why it is dropped.
task-error-changed = Someone else changed the task while you wrote. It stands at the top as it is now; the fields hold yours. Save again if yours is to hold.
desk-tasks-text = Tasks after decisions, and how far they are.

## Since last
since-title = Since last: { $body }
since-meeting = The last meeting was
since-no-meeting = The archive holds no earlier meeting.
since-decided = Decided at the last meeting
since-tasks = Tasks
since-onward = Answers from the municipalities
since-promised = Promised for the next meeting
since-none = Nothing.
promise-new = Promise an item for the next meeting
promise-note = Remark (may be empty)
promise-save = Add
promise-done = Is on the agenda
promise-next = Put before the next meeting
promise-no-meeting = No meeting is planned whose agenda can still take the item. Plan the meeting first.
promise-reminded = The next meeting whose agenda is not out yet is on { $date }. Its agenda reminds of it.
promise-drop = Is not to come

## Decisions others must follow
onward-title = Onward to the municipalities
onward-kicker = Onward to the municipalities
onward-lead = Decisions that municipalities and region must follow, and how far they are.
onward-none = Nothing has been sent onward yet.
onward-new = Send onward to the municipalities
onward-new-lead = Each recipient gets the same text, with room for its own, and a link to answer by.
onward-the-item = The item
onward-closed-warning = The item is closed. So is the state of the case: only the body's own can see it. Recipients read the text by their links.
onward-field-title = Title
onward-field-asked = The municipality is asked to
onward-accede = Accede
onward-approve = Approve
onward-take-note = Take note
onward-deadline = Deadline
onward-field-text = Common text
onward-text-hint = An empty line parts paragraphs. Begin a line with # for a heading and with - for an entry of a list. The line [lokal tekst] becomes the recipient's own text. The item's own text follows below as it is.
onward-recipients = Recipients
onward-others = Other recipients
onward-others-hint = A name a line.
onward-create = Make the case
onward-save = Save
onward-from = Comes from
onward-public = Public state
onward-public-page = The page everyone can see
onward-status = State
onward-answers = The recipients
onward-missing = Yet to decide
onward-unanswered = No answer
onward-earlier = { $n ->
    [one] { $figure } earlier answer
   *[other] { $figure } earlier answers
 }
onward-given = Answered { $at }, { $who }
onward-has-link = Has a link to answer by
onward-no-link = Has no link
onward-mailed = Last mail
onward-link-new = Make a new link
onward-link-end = Close its links
onward-remove = Remove the recipient
onward-links-all = Make links for all who have none
onward-links-made = Give the links to the municipalities' officers. They are shown now only. Who has a link can answer for the municipality.
onward-text = The text
onward-text-read = Read the text
onward-text-change = Change title, deadline and common text
onward-recipients-change = Change addresses and local texts
onward-local = For this recipient only
onward-more = More recipients
onward-to = From { $body } to { $name }
onward-days-left = { $n ->
    [one] { $figure } day left
   *[other] { $figure } days left
 }
onward-days-late = { $n ->
    [one] { $figure } day past the deadline
   *[other] { $figure } days past the deadline
 }
onward-saved = Thank you. The answer is saved. The link can be used again to correct it.
onward-to-answer = Go to the answer
onward-download = Get the text
onward-download-plain = text file
onward-answer-title = Answer from { $name }
onward-answer-now = The answer that counts
onward-answer-correct = Correct the answer
onward-answer-public = Everyone can read the answer on the case's page, but not the document.
onward-answer-closed = Only the body that sent the case can read the answer.
onward-field-answer = What has happened?
onward-said-received = Received, not yet decided
onward-said-acceded = Acceded
onward-said-approved = Approved
onward-said-noted = Taken note of
onward-said-deviated = Decided with a reservation or otherwise
onward-said-refused = Refused
onward-field-date = Date
onward-date-hint = The date of the decision or, where there is none yet, the day the case is to be dealt with.
onward-field-remark = Remark
onward-remark-hint = Needed with a reservation, a deviation and a refusal.
onward-field-document = Minutes or letter
onward-document-hint = PDF, Word, Excel or picture, 20 MB at most. Without a new file the old one stays.
onward-document = Document
onward-send = Save the answer
onward-gone = The link does not work
onward-gone-text = The link is closed, written wrongly, or was tried too often. Ask the secretariat that sent the case for a new one.
onward-document-there = Sent in
onward-default-opening = { $body } dealt with the case “{ $title }” on { $date }. It is sent to be dealt with in the municipality.
onward-default-decision = The decision
onward-default-asked = What was recommended
onward-error-title = Write a title.
onward-error-text = Write a text, and choose what has happened.
onward-error-long = A text is too long. There is room for { $figure } characters.
onward-error-recipient = There must be at least one recipient.
onward-error-twice = { $name } is on the list already.
onward-error-email = “{ $email }” does not look like an e-mail address.
onward-error-date = Write the date.
onward-error-future = It cannot have been decided on { $date }: that is after today. Choose “Received” if the case is to be dealt with then.
onward-error-over = The deadline, { $date }, is over already. Choose a day from today on.
onward-error-changed = Someone else changed the case while you wrote. It stands at the top as it is now; the fields hold yours. Save again if yours is to hold.
onward-error-explain = Write what the reservation or deviation is, or why the case was refused.
onward-error-large = The file is too large. It may have 20 MB at most.
onward-error-kind = The file is of a kind we do not take. Send it as PDF or Word.
onward-error-many = Many answers came in a short time. Wait until tomorrow, or call the secretariat.
desk-onward-text = Decisions the municipalities must accede to: text, answers and state.
onward-mail-send = { $n ->
    [one] Send mail to { $figure } recipient
   *[other] Send mail to { $figure } recipients
 }
onward-mail-about = The mail has a link to read the text and to answer. Who has not decided is reminded 14 and 3 days before the deadline and four times after it.
onward-mail-subject = { $title }: to be dealt with in { $name }
onward-mail-text = { $name } is asked to deal with “{ $title }” by { $deadline }. Read the text, and say here when the case has come and when it is decided.
onward-mail-button = Read the case and answer
onward-mail-secret = Who has the link can answer for the municipality. Pass it on only to the one who is to answer.
onward-mail-reminder = Reminder: { $title }
onward-mail-soon = We have no answer from { $name } on “{ $title }”. The deadline is { $deadline }.
onward-mail-late = The deadline to answer on “{ $title }” was { $deadline }. We still have no answer from { $name }.
