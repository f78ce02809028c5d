//! A table of results.

/// Rows of figures under a title, with what one must know to read them.
pub(crate) struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(title: &str, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        Self { title: title.to_owned(), columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a row; it is also printed at once, since a benchmark is long.
    pub(crate) fn row(&mut self, cells: &[String]) {
        println!("{}", cells.join(" · "));
        self.rows.push(cells.to_vec());
    }

    /// Adds a remark below the table.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// The table in Markdown; figures stand right.
    pub(crate) fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut rule = vec!["---".to_owned()];
        rule.resize(self.columns.len(), "---:".to_owned());
        let mut text = format!("### {}\n\n{}{}", self.title, line(&self.columns), line(&rule));
        self.rows.iter().for_each(|row| text.push_str(&line(row)));
        if !self.notes.is_empty() {
            text.push('\n');
        }
        text.extend(self.notes.iter().map(|note| format!("- {note}\n")));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn markdown_has_figures_on_the_right() {
        let mut table = Table::new("Reading", &["what", "pages/s"]);
        table.row(&["one".to_owned(), "12".to_owned()]);
        table.note("on one core");
        let expected =
            "### Reading\n\n| what | pages/s |\n| --- | ---: |\n| one | 12 |\n\n- on one core\n";
        assert_eq!(table.markdown(), expected);
    }
}
