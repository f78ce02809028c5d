// A figure in the text: shown as it stands now, from its page's JSON.
import { el } from './dialogs.js';

const fetched = new Map();

function load(slug) {
  if (!fetched.has(slug)) {
    const answer = fetch(`/arbejde/tekst/tal/${encodeURIComponent(slug)}`, { headers: { accept: 'application/json' } })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))));
    answer.catch(() => fetched.delete(slug));
    fetched.set(slug, answer);
  }
  return fetched.get(slug);
}

function table({ caption, header, rows }) {
  const line = (cells, tag) => el('tr', {}, ...cells.map((text) => el(tag, tag === 'th' ? { scope: 'col' } : {}, text)));
  return el('table', { class: 'table' }, caption ? el('caption', {}, caption) : null,
    el('thead', {}, ...header.map((row) => line(row, 'th'))),
    el('tbody', {}, ...rows.map((row) => line(row, 'td'))));
}

export function figureView(words) {
  return (node) => {
    const body = el('div', { class: 'rl-ed-figure-body' }, el('p', { class: 'rl-quiet' }, words.loading));
    const dom = el('div', { class: 'rl-ed-figure', 'data-rl': 'figure', contenteditable: 'false' },
      el('p', { class: 'rl-ed-figure-name' }, `${words.figure}: `,
        el('a', { href: `/tal/${encodeURIComponent(node.attrs.slug)}`, target: '_blank', rel: 'noopener' }, node.attrs.title || node.attrs.slug)),
      body);
    load(node.attrs.slug).then(
      ({ answer, tables }) => body.replaceChildren(
        el('p', {}, answer), ...tables.map((each) => el('div', { class: 'rl-table', tabindex: '0', role: 'region', 'aria-label': each.caption || node.attrs.title }, table(each)))),
      () => body.replaceChildren(el('p', { class: 'rl-quiet' }, words.figureMissing)),
    );
    return { dom, stopEvent: (event) => event.target.closest?.('a') !== null, ignoreMutation: () => true };
  };
}
