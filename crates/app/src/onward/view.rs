//! What the pages show.

use askama::Template;
use jiff::civil::Date;
use raadslag_document::Block;
use raadslag_figures::Computed;

use super::rules::LONGEST;
use super::{Answer, Asked, LOCAL_PLACE, Onward, OnwardError, Recipient, Said, Standing, writing};
use crate::access::Actor;
use crate::archive::ItemDetail;
use crate::i18n::Language;
use crate::portal::blocks::{Blocks, paragraphs};
use crate::portal::figures::Shown;
use crate::shell::{Crumb, Frame, Visit};

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// What an error says to the one who can mend it.
fn refusal(l: Language, error: &OnwardError) -> String {
    match error {
        OnwardError::NoTitle => l.text("onward-error-title").to_owned(),
        OnwardError::NoText => l.text("onward-error-text").to_owned(),
        OnwardError::Long => l.count("onward-error-long", LONGEST as u64),
        OnwardError::NoRecipient => l.text("onward-error-recipient").to_owned(),
        OnwardError::Twice(name) => l.with("onward-error-twice", &[("name", name)]),
        OnwardError::Email(email) => l.with("onward-error-email", &[("email", email)]),
        OnwardError::NoDate => l.text("onward-error-date").to_owned(),
        OnwardError::InFuture(date) => l.with("onward-error-future", &[("date", &l.date(*date))]),
        OnwardError::DeadlineOver(date) => l.with("onward-error-over", &[("date", &l.date(*date))]),
        OnwardError::Changed => l.text("onward-error-changed").to_owned(),
        OnwardError::NotExplained => l.text("onward-error-explain").to_owned(),
        OnwardError::Large => l.text("onward-error-large").to_owned(),
        OnwardError::Kind(_) => l.text("onward-error-kind").to_owned(),
        OnwardError::TooMany => l.text("onward-error-many").to_owned(),
        OnwardError::Gone
        | OnwardError::Mail(_)
        | OnwardError::Archive(_)
        | OnwardError::Journal(_) => l.text("error-inside").to_owned(),
    }
}

/// The key of what is asked, as an order: "Tiltræde".
pub(super) fn asked_key(asked: Asked) -> &'static str {
    match asked {
        Asked::Accede => key("onward-accede"),
        Asked::Approve => key("onward-approve"),
        Asked::TakeNote => key("onward-take-note"),
    }
}

/// What a recipient says, in words that fit what it was asked.
fn said_word(l: Language, said: Said, asked: Asked) -> &'static str {
    match (said, asked) {
        (Said::Received { .. }, _) => l.text("onward-said-received"),
        (Said::Followed { .. }, Asked::Accede) => l.text("onward-said-acceded"),
        (Said::Followed { .. }, Asked::Approve) => l.text("onward-said-approved"),
        (Said::Followed { .. }, Asked::TakeNote) => l.text("onward-said-noted"),
        (Said::Deviated { .. }, _) => l.text("onward-said-deviated"),
        (Said::Refused { .. }, _) => l.text("onward-said-refused"),
    }
}

/// The colour of an answer's badge.
fn said_class(said: Option<Said>) -> &'static str {
    match said {
        None => "badge rl-badge",
        Some(Said::Received { .. }) => "badge rl-badge rl-waiting",
        Some(Said::Followed { .. }) => "badge rl-badge rl-forward",
        Some(Said::Deviated { .. }) => "badge rl-badge rl-advised",
        Some(Said::Refused { .. }) => "badge rl-badge rl-stopped",
    }
}

fn inside(visit: &Visit, title: &str, more: Vec<Crumb>) -> Frame {
    let desk = Crumb::new(visit.language.text("desk-title"), "/arbejde");
    let mut frame = Frame::new(visit, title).reached([desk].into_iter().chain(more));
    frame.hidden = true;
    frame
}

/// A case in the list.
pub(super) struct CaseRow {
    href: String,
    title: String,
    deadline: String,
    answer: String,
}

/// `/arbejde/videre`.
#[derive(Template)]
#[template(path = "onward/list.html")]
pub(super) struct ListPage {
    frame: Frame,
    cases: Vec<CaseRow>,
}

impl ListPage {
    pub(super) fn new(visit: &Visit, lines: &[(Onward, String)]) -> Self {
        let l = visit.language;
        let row = |(case, answer): &(Onward, String)| CaseRow {
            href: format!("/arbejde/videre/{}", case.id),
            title: case.says.title.clone(),
            deadline: l.date(case.says.deadline),
            answer: answer.clone(),
        };
        let frame = inside(visit, l.text("onward-title"), Vec::new());
        Self { frame, cases: lines.iter().map(row).collect() }
    }
}

