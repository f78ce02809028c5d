// The secretary's page of a meeting. Every form is kept in the browser before it is sent, so that
// nothing waits for the network; see meeting-queue.js. Without this script the forms are sent as
// they are.
import { Queue, Sender } from './meeting-queue.js';

const root = document.getElementById('moede');
const sync = document.getElementById('mo-sync');
const status = document.getElementById('mo-status');
const help = document.getElementById('mo-help');
const meeting = root.dataset.meeting;
const page = `/arbejde/moede/${meeting}`;
const queue = new Queue(meeting);
const KEYS = 'raadslag:genveje';

/** The item shown; its address says so too. */
let shown = null;
let point = null;
let newest = 0;

const items = () => [...root.querySelectorAll('.mo-item')];
const itemOf = (entry) => items().find((item) => item.dataset.entry === entry);
const isTyping = (target) =>
  target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

// What is shown.

function show(entry, focus) {
  const item = itemOf(entry) ?? items()[0];
  if (!item) return;
  shown = item.dataset.entry;
  for (const other of items()) other.hidden = other !== item;
  for (const link of root.querySelectorAll('[data-goto]')) {
    link.classList.toggle('mo-shown', link.dataset.goto === shown);
  }
  for (const select of root.querySelectorAll('[data-item]')) select.value = shown;
  const points = [...item.querySelectorAll('.mo-point')];
  const same = points.find((one) => one.dataset.point === point);
  choose(same ?? points[0]);
  history.replaceState(null, '', `#punkt-${shown}`);
  if (focus) item.focus();
}

function choose(chosen, focus) {
  if (!chosen) return;
  point = chosen.dataset.point;
  for (const one of chosen.closest('.mo-item').querySelectorAll('.mo-point')) {
    one.classList.toggle('mo-chosen', one === chosen);
  }
  for (const field of root.querySelectorAll('[data-point-field]')) field.value = point;
  if (focus) chosen.focus();
}

function step(by) {
  const all = items();
  const at = all.findIndex((item) => item.dataset.entry === shown);
  const next = all[at + by];
  if (next) show(next.dataset.entry, true);
}

/** The item asked for is the one dealt with at once, whether or not the server has heard of it. */
function takeUp(entry) {
  const all = items();
  const at = all.findIndex((item) => item.dataset.entry === entry);
  if (at < 0) return;
  for (const item of all) {
    const isIt = item === all[at];
    item.classList.toggle('mo-current', isIt);
    for (const part of item.querySelectorAll('.mo-if-current')) part.hidden = !isIt;
    for (const part of item.querySelectorAll('.mo-unless-current')) part.hidden = isIt;
  }
  for (const link of root.querySelectorAll('[data-goto]')) {
    const isIt = link.dataset.goto === entry;
    link.classList.toggle('mo-current', isIt);
    if (isIt) link.setAttribute('aria-current', 'step'); else link.removeAttribute('aria-current');
  }
  const number = root.querySelector('[data-now-number]');
  if (number) {
    number.textContent = all[at].dataset.number;
    number.closest('a').setAttribute('href', `#punkt-${entry}`);
  }
  leadOn(all[at + 1]);
}

/** What the button for the next item leads to. */
function leadOn(next) {
  const button = root.querySelector('[data-next]');
  if (!button) return;
  button.form.hidden = !next;
  if (!next) return;
  button.form.querySelector('[name=punkt]').value = next.dataset.entry;
  button.querySelector('[data-next-number]').textContent = next.dataset.number;
}

// What was typed and is not sent yet survives the page being brought up to date.

function drafts() {
  const kept = [];
  for (const form of root.querySelectorAll('form[data-event]')) {
    for (const field of form.elements) {
      if (!field.name || field.type === 'hidden' || !field.matches('input, textarea')) continue;
      const changed = field.type === 'checkbox' || field.type === 'radio'
        ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
      if (changed && !field.dataset.pointField) kept.push([signature(form), field.name, field.value, field.checked]);
    }
  }
  return kept;
}

const signature = (form) => ['hvad', 'punkt', 'indstilling', 'medlem', 'slags']
  .map((name) => {
    const field = form.querySelector(`input[type=hidden][name="${name}"]`);
    return field ? field.value : '';
  }).join('/') + (form.closest('[data-tool]')?.dataset.tool ?? '');

function restore(kept) {
  const forms = new Map([...root.querySelectorAll('form[data-event]')].map((form) => [signature(form), form]));
  for (const [where, name, value, checked] of kept) {
    const form = forms.get(where);
    if (!form) continue;
    for (const field of form.elements) {
      if (field.name !== name || !field.matches('input, textarea')) continue;
      if (field.type === 'checkbox' || field.type === 'radio') {
        if (field.value === value) field.checked = checked;
      } else { field.value = value; field.closest('details')?.setAttribute('open', ''); }
    }
  }
}

