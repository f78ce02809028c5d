// The editor of a case's text. The page brings the place and the words; see texts/view.rs.
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { history } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Slice, Fragment } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';

import { keys, typing } from './commands.js';
import { el, form } from './dialogs.js';
import { figureView } from './figure.js';
import { forget, hold, kept, takeUp } from './keep.js';
import { outline } from './outline.js';
import { clean } from './paste.js';
import { colour, peers, showPeers } from './peers.js';
import { proofreading, underline } from './proof.js';
import { renewal } from './renew.js';
import { schema } from './schema.js';
import { Session, makeId } from './session.js';
import { toolbar } from './toolbar.js';

const place = document.getElementById('rl-text');
const setup = JSON.parse(document.getElementById('rl-text-setup').textContent);
const w = setup.words;

/** The tab's own name, which a reload keeps. */
function clientName() {
  const name = `rl-tekst-klient:${setup.id}`;
  try {
    // A tab that was duplicated has its twin's name; only a reload may go on under it.
    const reloaded = ['reload', 'back_forward'].includes(performance.getEntriesByType('navigation')[0]?.type);
    const known = reloaded ? sessionStorage.getItem(name) : null;
    const client = known ?? makeId();
    sessionStorage.setItem(name, client);
    return client;
  } catch {
    return makeId();
  }
}

const status = el('p', { class: 'rl-ed-status', role: 'status' });
const notice = el('div', { class: 'rl-ed-notice', role: 'alert', hidden: true });
const present = el('ul', { class: 'rl-plain rl-ed-present', 'aria-label': w.present });
let noticeKind = null;

/** Says something that must not be missed, until it is settled or put away. */
function tell(text, kind = 'info', ...actions) {
  noticeKind = kind;
  const away = el('button', { type: 'button', class: 'button button-secondary', onclick: settle }, w.dismiss);
  notice.replaceChildren(el('p', {}, text), el('div', { class: 'rl-actions' }, ...actions, kind === 'info' ? away : null));
  notice.className = `rl-ed-notice rl-ed-notice-${kind}`;
  notice.hidden = false;
}

function settle() {
  noticeKind = null;
  notice.hidden = true;
}

const situations = {
  saved() {
    status.textContent = w.saved;
    if (['offline', 'signed-out'].includes(noticeKind)) settle();
  },
  saving() {
    status.textContent = w.saving;
  },
  offline() {
    status.textContent = session.keeps === false ? w.offlineUnkept : w.offline;
  },
  'signed-out'() {
    status.textContent = w.signedOutShort;
    if (noticeKind === 'signed-out') return;
    tell(w.signedOut, 'signed-out', el('a', { class: 'button button-primary', href: setup.signIn, target: '_blank' }, w.signIn));
  },
  refused(detail) {
    status.textContent = w.refusedShort;
    const copy = () => navigator.clipboard?.writeText(session.state.doc.textBetween(0, session.state.doc.content.size, '\n'));
    tell(detail === 'locked' ? w.lockedNow : w.refused, 'refused',
      el('button', { type: 'button', class: 'button button-primary', onclick: copy }, w.copyText));
  },
};

const proof = proofreading(setup.url, w, () => session);
let tools = null;
let quiet = 0;

function on(what, value) {
  if (what === 'situation') {
    place.dataset.situation = value.situation;
    situations[value.situation](value.detail);
    if (value.situation === 'saved') {
      here();
      proof.saved();
    }
  } else if (what === 'change' || what === 'received') {
    tools?.update(session.state);
    proof.moved(session.state);
    if (what === 'received') proof.saved();
    if (what === 'change') here();
  } else if (what === 'peers') {
    const others = value.filter((peer) => peer.client !== session.client);
    present.replaceChildren(...value.map((peer) => el('li', { class: `rl-peer-${colour(peer.client)}` },
      peer.client === session.client ? `${peer.name} (${w.you})` : peer.name)));
    const view = session.view;
    if (view) session.dispatch(showPeers(session.state, others));
  } else if (what === 'keeps' && value === false) {
    tell(w.noRoom);
  }
}

/** Tells where the cursor is, not at every key. */
function here() {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    const { anchor, head } = session.state.selection;
    session.here(anchor, head);
  }, 400);
}

async function save() {
  const answer = await form(w.saveTitle, [{ name: 'note', label: w.saveNote, hint: w.saveHint }], { ok: w.ok, cancel: w.cancel });
  session.view.focus();
  if (!answer) return;
  if (!(await session.pump()) && session.unsent) {
    tell(w.saveLater);
    return;
  }
  try {
    const response = await fetch(`${setup.url}/version`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ note: answer.note }),
    });
    tell(response.ok ? w.saveDone : w.saveLater);
  } catch {
    tell(w.saveLater);
  }
}

