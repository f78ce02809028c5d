use std::path::{Component, Path, PathBuf};

/// The file a document's relative link leads to, if it lies in the document's folder or below.
///
/// Absolute paths, `..`, other schemes and symbolic links that lead out of the folder give nothing.
pub(crate) fn beside(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let scheme = path.split(['/', '\\']).next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || scheme || path.starts_with(['/', '\\']) {
        return None;
    }
    let relative = PathBuf::from(unescaped(path)?);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let folder = folder.canonicalize().ok()?;
    let file = folder.join(relative).canonicalize().ok()?;
    (file.starts_with(&folder) && file.is_file()).then_some(file)
}

/// Resolves `%20` and its like; `None` where that gives no text.
pub(crate) fn unescaped(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_in_the_folder_are_beside_it() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("docs");
        std::fs::create_dir_all(folder.join("bilag")).unwrap();
        std::fs::write(folder.join("bilag/en fil.pdf"), "x").unwrap();
        std::fs::write(outer.path().join("secret"), "x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outer.path().join("secret"), folder.join("bilag/link")).unwrap();
        let found = |url: &str| beside(&folder, url).is_some();
        assert!(found("bilag/en fil.pdf"));
        assert!(found("bilag/en%20fil.pdf#side=2"));
        assert!(!found("bilag/"));
        assert!(!found("../secret"));
        assert!(!found("bilag/../../secret"));
        assert!(!found("bilag/%2e%2e/%2e%2e/secret"));
        assert!(!found("bilag/link"));
        assert!(!found(&outer.path().join("secret").display().to_string()));
        assert!(!found("https://example.org/bilag/en fil.pdf"));
        assert!(!found("file:bilag/link"));
        assert!(!found(""));
    }
}
