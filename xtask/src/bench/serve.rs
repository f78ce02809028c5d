//! Serving the portal: against nginx with the same bytes as files, the upper limit, and against a
//! plain Django site on the same data.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::archive::{self, Made};
use super::pages::{self, Page};
use super::server::{self, Pressure, Server, free_address};
use super::stats::{figure, megabytes, milliseconds};
use super::{Options, Table, machine, python, script, synthetic};
use crate::{http, repo};

/// A cookie that may say who asks: such a page is never kept.
const UNKNOWN: &str = "Cookie: unknown=1";

/// Both tables.
pub(crate) fn run(options: &Options, folder: &Path) -> Result<Vec<Table>> {
    let made = Made::places(folder, options.items);
    if !made.data.is_dir() {
        synthetic::write(&made.documents, options.items)?;
        archive::import(&made)?;
    }
    let mut load = Table::new(
        "Requests",
        &["page", "bytes", "server", "requests/s", "p99, ms", "× nginx", "resident, MB"],
    );
    let mut start = Table::new("The program", &["what", "result"]);
    let ours = start_ours(&made)?;
    let pages = pages::find(ours.address)?;
    let files = save(&pages, ours.address, &folder.join("nginx"))?;
    let nginx = start_nginx(&folder.join("nginx"))?;
    let django = start_django(folder, &made)?;
    for (page, file) in pages.iter().zip(&files) {
        measure(options, &mut load, page, file, [&ours, &nginx, &django])?;
    }
    facts(options, &mut start, &ours, &made)?;
    load.note(machine::version("nginx", "-v"));
    load.note(machine::version("wrk", "-v"));
    load.note(format!(
        "`taskset -c 1 wrk -t1 -c16 -d{}s --latency`, the server alone on core 0. nginx serves the \
         very bytes of our pages as files. Django with gunicorn (one worker) serves plainer pages \
         of the same items: no facets, threads, mentions or snippets. We keep finished pages until \
         the archive changes; \"made anew\" asks with a cookie that forbids that.",
        options.seconds
    ));
    Ok(vec![load, start])
}

fn start_ours(made: &Made) -> Result<Server> {
    let address = free_address()?;
    let (data, listen) = (made.data.display().to_string(), address.to_string());
    let arguments = ["serve", "--data", &data, "--listen", &listen];
    Server::start(&repo::release_binary(), &arguments, address)
}

/// Saves the pages' bytes where nginx finds them; returns their names.
fn save(pages: &[Page], address: SocketAddr, folder: &Path) -> Result<Vec<String>> {
    std::fs::create_dir_all(folder)?;
    let save = |page: &Page| {
        let name = format!("{}.html", page.name);
        std::fs::write(folder.join(&name), http::get(address, &page.path)?.body)?;
        Ok(name)
    };
    pages.iter().map(save).collect()
}

fn start_nginx(folder: &Path) -> Result<Server> {
    let address = free_address()?;
    let root = folder.display();
    let configuration = format!(
        "daemon off; master_process off; worker_processes 1; pid {root}/pid; error_log {root}/log;\n\
         events {{ worker_connections 256; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n\
         open_file_cache max=100; types {{ text/html html; }}\n\
         server {{ listen {address}; root {root}; index home.html; }} }}\n"
    );
    let file = folder.join("nginx.conf");
    std::fs::write(&file, configuration)?;
    let program = repo::find("nginx").unwrap_or_else(|| PathBuf::from("/usr/sbin/nginx"));
    Server::start(&program, &["-c", &file.display().to_string()], address)
}

fn start_django(folder: &Path, made: &Made) -> Result<Server> {
    let python = python(folder, &["django", "gunicorn"])?;
    let address = free_address()?;
    let site = script("django_site.py");
    let database = made.data.with_file_name("django.sqlite");
    let (site_path, database) = (site.display().to_string(), database.display().to_string());
    repo::check(
        repo::command(&python)
            .args([&site_path, "fill"])
            .arg(&made.documents)
            .env("DJANGO_SITE_DATABASE", &database),
    )?;
    let bind = address.to_string();
    let site_folder = site.parent().context("the script lies in a folder")?.display().to_string();
    let setting = format!("DJANGO_SITE_DATABASE={database}");
    let arguments = [
        "--chdir",
        &site_folder,
        "--bind",
        &bind,
        "--workers",
        "1",
        "--env",
        &setting,
        "django_site",
    ];
    Server::start(&python.with_file_name("gunicorn"), &arguments, address)
}

fn measure(
    options: &Options,
    table: &mut Table,
    page: &Page,
    file: &str,
    [ours, nginx, django]: [&Server; 3],
) -> Result<()> {
    let file = format!("/{file}");
    let plain = match page.name {
        "home" => "/",
        "meeting" => "/meeting/1",
        "item" => "/item/1",
        _ => "/search?q=klynge",
    };
    let pressure = Pressure { connections: 16, seconds: options.seconds };
    let limit = server::load(nginx.address, &file, &[], pressure)?;
    for (name, server, path, headers) in [
        ("Raadslag", ours, page.path.as_str(), &[][..]),
        ("Raadslag, made anew each time", ours, page.path.as_str(), &[UNKNOWN]),
        ("nginx, same bytes", nginx, &file, &[]),
        ("Django, plain", django, plain, &[]),
    ] {
        let load = server::load(server.address, path, headers, pressure)?;
        table.row(&[
            page.name.to_owned(),
            figure(http::get(server.address, path)?.body.len() as f64),
            name.to_owned(),
            figure(load.rate),
            milliseconds(load.p99),
            figure(load.rate / limit.rate),
            megabytes(server.resident()?),
        ]);
    }
    Ok(())
}

fn facts(options: &Options, table: &mut Table, ours: &Server, made: &Made) -> Result<()> {
    let resident = ours.resident()?;
    let mut starts = Vec::new();
    for _ in 0..options.runs.max(1) {
        starts.push(start_ours(made)?.first_answer);
    }
    let mut row = |what: &str, result: String| table.row(&[what.to_owned(), result]);
    let start = super::stats::percentile(starts, 50);
    row("start-up to the first whole home page", format!("{} ms", milliseconds(start)));
    row("memory resident under load", format!("{} MB", megabytes(resident)));
    let bytes = repo::release_binary().metadata()?.len();
    row("binary, dictionary and assets included", format!("{} MB", megabytes(bytes)));
    table.note(format!("With {} items in the archive.", figure(options.items as f64)));
    Ok(())
}
