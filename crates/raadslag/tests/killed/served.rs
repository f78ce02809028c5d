//! `raadslag serve`, while people write: in a text, in a meeting, in forms. What the server answered
//! is there when it starts again; what it did not answer the browsers send once more, and it is there
//! once.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use jiff::civil::date;
use raadslag_app::accounts::{self, NewAccount};
use raadslag_app::agendas;
use raadslag_app::archive::Archive;
use raadslag_app::ids::{PlannedId, TextId};
use raadslag_app::plan::{self, NewMeeting, Timing};
use raadslag_app::texts::{self, Beginning, NewText};
use raadslag_document::{Access, ItemKind};
use serde_json::{Value, json};

use super::{Chance, Ground, start, watch};

const BODY: &str = "kkr-sjaelland";
/// Times a server is killed on each database.
const ROUNDS: u32 = 60;
/// Milliseconds it serves before that, at most.
const LONGEST: u64 = 400;

/// Where the writers work, and as whom.
struct Desk {
    address: SocketAddr,
    cookie: String,
    text: TextId,
    meeting: PlannedId,
}

impl Desk {
    async fn new(archive: &Archive) -> Self {
        let new = NewAccount {
            email: "signe@example.dk".parse().unwrap(),
            name: "Signe".into(),
            grants: vec![format!("secretary@{BODY}").parse().unwrap()],
        };
        let account = accounts::add(archive, "test", &new).await.unwrap();
        let token = accounts::begin(archive, account, jiff::Timestamp::now()).await.unwrap();
        let beginning = Beginning::Template { title: "Begyndt".into(), body: None };
        let (body, subject) = (BODY.to_owned(), "case/1".to_owned());
        let kind = ItemKind::Notice;
        let title = "Begyndt".into();
        let new = NewText { title, kind, subject, body, access: Access::Open, beginning };
        let text = texts::add(archive, "test", &new).await.unwrap();
        let timing = Timing::on(date(2027, 4, 14));
        let new = NewMeeting { body: BODY.into(), timing };
        let meeting = plan::add(archive, "test", &new).await.unwrap();
        agendas::begin(archive, "test", meeting).await.unwrap();
        // A port that is free now; the servers of this test take it in turn.
        let address = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        Self { address, cookie: format!("raadslag={}", token.secret()), text, meeting }
    }

    /// Asks, and gives status and body; `None` where the answer did not come whole.
    fn ask(&self, method: &str, path: &str, media: &str, body: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        let (host, cookie, length) = (self.address, &self.cookie, body.len());
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\
             accept: application/json\r\ncontent-type: {media}\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let header =
            |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let length = header("content-length:").and_then(|length| length.parse::<usize>().ok());
        length.is_none_or(|length| body.len() == length).then(|| (status, body.to_owned()))
    }

