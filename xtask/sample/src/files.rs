//! Which file is made of which text, and whether the committed ones are fresh.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use raadslag_document::Document;

use crate::source::Source;
use crate::{annex, docx, html, pdf, source, text};

/// The sample's files by their path in it.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Makes every file of the sample.
pub(crate) fn make(texts: &Path) -> Result<Files> {
    let mut files = Files::new();
    for (path, (_, bytes)) in documents(texts)? {
        files.insert(path, bytes);
    }
    for (name, content) in read_texts(&texts.join("bilag"))? {
        let bytes = annex::render(&content).with_context(|| format!("in bilag/{name}.md"))?;
        files.insert(format!("bilag/{name}.pdf"), bytes);
    }
    Ok(files)
}

/// Every agenda and set of minutes, as meant and as written, by its path in the sample.
pub(crate) fn documents(texts: &Path) -> Result<BTreeMap<String, (Document, Vec<u8>)>> {
    let mut documents = BTreeMap::new();
    for (name, content) in read_texts(texts)? {
        let source = meeting(&content, texts).with_context(|| format!("in {name}.md"))?;
        let agenda = source.agenda_format.as_ref().map(|f| (source.agenda(), "dagsorden", f));
        let minutes = source.minutes_format.as_ref().map(|f| (source.minutes, "referat", f));
        for (document, kind, format) in agenda.into_iter().chain(minutes) {
            let bytes = render(&document, format)?;
            documents.insert(format!("{name}-{kind}.{format}"), (document, bytes));
        }
    }
    Ok(documents)
}

/// The texts of a folder by name, without those that begin with a capital (README).
fn read_texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_text = path.extension().is_some_and(|extension| extension == "md");
        if is_text && !name.starts_with(char::is_uppercase) {
            texts.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(texts)
}

fn meeting(content: &str, texts: &Path) -> Result<Source> {
    let rosters = |name: &str| {
        let path = texts.join("medlemmer").join(format!("{name}.txt"));
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    source::read(content, &rosters)
}

fn render(document: &Document, format: &str) -> Result<Vec<u8>> {
    Ok(match format {
        "json" => (serde_json::to_string_pretty(document)? + "\n").into_bytes(),
        "txt" => text::render(document).into_bytes(),
        "html" => html::render(document).into_bytes(),
        "pdf" => pdf::document(document),
        "docx" => docx::render(document)?,
        other => bail!("`{other}` is no format: json, txt, html, pdf or docx"),
    })
}

/// Writes the files and removes documents and annexes that no text gives any more.
pub(crate) fn write(target: &Path, files: &Files) -> Result<()> {
    fs::create_dir_all(target.join("bilag"))?;
    for path in present(target)? {
        if !files.contains_key(&path) {
            fs::remove_file(target.join(path))?;
        }
    }
    for (path, bytes) in files {
        fs::write(target.join(path), bytes).with_context(|| path.clone())?;
    }
    Ok(())
}

/// The paths that differ from what the texts give, are missing or too many.
pub(crate) fn stale(target: &Path, files: &Files) -> Result<Vec<String>> {
    let differing = files
        .iter()
        .filter(|(path, bytes)| fs::read(target.join(path)).ok().as_ref() != Some(*bytes))
        .map(|(path, _)| path.clone());
    let surplus = present(target)?.into_iter().filter(|path| !files.contains_key(path));
    Ok(differing.chain(surplus).collect())
}

fn present(target: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for (folder, prefix) in [(target.to_owned(), ""), (target.join("bilag"), "bilag/")] {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_file() && name != "README.md" {
                paths.push(format!("{prefix}{name}"));
            }
        }
    }
    Ok(paths)
}