/// What stands in the form of a case.
pub(super) struct CaseForm {
    pub(super) title: String,
    pub(super) asked: Asked,
    pub(super) deadline: String,
    pub(super) text: String,
    pub(super) chosen: Vec<String>,
    pub(super) others: String,
}

impl CaseForm {
    /// Those offered, and whether each is chosen.
    fn offered(&self, body: &str) -> Vec<(String, bool)> {
        let (names, region) = super::usual_recipients(body);
        let all = names.into_iter().chain(region);
        all.map(|name| (name.clone(), self.chosen.contains(&name))).collect()
    }
}

type Choice = (&'static str, &'static str, bool);

fn asked_choices(l: Language, chosen: Asked) -> Vec<Choice> {
    let choice = |asked: Asked| (asked.name(), l.text(asked_key(asked)), asked == chosen);
    Asked::ALL.map(choice).to_vec()
}

/// `/arbejde/videre-ny`.
#[derive(Template)]
#[template(path = "onward/new.html")]
pub(super) struct NewPage {
    frame: Frame,
    item_href: String,
    item_title: String,
    item_slug: String,
    title: String,
    asked: Vec<Choice>,
    deadline: String,
    text: String,
    offered: Vec<(String, bool)>,
    others: String,
    is_closed: bool,
    error: Option<String>,
}

impl NewPage {
    pub(super) fn new(
        visit: &Visit,
        item: &ItemDetail,
        form: &CaseForm,
        error: Option<&OnwardError>,
    ) -> Self {
        let l = visit.language;
        let list = Crumb::new(l.text("onward-title"), "/arbejde/videre");
        let number = item.entry.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
        Self {
            frame: inside(visit, l.text("onward-new"), vec![list]),
            item_href: format!("/punkt/{}", item.entry.slug),
            item_title: format!("{number}{}", item.entry.title),
            item_slug: item.entry.slug.clone(),
            title: form.title.clone(),
            asked: asked_choices(l, form.asked),
            deadline: form.deadline.clone(),
            text: form.text.clone(),
            offered: form.offered(&item.entry.meeting.body_slug),
            others: form.others.clone(),
            is_closed: item.entry.access == raadslag_document::Access::Closed,
            error: error.map(|error| refusal(l, error)),
        }
    }
}

/// The text a case begins with: what was decided, what is asked, a place for each one's own. It is
/// a letter to Danish authorities, so it is Danish.
pub(super) fn default_text(detail: &ItemDetail) -> String {
    let (l, item) = (Language::Danish, &detail.item);
    let meeting = &detail.entry.meeting;
    let date = meeting.date.map(|date| l.date(date)).unwrap_or_default();
    let words =
        [("body", meeting.body.as_str()), ("date", &date), ("title", detail.entry.title.as_str())];
    let mut parts = vec![l.with("onward-default-opening", &words)];
    if let Some(decision) = item.decision.as_ref().filter(|d| !d.text.trim().is_empty()) {
        // What the body's own people are to do is not for the recipients.
        let own = l.text("minutes-follow-up");
        let text: Vec<&str> =
            decision.text.trim().lines().filter(|line| !line.starts_with(own)).collect();
        let text = text.join("\n\n");
        parts.push(format!("# {}\n\n{text}", l.text("onward-default-decision")));
    }
    let asked: Vec<String> = item
        .recommendations
        .iter()
        .map(|asked| {
            let points = asked.points.iter().map(|point| format!("\n- {point}"));
            format!("{}{}", asked.text.trim().replace('\n', "\n\n"), points.collect::<String>())
        })
        .collect();
    if !asked.is_empty() {
        parts.push(format!("# {}\n\n{}", l.text("onward-default-asked"), asked.join("\n\n")));
    }
    parts.push(LOCAL_PLACE.to_owned());
    parts.join("\n\n")
}

/// What an action on a case came to.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// Links to be handed over: the name and the address.
    links: Vec<(String, String)>,
    error: Option<String>,
    /// The case as it was typed.
    typed: Option<Typed>,
}

/// A case as it was typed.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) asked: Asked,
    pub(super) deadline: String,
    pub(super) text: String,
}

impl Typed {
    fn of(case: &Onward) -> Self {
        Self {
            title: case.says.title.clone(),
            asked: case.says.asked,
            deadline: case.says.deadline.to_string(),
            text: writing::to_text(&case.says.text),
        }
    }
}

impl Made {
    /// Links, told once.
    pub(super) fn links(links: Vec<(String, String)>) -> Self {
        Self { links, ..Self::default() }
    }

