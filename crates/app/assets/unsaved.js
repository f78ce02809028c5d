// What is typed in a form is kept in the tab until the server has it. A session that ended, a server
// or a network that is gone then costs another press of a button, and not a text.
const NAME = 'rl-unsaved:';
const PAUSE = 300;
const UNKEPT = ['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'];

const isKept = (field) => field.name && field.willValidate !== undefined && !UNKEPT.includes(field.type) && field.tagName !== 'FIELDSET';
const fields = (form) => [...form.elements].filter(isKept);
const isTyped = (field) => field.tagName === 'TEXTAREA' || ['text', 'email', 'search', 'url', 'tel'].includes(field.type);

/** What stands in a form, without what the server put there to know it by. */
function values(form) {
  const names = new Set(fields(form).map((field) => field.name));
  return [...new FormData(form)].filter(([name, value]) => names.has(name) && typeof value === 'string')
    .map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]);
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The forms of the page that people write in, by a name that a reload keeps. */
function written() {
  const found = new Map();
  for (const form of document.querySelectorAll('main form[method="post"]')) {
    const all = fields(form);
    if (!all.some(isTyped) || form.querySelector('[type="password"]')) continue;
    const action = new URL(form.action).pathname;
    let n = 0;
    while (found.has(`${action}#${n}`)) n++;
    found.set(`${action}#${n}`, form);
  }
  return found;
}

/** What a form holds is kept under where it goes: it may be refused there, and shown again. */
const nameOf = (form) => NAME + form;
const actionOf = (form) => form.replace(/#\d+$/, '');

function put(name, entry) {
  try {
    sessionStorage.setItem(name, JSON.stringify(entry));
  } catch {
    // No room, or not allowed: then it is as if there were no script.
  }
}

function all() {
  try {
    return Object.keys(sessionStorage).filter((name) => name.startsWith(NAME)).map(read).filter(Boolean);
  } catch {
    return [];
  }
}

function read(name) {
  try {
    const entry = JSON.parse(sessionStorage.getItem(name));
    return entry && { name, ...entry };
  } catch {
    return null;
  }
}

/** The server took it: neither this attempt nor those it refused before are kept any more. */
function taken(entry) {
  sessionStorage.removeItem(entry.name);
  for (const other of all()) {
    if (other.isTried && actionOf(other.form) === actionOf(entry.form)) sessionStorage.removeItem(other.name);
  }
}

/** Whether this page answers what was sent from that one: the server took it and led on. */
function answers(entry) {
  const [navigation] = performance.getEntriesByType('navigation');
  const from = document.referrer && new URL(document.referrer);
  return navigation?.type === 'navigate' && navigation.redirectCount > 0
    && from && from.origin === location.origin && from.pathname === (entry.from ?? entry.page);
}

function fill(form, kept) {
  const waiting = kept.map((pair) => [...pair]);
  const take = (name) => {
    const at = waiting.findIndex((pair) => pair[0] === name);
    return at < 0 ? null : waiting.splice(at, 1)[0][1];
  };
  for (const field of fields(form)) {
    if (['checkbox', 'radio'].includes(field.type)) {
      const at = waiting.findIndex(([name, value]) => name === field.name && value === field.value);
      field.checked = at >= 0;
      if (at >= 0) waiting.splice(at, 1);
    } else {
      field.value = take(field.name) ?? '';
    }
  }
  for (let node = form; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
  form.dispatchEvent(new Event('input', { bubbles: true }));
  const first = fields(form).find(isTyped);
  first.focus();
  first.scrollIntoView({ block: 'center' });
}

const time = (at) => new Date(at).toLocaleTimeString('da-DK', { hour: '2-digit', minute: '2-digit' });

/** Whether the page says that something did not succeed, or that one has to sign in. */
const isFailed = () => Boolean(document.querySelector('[data-failed]'));
/** Whether the page shows a form again, and why it was refused. */
const isRefused = () => Boolean(document.querySelector('main .alert-error'));

/** A notice at the top of the page, from the template that has its words. */
function notice(entry, form) {
  const template = document.getElementById('rl-unsaved');
  if (!template) return;
  const box = template.content.cloneNode(true).firstElementChild;
  const [say, go, take, drop] = ['say', 'go', 'take', 'drop'].map((name) => box.querySelector(`[data-${name}]`));
  const words = form ? say.dataset.here : say.dataset.elsewhere;
  say.textContent = words.replace('%', entry.title).replace('#', time(entry.at));
  box.querySelector('pre').textContent = entry.fields.map(([, value]) => value).filter(Boolean).join('\n\n');
  if (form) {
    go.remove();
    take.addEventListener('click', () => {
      box.remove();
      fill(form, entry.fields);
    });
  } else {
    take.remove();
    if (entry.page === location.pathname && !isFailed()) go.remove();
    else go.href = entry.page + entry.query;
  }
  drop.addEventListener('click', () => {
    sessionStorage.removeItem(entry.name);
    box.remove();
  });
  document.querySelector('main').prepend(box);
}

export function unsaved() {
  const page = location.pathname;
  const forms = written();
  const begun = new Map([...forms].map(([id, form]) => [id, values(form)]));
  const names = new Map([...forms].map(([id, form]) => [form, id]));

  const waiting = all();
  for (const entry of waiting.filter(({ sent }) => sent && !isFailed())) {
    if (answers(entry)) taken(entry);
  }
  for (const entry of waiting) {
    if (!sessionStorage.getItem(entry.name)) continue;
    if (entry.sent) {
      const { name, ...rest } = entry;
      put(name, { ...rest, sent: false, isTried: true });
    }
    const isHere = entry.page === page || actionOf(entry.form) === page;
    const form = isHere ? forms.get(entry.form) : null;
    if (form && same(begun.get(entry.form), entry.fields)) {
      // The page holds it: saved, or refused and shown again, and then still to be saved.
      if (!isRefused()) sessionStorage.removeItem(entry.name);
    } else if (isHere || isFailed() || page === '/arbejde') {
      notice(entry, form);
    }
  }

  const timers = new Map();
  const keep = (form, sent) => {
    const id = names.get(form);
    if (!id) return;
    const name = nameOf(id);
    const now = values(form);
    if (same(now, begun.get(id)) && !(sent && isRefused())) {
      sessionStorage.removeItem(name);
      return;
    }
    const before = read(name);
    // Refused where it was sent, it still belongs to the page it was written on.
    const place = before && actionOf(id) === page
      ? { page: before.page, query: before.query, title: before.title }
      : { page, query: location.search, title: document.querySelector('h1')?.textContent.trim() ?? document.title };
    put(name, { ...place, form: id, from: page, at: Date.now(), fields: now, sent, isTried: before?.isTried ?? false });
  };
  const soon = ({ target }) => {
    const form = target.form ?? target.closest?.('form');
    if (!names.has(form)) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form, false), PAUSE));
  };
  document.addEventListener('input', soon);
  document.addEventListener('change', soon);
  // After every other script: one that sends the form itself has taken it over.
  addEventListener('submit', (event) => {
    clearTimeout(timers.get(event.target));
    if (event.defaultPrevented) sessionStorage.removeItem(nameOf(names.get(event.target)));
    else keep(event.target, true);
  });
}