/** Reads a Word file on the server and puts what it says at the cursor. */
function insertFile() {
  const input = el('input', { type: 'file', accept: '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document' });
  input.addEventListener('change', async () => {
    const file = input.files[0];
    if (!file) return;
    status.textContent = w.reading;
    try {
      const response = await fetch(`${setup.url}/laes`, {
        method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/octet-stream' }, body: file,
      });
      const said = await response.json();
      if (!response.ok) {
        tell(said.code === 'empty' ? w.readEmpty : w.readFailed);
        return;
      }
      const view = session.view;
      const content = Fragment.fromJSON(schema, said.content);
      view.dispatch(view.state.tr.replaceSelection(new Slice(content, 0, 0)).scrollIntoView());
      if (said.problems.length) tell(`${w.readProblems} ${said.problems.join(' · ')}`);
    } catch {
      tell(w.readFailed);
    } finally {
      situations[session.situation]();
    }
  });
  input.click();
}

/** Nothing the server would refuse gets in: odd pieces of tables on the clipboard can make it. */
const sound = () => new Plugin({
  filterTransaction(tr) {
    if (!tr.docChanged || tr.getMeta('rebased') !== undefined) return true;
    try {
      tr.doc.check();
      return true;
    } catch {
      tell(w.doesNotFit);
      return false;
    }
  },
});

/** Milliseconds between looks for what other tabs left behind. */
const LOOK_AGAIN = 4000;

let client = clientName();
const open = { link: () => tools.link(), save, toolbar: () => tools.focus() };
const plugins = [
  sound(), typing(), keymap(keys(open)), history({ newGroupDelay: 600 }), tableEditing(), gapCursor(), dropCursor(), renewal(), peers(), outline(), underline(),
];
let session = null;

/** Sends what a tab that is gone left behind; false where that cannot be done now. */
async function sendLeft(entry) {
  try {
    const old = new Session({ url: setup.url, id: setup.id, client: entry.client });
    old.open(entry.doc, entry.version, entry);
    old.stale = true;
    const sent = await old.pump();
    old.stop();
    if (sent) forget(setup.id, entry.client);
    return sent;
  } catch (error) {
    console.warn('unsent text of an earlier tab does not fit any more', error);
    return true;
  }
}

/** Sends what others left, before anything is shown; what cannot be sent this tab goes on with. */
async function settleLeft() {
  let waiting = null;
  await takeUp(setup.id, client, async (entry) => {
    if (!(await sendLeft(entry))) waiting ??= entry.client;
  });
  if (!waiting || kept(setup.id, client)) return;
  client = waiting;
  await hold(setup.id, client);
}

async function start() {
  await hold(setup.id, client);
  await settleLeft();
  const unsent = kept(setup.id, client);
  const { doc, version } = unsent ?? (await Session.load(setup.url));
  session = new Session({ url: setup.url, id: setup.id, client, plugins, on });
  session.open(doc, version, unsent);
  show();
  session.watch();
  session.listen();
  if (unsent) {
    session.stale = true;
    session.soon(0);
  } else session.say('saved');
  setInterval(() => session.situation === 'saved' && takeUp(setup.id, client, sendLeft), LOOK_AGAIN);
}

function show() {
  const mount = el('div', { class: 'rl-ed-mount' });
  const view = new EditorView({ mount }, {
    state: session.state,
    dispatchTransaction: (tr) => session.dispatch(tr),
    attributes: {
      id: 'rl-editor', class: 'rl-ed rl-prose', role: 'textbox', 'aria-multiline': 'true', 'aria-label': w.label,
      'aria-describedby': 'rl-ed-help', lang: 'da', spellcheck: 'true',
    },
    nodeViews: { figure: figureView(w) },
    transformPastedHTML(html) {
      const { html: kept, pictures } = clean(html);
      if (pictures) tell((pictures === 1 ? w.pictureOne : w.pictureMany).replace('%', String(pictures)));
      return kept;
    },
    handleDrop(_, event) {
      if (![...(event.dataTransfer?.files ?? [])].length) return false;
      tell(w.noFiles);
      return true;
    },
    handlePaste(_, event) {
      const data = event.clipboardData;
      if (data?.files.length && !data.types.includes('text/html')) {
        tell(w.noFiles);
        return true;
      }
      return false;
    },
  });
  session.view = view;
  tools = toolbar(view, w, {
    save, insertFile, tell, stem: setup.stem, fields: setup.fields,
    async annexes() {
      try {
        const response = await fetch(`${setup.url}/bilag`, { headers: { accept: 'application/json' } });
        return response.ok ? await response.json() : [];
      } catch {
        return [];
      }
    },
  });
  tools.bars.append(proof.here);
  place.replaceChildren(
    el('div', { class: 'rl-ed-head' }, status, present),
    notice,
    tools.bars,
    tools.renewBar,
    el('p', { id: 'rl-ed-help', class: 'sr-only' }, w.help),
    mount,
    proof.panel,
  );
  place.dataset.ready = '';
  tools.update(session.state);
  addEventListener('beforeunload', (event) => {
    if (session.unsent && session.keeps === false) event.preventDefault();
  });
}

start().catch((error) => {
  console.error(error);
  place.prepend(notice, status);
  tell(w.startFailed, 'refused', el('button', { type: 'button', class: 'button button-primary', onclick: () => location.reload() }, w.reload));
});

// For the browser test: the document as the server would say it.
place.rlText = { doc: () => session.state.doc.toJSON(), version: () => session.version, unsent: () => session.unsent };