let isRefreshing = false;
let isStale = false;

/** One look at a time, so that an older answer never comes after a newer one. */
async function refresh() {
  isStale = true;
  if (isRefreshing) return;
  isRefreshing = true;
  try {
    while (isStale) {
      isStale = false;
      await look();
    }
  } finally { isRefreshing = false; }
}

async function look() {
  let text;
  try {
    const answer = await fetch(page, { headers: { accept: 'text/html' }, redirect: 'manual' });
    if (!answer.ok) return;
    text = await answer.text();
  } catch { return; }
  const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('moede');
  // A page older than what the server has answered since would bring back what was before.
  if (!fresh || Number(fresh.dataset.sequence) < Math.max(Number(root.dataset.sequence), sender.sequence)) return;
  const active = document.activeElement;
  const held = root.contains(active) ? path(active) : null;
  const open = [...root.querySelectorAll('details[open]')].map(path);
  const [from, to] = [active?.selectionStart, active?.selectionEnd];
  const kept = drafts();
  root.replaceChildren(...fresh.childNodes);
  root.dataset.sequence = fresh.dataset.sequence;
  newest = Math.max(newest, Number(fresh.dataset.sequence));
  for (const one of open) find(one)?.setAttribute('open', '');
  show(shown);
  restore(kept);
  const again = held && find(held);
  if (again) {
    again.focus({ preventScroll: true });
    try { if (from !== null && from !== undefined) again.setSelectionRange(from, to); } catch { /* no text field */ }
  }
  ready();
  tellQueue();
}

/** Where an element is, by what does not change. */
function path(element) {
  const steps = [];
  for (let at = element; at && at !== root; at = at.parentElement) {
    const same = [...at.parentElement.children].filter((one) => one.tagName === at.tagName);
    // A form's `id` is its field of that name.
    const id = at.getAttribute('id');
    steps.unshift(id ? `#${CSS.escape(id)}` : `${at.tagName}:nth-of-type(${same.indexOf(at) + 1})`);
    if (id) break;
  }
  return steps;
}

function find(steps) {
  try { return root.querySelector((steps[0].startsWith('#') ? '' : ':scope > ') + steps.join(' > ')); } catch { return null; }
}

// What is entered.

function now() {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen', hour: '2-digit', minute: '2-digit' });
  return time.format(new Date()).replace(':', '.');
}

const TIMED = ['aabn', 'pause', 'genoptag', 'luk', 'gaaet'];

/** Where one of several must be chosen, the browser can ask for it as for a field that is missing. */
function asksForSome(form) {
  const some = form.querySelector('[data-some]');
  const boxes = [...(some?.querySelectorAll('input') ?? [])];
  if (boxes.length === 0 || boxes.some((box) => box.checked)) return false;
  boxes[0].setCustomValidity(some.dataset.some);
  boxes[0].reportValidity();
  return true;
}

function enter(form, button) {
  if (asksForSome(form)) return;
  const fields = [...new FormData(form, button).entries()].map(([name, value]) => [name, String(value)])
    .filter(([name]) => name !== 'id');
  const value = (name) => fields.find(([field]) => field === name)?.[1] ?? '';
  // Entered now and sent later: the time is when it was entered.
  if (TIMED.includes(value('hvad')) && !value('kl').trim()) {
    const rest = fields.filter(([name]) => name !== 'kl');
    fields.splice(0, fields.length, ...rest, ['kl', now()]);
  }
  if (value('hvad') === 'udfald') {
    const [missing] = [['approved_with_changes', 'tekst'], ['referred', 'til']]
      .filter(([outcome, name]) => value('udfald') === outcome && !value(name).trim());
    if (missing) {
      const field = form.querySelector(`[name="${missing[1]}"]`);
      field.closest('details')?.setAttribute('open', '');
      field.focus();
      return;
    }
  }
  const entry = value('punkt');
  try {
    queue.add(fields, label(form, button, entry), entry);
  } catch {
    // Nowhere to keep it: the form is sent as it would be without this script.
    status.textContent = sync.dataset.full;
    sync.hidden = false;
    form.submit();
    return;
  }
  if (mending && formOf(mending.fields) === form) {
    queue.drop(mending);
    mending = null;
  }
  if (value('hvad') === 'punkt' && entry) show(entry, true);
  if (form.closest('[data-tool]')) {
    form.reset();
    form.closest('details').open = false;
    itemOf(shown)?.focus();
    show(shown);
  } else {
    for (const field of form.querySelectorAll('textarea, input')) field.defaultValue = field.value;
  }
  tellQueue();
  sender.send();
}

/** What was refused and stands in its form again. */
let mending = null;

