use jiff::civil::date;
use raadslag_document::{Access, ClockTime, DocumentKind, Outcome};

use crate::{Format, ReadError, Reader, Reading, Source};

fn reading(text: &str) -> Reading {
    let reading = Reader::new().read(text.as_bytes(), &Source::default()).unwrap();
    assert_eq!(reading.format, Format::Xml);
    assert_eq!(reading.coverage().missing, []);
    reading
}

const SBSYS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Dagsorden DagsordenID="7" Åben="True" Dagsordentype="Referat">
  <Møde MødeID="3" Udvalg="Teknisk Udvalg" UdvalgID="5" Mødedato="4. marts 2026" Mødetid="16:00"
    Mødeslutdato="" Mødesluttid="18:30" Mødested="Rådhuset, lokale 2"/>
  <Dagsordenpunkter>
    <Dagsordenpunkt DagsordenpunktID="1" Nummer="1" Åbent="True">
      <Overskrift>Cykelsti langs åen</Overskrift>
      <Indhold>
        <Indstilling>&lt;p&gt;Det indstilles,&lt;/p&gt;&lt;ol&gt;&lt;li&gt;at stien anlægges&lt;/li&gt;&lt;li&gt;at den belyses&lt;/li&gt;&lt;/ol&gt;</Indstilling>
        <Sagsfremstilling><p>Stien er <b>3 km</b> lang.</p></Sagsfremstilling>
        <Beslutning><![CDATA[<p>Godkendt.</p>]]></Beslutning>
        <VidereProces></VidereProces>
      </Indhold>
      <Bilagsliste><Bilag BilagID="5" Navn="Kort" MaaPubliceres="True" BilagUrl="bilag5.pdf"/></Bilagsliste>
      <Vejrudsigt>Sol</Vejrudsigt>
    </Dagsordenpunkt>
    <Dagsordenpunkt DagsordenpunktID="2" Nummer="2" Åbent="False"><Overskrift>Køb af jord</Overskrift></Dagsordenpunkt>
  </Dagsordenpunkter>
</Dagsorden>"#;

#[test]
fn a_manifest_gives_the_meeting_and_its_items() {
    let document = reading(SBSYS).document;
    assert_eq!(document.document, DocumentKind::Minutes);
    assert_eq!(document.body.as_deref(), Some("Teknisk Udvalg"));
    assert_eq!(document.meeting.date, Some(date(2026, 3, 4)));
    assert_eq!(document.meeting.start, ClockTime::new(16, 0));
    assert_eq!(document.meeting.end, ClockTime::new(18, 30));
    assert_eq!(document.meeting.place.as_deref(), Some("Rådhuset, lokale 2"));
    let first = document.item("1").unwrap();
    assert_eq!(first.title, "Cykelsti langs åen");
    assert_eq!(first.recommendations[0].points, ["at stien anlægges", "at den belyses"]);
    assert_eq!(first.decision.as_ref().unwrap().outcome, Outcome::Approved);
    assert_eq!(first.attachments[0].title, "Kort");
    assert_eq!(first.attachments[0].url.as_deref(), Some("bilag5.pdf"));
    assert_eq!(document.item("2").unwrap().access, Access::Closed);
}

#[test]
fn what_a_manifest_says_beyond_that_is_kept_and_reported() {
    let document = reading(SBSYS).document;
    let left: Vec<_> =
        document.problems.iter().map(|p| (p.code.as_str(), p.text.as_deref())).collect();
    assert_eq!(left, [("unknown-key", Some("Sol"))]);
}

