//! The table. A row says for an address which roles may have what is open and which what is closed.
//! For what belongs to a body, the role must be held in that body.

use super::Roles;
use super::role::Role::{
    self, Administrator, Auditor, CaseOfficer, Chair, Member, PartyGroupSecretary, Preparer,
    Secretary, Substitute,
};

/// What a request does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Looks at it; also `HEAD`.
    Get,
    /// Changes something.
    Post,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// What is done.
    pub verb: Verb,
    /// The address, as routes are written.
    pub path: &'static str,
    /// Who may, as long as the thing is open.
    pub open: Roles,
    /// Who may, where the thing is closed.
    pub closed: Roles,
}

const fn get(path: &'static str, open: Roles, closed: Roles) -> Endpoint {
    Endpoint { verb: Verb::Get, path, open, closed }
}

const fn post(path: &'static str, open: Roles, closed: Roles) -> Endpoint {
    Endpoint { verb: Verb::Post, path, open, closed }
}

/// Everyone, and nothing closed is ever shown there.
const PUBLIC: Roles = Roles::PUBLIC;
const NONE: Roles = Roles::NONE;
const SIGNED_IN: Roles = Roles::SIGNED_IN;

/// Those of a body who get its closed items with the agenda.
pub const INSIDE: Roles = Roles::of(&[
    Secretary,
    CaseOfficer,
    Preparer,
    Chair,
    Member,
    Substitute,
    PartyGroupSecretary,
    Auditor,
]);
/// Those who look after a body's cases.
const OFFICERS: Roles = Roles::of(&[Secretary, CaseOfficer]);
/// Those who are asked about a case, and comment on it.
const ADVISERS: Roles =
    Roles::of(&[Secretary, CaseOfficer, Preparer, Chair, Member, Substitute, PartyGroupSecretary]);
/// Those who write on a body's texts and proof-read its agendas.
pub const WRITERS: Roles = Roles::of(&[Secretary, CaseOfficer, Preparer]);
const ADMINISTRATORS: Roles = Roles::of(&[Administrator]);
const SECRETARIES: Roles = Roles::of(&[Secretary]);
const AUDITORS: Roles = Roles::of(&[Administrator, Auditor]);
/// Who gives tasks, and promises items for the next meeting.
const GIVERS: Roles = Roles::of(&[Secretary, CaseOfficer, Preparer, Chair]);
/// Who sends a body's decisions onward.
const SENDERS: Roles = Roles::of(&[Secretary, CaseOfficer]);

