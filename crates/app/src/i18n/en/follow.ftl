
## Following
follow-box-title = Follow
follow-box-text = Be told when there is something new on this page.
follow-box-mail = Follow by mail
follow-box-feed = News (Atom)
follow-box-calendar = Calendar (iCal)
follow-title = Follow { $name }
follow-search = Search: { $words }
follow-lead = Be told when an agenda, a supplementary agenda or minutes come.
follow-by-mail = By mail
follow-by-mail-text = You get one mail with everything new, not one for each item. First we send a link to confirm with.
follow-address = Your mail address
follow-button = Send me a link
follow-privacy = The address is used only for what you follow here. It is deleted when you no longer follow anything.
follow-by-feed = In a news reader
follow-by-feed-text = Copy the address to your news reader. No mail address is needed.
follow-by-calendar = In your calendar
follow-by-calendar-text = The meetings appear in your calendar and are put right there when they move. Open the calendar directly, or copy the address to Outlook, Google Calendar or your phone.
follow-calendar-open = Open in the calendar
follow-calendar-meeting = Put in my calendar
follow-calendar-virtual = Online meeting
follow-back = Back to { $name }
follow-fault-title = There is something to put right
follow-fault-word = Error
follow-fault-empty = Write your mail address.
follow-fault-form = Write a mail address like name@example.dk.
follow-fault-often = There have been too many tries from here. Try again in an hour.
follow-start-title = Follow by mail, news reader or calendar
follow-start-text = You can follow a body, a case, a municipality, a person or a search. Use the button “Follow by mail” on the page about it.
follow-start-bodies = Bodies
follow-start-others = Find what else you want to follow:
follow-sent-title = Look into your mail
follow-sent-text = We send you a mail with a link. Open the link to confirm; it holds for two days.
follow-unsent-title = The mail is written
follow-unsent-text = No mail server is set up on this site, so the mail is not sent. An administrator can read it under “Mail” and open its link.
follow-sent-missing = If the mail has not come within half an hour, look into the folder of unwanted mail. At most ten confirmations an hour are sent to one address.
follow-stale-title = The link no longer holds
follow-stale-text = It is used, too old or misspelt.
follow-stale-again = To follow something, begin again on the page about it.
follow-confirm-text = { $address } gets a mail when there is something new about { $name }.
follow-confirm-button = Yes, I want to follow
follow-begun = You now follow. You get a mail when there is something new.
follow-one-ended = You no longer follow that.
follow-manage-title = What you follow
follow-manage-lead = Mails about this are sent to { $address }.
follow-manage-end = Stop following
follow-manage-gone = (the page is gone)
follow-manage-more = Do you want to follow more?
follow-manage-keep = Do not keep this page's address where others can see it: it lets one change what you follow.
follow-end-title = Stop all mails
follow-end-text = { $address } gets no more mails about news in what you follow.
follow-end-button = Stop all mails
follow-end-back = Keep some of it
follow-ended-title = You get no more mails
follow-ended-text = You no longer follow anything here, and your mail address is deleted.
follow-feed-title = { $name } – news in Raadslag
follow-feed-about = New agendas, supplementary agendas and minutes.

## Mails to those who follow
follow-mail-confirm-subject = Confirm that you want to follow { $name }
follow-mail-confirm-text = Somebody, we hope you, has asked to follow { $name } at { $site }. Confirm it with the link below.
follow-mail-confirm-button = Confirm
follow-mail-confirm-once = The link can be used once and holds for two days. If you have not asked for it, do nothing; you will not hear from us again.
follow-mail-confirm-why = You get this mail because your address was written into the form. It is kept for nothing else.
follow-mail-subject = { $n ->
    [one] News in what you follow
   *[other] News in what you follow: { $figure } documents
 }
follow-mail-agenda = New agenda
follow-mail-supplementary = New supplementary agenda
follow-mail-minutes = New minutes
follow-mail-more-items = { $n ->
    [one] and one more item
   *[other] and { $figure } more items
 }
follow-mail-more-documents = { $n ->
    [one] And one more document
   *[other] And { $figure } more documents
 }
follow-mail-why = You get this mail because you asked to follow at { $site }.
follow-mail-manage = See and change what you follow
follow-mail-end = Stop all mails

## The outbox
post-title = Mail
post-lead = Mails Raadslag has written: those that wait, those that could not be sent, and those that are sent.
post-no-server = No mail server is set up. Mails stay here, where an administrator can read them, until one is set with --smtp.
post-states = Show
post-queued = Waiting ({ $figure })
post-failed = Not sent ({ $figure })
post-sent = Sent ({ $figure })
post-none = There are no mails here.
post-to = To
post-written = Written { $at }
post-attempts = { $n ->
    [one] one attempt
   *[other] { $figure } attempts
 }
post-next = tried again { $at }
post-sent-at = sent { $at }
post-failed-at = given up { $at }
post-reply = The server said:
post-again = Try again
post-html = See the mail as its reader does
post-text = The mail's text
post-private = The mail's text is not shown here: it is for its reader alone.
post-forgotten = The mail is sent, and its text is deleted.
desk-post-text = Mails that wait, are sent or could not be sent