#[test]
fn fields_history_and_members_have_their_own_elements() {
    let document = reading(r#"<Publication><PublicationTypeAsValue>1</PublicationTypeAsValue><Agendas>
      <Agenda ID="1"><Committee ID="3"><Name>Byrådet</Name></Committee>
      <Meeting ID="9"><When>2026-03-04T16:00:00</When><Until>2026-03-04T19:00:00</Until><Where>Salen</Where>
        <Members>
          <MeetingMember><Name>Anna Berg (A)</Name><ParticipationStatusAsText>Til stede</ParticipationStatusAsText></MeetingMember>
          <MeetingMember><Name>Bo Carl (V)</Name><ParticipationStatusAsText>Afbud</ParticipationStatusAsText><ParticipationNote/></MeetingMember>
        </Members></Meeting>
      <Items><Item ID="11" Nummer="4"><Caption>Lokalplan 12</Caption><IsPublic>True</IsPublic>
        <Fields><ItemField ID="1"><Caption>Sagsfremstilling</Caption><HasContent>True</HasContent>
          <Content>&lt;p&gt;Planen ligger klar.&lt;/p&gt;</Content></ItemField></Fields>
        <ItemHistory><ItemField ID="2"><Caption>Beslutning</Caption><HasContent>True</HasContent>
          <Content>Anbefales.</Content><MeetingDetails><CommitteeName>Planudvalget</CommitteeName>
          <MeetingDueDate>2026-02-11T00:00:00</MeetingDueDate></MeetingDetails></ItemField></ItemHistory>
        <Enclosures><Enclosure ID="5"><Name>Plan</Name><IsProtected>False</IsProtected>
          <InstantiationFilePathRelative>filer/plan.pdf</InstantiationFilePathRelative></Enclosure></Enclosures>
      </Item></Items></Agenda></Agendas></Publication>"#).document;
    assert_eq!(document.document, DocumentKind::Minutes);
    assert_eq!(document.body.as_deref(), Some("Byrådet"));
    assert_eq!(document.meeting.end, ClockTime::new(19, 0));
    let attendance = document.attendance.as_ref().unwrap();
    assert_eq!((attendance.present.len(), attendance.absent.len()), (1, 1));
    let item = document.item("4").unwrap();
    assert_eq!(item.fields[0].heading.as_deref(), Some("Sagsfremstilling"));
    assert_eq!(item.history[0].body.as_deref(), Some("Planudvalget"));
    assert_eq!(item.history[0].date, Some(date(2026, 2, 11)));
    assert_eq!(item.attachments[0].url.as_deref(), Some("filer/plan.pdf"));
    assert_eq!(document.problems, []);
}

#[test]
fn other_systems_name_the_same_things_differently() {
    let wrapped = reading(r#"<?xml version="1.0"?><edoc:Root xmlns:edoc="http://example.org/agenda"><edoc:OutputTypeEnumName>Agenda</edoc:OutputTypeEnumName>
      <edoc:Committee><edoc:Name>Miljøudvalget</edoc:Name><edoc:Meeting><edoc:MeetingDateTime>2026-03-04T09:30:00</edoc:MeetingDateTime>
      <edoc:MeetingLocation>Teams</edoc:MeetingLocation><edoc:Agenda><edoc:AgendaElements>
      <edoc:AgendaElement><edoc:AccessIsPublic>false</edoc:AccessIsPublic><edoc:HandlingItem><edoc:SerialNo>3</edoc:SerialNo>
      <edoc:Title>Støj</edoc:Title><edoc:CaseNumber>26/17</edoc:CaseNumber><edoc:CasePresentations><edoc:CasePresentation>
      <edoc:Title>Økonomi</edoc:Title><edoc:Content>Ingen.</edoc:Content></edoc:CasePresentation></edoc:CasePresentations>
      <edoc:Attachments><edoc:Attachment><edoc:Title>Måling</edoc:Title><edoc:Link>m.pdf</edoc:Link></edoc:Attachment></edoc:Attachments>
      </edoc:HandlingItem></edoc:AgendaElement></edoc:AgendaElements></edoc:Agenda></edoc:Meeting></edoc:Committee></edoc:Root>"#).document;
    let item = wrapped.item("3").unwrap();
    assert_eq!((item.title.as_str(), item.access), ("Støj", Access::Closed));
    assert_eq!(item.case_number.as_deref(), Some("26/17"));
    assert_eq!((item.fields.len(), item.attachments.len()), (1, 1));
    assert!(wrapped.meeting.r#virtual);
    let grouped = reading(r"<Meeting><MeetingState>Referat endeligt godkendt</MeetingState><Committee>Økonomiudvalget</Committee>
      <MeetingDate>04-03-2026</MeetingDate><MeetingAgendaTypes><MeetingAgendaType><AgendaType>Lukket dagsorden</AgendaType>
      <MeetingAgendaItems><MeetingAgendaItem><AgendaItemNumber>9</AgendaItemNumber><FullText>&lt;p&gt;Tekst.&lt;/p&gt;</FullText>
      <Document documentid='4'><Title>Jordkøb</Title><Attachments><Attachment attachmentid='2'><Title>Skøde</Title></Attachment></Attachments>
      </Document></MeetingAgendaItem></MeetingAgendaItems></MeetingAgendaType></MeetingAgendaTypes></Meeting>").document;
    let item = grouped.item("9").unwrap();
    assert_eq!((item.title.as_str(), item.access), ("Jordkøb", Access::Closed));
    assert_eq!(item.attachments[0].title, "Skøde");
    assert_eq!(grouped.document, DocumentKind::Minutes);
    let named = reading(
        r#"<agenda><table name="meeting"><field name="location">Salen</field></table>
      <table name="agendaitem"><field name="number">1</field><field name="title">Budget</field>
      <field name="area">Udvalg, byråd</field></table></agenda>"#,
    )
    .document;
    assert_eq!(named.item("1").unwrap().title, "Budget");
    assert_eq!(named.meeting.place.as_deref(), Some("Salen"));
}

#[test]
fn json_of_other_systems_is_read_by_its_keys() {
    let text = r#"{"Committee": {"Name": "Byrådet"}, "Meeting": {"When": "2026-03-04T16:00:00", "Where": "Salen",
        "Members": [{"Name": "Anna Berg (A)"}]}, "AgendaItems": [
        {"Number": "1", "Title": "Budget", "IsPublic": true, "Fields": [{"Caption": "Baggrund", "Content": "<p>Tekst.</p>"}],
         "Attachments": [{"Name": "Notat", "Url": "n.pdf"}], "Vejr": "Sol"},
        {"Number": "2", "Title": "Jord", "IsPublic": false}]}"#;
    let reading = Reader::new().read(text.as_bytes(), &Source::default()).unwrap();
    assert_eq!((reading.format, reading.coverage().missing), (Format::Json, vec![]));
    let document = &reading.document;
    assert_eq!(document.body.as_deref(), Some("Byrådet"));
    let first = document.item("1").unwrap();
    assert_eq!((first.fields.len(), first.attachments.len()), (1, 1));
    assert_eq!(document.item("2").unwrap().access, Access::Closed);
    assert_eq!(document.attendance.as_ref().unwrap().present.len(), 1);
    assert_eq!(document.problems.len(), 1);
}

#[test]
fn json_may_name_its_parts_in_english() {
    let text = r#"{"committee": "Byrådet", "meeting": {"date": "2026-03-04T00:00:00", "startTime": "17:00"},
        "agendaItems": [
        {"number": "1", "title": "Budget", "isClosed": false, "description": "Budgettet er klar.",
         "recommendation": "Det indstilles, at budgettet vedtages.", "decision": "Vedtaget."},
        {"number": "2", "title": "Jord", "isClosed": true}]}"#;
    let reading = Reader::new().read(text.as_bytes(), &Source::default()).unwrap();
    assert_eq!(reading.coverage().missing, []);
    let document = &reading.document;
    assert_eq!(document.meeting.start, ClockTime::new(17, 0));
    let first = document.item("1").unwrap();
    assert_eq!((first.fields.len(), first.recommendations.len()), (1, 1));
    assert_eq!(first.decision.as_ref().unwrap().outcome, raadslag_document::Outcome::Approved);
    assert_eq!(first.access, Access::Open);
    assert_eq!(document.item("2").unwrap().access, Access::Closed);
    assert_eq!(document.problems, []);
}

#[test]
fn hostile_and_damaged_manifests_are_refused() {
    let read =
        |text: &str| Reader::new().read(text.as_bytes(), &Source::default()).map(|r| r.format);
    let deep = format!("<?xml version='1.0'?><Dagsorden>{}", "<a>".repeat(5_000));
    assert!(matches!(read(&deep), Err(ReadError::Refused { format: "XML", .. })));
    let entities = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><Dagsorden>&a;</Dagsorden>";
    assert!(matches!(read(entities), Err(ReadError::Refused { format: "XML", .. })));
    let cut = "<?xml version='1.0'?><Dagsorden><Dagsordenpunkter>";
    assert!(matches!(read(cut), Err(ReadError::Damaged { format: "XML", .. })));
}

#[test]
fn a_page_in_xml_is_still_a_page() {
    let page = "<?xml version='1.0'?><html><body><h1>Dagsorden</h1><p>1. Veje</p></body></html>";
    let reading = Reader::new().read(page.as_bytes(), &Source::default()).unwrap();
    assert_eq!(reading.format, Format::Html);
}
