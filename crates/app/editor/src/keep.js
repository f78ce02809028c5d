// What is not sent yet, kept in the browser: a reload, a crash or a closed lid loses nothing.
//
// Each open tab keeps its own entry under its client's name. An entry whose tab is gone is taken up
// by the next tab that opens the text.

const PREFIX = 'rl-tekst:';
/** After so many milliseconds without a sign of life a tab counts as gone. */
const GONE = 12_000;

const key = (text, client) => `${PREFIX}${text}:${client}`;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Writes the unsent; false where the browser has no room or no storage. */
export function keep(text, client, entry, base) {
  const name = key(text, client);
  try {
    if (read(`${name}:base`)?.version !== entry.version) {
      localStorage.setItem(`${name}:base`, JSON.stringify({ version: entry.version, doc: base() }));
    }
    localStorage.setItem(name, JSON.stringify({ ...entry, seen: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** Says that the tab of an entry lives. */
export function touch(text, client) {
  const entry = read(key(text, client));
  if (!entry) return;
  try {
    localStorage.setItem(key(text, client), JSON.stringify({ ...entry, seen: Date.now() }));
  } catch {
    // The entry stands as it is.
  }
}

export function forget(text, client) {
  try {
    localStorage.removeItem(key(text, client));
    localStorage.removeItem(`${key(text, client)}:base`);
  } catch {
    // Nothing was kept.
  }
}

/** Entries of tabs that are gone, oldest first. */
export function left(text, self) {
  const found = [];
  try {
    for (let n = 0; n < localStorage.length; n++) {
      const name = localStorage.key(n);
      if (!name.startsWith(`${PREFIX}${text}:`) || name.endsWith(':base')) continue;
      const client = name.slice(`${PREFIX}${text}:`.length);
      const entry = read(name);
      const base = read(`${name}:base`);
      if (!entry || !base || base.version !== entry.version) continue;
      const gone = client === self || entry.closed || Date.now() - entry.seen > GONE;
      if (gone) found.push({ client, ...entry, doc: base.doc });
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => a.seen - b.seen);
}

/** Marks the entry of a tab that closes, so that the next need not wait. */
export function close(text, client) {
  const entry = read(key(text, client));
  if (!entry) return;
  try {
    localStorage.setItem(key(text, client), JSON.stringify({ ...entry, closed: true }));
  } catch {
    // Then it counts as gone a little later.
  }
}
