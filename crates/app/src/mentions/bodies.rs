use std::sync::LazyLock;

use regex::Regex;

use crate::mentions::MentionKind;
use crate::register::{Body, BodyKind, Bounded, Found};

use super::{Context, Finding, pattern};

/// Bodies: registered ones by name, councils of a named municipality, and words such as "byrådet".
pub(super) fn find(text: &str, context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<_> =
        context.register.bodies_in(text).filter_map(|body| registered(text, &body)).collect();
    let free = |findings: &[Finding], found: &Finding| {
        !findings.iter().any(|f| f.range.start < found.range.end && found.range.start < f.range.end)
    };
    for found in councils(text, context).into_iter().chain(by_word(text, context)) {
        if free(&findings, &found) {
            findings.push(found);
        }
    }
    findings
}

fn registered(text: &str, body: &Found<&Body>) -> Option<Finding> {
    let written = &text[body.range.clone()];
    // "K17-tovholder" is a post, "KKR Sjælland-sekretariatet" another body.
    let compound = text[body.range.end..].starts_with('-');
    // "region sjælland" in lower case is no name.
    let lower = written.starts_with(|c: char| c.is_lowercase());
    let geography = lower
        && written.starts_with("region ")
        && text[body.range.clone()].chars().any(char::is_uppercase);
    if compound
        || (lower
            && !geography
            && !written.starts_with("regionsråd")
            && !written.starts_with("kommunaldirektør")
            && !written.starts_with("sundhedssam"))
    {
        return None;
    }
    let identity = &body.value.identity;
    let finding = Finding::sure(MentionKind::Body, body.range.clone(), &identity.name);
    // "region Sjælland" is the area at least as often as the body.
    Some(if geography {
        Finding { ambiguous: true, ..finding }
    } else {
        finding.with_slug(&identity.slug)
    })
}

static COUNCIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s+(?:[Bb]yråd|[Kk]ommunalbestyrelse)(?:et|en)?s?\b"));

/// "Aarhus Byråd", "Stevns Kommunalbestyrelse".
fn councils(text: &str, context: &Context<'_>) -> Vec<Finding> {
    context
        .register
        .municipalities_in(text)
        .filter_map(|place| {
            let council = COUNCIL.find(&text[place.range.end..])?;
            let range = place.range.start..place.range.end + council.end();
            let name = text[range.clone()].trim_end_matches('s');
            let identity = context.register.body_of(name);
            Some(Finding::sure(MentionKind::Body, range, identity.name).with_slug(identity.slug))
        })
        .collect()
}

static WORD: LazyLock<Bounded> = LazyLock::new(|| {
    Bounded::new(
        r"\b(?:(?<council>[Bb]yrådet|[Kk]ommunalbestyrelsen|Borgerrepræsentationen)|(?<region>[Rr]egionsrådet)|(?<executives>[Kk]ommunaldirektørkredsen)|(?<health>Sundhedssamarbejdsudvalget)|(?<committee>Magistraten|Økonomiudvalget))s?\b",
    )
});

/// A body named by its kind alone is the one that meets, where that is of the kind; else it is not
/// said which.
fn by_word(text: &str, context: &Context<'_>) -> Vec<Finding> {
    WORD.captures_iter(text)
        .map(|found| {
            let kind = found
                .name("council")
                .map(|_| BodyKind::Council)
                .or_else(|| found.name("region").map(|_| BodyKind::Region));
            let range = found.get_match().range();
            let meeting = context.body.filter(|body| Some(body.kind) == kind);
            let registered = meeting.cloned().or_else(|| {
                if found.name("executives").is_some() {
                    prepared_by(context)
                } else if found.name("health").is_some() {
                    of_the_meetings_region(context)
                } else {
                    None
                }
            });
            let word = found.iter().skip(1).flatten().next().map_or("", |m| m.as_str());
            match registered {
                Some(body) => {
                    Finding::sure(MentionKind::Body, range, body.name).with_slug(body.slug)
                }
                None => Finding {
                    ambiguous: true,
                    ..Finding::sure(MentionKind::Body, range, capital(word))
                },
            }
        })
        .collect()
}

/// The circle of executives that prepares the agendas of the body that meets, or meets itself.
fn prepared_by(context: &Context<'_>) -> Option<crate::register::BodyIdentity> {
    let slug = &context.body?.slug;
    let circle = context.register.bodies().iter().find(|body| {
        body.identity.kind == BodyKind::Executives
            && (body.prepares_for.as_ref() == Some(slug) || body.identity.slug == *slug)
    })?;
    Some(circle.identity.clone())
}

/// The co-operation committee of the region whose KKR or executives meet.
fn of_the_meetings_region(context: &Context<'_>) -> Option<crate::register::BodyIdentity> {
    let region = context.register.body(&context.body?.slug)?.region?;
    let committee = context.register.bodies().iter().find(|body| {
        body.region == Some(region) && body.identity.name.starts_with("Sundhedssamarbejdsudvalg")
    })?;
    Some(committee.identity.clone())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