    /// Something that cannot be done.
    pub(super) fn refused(l: Language, error: &OnwardError, typed: Option<Typed>) -> Self {
        Self { error: Some(refusal(l, error)), typed, ..Self::default() }
    }

    /// Whether something could not be done.
    pub(super) fn is_refused(&self) -> bool {
        self.error.is_some()
    }
}

/// A version of an answer, as it is shown.
pub(super) struct AnswerRow {
    state: &'static str,
    class: &'static str,
    date: String,
    text: String,
    document: Option<(String, String)>,
    given: String,
}

impl AnswerRow {
    fn new(l: Language, case: &Onward, answer: &Answer) -> Self {
        let said = answer.says.said;
        let at = l.stored_moment(&answer.given_at);
        let document = answer.says.document.as_ref().map(|shown| {
            let href = format!("/arbejde/videre/{}/svar/{}", case.id, answer.id);
            (href, format!("{} ({})", shown.name, l.size(shown.size)))
        });
        Self {
            state: said_word(l, said, case.says.asked),
            class: said_class(Some(said)),
            date: said.date().map(|date| l.date(date)).unwrap_or_default(),
            text: paragraphs(l, &answer.says.text),
            document,
            given: l.with("onward-given", &[("at", &at), ("who", &answer.given_by)]),
        }
    }
}

/// "2 tidligere svar".
fn earlier_count(l: Language, answers: &[Answer]) -> String {
    l.count("onward-earlier", answers.len().saturating_sub(1) as u64)
}

/// A recipient and where it stands.
pub(super) struct RecipientRow {
    id: String,
    name: String,
    email: String,
    local: String,
    links: u32,
    sent: String,
    answer: Option<AnswerRow>,
    earlier: Vec<AnswerRow>,
    earlier_count: String,
}

impl RecipientRow {
    fn new(l: Language, case: &Onward, standing: &Standing) -> Self {
        let mut answers = standing.answers.iter().map(|answer| AnswerRow::new(l, case, answer));
        let who = &standing.recipient;
        let sent = standing.sent.last().map(|(_, at)| l.stored_moment(at));
        Self {
            id: who.id.to_string(),
            name: who.name.clone(),
            email: who.email.clone().unwrap_or_default(),
            local: writing::to_text(&who.local_text),
            links: standing.links,
            sent: sent.unwrap_or_default(),
            answer: answers.next(),
            earlier_count: earlier_count(l, &standing.answers),
            earlier: answers.collect(),
        }
    }
}

/// `/arbejde/videre/{id}`.
#[derive(Template)]
#[template(path = "onward/case.html")]
pub(super) struct CasePage {
    frame: Frame,
    id: String,
    body: String,
    item_href: String,
    asked_word: &'static str,
    deadline: String,
    figure: Shown,
    recipients: Vec<RecipientRow>,
    missing: Vec<String>,
    /// The words of the button that sends the first mails.
    send: Option<String>,
    may_change: bool,
    is_closed: bool,
    /// The mark of what the form was filled with.
    set: String,
    form: Typed,
    asked: Vec<Choice>,
    text_html: String,
    made: Made,
}

impl CasePage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        case: &Onward,
        body: &str,
        standings: &[Standing],
        computed: &Computed,
        made: Made,
    ) -> Self {
        let l = visit.language;
        let list = Crumb::new(l.text("onward-title"), "/arbejde/videre");
        let missing = standings.iter().filter(|standing| !standing.is_decided());
        let to_mail = standings.iter().filter(|standing| standing.is_to_be_mailed()).count() as u64;
        let form = made.typed.clone().unwrap_or_else(|| Typed::of(case));
        let whole: Vec<Block> = super::http::whole_text(case, case.says.text.clone());
        Self {
            frame: inside(visit, &case.says.title, vec![list]),
            id: case.id.to_string(),
            body: body.to_owned(),
            item_href: format!("/punkt/{}", case.item),
            asked_word: l.text(asked_key(case.says.asked)),
            deadline: l.date(case.says.deadline),
            figure: Shown::new(computed, l),
            recipients: standings.iter().map(|s| RecipientRow::new(l, case, s)).collect(),
            send: (to_mail > 0).then(|| l.count("onward-mail-send", to_mail)),
            missing: missing.map(|standing| standing.recipient.name.clone()).collect(),
            may_change: actor.is_among(super::SENDERS, &case.body),
            is_closed: case.says.access == raadslag_document::Access::Closed,
            set: case.says.mark(),
            asked: asked_choices(l, form.asked),
            form,
            text_html: Blocks::new(l, "tekst-").render(&whole, 3),
            made,
        }
    }
}

/// `/videre/{id}`.
#[derive(Template)]
#[template(path = "onward/status.html")]
pub(super) struct StatusPage {
    frame: Frame,
    body: String,
    item_href: String,
    asked_word: &'static str,
    deadline: String,
    figure: Shown,
}

