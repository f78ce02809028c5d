// What proof-reading finds, as one writes: underlined in the text, told where the cursor stands, and
// listed below it. Nothing here changes the text.
import { Plugin, PluginKey, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

import { el, form } from './dialogs.js';

const key = new PluginKey('proof');
/** Milliseconds after the last change that is saved. */
const PAUSE = 1200;
/** Letters of a quotation; its middle is left out. */
const QUOTED = 90;

const BADGES = { error: 'badge badge-error', warning: 'badge badge-warning', hint: 'badge badge-info' };

function decorations(doc, findings) {
  const size = doc.content.size;
  const marks = findings.flatMap((finding, n) => {
    if (finding.from === null || finding.from >= finding.to || finding.to > size) return [];
    return [Decoration.inline(finding.from, finding.to, { class: `rl-ed-found rl-ed-found-${finding.level}` }, { n, finding })];
  });
  return DecorationSet.create(doc, marks);
}

/** Underlines what was found. */
export const underline = () => new Plugin({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      const findings = tr.getMeta(key);
      return findings ? decorations(tr.doc, findings) : set.map(tr.mapping, tr.doc);
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

const quote = (text) => {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  if (letters.length <= QUOTED) return letters.join('');
  return `${letters.slice(0, QUOTED / 2).join('')} … ${letters.slice(-QUOTED / 2).join('')}`;
};

/**
 * @param {string} url of the text
 * @param {Record<string, string>} w words
 * @param {() => import('./session.js').Session} session
 */
export function proofreading(url, w, session) {
  const summary = el('p', { role: 'status' });
  const list = el('ul', { class: 'rl-plain' });
  const panel = el('section', { class: 'rl-ed-proof', 'aria-labelledby': 'rl-ed-proof' },
    el('h2', { id: 'rl-ed-proof', class: 'h3' }, w.proof), summary, list);
  const here = el('p', { class: 'rl-ed-at', hidden: true });
  let timer = 0;
  let shown = null;

  function go(n) {
    const { state, view } = session();
    const [found] = key.getState(state).find(undefined, undefined, (spec) => spec.n === n);
    if (!found) return;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, found.from, found.to)).scrollIntoView());
    view.focus();
  }

  async function leave(finding) {
    const check = (reason) => (reason ? '' : w.proofNoReason);
    const answer = await form(w.proofReason, [{ name: 'reason', label: finding.message, check }], { ok: w.proofLeave, cancel: w.cancel });
    if (!answer) return;
    const response = await fetch(`${url}/korrektur`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ name: finding.name, reason: answer.reason }),
    }).catch(() => null);
    if (!response?.ok) summary.textContent = w.proofAway;
    shown = null;
    ask();
  }

  function row(finding, n) {
    return el('li', { class: 'rl-finding' },
      el('p', { class: 'rl-finding-head' }, el('span', { class: BADGES[finding.level] }, finding.said), ' ', el('strong', {}, finding.message)),
      finding.text ? el('blockquote', { class: 'rl-finding-quote', lang: 'da' }, quote(finding.text)) : null,
      el('p', {}, finding.why),
      finding.suggestion ? el('p', {}, `${w.proofSuggestion} `, finding.suggestion) : null,
      el('div', { class: 'rl-actions' },
        finding.from === null ? null : el('button', { type: 'button', class: 'button button-secondary', onclick: () => go(n) }, w.proofShow),
        el('button', { type: 'button', class: 'button button-secondary', onclick: () => leave(finding) }, w.proofLeave)));
  }

  function show({ findings, holds }) {
    const { state } = session();
    session().dispatch(state.tr.setMeta(key, findings).setMeta('addToHistory', false));
    const found = findings.length === 0 ? w.proofNone : (findings.length === 1 ? w.proofOne : w.proofMany.replace('%', String(findings.length)));
    summary.textContent = holds ? `${found} ${(holds === 1 ? w.proofHeldOne : w.proofHeldMany).replace('%', String(holds))}` : found;
    list.replaceChildren(...findings.map(row));
  }

  async function ask() {
    const { version, unsent } = session();
    if (unsent || version === shown) return;
    try {
      const response = await fetch(`${url}/korrektur`, { headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(String(response.status));
      const answer = await response.json();
      // Where the text has changed meanwhile, the places are not its own: what comes next asks again.
      if (answer.version !== session().version || session().unsent) return;
      shown = answer.version;
      show(answer);
    } catch {
      summary.textContent = w.proofAway;
    }
  }

  return {
    panel,
    here,
    /** The text is saved as it stands. */
    saved() {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    },
    /** The cursor has moved, or the text changed. */
    moved(state) {
      const { head } = state.selection;
      const finding = key.getState(state)?.find(head, head)[0]?.spec.finding;
      here.hidden = !finding;
      if (finding) here.replaceChildren(el('span', { class: BADGES[finding.level] }, finding.said), ' ', el('strong', {}, finding.message), ` ${finding.why}`);
    },
  };
}
