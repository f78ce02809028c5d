// What is not sent yet, kept in the browser: a reload, a crash or a closed lid loses nothing.
//
// Each open tab keeps its own entry under its client's name. An entry whose tab is gone is taken up
// by another that has the text open, or by the next that opens it. Whose an entry is, its lock says:
// a tab holds it as long as it lives, and the browser gives it back however the tab ends. Where the
// browser has no locks (the page is not served safely), a tab says now and then that it lives, and
// when it closes.

const PREFIX = 'rl-tekst:';
/** Without locks: after so many milliseconds without a sign of life a tab counts as gone. */
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

/** What a tab kept, if it is whole. */
export function kept(text, client) {
  const entry = read(key(text, client));
  const base = read(`${key(text, client)}:base`);
  return entry && base?.version === entry.version ? { client, ...entry, doc: base.doc } : null;
}

/** Makes a tab's entry its own for as long as it lives; resolves when it is. */
export function hold(text, client) {
  return new Promise((done) => {
    if (!navigator.locks) return done();
    const forever = () => {
      done();
      return new Promise(() => {});
    };
    return navigator.locks.request(key(text, client), forever).catch(done);
  });
}

/** Other tabs' entries, oldest first; without locks only those of tabs that seem gone. */
function others(text, self) {
  const found = [];
  try {
    for (let n = 0; n < localStorage.length; n++) {
      const name = localStorage.key(n);
      if (!name.startsWith(`${PREFIX}${text}:`) || name.endsWith(':base')) continue;
      const entry = kept(text, name.slice(`${PREFIX}${text}:`.length));
      const gone = navigator.locks || entry?.closed || Date.now() - entry?.seen > GONE;
      if (entry && entry.client !== self && gone) found.push(entry);
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => a.seen - b.seen);
}

/** Does something with each entry whose tab is gone; nobody else can meanwhile. */
export async function takeUp(text, self, work) {
  for (const { client } of others(text, self)) {
    const mine = async () => {
      // Whoever held it may have sent it.
      const entry = kept(text, client);
      if (entry) await work(entry);
    };
    if (!navigator.locks) await mine();
    else await navigator.locks.request(key(text, client), { ifAvailable: true }, (lock) => lock && mine());
  }
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