/** The form something was entered in: what it does not let one choose is the same. */
function formOf(fields) {
  const has = (name, value) => fields.some((field) => field[0] === name && field[1] === value);
  const [, what] = fields.find(([name]) => name === 'hvad');
  return [...root.querySelectorAll('form[data-event]')].find((form) => {
    const fixed = [...form.querySelectorAll('input[type=hidden]')].filter((field) => field.name !== 'id');
    return form.querySelector(`[name=hvad][value="${what}"]`) && fixed.every((field) => has(field.name, field.value));
  });
}

/** Puts what was refused back where it was typed. */
function mend(one) {
  if (one.entry) show(one.entry);
  const form = formOf(one.fields);
  if (!form) return;
  mending = one;
  for (const field of form.querySelectorAll('input:not([type=hidden]), textarea, select')) {
    const given = one.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = given.includes(field.value);
    else if (given.length > 0) [field.value] = given;
  }
  form.closest('details')?.setAttribute('open', '');
  for (const words of form.querySelectorAll('details')) words.open = true;
  (form.querySelector('[data-first]') ?? form.querySelector('textarea, input:not([type=hidden])'))?.focus();
}

function label(form, button, entry) {
  const item = entry && itemOf(entry);
  const number = item ? `${item.dataset.number} ` : '';
  const what = (element) => element.cloneNode(true);
  const clean = (element) => {
    const copy = what(element);
    for (const key of copy.querySelectorAll('kbd, .sr-only')) key.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const whole = form.closest('.mo-point')?.querySelector('h3');
  const tool = form.closest('[data-tool]')?.querySelector('summary');
  const seat = form.closest('.mo-seat')?.querySelector('.mo-name > span');
  const parts = [whole, tool, seat].filter(Boolean).map(clean);
  const text = [...form.querySelectorAll('textarea, input:not([type=hidden])')]
    .filter((field) => (field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value.trim()))
    .map((field) => (field.closest('.mo-choice') ? clean(field.closest('.mo-choice')) : field.value.trim()));
  if (button) parts.push(clean(button));
  return number + [...new Set([...parts, ...text])].join(' · ');
}

// What the queue says of itself.

let mode = 'sent';

function tellQueue() {
  const waiting = queue.waiting();
  const count = String(waiting.length);
  const text = {
    sending: sync.dataset.sending, waiting: sync.dataset.waiting,
    'signed-out': sync.dataset.signedOut, forbidden: sync.dataset.forbidden,
  }[mode] ?? sync.dataset.waiting;
  const saved = queue.refused().length > 0 ? sync.dataset.rest : sync.dataset.saved;
  const said = waiting.length === 0 ? saved : text.replace('#', count);
  if (status.textContent !== said) status.textContent = said;
  sync.dataset.state = waiting.length === 0 ? 'sent' : mode;
  sync.hidden = waiting.length === 0 && newest === 0 && queue.refused().length === 0;
  sync.querySelector('.mo-sign-in').hidden = !(mode === 'signed-out' && waiting.length > 0);
  for (const list of root.querySelectorAll('.mo-pending')) list.replaceChildren();
  for (const one of waiting) {
    const item = itemOf(one.entry || shown) ?? items()[0];
    const line = document.createElement('li');
    line.textContent = `${sync.dataset.pending} ${one.label}`;
    item?.querySelector('.mo-pending')?.append(line);
    showTaken(one);
  }
  tellRefused();
}

/** The item that waits is taken up, the outcome that waits is chosen. */
function showTaken(one) {
  const value = (name) => one.fields.find(([field]) => field === name)?.[1];
  if (value('hvad') === 'punkt') takeUp(value('punkt'));
  if (value('hvad') !== 'udfald') return;
  const at = itemOf(value('punkt'))?.querySelector(`.mo-point[data-point="${CSS.escape(value('indstilling'))}"]`);
  for (const button of at?.querySelectorAll('[data-key]') ?? []) {
    button.setAttribute('aria-pressed', String(button.value === value('udfald')));
  }
}

function tellRefused() {
  const list = document.getElementById('mo-refused');
  const row = (one) => {
    const line = document.createElement('li');
    const text = document.createElement('p');
    text.textContent = `${list.dataset.lead}: ${one.label} – ${one.why}`;
    const [correct, again, drop] = ['mend', 'again', 'drop'].map((what) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'mo-button';
      button.textContent = list.dataset[what];
      return button;
    });
    correct.addEventListener('click', () => mend(one));
    again.addEventListener('click', () => {
      queue.add(one.fields, one.label, one.entry);
      queue.drop(one);
      tellQueue();
      sender.send();
    });
    drop.addEventListener('click', () => { queue.drop(one); tellQueue(); });
    line.append(text, correct, again, drop);
    return line;
  };
  list.replaceChildren(...queue.refused().map(row));
}