impl StatusPage {
    pub(super) fn new(visit: &Visit, case: &Onward, body: &str, computed: &Computed) -> Self {
        let l = visit.language;
        let figure = Shown::new(computed, l);
        let crumbs = [
            Crumb::new(body, format!("/organ/{}", case.body)),
            Crumb::new(l.text("onward-the-item"), format!("/punkt/{}", case.item)),
        ];
        let mut frame =
            Frame::new(visit, &case.says.title).reached(crumbs).described(&figure.answer);
        frame.hidden = case.says.access == raadslag_document::Access::Closed;
        Self {
            frame,
            body: body.to_owned(),
            item_href: format!("/punkt/{}", case.item),
            asked_word: l.text(asked_key(case.says.asked)),
            deadline: l.date(case.says.deadline),
            figure,
        }
    }
}

/// What stands in the form of an answer.
#[derive(Debug, Default)]
pub(super) struct AnswerForm {
    pub(super) said: String,
    pub(super) date: String,
    pub(super) text: String,
    pub(super) error: Option<OnwardError>,
}

/// `/svar/{token}`.
#[derive(Template)]
#[template(path = "onward/answer.html")]
pub(super) struct AnswerPage {
    frame: Frame,
    recipient: String,
    body: String,
    asked_word: &'static str,
    deadline: String,
    left: String,
    text_html: String,
    path: String,
    is_saved: bool,
    is_open: bool,
    answer: Option<AnswerRow>,
    earlier: Vec<AnswerRow>,
    earlier_count: String,
    choices: Vec<(&'static str, &'static str, bool)>,
    date: String,
    text: String,
    error: Option<String>,
}

impl AnswerPage {
    #[expect(clippy::too_many_arguments, reason = "all that stands on the page")]
    pub(super) fn new(
        visit: &Visit,
        case: &Onward,
        body: &str,
        recipient: &Recipient,
        text: &[Block],
        answers: &[Answer],
        form: AnswerForm,
        today: Date,
    ) -> Self {
        let l = visit.language;
        let mut frame = Frame::new(visit, &case.says.title).reached([]);
        frame.hidden = true;
        let mut rows = answers.iter().map(|answer| AnswerRow {
            document: answer.says.document.as_ref().map(|d| (String::new(), d.name.clone())),
            ..AnswerRow::new(l, case, answer)
        });
        let (path, query) = visit.path.split_once('?').unwrap_or((&visit.path, ""));
        let days = case.days_left(today);
        let left = match days {
            days if days < 0 => l.count("onward-days-late", days.unsigned_abs()),
            days => l.count("onward-days-left", days.unsigned_abs()),
        };
        // Without an error the form shows the answer that counts, ready to be corrected.
        let newest = answers.first().filter(|_| form.error.is_none());
        let said = newest.map_or(form.said, |answer| answer.says.said.name().to_owned());
        let date = newest.map_or(form.date, |answer| {
            answer.says.said.date().map(|date| date.to_string()).unwrap_or_default()
        });
        Self {
            recipient: recipient.name.clone(),
            body: body.to_owned(),
            asked_word: l.text(asked_key(case.says.asked)),
            deadline: l.date(case.says.deadline),
            left,
            text_html: Blocks::new(l, "tekst-").render(text, 1),
            path: path.to_owned(),
            is_saved: query == "gemt=1" && form.error.is_none(),
            is_open: case.says.access == raadslag_document::Access::Open,
            answer: rows.next(),
            earlier_count: earlier_count(l, answers),
            earlier: rows.collect(),
            choices: answer_choices(l, case.says.asked, &said),
            text: newest.map_or(form.text, |answer| answer.says.text.clone()),
            date,
            error: form.error.as_ref().map(|error| refusal(l, error)),
            frame,
        }
    }
}

fn answer_choices(l: Language, asked: Asked, said: &str) -> Vec<Choice> {
    let on = Date::MIN;
    let all = [
        Said::Received { planned: None },
        Said::Followed { on },
        Said::Deviated { on },
        Said::Refused { on },
    ];
    all.map(|one| (one.name(), said_word(l, one, asked), one.name() == said)).to_vec()
}

/// The link opens nothing.
pub(super) fn gone(visit: &Visit) -> GonePage {
    let mut frame = Frame::new(visit, visit.language.text("onward-gone")).reached([]);
    frame.hidden = true;
    GonePage { frame }
}

/// `/svar/…` that opens nothing.
#[derive(Template)]
#[template(path = "onward/gone.html")]
pub(super) struct GonePage {
    frame: Frame,
}