    fn wait(&self) {
        let began = Instant::now();
        while self.ask("GET", "/health", "text/plain", "").is_none_or(|(status, _)| status != 200) {
            assert!(began.elapsed() < Duration::from_mins(1), "the server does not answer");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Someone who writes one thing after the other. What was not answered is sent again as it was.
trait Writer: Send {
    /// Sends the thing of this number; whether the server said it has it.
    fn send(&self, desk: &Desk, number: u32) -> bool;
    /// Whether sending it again is the same as having sent it once.
    const IS_SENT_AGAIN: bool;
}

struct InText;
struct InMeeting;
struct InForms;

impl Writer for InText {
    const IS_SENT_AGAIN: bool = true;

    fn send(&self, desk: &Desk, number: u32) -> bool {
        let slice = json!({"content": [{"type": "text", "text": format!("ord{number} ")}]});
        let step = json!({"stepType": "replace", "from": 1, "to": 1, "slice": slice});
        let batch = json!({
            "version": number, "client": "fane", "batch": format!("b{number}"), "steps": [step],
        });
        let path = format!("/arbejde/tekst/{}/trin", desk.text);
        let answer = desk.ask("POST", &path, "application/json", &batch.to_string());
        let Some((status, body)) = answer else { return false };
        assert_eq!((status, body.as_str()), (200, r#"{"accepted":true}"#));
        true
    }
}

impl Writer for InMeeting {
    const IS_SENT_AGAIN: bool = true;

    fn send(&self, desk: &Desk, number: u32) -> bool {
        let fields = match number {
            0 => json!([["hvad", "aabn"], ["kl", "9.30"]]),
            _ => json!([["hvad", "taler"], ["navn", format!("Taler {number}")]]),
        };
        let id = format!("01900000-0000-7000-8000-{number:012}");
        let event =
            json!({"id": id, "order": number + 1, "at": "2027-04-14T08:00:00Z", "fields": fields});
        let path = format!("/arbejde/moede/{}/haendelser", desk.meeting);
        let events = json!({"events": [event]}).to_string();
        let Some((status, body)) = desk.ask("POST", &path, "application/json", &events) else {
            return false;
        };
        let answer: Value = serde_json::from_str(&body).unwrap_or_default();
        assert_eq!(status, 200, "{body}");
        assert!(answer["receipts"][0]["sequence"].is_u64(), "{body}");
        true
    }
}

impl Writer for InForms {
    const IS_SENT_AGAIN: bool = false;

    fn send(&self, desk: &Desk, number: u32) -> bool {
        let title = format!("Sag {number}");
        let fields = [("titel", title.as_str()), ("organ", BODY), ("art", "decision")];
        let part = |(name, value): (&str, &str)| {
            format!("--skel\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let form = fields.map(part).concat() + "--skel--\r\n";
        let media = "multipart/form-data; boundary=skel";
        let Some((status, body)) = desk.ask("POST", "/arbejde/sager/ny", media, &form) else {
            return false;
        };
        assert_eq!(status, 303, "{body}");
        true
    }
}

/// How far a writer has come: what was acknowledged, and the number of the next.
#[derive(Default)]
struct Course {
    acknowledged: Vec<u32>,
    next: u32,
}

impl Course {
    /// Writes until something is not answered.
    fn write<W: Writer>(&mut self, writer: &W, desk: &Desk) {
        while writer.send(desk, self.next) {
            self.acknowledged.push(self.next);
            self.next += 1;
        }
        self.next += u32::from(!W::IS_SENT_AGAIN);
    }
}

#[derive(Default)]
struct Courses {
    text: Course,
    meeting: Course,
    forms: Course,
}

impl Courses {
    /// Everyone writes until the server is gone.
    fn write(&mut self, desk: &Desk) {
        std::thread::scope(|scope| {
            scope.spawn(|| self.text.write(&InText, desk));
            scope.spawn(|| self.meeting.write(&InMeeting, desk));
            scope.spawn(|| self.forms.write(&InForms, desk));
        });
    }

    fn acknowledged(&self) -> usize {
        [&self.text, &self.meeting, &self.forms]
            .map(|course| course.acknowledged.len())
            .iter()
            .sum()
    }
}

/// What was acknowledged is there, in order and once; what was not may be there, once.
fn assert_kept(what: &str, there: &[u32], course: &Course) {
    let mut once = there.to_vec();
    once.dedup();
    assert_eq!(there, once, "{what} is there twice");
    let lost = course.acknowledged.iter().find(|number| !there.contains(number));
    assert_eq!(lost, None, "{what} was acknowledged and is lost");
    assert!(there.iter().all(|number| *number <= course.next), "{what} that nobody wrote");
}

async fn check(ground: &Ground, desk: &Desk, courses: &Courses) {
    let archive = ground.open().await;
    let text = texts::load(&archive, desk.text).await.unwrap().unwrap();
    let words = text.doc.words();
    let written = words.split(' ').map_while(|word| word.strip_prefix("ord"));
    let mut written: Vec<u32> = written.map(|number| number.parse().unwrap()).collect();
    written.reverse();
    assert_kept("a word", &written, &courses.text);
    assert_eq!(text.version, i64::try_from(written.len()).unwrap());
    let (verified, _) = archive.verify_journal(None).await.unwrap();
    assert!(matches!(verified, raadslag_app::journal::Verified::Whole(_)), "the journal broke");
    archive.close().await;

    let numbers =
        |column: Vec<i64>| column.into_iter().map(|n| u32::try_from(n).unwrap()).collect();
    // The server's own events, such as who the members are, have no order of a browser.
    let events =
        "SELECT client_order - 1 FROM meeting_event WHERE client_order > 0 ORDER BY sequence";
    let events: Vec<u32> = numbers(ground.column(events).await);
    assert_kept("an event", &events, &courses.meeting);
    let cases = "SELECT CAST(SUBSTR(title, 5) AS BIGINT) FROM case_file ORDER BY 1";
    let cases: Vec<u32> = numbers(ground.column(cases).await);
    assert_kept("a case", &cases, &courses.forms);
    ground.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_answered_is_there_whenever_it_was_killed() {
    for (number, ground) in (1..).zip(Ground::all().await) {
        let archive = ground.open().await;
        let desk = Desk::new(&archive).await;
        archive.close().await;
        let (mut courses, mut chance) = (Courses::default(), Chance(0x5e27_0000 + number));
        let listen = desk.address.to_string();
        for _ in 0..ROUNDS {
            let after = Duration::from_millis(chance.below(LONGEST));
            let arguments = ["serve", "--listen", &listen].map(str::to_owned);
            let server = start(&arguments, &ground.arguments());
            desk.wait();
            watch(server, Some(after), |_| courses.write(&desk));
            check(&ground, &desk, &courses).await;
        }
        // Left alone, what was last sent in vain is taken.
        let server = start(&["serve", "--listen", &listen].map(str::to_owned), &ground.arguments());
        desk.wait();
        assert!(
            InText.send(&desk, courses.text.next) && InMeeting.send(&desk, courses.meeting.next)
        );
        watch(server, Some(Duration::ZERO), |_| ());
        ground.assert_saved_whole().await;
        let acknowledged = courses.acknowledged();
        println!("{ROUNDS} servers killed, which had acknowledged {acknowledged}");
        assert!(acknowledged > ROUNDS as usize, "only {acknowledged} were acknowledged");
        ground.remove().await;
    }
}
