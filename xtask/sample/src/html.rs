//! A page of a municipal publication portal: the minutes of one meeting, each item a row that
//! unfolds, its text headed and its annexes linked.

use std::fmt::Write as _;

use raadslag_document::{
    Access, Attachment, Block, Document, DocumentKind, History, Item, Mark, MarkKind, Table,
};

use crate::pieces;

/// The page of a document.
pub(crate) fn render(document: &Document) -> String {
    let body = escape(document.body.as_deref().unwrap_or_default());
    let place = escape(document.meeting.place.as_deref().unwrap_or_default());
    let kind = match document.document {
        DocumentKind::Agenda => "Dagsorden",
        DocumentKind::Minutes => "Referat",
    };
    let date = long_date(document);
    let rows: String = document.items().enumerate().map(|(index, item)| row(index, item)).collect();
    let attendance = attendance(document);
    format!(
        r#"<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<title>{body} - {place}</title>
</head>
<body>
<div class="container">
<div class="tilbage-wrapper"><a href="/" class="back-to-frontpage-button">Tilbage til forsiden</a></div>
<div class="title">
<h1 class="green dato">{kind} {date}</h1>
<h2 class="black"><span class="udvalg">{body}</span><span class="sted-divider"> - </span><span class="sted sted-container">{place}</span></h2>
</div>
<table class="dagsordeninfo"><tbody>
<tr><td>Udvalg:</td><td><span class="udvalg">{body}</span></td></tr>
<tr><td>Mødedato:</td><td><span class="dato">{date}</span></td></tr>
<tr class="sted-container"><td>Mødested:</td><td><span class="sted">{place}</span></td></tr>
{attendance}</tbody></table>
<table id="dagsordenDetaljer" class="table table-hover dagsorden">
<thead><tr><th class="text-center">Punkt</th><th>Titel</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
</body>
</html>
"#
    )
}

fn long_date(document: &Document) -> String {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let Some(date) = document.meeting.date else { return String::new() };
    let month = MONTHS[date.month().unsigned_abs() as usize - 1];
    let time = document
        .meeting
        .start
        .map_or(String::new(), |start| format!(" kl. {}", start.to_string().replace(':', ".")));
    format!("{}. {month} {}{time}", date.day(), date.year())
}

fn attendance(document: &Document) -> String {
    let Some(attendance) = &document.attendance else { return String::new() };
    let list = |names: Vec<String>| {
        names.iter().map(|name| format!("<li>{}</li>", escape(name))).collect::<Vec<_>>().concat()
    };
    let present = list(pieces::members(attendance).map(pieces::attendee).collect());
    let absent =
        list(attendance.absent.iter().map(|member| pieces::absentee(attendance, member)).collect());
    let mut html = format!(
        "<tr id=\"deltager-container\"><td>Mødedeltagere:</td><td class=\"deltagere\"><ul>{present}</ul></td></tr>\n"
    );
    if !absent.is_empty() {
        let _ =
            writeln!(html, "<tr><td>Afbud:</td><td class=\"afbud\"><ul>{absent}</ul></td></tr>");
    }
    html
}

fn row(index: usize, item: &Item) -> String {
    let number = escape(item.number.as_deref().unwrap_or_default());
    let title = escape(&pieces::full_title(item));
    let details = if item.access == Access::Closed { case(item) } else { details(item) };
    format!(
        "<tr class=\"punktrow\"><td class=\"text-center punkt-tabel\"><span class=\"label label-default\">{number}</span></td>\n\
         <td class=\"punkt-tabel\"><button class=\"overskrift-btn\" aria-controls=\"details{index}\"><h2 class=\"overskrift text-left\">{title}</h2></button>\n\
         <div class=\"details\" id=\"details{index}\">{details}</div></td></tr>\n"
    )
}

fn case(item: &Item) -> String {
    item.case_number.as_ref().map_or(String::new(), |number| {
        format!("<span class=\"sagsnummer\">{}</span>", escape(number))
    })
}

