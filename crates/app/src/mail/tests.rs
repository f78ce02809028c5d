use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use mail_parser::{Message as Read, MessageParser, MimeHeaders};

use super::rules::{Fate, Refusal, fate};
use super::testing::MailServer;
use super::{
    Address, Entry, File, Letter, Message, Part, Round, Smtp, State, Worker, enqueue, store,
};
use crate::archive::{Archive, Settings};
use crate::clock::Clock;
use crate::db::testing::TestPostgres;
use crate::i18n::Language;
use crate::ids::SystemRandomness;

/// A clock that is put on by hand, and goes on a thousandth of a second whenever it is looked at, so
/// that what comes later sorts later.
#[derive(Debug)]
pub(crate) struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub(crate) fn new(at: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(at.parse().unwrap())))
    }

    pub(crate) fn forward(&self, by: SignedDuration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        let mut now = self.0.lock().unwrap();
        *now += SignedDuration::from_millis(1);
        *now
    }
}

/// What is queued, newest last: recipient, subject, text and where one POST ends mails like it.
pub(crate) async fn queued_for_tests(
    archive: &Archive,
) -> Vec<(String, String, String, Option<String>)> {
    let rows = store::listed(archive.db(), State::Queued, 1000).await.unwrap();
    let mut mails = Vec::new();
    for row in rows.into_iter().rev() {
        let content = store::content(archive.db(), row.id).await.unwrap().unwrap();
        mails.push((row.recipient, row.subject, content.text, content.unsubscribe));
    }
    mails
}

struct Office<'a> {
    archive: &'a Archive,
    clock: Arc<HandClock>,
    server: &'a mut MailServer,
}

