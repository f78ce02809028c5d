//! What was measured on, and with which versions.

use anyhow::Result;

use crate::repo;

/// One paragraph: date, processor, memory, system, compiler, commit.
pub(crate) fn described() -> Result<String> {
    let date = repo::output(repo::command("date").args(["-u", "+%Y-%m-%d"]))?;
    let commit = repo::output(repo::command("git").args(["describe", "--always", "--dirty"]))?;
    let rustc = repo::output(repo::command("rustc").arg("--version"))?;
    let kernel = repo::output(repo::command("uname").args(["-sr"]))?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok(format!(
        "Measured {} at commit {} on {cores} cores of {}, {} GB memory, {}, {}.\n",
        date.trim(),
        commit.trim(),
        field("/proc/cpuinfo", "model name"),
        memory(),
        kernel.trim(),
        rustc.trim(),
    ))
}

/// The first line of what a program says of its version.
pub(crate) fn version(program: &str, argument: &str) -> String {
    // pdftotext and nginx say it on standard error.
    let said = repo::command(program).arg(argument).output();
    let said = said.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    String::from_utf8_lossy(&said).lines().next().unwrap_or("version unknown").trim().to_owned()
}

fn memory() -> u64 {
    let kilobytes = field("/proc/meminfo", "MemTotal");
    let kilobytes = kilobytes.split(' ').next().and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1_000_000
}

fn field(file: &str, name: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':'));
    line.map_or("unknown".to_owned(), |(_, value)| value.trim().to_owned())
}