/// Who may do what.
pub const TABLE: &[Endpoint] = &[
    // The portal.
    get("/", PUBLIC, NONE),
    get("/moeder", PUBLIC, NONE),
    get("/kalender", PUBLIC, NONE),
    get("/moede/{body}/{slug}", PUBLIC, INSIDE),
    get("/moede/{body}/{slug}/{file}", PUBLIC, INSIDE),
    get("/punkt/{slug}", PUBLIC, INSIDE),
    get("/punkt/{slug}/punkt.pdf", PUBLIC, INSIDE),
    get("/forloeb/{slug}", PUBLIC, NONE),
    get("/organer", PUBLIC, NONE),
    get("/organ/{slug}", PUBLIC, NONE),
    get("/personer", PUBLIC, NONE),
    get("/person/{slug}", PUBLIC, NONE),
    get("/kommuner", PUBLIC, NONE),
    get("/kommune/{slug}", PUBLIC, NONE),
    get("/tal", PUBLIC, NONE),
    get("/tal/{slug}", PUBLIC, NONE),
    get("/tal/{slug}/regn", PUBLIC, NONE),
    get("/tal/{slug}/{file}", PUBLIC, NONE),
    get("/soeg", PUBLIC, NONE),
    get("/soeg/forslag", PUBLIC, NONE),
    get("/bilag/{sha256}/{name}", PUBLIC, INSIDE),
    get("/original/{sha256}/{name}", PUBLIC, INSIDE),
    get("/tilgaengelighed", PUBLIC, NONE),
    get("/om", PUBLIC, NONE),
    get("/sprog", PUBLIC, NONE),
    get("/sitemap.xml", PUBLIC, NONE),
    get("/robots.txt", PUBLIC, NONE),
    get("/health", PUBLIC, NONE),
    get("/metrics", PUBLIC, NONE),
    get("/assets/{version}/{*path}", PUBLIC, NONE),
    get("/favicon.ico", PUBLIC, NONE),
    // The desk.
    get("/arbejde", SIGNED_IN, NONE),
    // Following: who has a link is let in by it.
    get("/foelg", PUBLIC, NONE),
    post("/foelg", PUBLIC, NONE),
    get("/foelg/post", PUBLIC, NONE),
    get("/foelg/bekraeft/{token}", PUBLIC, NONE),
    post("/foelg/bekraeft/{token}", PUBLIC, NONE),
    get("/foelg/{link}", PUBLIC, NONE),
    get("/foelg/{link}/afmeld", PUBLIC, NONE),
    post("/foelg/{link}/afmeld", PUBLIC, NONE),
    post("/foelg/{link}/afmeld/{id}", PUBLIC, NONE),
    get("/feed/soeg.atom", PUBLIC, NONE),
    get("/feed/{kind}/{file}", PUBLIC, NONE),
    get("/kalender/soeg.ics", PUBLIC, NONE),
    get("/kalender/{file}", PUBLIC, NONE),
    get("/kalender/{kind}/{file}", PUBLIC, NONE),
    get("/moede/{body}/{slug}/moede.ics", PUBLIC, NONE),
    // Texts of cases.
    get("/arbejde/tekst/tal", WRITERS, WRITERS),
    get("/arbejde/tekst/tal/{slug}", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/data", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/trin", WRITERS, WRITERS),
    post("/arbejde/tekst/{id}/trin", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/haendelser", WRITERS, WRITERS),
    post("/arbejde/tekst/{id}/her", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/bilag", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/korrektur", WRITERS, WRITERS),
    post("/arbejde/tekst/{id}/korrektur", WRITERS, WRITERS),
    post("/arbejde/tekst/{id}/laes", WRITERS, WRITERS),
    post("/arbejde/tekst/{id}/version", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/versioner", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/version/{number}", WRITERS, WRITERS),
    get("/arbejde/tekst/{id}/sammenlign", WRITERS, WRITERS),
    post("/arbejde/tekst/{id}/gendan", WRITERS, WRITERS),
    // Accounts.
    get("/log-ind", PUBLIC, NONE),
    post("/log-ind", PUBLIC, NONE),
    post("/log-ind/kode", PUBLIC, NONE),
    get("/log-ind/glemt", PUBLIC, NONE),
    post("/log-ind/glemt", PUBLIC, NONE),
    get("/log-ind/udbyder", PUBLIC, NONE),
    get("/log-ind/retur", PUBLIC, NONE),
    post("/log-ud", PUBLIC, NONE),
    get("/adgang/{link}", PUBLIC, NONE),
    post("/adgang/{link}", PUBLIC, NONE),
    get("/mit/adgang", SIGNED_IN, NONE),
    post("/mit/adgang/kode", SIGNED_IN, NONE),
    post("/mit/adgang/engangskode", SIGNED_IN, NONE),
    get("/arbejde/brugere", ADMINISTRATORS, NONE),
    post("/arbejde/brugere", ADMINISTRATORS, NONE),
    get("/arbejde/bruger/{id}", ADMINISTRATORS, NONE),
    post("/arbejde/bruger/{id}", ADMINISTRATORS, NONE),
    post("/arbejde/bruger/{id}/rolle", ADMINISTRATORS, NONE),
    post("/arbejde/bruger/{id}/rolle/{grant}/slut", ADMINISTRATORS, NONE),
    get("/arbejde/post", ADMINISTRATORS, NONE),
    get("/arbejde/post/{id}", ADMINISTRATORS, NONE),
    get("/arbejde/post/{id}/html", ADMINISTRATORS, NONE),
    post("/arbejde/post/{id}/igen", ADMINISTRATORS, NONE),
    get("/arbejde/journal", AUDITORS, Roles::of(&[Auditor])),
    // Cases.
    get("/arbejde/sager", INSIDE, INSIDE),
    get("/arbejde/sager/ny", OFFICERS, NONE),
    post("/arbejde/sager/ny", OFFICERS, NONE),
    get("/arbejde/sag/{id}", INSIDE, INSIDE),
    get("/arbejde/sag/{id}/ret", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/ret", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/tilstand", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/fornyelse", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/rute", OFFICERS, OFFICERS),
    get("/arbejde/sag/{id}/rute/{station}", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/rute/{station}", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/raad", ADVISERS, ADVISERS),
    post("/arbejde/sag/{id}/bilag", OFFICERS, OFFICERS),
    get("/arbejde/sag/{id}/bilag/{annex}", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/bilag/{annex}", OFFICERS, OFFICERS),
    post("/arbejde/sag/{id}/bilag/{annex}/fil", OFFICERS, OFFICERS),
    get("/arbejde/sag/{id}/bilag/{annex}/{version}/{name}", INSIDE, INSIDE),
    // Meetings.
    get("/arbejde/moede/{planned}", SECRETARIES, SECRETARIES),
    post("/arbejde/moede/{planned}/haendelse", SECRETARIES, SECRETARIES),
    post("/arbejde/moede/{planned}/haendelser", SECRETARIES, SECRETARIES),
    get("/mit/moede/{planned}", INSIDE, INSIDE),
    get("/mit/moede/{planned}/strom", INSIDE, INSIDE),
    // Tasks; a handler lets a task's owner settle it.
    get("/arbejde/opgaver", INSIDE, INSIDE),
    post("/arbejde/opgaver", GIVERS, GIVERS),
    get("/arbejde/opgave-ny", GIVERS, GIVERS),
    get("/arbejde/opgave/{id}", INSIDE, INSIDE),
    post("/arbejde/opgave/{id}", GIVERS, GIVERS),
    post("/arbejde/opgave/{id}/tilstand", INSIDE, INSIDE),
    get("/arbejde/siden-sidst/{body}", INSIDE, INSIDE),
    post("/arbejde/siden-sidst/{body}", GIVERS, GIVERS),
    post("/arbejde/siden-sidst/{body}/{id}", GIVERS, GIVERS),
    // Decisions others must follow. Who has a recipient's link needs no account: the handlers look
    // the link up, and what it opens was written for its recipient.
    get("/arbejde/videre", INSIDE, INSIDE),
    post("/arbejde/videre", SENDERS, SENDERS),
    get("/arbejde/videre-ny", SENDERS, SENDERS),
    get("/arbejde/videre/{id}", INSIDE, INSIDE),
    post("/arbejde/videre/{id}", SENDERS, SENDERS),
    post("/arbejde/videre/{id}/modtagere", SENDERS, SENDERS),
    post("/arbejde/videre/{id}/links", SENDERS, SENDERS),
    post("/arbejde/videre/{id}/send", SENDERS, SENDERS),
    post("/arbejde/videre/{id}/modtager/{recipient}", SENDERS, SENDERS),
    get("/arbejde/videre/{id}/svar/{answer}", INSIDE, INSIDE),
    get("/videre/{id}", PUBLIC, INSIDE),
    get("/svar/{token}", PUBLIC, NONE),
    post("/svar/{token}", PUBLIC, NONE),
    get("/svar/{token}/{file}", PUBLIC, NONE),
    // What is a member's own.
    get("/mit", SIGNED_IN, INSIDE),
    get("/mit/noter", SIGNED_IN, INSIDE),
    get("/mit/punkt/{slug}", SIGNED_IN, INSIDE),
    post("/mit/punkt/{slug}", SIGNED_IN, INSIDE),
    get("/mit/punkt/{slug}/noter.json", SIGNED_IN, INSIDE),
    post("/mit/punkt/{slug}/laest", SIGNED_IN, INSIDE),
    post("/mit/note/{id}/slet", SIGNED_IN, NONE),
    get("/mit/offline/{body}/{slug}", SIGNED_IN, INSIDE),
    get("/sw.js", PUBLIC, NONE),
    get("/manifest.webmanifest", PUBLIC, NONE),
    // Minutes.
    get("/arbejde/referat/{planned}", SECRETARIES, SECRETARIES),
    post("/arbejde/referat/{planned}/tekst", SECRETARIES, SECRETARIES),
    post("/arbejde/referat/{planned}/tilstand", SECRETARIES, SECRETARIES),
    get("/arbejde/referat/{planned}/uddrag/{entry}", SECRETARIES, SECRETARIES),
    get("/mit/referat/{planned}", INSIDE, INSIDE),
    post("/mit/referat/{planned}/bemaerkning", INSIDE, INSIDE),
    // Proof-reading.
    get("/moede/{body}/{slug}/korrektur", WRITERS, WRITERS),
    post("/moede/{body}/{slug}/korrektur", WRITERS, WRITERS),
    get("/arbejde/korrektur/{body}", WRITERS, NONE),
    post("/arbejde/korrektur/{body}", WRITERS, NONE),
    // The year plan: days are public, deadlines are not.
    get("/aarshjul", PUBLIC, NONE),
    get("/aarshjul/{file}", PUBLIC, INSIDE),
    get("/arbejde/aarshjul", INSIDE, NONE),
    post("/arbejde/aarshjul", SECRETARIES, NONE),
    get("/arbejde/aarshjul/{planned}", NONE, SECRETARIES),
    post("/arbejde/aarshjul/{planned}", NONE, SECRETARIES),
    post("/arbejde/aarshjul/{planned}/aflys", NONE, SECRETARIES),
    get("/arbejde/organ/{slug}/regler", NONE, SECRETARIES),
    post("/arbejde/organ/{slug}/regler", NONE, SECRETARIES),
    // Agendas: a draft is its body's own.
    get("/arbejde/dagsorden/{planned}", NONE, INSIDE),
    post("/arbejde/dagsorden/{planned}/start", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/punkt", NONE, SECRETARIES),
    get("/arbejde/dagsorden/{planned}/punkt/{entry}", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/punkt/{entry}", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/punkt/{entry}/flyt", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/punkt/{entry}/fjern", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/forside", NONE, SECRETARIES),
    // The secretary only where the body lets them: the rule asks again.
    post("/arbejde/dagsorden/{planned}/godkend", NONE, Roles::of(&[Chair, Secretary])),
    post("/arbejde/dagsorden/{planned}/genaabn", NONE, Roles::of(&[Chair, Secretary])),
    get("/arbejde/dagsorden/{planned}/udgiv", NONE, Roles::of(&[Chair, Secretary])),
    post("/arbejde/dagsorden/{planned}/udgiv", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/tilbagehold", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/tillaeg", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/ret", NONE, SECRETARIES),
    post("/arbejde/dagsorden/{planned}/soester", NONE, SECRETARIES),
    get("/moede/{body}/{slug}/rettelser", PUBLIC, NONE),
];

/// The row of an address. Evaluated by `routes!` while the program is compiled.
///
/// # Panics
/// Where the table has no such row.
pub const fn listed(verb: Verb, path: &str) -> &'static Endpoint {
    let mut at = 0;
    while at < TABLE.len() {
        let row = &TABLE[at];
        if row.verb as u8 == verb as u8 && same(row.path, path) {
            return row;
        }
        at += 1;
    }
    panic!("this address has no row in the access table, crates/app/src/access/table.rs")
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl Endpoint {
    /// Whether a role may have anything at all there.
    pub fn admits(&self, role: Role) -> bool {
        self.open.or(self.closed).has(role)
    }
}