impl Office<'_> {
    fn worker(&self) -> Worker {
        let smtp = Smtp::new(&self.server.url(), "Rådslag Øst <raadslag@example.dk>").unwrap();
        Worker::new(self.archive.clone(), self.clock.clone(), smtp)
    }

    async fn deliver(&self) -> Round {
        self.worker().deliver(|| false).await.unwrap()
    }

    async fn queue(&self, message: &Message) {
        let mut tx = self.archive.db().begin().await.unwrap();
        enqueue(&mut tx, message).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn message(&self, to: &str) -> Message {
        let to = to.parse().unwrap();
        Message::new(self.archive.ids().make(), self.clock.now(), to, letter())
    }
}

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL, with a mail server.
async fn on_both(test: impl AsyncFn(&mut Office)) {
    let postgres = TestPostgres::new().await;
    let urls = [Some(None), postgres.as_ref().map(|postgres| Some(postgres.url()))];
    for url in urls.into_iter().flatten() {
        let Some(mut server) = MailServer::start() else { break };
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { database: url, ..Settings::local(folder.path()) };
        let clock = HandClock::new("2026-11-26T08:00:00Z");
        let archive =
            Archive::open_with(&settings, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        test(&mut Office { archive: &archive, clock, server: &mut server }).await;
        archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

fn letter() -> Letter {
    Letter::new(Language::Danish, "Nyt referat: Køge og Sorø <2026>")
        .with(Part::Text("Kære læser. Ærø & Læsø er \"med\".".to_owned()))
        .with(Part::List(vec![Entry {
            words: "2.6 Fordeling <script>alert(1)</script>".to_owned(),
            href: Some("https://raadslag.example.dk/punkt/x?a=1&b=2".to_owned()),
            note: Some("Godkendt".to_owned()),
        }]))
        .with(Part::Button {
            words: "Se referatet".to_owned(),
            href: "https://raadslag.example.dk/moede/kkr".to_owned(),
        })
        .ending(Part::Text("Du får denne mail, fordi du følger KKR Sjælland.".to_owned()))
}

fn parsed(mail: &[u8]) -> Read<'_> {
    MessageParser::default().parse(mail).unwrap()
}

#[tokio::test]
async fn a_mail_arrives_as_plain_text_and_html_with_danish_letters() {
    on_both(async |office| {
        let address = "https://raadslag.example.dk/foelg/0123456789abcdef0123456789abcdef0123456789abcdef/afmeld";
        let file = File {
            name: "dagsorden æøå.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            content: b"%PDF-1.7 \x00\xff".to_vec(),
        };
        let message = office.message("mette@example.dk").unsubscribed_at(address).with_file(file);
        office.queue(&message).await;
        assert_eq!(office.deliver().await, Round { sent: 1, ..Round::default() });
        let mails = office.server.mails();
        let mail = parsed(&mails[0]);
        assert_eq!(mail.subject(), Some("Nyt referat: Køge og Sorø <2026>"));
        let from = mail.from().unwrap().first().unwrap();
        assert_eq!(from.name(), Some("Rådslag Øst"));
        assert_eq!(mail.header_raw("X-To").unwrap().trim(), "mette@example.dk");
        assert_eq!(mail.message_id(), Some(format!("{}@example.dk", message.id).as_str()));
        let unsubscribe = mail.header_raw("List-Unsubscribe").unwrap().trim();
        assert_eq!(unsubscribe, format!("<{address}>"));
        let post = mail.header_raw("List-Unsubscribe-Post").unwrap().trim();
        assert_eq!(post, "List-Unsubscribe=One-Click");
        assert_eq!(mail.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
        let text = mail.body_text(0).unwrap();
        assert!(text.contains("Ærø & Læsø er \"med\"."), "{text}");
        assert!(text.contains("* 2.6 Fordeling <script>alert(1)</script>"), "{text}");
        let html = mail.body_html(0).unwrap();
        assert!(html.contains("Ærø &#38; Læsø"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
        let file = mail.attachment(0).unwrap();
        assert_eq!(file.attachment_name(), Some("dagsorden æøå.pdf"));
        assert_eq!(file.contents(), b"%PDF-1.7 \x00\xff");
    })
    .await;
}

#[tokio::test]
async fn while_the_server_is_away_mail_waits_and_goes_once_when_it_is_back() {
    on_both(async |office| {
        office.server.go_away();
        office.queue(&office.message("mette@example.dk")).await;
        office.queue(&office.message("ole@example.dk")).await;
        let away = Round { put_off: 1, away: true, ..Round::default() };
        assert_eq!(office.deliver().await, away);
        let listed = store::listed(office.archive.db(), State::Queued, 10).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert!(listed.iter().any(|mail| mail.reply.as_ref().is_some_and(|r| !r.is_empty())));
        office.server.come_back();
        office.clock.forward(SignedDuration::from_mins(2));
        assert_eq!(office.deliver().await, Round { sent: 2, ..Round::default() });
        assert_eq!(office.deliver().await, Round::default());
        assert_eq!(office.server.mails().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_refused_recipient_is_kept_with_the_servers_words_and_stops_nobody() {
    on_both(async |office| {
        office.queue(&office.message("refused@example.dk")).await;
        office.queue(&office.message("later@example.dk")).await;
        office.queue(&office.message("mette@example.dk")).await;
        let round = office.deliver().await;
        assert_eq!(round, Round { sent: 1, put_off: 1, failed: 1, away: false });
        let failed = store::listed(office.archive.db(), State::Failed, 10).await.unwrap();
        let reply = failed[0].reply.clone().unwrap();
        assert!(reply.contains("5.1.1 No such user"), "{reply}");
        let queued = store::listed(office.archive.db(), State::Queued, 10).await.unwrap();
        assert_eq!(queued[0].attempts, 1);
        // Put off for five days, it is given up with what was said last.
        for _ in 0..60 {
            office.clock.forward(SignedDuration::from_hours(8));
            office.deliver().await;
        }
        let failed = store::listed(office.archive.db(), State::Failed, 10).await.unwrap();
        assert_eq!(failed.len(), 2);
        assert!(failed.iter().any(|m| m.reply.as_ref().unwrap().contains("Try again later")));
    })
    .await;
}

#[tokio::test]
async fn several_workers_send_each_mail_once() {
    on_both(async |office| {
        for number in 0..40 {
            office.queue(&office.message(&format!("m{number}@example.dk"))).await;
        }
        let workers: Vec<_> = (0..4).map(|_| office.worker()).collect();
        let tasks: Vec<_> = workers
            .into_iter()
            .map(|worker| tokio::spawn(async move { worker.deliver(|| false).await.unwrap().sent }))
            .collect();
        let mut sent = 0;
        for task in tasks {
            sent += task.await.unwrap();
        }
        assert_eq!(sent, 40);
        let mails = office.server.mails();
        let mut ids: Vec<String> =
            mails.iter().map(|mail| parsed(mail).message_id().unwrap().to_owned()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), mails.len()), (40, 40));
    })
    .await;
}

#[tokio::test]
async fn a_mail_whose_worker_died_is_sent_by_another_under_the_same_message_id() {
    on_both(async |office| {
        let message = office.message("mette@example.dk");
        office.queue(&message).await;
        // Taken in hand, and then nothing: the worker's machine is gone.
        let now = office.clock.now();
        let taken = store::take(office.archive.db(), "example.dk", now).await.unwrap().unwrap();
        let first = taken.parcel.unwrap().message_id;
        assert_eq!(office.deliver().await, Round::default());
        office.clock.forward(SignedDuration::from_mins(11));
        assert_eq!(office.deliver().await.sent, 1);
        let mails = office.server.mails();
        assert_eq!(format!("<{}>", parsed(&mails[0]).message_id().unwrap()), first);
    })
    .await;
}

#[tokio::test]
async fn what_a_sent_mail_said_is_forgotten() {
    on_both(async |office| {
        let message = office.message("mette@example.dk");
        office.queue(&message).await;
        assert!(store::content(office.archive.db(), message.id).await.unwrap().is_some());
        office.deliver().await;
        assert!(store::content(office.archive.db(), message.id).await.unwrap().is_none());
        let sent = store::listed(office.archive.db(), State::Sent, 10).await.unwrap();
        assert_eq!(sent[0].recipient, "mette@example.dk");
        office.clock.forward(SignedDuration::from_hours(24 * 31));
        store::forget(office.archive.db(), office.clock.now()).await.unwrap();
        assert!(store::listed(office.archive.db(), State::Sent, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_queued_only_with_what_caused_it() {
    on_both(async |office| {
        let mut tx = office.archive.db().begin().await.unwrap();
        enqueue(&mut tx, &office.message("mette@example.dk")).await.unwrap();
        drop(tx);
        assert_eq!(office.deliver().await, Round::default());
    })
    .await;
}

#[tokio::test]
async fn no_words_get_into_a_mails_head() {
    on_both(async |office| {
        let mut message = office
            .message("mette@example.dk")
            .unsubscribed_at("https://x.dk/a>\r\nBcc: alle@example.dk");
        message.letter.subject = "Nyt\r\nBcc: alle@example.dk\r\n\r\nHej".to_owned();
        message.files.push(File {
            name: "a\r\nBcc: alle@example.dk\".pdf".to_owned(),
            media_type: "text/x\r\nBcc: alle@example.dk".to_owned(),
            content: Vec::new(),
        });
        office.queue(&message).await;
        office.deliver().await;
        let mails = office.server.mails();
        let mail = parsed(&mails[0]);
        assert_eq!(mail.subject(), Some("Nyt Bcc: alle@example.dk Hej"));
        assert!(mail.bcc().is_none() && mail.header_raw("List-Unsubscribe").is_none());
        assert_eq!(mail.header_raw("X-To").unwrap().trim(), "mette@example.dk");
        let file = mail.attachment(0).unwrap();
        assert_eq!(file.attachment_name(), Some("a Bcc: alle@example.dk\".pdf"));
        let whole = String::from_utf8_lossy(&mails[0]).into_owned();
        assert!(!whole.lines().any(|line| line.starts_with("Bcc")), "{whole}");
    })
    .await;
}

#[test]
fn a_mail_address_is_one_plain_mailbox() {
    for (text, wanted) in [
        ("mette@example.dk", Some("mette@example.dk")),
        (" Mette.Holm+kkr@Example.DK ", Some("Mette.Holm+kkr@example.dk")),
        ("borgmester@køge.dk", Some("borgmester@xn--kge-0na.dk")),
        ("mette@example", None),
        ("mette", None),
        ("", None),
        ("a@b@example.dk", None),
        ("mette,ole@example.dk", None),
        ("Mette <mette@example.dk>", None),
        ("mette@example.dk\r\nBcc: a@b.dk", None),
        ("\"a b\"@example.dk", None),
        ("søren@example.dk", None),
        ("mette@[127.0.0.1]", None),
    ] {
        let address = text.parse::<Address>().ok();
        assert_eq!(address.as_ref().map(Address::as_str), wanted, "{text}");
    }
}

#[test]
fn pauses_grow_until_a_mail_is_given_up() {
    let queued: Timestamp = "2026-11-26T08:00:00Z".parse().unwrap();
    let (mut now, mut pauses) = (queued, Vec::new());
    for attempts in 1.. {
        match fate(Err(Refusal::Later("451".into())), attempts, queued, now) {
            Fate::Again { at, .. } => {
                pauses.push(at.duration_since(now).as_mins());
                now = at;
            }
            other => {
                assert_eq!(other, Fate::Failed("451".into()));
                break;
            }
        }
    }
    assert_eq!(pauses[..9], [1, 5, 15, 30, 60, 120, 240, 480, 480]);
    assert!(now.duration_since(queued) > SignedDuration::from_hours(4 * 24));
    let never = fate(Err(Refusal::Never("550".into())), 1, queued, queued);
    assert_eq!(never, Fate::Failed("550".into()));
}

#[test]
fn a_letter_reads_well_as_plain_text() {
    insta::assert_snapshot!(letter().text());
}

#[tokio::test]
async fn administrators_read_what_waits_and_try_again_what_was_given_up() {
    on_both(async |office| {
        office.queue(&office.message("refused@example.dk")).await;
        let waiting = office.message("mette@example.dk");
        office.queue(&waiting).await;
        let page = |sends_mail| {
            let settings = crate::shell::Settings { sends_mail, ..Default::default() };
            let rows = store::mail(office.archive.db(), waiting.id);
            let content = store::content(office.archive.db(), waiting.id);
            async move {
                let (row, content) = (rows.await.unwrap().unwrap(), content.await.unwrap());
                super::view::mail_for_tests(
                    &settings,
                    &row,
                    content.as_ref().filter(|_| !sends_mail),
                )
            }
        };
        let read = page(false).await;
        assert!(read.contains("Kære læser. Ærø &#38; Læsø"), "{read}");
        let private = page(true).await;
        assert!(!private.contains("Kære læser"), "{private}");
        office.deliver().await;
        let failed = store::listed(office.archive.db(), State::Failed, 10).await.unwrap();
        let (id, now) = (failed[0].id, office.clock.now());
        assert!(super::again(office.archive, "Asta", id, now).await.unwrap());
        assert!(!super::again(office.archive, "Asta", id, now).await.unwrap(), "it waits now");
        let entries = crate::journal::about(office.archive.db(), &format!("mail/{id}")).await;
        assert_eq!(entries.unwrap()[0].action, "mail.again");
        assert_eq!(office.deliver().await.failed, 1);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_refuses_us_is_no_reason_to_give_a_mail_up() {
    use std::io::Write;
    on_both(async |office| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        // Ends with the tests.
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.write_all(b"554 5.7.1 You are on a list\r\n");
            }
        });
        office.queue(&office.message("mette@example.dk")).await;
        let smtp = Smtp::new(&url, "raadslag@example.dk").unwrap();
        let worker = Worker::new(office.archive.clone(), office.clock.clone(), smtp);
        let round = worker.deliver(|| false).await.unwrap();
        assert_eq!(round, Round { put_off: 1, away: true, ..Round::default() });
        let queued = store::listed(office.archive.db(), State::Queued, 10).await.unwrap();
        assert!(queued[0].reply.as_ref().unwrap().contains("You are on a list"));
    })
    .await;
}
