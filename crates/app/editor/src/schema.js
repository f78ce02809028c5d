// The text of a case as ProseMirror sees it. One to one with the document model; the server's
// `texts::rules::schema` says the same in Rust and refuses what differs.
import { Schema } from 'prosemirror-model';

/** Nodes of plain text carry no marks but the one that asks for renewal. */
const plain = (extra) => ({ content: 'text*', marks: 'renew', ...extra });

const cellAttrs = {
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null },
};

const cell = (tag, role) => ({
  content: 'cell_line+',
  attrs: cellAttrs,
  tableRole: role,
  isolating: true,
  parseDOM: [{
    tag,
    getAttrs: (dom) => ({ colspan: span(dom, 'colspan'), rowspan: span(dom, 'rowspan') }),
  }],
  toDOM(node) {
    const attrs = {};
    if (node.attrs.colspan > 1) attrs.colspan = node.attrs.colspan;
    if (node.attrs.rowspan > 1) attrs.rowspan = node.attrs.rowspan;
    return [tag, attrs, 0];
  },
});

function span(dom, name) {
  const value = Number(dom.getAttribute(name) ?? 1);
  return Number.isInteger(value) && value > 0 && value <= 100 ? value : 1;
}

const own = (name) => `[data-rl="${name}"]`;

export const schema = new Schema({
  nodes: {
    doc: { content: 'title? recommendations? field+' },
    title: plain({
      defining: true,
      isolating: true,
      parseDOM: [{ tag: `h2${own('title')}`, priority: 80 }],
      toDOM: () => ['h2', { 'data-rl': 'title', class: 'rl-ed-title' }, 0],
    }),
    recommendations: {
      content: 'recommendation+',
      isolating: true,
      parseDOM: [{ tag: `div${own('recommendations')}`, priority: 80 }],
      toDOM: () => ['div', { 'data-rl': 'recommendations', class: 'rl-ed-recommendations' }, 0],
    },
    recommendation: {
      content: 'stem point*',
      attrs: { number: { default: null }, numbered: { default: false } },
      parseDOM: [{
        tag: `div${own('recommendation')}`,
        priority: 80,
        getAttrs: (dom) => ({
          number: Number(dom.getAttribute('data-number')) || null,
          numbered: dom.hasAttribute('data-numbered'),
        }),
      }],
      toDOM(node) {
        const attrs = { 'data-rl': 'recommendation', class: 'rl-ed-recommendation' };
        if (node.attrs.number !== null) attrs['data-number'] = node.attrs.number;
        if (node.attrs.numbered) attrs['data-numbered'] = '';
        return ['div', attrs, 0];
      },
    },
    stem: plain({
      parseDOM: [{ tag: `p${own('stem')}`, priority: 80 }],
      toDOM: () => ['p', { 'data-rl': 'stem' }, 0],
    }),
    point: plain({
      parseDOM: [{ tag: `p${own('point')}`, priority: 80 }],
      toDOM: () => ['p', { 'data-rl': 'point', class: 'rl-ed-point' }, 0],
    }),
    field: {
      content: 'field_heading? block+',
      attrs: { name: { default: 'other' } },
      isolating: true,
      defining: true,
      parseDOM: [{
        tag: `section${own('field')}`,
        priority: 80,
        getAttrs: (dom) => ({ name: dom.getAttribute('data-name') ?? 'other' }),
      }],
      toDOM: (node) => ['section', { 'data-rl': 'field', 'data-name': node.attrs.name, class: 'rl-ed-field' }, 0],
    },
    field_heading: plain({
      defining: true,
      parseDOM: [{ tag: `h3${own('field_heading')}`, priority: 80 }],
      toDOM: () => ['h3', { 'data-rl': 'field_heading' }, 0],
    }),
    paragraph: {
      content: 'inline*',
      group: 'block',
      parseDOM: [{ tag: 'p' }],
      toDOM: () => ['p', 0],
    },
    heading: plain({
      group: 'block',
      attrs: { level: { default: 1 } },
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        getAttrs: (dom) => ({ level: Number(dom.getAttribute('data-level')) || level }),
      })),
      toDOM: (node) => [`h${Math.min(node.attrs.level + 3, 6)}`, { 'data-level': node.attrs.level }, 0],
    }),
    list: {
      content: 'list_item+',
      group: 'block',
      attrs: { ordered: { default: false }, lettered: { default: false }, start: { default: null } },
      parseDOM: [
        { tag: 'ul', attrs: { ordered: false } },
        {
          tag: 'ol',
          getAttrs(dom) {
            const start = Number(dom.getAttribute('start') ?? 1);
            return {
              ordered: true,
              lettered: /^a$/i.test(dom.getAttribute('type') ?? ''),
              start: Number.isInteger(start) && start >= 0 && start !== 1 ? start : null,
            };
          },
        },
      ],
      toDOM(node) {
        const { ordered, lettered, start } = node.attrs;
        if (!ordered) return ['ul', 0];
        const attrs = {};
        if (lettered) attrs.type = 'a';
        if (start !== null) attrs.start = start;
        return ['ol', attrs, 0];
      },
    },
    list_item: {
      content: 'paragraph block*',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    table: {
      content: 'table_row+',
      group: 'block',
      attrs: { caption: { default: null } },
      tableRole: 'table',
      isolating: true,
      parseDOM: [{
        tag: 'table',
        getAttrs: (dom) => ({
          caption: dom.querySelector('caption')?.textContent.replace(/\s+/g, ' ').trim() || null,
        }),
      }],
      toDOM(node) {
        const caption = node.attrs.caption;
        const rows = ['tbody', 0];
        return caption
          ? ['table', ['caption', { contenteditable: 'false' }, caption], rows]
          : ['table', rows];
      },
    },
    table_row: {
      content: '(table_cell | table_header)*',
      tableRole: 'row',
      parseDOM: [{ tag: 'tr' }],
      toDOM: () => ['tr', 0],
    },
    table_cell: cell('td', 'cell'),
    table_header: cell('th', 'header_cell'),
    cell_line: plain({
      parseDOM: [
        { tag: 'p', context: 'table_cell/|table_header/', priority: 70 },
        { tag: `p${own('line')}`, priority: 70 },
      ],
      toDOM: () => ['p', { 'data-rl': 'line' }, 0],
    }),
    figure: {
      group: 'block',
      atom: true,
      selectable: true,
      draggable: true,
      attrs: { slug: {}, title: { default: '' } },
      parseDOM: [{
        tag: `div${own('figure')}`,
        priority: 80,
        getAttrs: (dom) => ({ slug: dom.getAttribute('data-slug'), title: dom.getAttribute('data-title') }),
      }],
      toDOM: (node) => ['div', {
        'data-rl': 'figure', 'data-slug': node.attrs.slug, 'data-title': node.attrs.title,
      }, node.attrs.title],
    },
    text: { group: 'inline' },
    annex: {
      group: 'inline',
      inline: true,
      atom: true,
      selectable: true,
      draggable: true,
      attrs: { id: {}, title: {} },
      leafText: (node) => node.attrs.title,
      parseDOM: [{
        tag: `span${own('annex')}`,
        priority: 80,
        getAttrs: (dom) => (dom.textContent && dom.getAttribute('data-id')
          ? { id: dom.getAttribute('data-id'), title: dom.textContent } : false),
      }],
      toDOM: (node) => ['span', { 'data-rl': 'annex', 'data-id': node.attrs.id, class: 'rl-ed-annex' }, node.attrs.title],
    },
  },
  // Their order is their rank, which the server's `steps` follows.
  marks: {
    link: {
      attrs: { url: {} },
      inclusive: false,
      // The model lets links overlap, and nothing it holds may be lost.
      excludes: '',
      parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => (safe(dom.getAttribute('href')) ? { url: dom.getAttribute('href').trim() } : false) }],
      toDOM: (mark) => (safe(mark.attrs.url)
        ? ['a', { href: mark.attrs.url, rel: 'noopener', title: mark.attrs.url }, 0]
        : ['span', { class: 'rl-ed-unsafe' }, 0]),
    },
    strong: {
      parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
      toDOM: () => ['strong', 0],
    },
    emphasis: {
      parseDOM: [{ tag: 'em' }, { tag: 'i' }],
      toDOM: () => ['em', 0],
    },
    renew: {
      inclusive: false,
      parseDOM: [{ tag: `mark${own('renew')}` }],
      toDOM: () => ['mark', { 'data-rl': 'renew', class: 'rl-ed-renew' }, 0],
    },
  },
});

/** Whether a link target may be followed from our pages; the same rule as the portal's. */
export function safe(url) {
  return /^\s*(https?:\/\/|mailto:|tel:)/i.test(url ?? '');
}