fn details(item: &Item) -> String {
    let case = case(item);
    let mut parts = String::new();
    if let Some(decision) = &item.decision {
        parts.push_str(&part("Beslutninger", &lines(decision.text.split('\n'))));
    }
    let (summary, others): (Vec<_>, Vec<_>) =
        item.fields.iter().partition(|field| field.heading.as_deref() == Some("Resume"));
    for field in summary {
        parts.push_str(&part("Resume", &blocks(&field.blocks)));
    }
    if !item.recommendations.is_empty() {
        parts.push_str(&part("Indstilling", &recommendations(item)));
    }
    for field in others {
        parts.push_str(&part(field.heading.as_deref().unwrap_or(""), &blocks(&field.blocks)));
    }
    if !item.history.is_empty() {
        let entries: String = item.history.iter().map(history).collect();
        parts.push_str(&part("Sagsforløb", &entries));
    }
    format!(
        "{case}<div class=\"punkt\"><div id=\"sagsfremstillingContainer\">\n{parts}</div></div>\n{}",
        annexes(&item.attachments)
    )
}

fn part(heading: &str, html: &str) -> String {
    format!("<h3>{}</h3>\n<span class=\"resume\">{html}</span>\n", escape(heading))
}

fn lines<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| format!("<div>{}</div>", escape(text))).collect::<Vec<_>>().concat()
}

fn recommendations(item: &Item) -> String {
    let mut html = String::new();
    for recommendation in &item.recommendations {
        let _ = write!(html, "<div>{}</div>", escape(&recommendation.text));
        if !recommendation.points.is_empty() {
            let points = recommendation.points.iter().map(|p| format!("<li>{}</li>", escape(p)));
            let _ = write!(html, "<ol>{}</ol>", points.collect::<String>());
        }
    }
    html
}

fn history(entry: &History) -> String {
    let date = entry.date.map_or(String::new(), |date| date.strftime("%d-%m-%Y").to_string());
    format!(
        "<div>Udvalg: {}</div><div>Dato: {date}</div><div>Punktnummer: {}</div><div>{}</div>",
        escape(entry.body.as_deref().unwrap_or_default()),
        escape(entry.item.as_deref().unwrap_or_default()),
        escape(&entry.text),
    )
}

fn annexes(attachments: &[Attachment]) -> String {
    if attachments.is_empty() {
        return String::new();
    }
    let entries: String = attachments
        .iter()
        .map(|annex| {
            let title = escape(&annex.title);
            match &annex.url {
                Some(url) => {
                    format!("<li><a class=\"bilag-link\" href=\"{}\">{title}</a></li>", escape(url))
                }
                None => format!("<li>{title}</li>"),
            }
        })
        .collect();
    format!("<h3>Bilag</h3><ul class=\"list-unstyled\">{entries}</ul>")
}

fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text, marks } => format!("<p>{}</p>\n", linked(text, marks)),
        Block::Heading { text, .. } => format!("<h4>{}</h4>\n", escape(text)),
        Block::List(list) => {
            let tag = if list.ordered { "ol" } else { "ul" };
            let items = list.items.iter().map(|item| format!("<li>{}</li>", escape(&item.text)));
            format!("<{tag}>{}</{tag}>\n", items.collect::<String>())
        }
        Block::Table(table) => self::table(table),
    }
}

fn table(table: &Table) -> String {
    let row = |cells: &Vec<String>, tag: &str| {
        let cells = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", escape(cell)));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let caption = table
        .caption
        .as_ref()
        .map_or(String::new(), |caption| format!("<caption>{}</caption>", escape(caption)));
    let header: String = table.header.iter().map(|cells| row(cells, "th")).collect();
    let rows: String = table.rows.iter().map(|cells| row(cells, "td")).collect();
    format!("<table>{caption}<thead>{header}</thead><tbody>{rows}</tbody></table>\n")
}

fn linked(text: &str, marks: &[Mark]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let slice = |from: usize, to: usize| escape(&chars[from..to].iter().collect::<String>());
    let mut html = String::new();
    let mut at = 0;
    for mark in marks {
        if let MarkKind::Link { url } = &mark.kind {
            let (start, end) = (mark.start as usize, mark.end as usize);
            html.push_str(&slice(at, start));
            let _ = write!(html, "<a href=\"{}\">{}</a>", escape(url), slice(start, end));
            at = end;
        }
    }
    html.push_str(&slice(at, chars.len()));
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
