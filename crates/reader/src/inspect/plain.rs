//! Plain text: its lines, or a table of them, in which a column's heading says what is below.

use super::Passage;

/// The lines of a text; those of a table are one passage.
pub(super) fn passages(text: &str) -> Vec<Passage> {
    let passage = |text: &str| Passage { page: None, text: text.to_owned() };
    if is_table(text) { vec![passage(text)] } else { text.lines().map(passage).collect() }
}

/// Whether all lines have the same columns, or are long numbers below a heading.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(head) = lines.next() else { return false };
    let lines: Vec<&str> = lines.collect();
    if lines.is_empty() {
        return false;
    }
    let parts = |separator| {
        let columns = columns(head, separator);
        columns > 1 && lines.iter().all(|line| self::columns(line, separator) == columns)
    };
    // A comma and a space are those of a sentence.
    [';', '\t', '|'].into_iter().any(parts)
        || !head.contains(", ") && parts(',')
        || lines.iter().all(|line| is_long_number(line))
}

/// Figures only, of an account, a register or a person.
fn is_long_number(line: &str) -> bool {
    let figures = line.chars().filter(char::is_ascii_digit).count();
    figures > 8 && !line.contains(char::is_alphabetic)
}

/// The number of a line's cells; what stands in quotation marks is one.
fn columns(line: &str, separator: char) -> usize {
    line.split('"').step_by(2).map(|plain| plain.matches(separator).count()).sum::<usize>() + 1
}

#[cfg(test)]
mod tests {
    use super::passages;

    #[test]
    fn the_lines_of_a_table_stay_together() {
        let count = |text: &str| passages(text).len();
        for table in [
            "navn;cpr\nOle;1\n",
            "navn,cpr\n\"Hansen, Ole\",1\n\n",
            "|navn|cpr|\n|---|---|\n|Ole|1|",
            "cpr\n0101901234\n020290-1234\n",
        ] {
            assert_eq!(count(table), 1, "{table}");
        }
        for lines in ["Kære Ole, tak.\nHer er svaret, endelig.", "Kære Ole\nFarvel; tak", "Tal\n1"]
        {
            assert_eq!(count(lines), 2, "{lines}");
        }
        assert_eq!(count(""), 0);
    }
}
