//! Who came: a body's member list less those the head of a meeting reports absent.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use raadslag_document::{Attendance, Attendee, Substitute};

/// Reads a member list (`Name | party | municipality`, a line each) and the head's `afbud:` and
/// `bemærkning:` lines. Substitutes (`afbud: Name -> Substitute`) are present, without a party.
pub(crate) fn attendance(roster: &str, head: &BTreeMap<String, Vec<String>>) -> Result<Attendance> {
    let mut present: Vec<Attendee> = roster
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(member)
        .collect::<Result<_>>()?;
    let mut attendance = Attendance::default();
    let mut came = Vec::new();
    for line in head.get("afbud").into_iter().flatten() {
        let (name, substitute) = match line.split_once(" -> ") {
            Some((name, substitute)) => (name, Some(substitute)),
            None => (line.as_str(), None),
        };
        let at = present.iter().position(|member| member.name == name);
        let member = present.remove(at.with_context(|| format!("{name} is no member"))?);
        if let Some(substitute) = substitute {
            let name = substitute.to_owned();
            came.push(Attendee { name: name.clone(), ..Attendee::default() });
            attendance.substitutes.push(Substitute { name, for_member: Some(member.name.clone()) });
        }
        attendance.absent.push(member);
    }
    present.extend(came);
    attendance.present = present;
    attendance.notes = head.get("bemærkning").cloned().unwrap_or_default();
    Ok(attendance)
}

fn member(line: &str) -> Result<Attendee> {
    let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
    ensure!((1..=3).contains(&parts.len()), "a member is `Name | party | municipality`: {line}");
    Ok(Attendee {
        name: parts[0].to_owned(),
        party: parts.get(1).filter(|party| **party != "-").map(|party| (*party).to_owned()),
        role: parts.get(2).map(|role| (*role).to_owned()),
    })
}