let hadWaiting = false;
const sender = new Sender(queue, `${page}/haendelser`, (what) => {
  if (what === 'sending') { hadWaiting = true; if (mode === 'sent') mode = 'sending'; } else mode = what;
  if (what === 'sent' && hadWaiting) {
    hadWaiting = false;
    newest = Math.max(newest, 1);
    refresh();
  }
  tellQueue();
});

// Keys.

const areKeysOn = () => localStorage.getItem(KEYS) !== 'fra';

/** Enter presses the button its field belongs to; in a field of several lines Ctrl and Enter do. */
function pressEnter(event) {
  const field = event.target.closest?.('[data-enter]');
  if (event.key !== 'Enter' || event.isComposing || !field) return;
  const isWanted = field.matches('textarea') ? event.ctrlKey || event.metaKey : !event.ctrlKey && !event.metaKey;
  if (!isWanted) return;
  event.preventDefault();
  field.form.querySelector(`button[value="${field.dataset.enter}"]`).click();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !areKeysOn()) return;
  if (help.open) return;
  if (event.key === 'Escape' && isTyping(event.target)) { itemOf(shown)?.focus(); return; }
  if (isTyping(event.target)) return;
  if (act(event.key)) event.preventDefault();
}

function act(key) {
  const item = itemOf(shown);
  if (key === '?') { help.showModal(); return true; }
  if (key === 'j' || key === 'k') { step(key === 'j' ? 1 : -1); return true; }
  if (key === 'c') { show(root.querySelector('.mo-item.mo-current')?.dataset.entry ?? shown, true); return true; }
  if (key === 'm') {
    const panel = document.getElementById('mo-deltagere');
    panel.open = !panel.open;
    panel.querySelector('summary').focus();
    return true;
  }
  if (key === 'x') {
    const isCurrent = item?.classList.contains('mo-current');
    const wanted = isCurrent ? items()[items().indexOf(item) + 1] : item;
    wanted?.querySelector('[data-take]')?.click();
    return true;
  }
  if (key === 'z') { root.querySelector('[data-undo]')?.click(); return true; }
  if (/^[0-9]$/.test(key)) {
    const chosen = item?.querySelector(`.mo-point[data-point="${key}"]`);
    if (chosen) choose(chosen, true);
    return Boolean(chosen);
  }
  const tool = root.querySelector(`[data-tool="${CSS.escape(key.toLowerCase())}"]`);
  if (tool) {
    tool.open = true;
    (tool.querySelector('[data-first]') ?? tool.querySelector('select, input:not([type=hidden]), textarea'))?.focus();
    return true;
  }
  const here = item?.querySelector(`.mo-point[data-point="${point}"]`);
  const button = here?.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
  if (button) { button.click(); return true; }
  return false;
}

/** What must be done again whenever the page's content was replaced. */
function ready() {
  for (const button of root.querySelectorAll('[data-help]')) button.hidden = false;
  root.querySelector('.mo-sign-in')?.setAttribute('href', `/log-ind?retur=${page}`);
}

root.addEventListener('submit', (event) => {
  if (!event.target.matches('form[data-event]')) return;
  event.preventDefault();
  enter(event.target, event.submitter);
});
root.addEventListener('click', (event) => {
  const link = event.target.closest('[data-goto]');
  if (link) { event.preventDefault(); show(link.dataset.goto, true); }
  if (event.target.closest('[data-help]')) help.showModal();
  const chosen = event.target.closest('.mo-point');
  if (chosen) choose(chosen);
});
root.addEventListener('change', (event) => {
  for (const box of event.target.closest('[data-some]')?.querySelectorAll('input') ?? []) box.setCustomValidity('');
});
root.addEventListener('focusin', (event) => {
  const chosen = event.target.closest('.mo-point');
  if (chosen) choose(chosen);
});
const keysBox = help.querySelector('[data-keys]');
keysBox.checked = areKeysOn();
keysBox.addEventListener('change', () => localStorage.setItem(KEYS, keysBox.checked ? 'til' : 'fra'));
document.addEventListener('keydown', press);
root.addEventListener('keydown', pressEnter);
addEventListener('online', () => { sender.pause = 1000; sender.send(); });
addEventListener('focus', () => sender.send());
addEventListener('storage', tellQueue);
// A window with something unsent asks before it goes.
addEventListener('beforeunload', (event) => { if (drafts().some(([, name]) => name === 'tekst')) event.preventDefault(); });

ready();
const asked = location.hash.replace('#punkt-', '');
show(itemOf(asked) ? asked : root.querySelector('.mo-item.mo-current')?.dataset.entry);
tellQueue();
sender.send();

// What others enter: the page is brought up to date.
const stream = new EventSource(`/mit/moede/${meeting}/strom`);
stream.addEventListener('stand', (event) => {
  if (Number(event.lastEventId) > Number(root.dataset.sequence)) refresh();
});
