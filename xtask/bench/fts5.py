"""SQLite's FTS5 on the same texts: `fts5.py TEXTS.csv DATABASE RUNS QUERY…` → one JSON object."""

import csv
import json
import sqlite3
import sys
import time

texts, database, runs, *queries = sys.argv[1:]
csv.field_size_limit(1 << 30)

PAGE = """
SELECT items.rowid, title, snippet(items, 1, '<mark>', '</mark>', '…', 24)
FROM items WHERE items MATCH ? ORDER BY rank LIMIT 20
"""

began = time.perf_counter()
connection = sqlite3.connect(database)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute(
    "CREATE VIRTUAL TABLE items USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')"
)
with open(texts, newline="", encoding="utf-8") as file, connection:
    rows = ((int(number), title, body) for number, title, body in csv.reader(file))
    connection.executemany("INSERT INTO items(rowid, title, body) VALUES (?, ?, ?)", rows)
connection.execute("INSERT INTO items(items) VALUES ('optimize')")
connection.commit()
build = time.perf_counter() - began

times = []
hits = 0
for turn in range(int(runs) + 1):
    for query in queries:
        began = time.perf_counter()
        count = connection.execute("SELECT count(*) FROM items WHERE items MATCH ?", (query,))
        found = count.fetchone()[0]
        connection.execute(PAGE, (query,)).fetchall()
        if turn > 0:
            times.append(time.perf_counter() - began)
        else:
            hits += found
print(json.dumps({"build": build, "version": sqlite3.sqlite_version, "times": times, "hits": hits}))
