// What comes from Word and other programs: structure is kept, dress is dropped.
import { safe } from './schema.js';

const DROPPED = 'script, style, meta, link, title, xml, template, iframe, object, embed, form, input, '
  + 'button, select, textarea, svg, math, del, s, strike, .MsoCommentReference, .MsoCommentText, '
  + '[data-style*="mso-element:comment"], [data-style*="mso-element: comment"], [data-style*="mso-hide:all"]';
const PICTURES = 'img, picture, video, audio, canvas';
const BLOCKS = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'TABLE', 'BLOCKQUOTE',
  'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'MAIN', 'PRE', 'DL', 'DT', 'DD', 'FIGURE', 'FIGCAPTION', 'ADDRESS']);
const KEPT = ['href', 'colspan', 'rowspan', 'start', 'type'];

/**
 * @param {string} html
 * @returns {{html: string, pictures: number}} clean markup, and how many pictures were left out
 */
export function clean(html) {
  // Our own clipboard is clean as it is.
  if (html.includes('data-pm-slice')) return { html, pictures: 0 };
  const page = new DOMParser().parseFromString(undressed(html), 'text/html');
  const { body } = page;
  comments(body);
  const pictures = body.querySelectorAll(PICTURES).length;
  body.querySelectorAll(`${DROPPED}, ${PICTURES}`).forEach((node) => node.remove());
  body.querySelectorAll('*').forEach((node) => {
    // Word's own elements, `o:p` and the like, say nothing of structure.
    if (node.tagName.includes(':')) unwrap(node);
  });
  wordHeadings(body);
  wordLists(body);
  emphasis(body);
  body.querySelectorAll('a').forEach((link) => {
    if (!safe(link.getAttribute('href'))) unwrap(link);
  });
  body.querySelectorAll('td, th').forEach(plainCell);
  tableHeads(body);
  dress(body);
  return { html: body.innerHTML, pictures };
}

/**
 * Our page's policy forbids inline styles, even in a document nobody sees. What they say of structure
 * is read under another name.
 */
function undressed(html) {
  return html
    .replace(/<style\b[^]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style\s*=/gi, '$1data-style='));
}

function unwrap(node) {
  node.replaceWith(...node.childNodes);
}

function comments(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach((node) => node.remove());
}

const styleOf = (node) => (node.getAttribute('data-style') ?? '').replace(/\s+/g, ' ');

/** "MsoTitle" and headings that are paragraphs with an outline level. */
function wordHeadings(body) {
  body.querySelectorAll('p').forEach((p) => {
    const level = /mso-outline-level: ?(\d)/.exec(styleOf(p))?.[1] ?? (p.classList.contains('MsoTitle') ? '1' : null);
    if (level) rename(p, `h${level}`);
  });
}

function rename(node, tag) {
  const other = node.ownerDocument.createElement(tag);
  other.append(...node.childNodes);
  node.replaceWith(other);
  return other;
}

/** Word's list paragraphs: `mso-list:l0 level2 lfo1`, the marker in a span that is to be ignored. */
function listEntry(p) {
  const found = /mso-list: ?(l\d+) level(\d+)/.exec(styleOf(p));
  if (!found) return null;
  const ignored = [...p.querySelectorAll('[data-style]')].find((node) => /mso-list: ?Ignore/i.test(styleOf(node)));
  const marker = (ignored?.textContent ?? '').replace(/\u00a0/g, ' ').trim();
  ignored?.remove();
  const number = /^\(?(\d+|[a-zæøå]|[ivxlc]+)[.)]$/i.exec(marker)?.[1];
  return {
    list: found[1],
    level: Number(found[2]),
    ordered: number !== undefined,
    lettered: number !== undefined && /^[a-z]$/i.test(number) && !/^i$/i.test(number),
    number: Number(number) || 1,
    bullet: number === undefined,
  };
}

function wordLists(body) {
  let open = [];
  let last = null;
  for (const p of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const entry = p.tagName === 'P' || p.className.includes('MsoList') ? listEntry(p) : null;
    if (!entry) continue;
    const follows = last && nextElement(last) === p;
    if (!follows) open = [];
    while (open.length && open.at(-1).level > entry.level) open.pop();
    let top = open.at(-1);
    if (!top || top.level < entry.level || top.ordered !== entry.ordered) {
      if (top && top.level === entry.level) open.pop();
      const list = body.ownerDocument.createElement(entry.ordered ? 'ol' : 'ul');
      if (entry.lettered) list.setAttribute('type', 'a');
      if (entry.ordered && entry.number > 1) list.setAttribute('start', String(entry.number));
      const outer = open.at(-1);
      if (outer) outer.list.lastElementChild.append(list);
      else p.before(list);
      top = { level: entry.level, ordered: entry.ordered, list };
      open.push(top);
    }
    const item = body.ownerDocument.createElement('li');
    const text = body.ownerDocument.createElement('p');
    text.append(...p.childNodes);
    item.append(text);
    top.list.append(item);
    last = open[0].list;
    p.remove();
  }
}

function nextElement(node) {
  let next = node.nextSibling;
  while (next && (next.nodeType !== 1) && !next.textContent.trim()) next = next.nextSibling;
  return next;
}

/** Bold and italic that only a style says, and `b` that a style says is none. */
function emphasis(body) {
  for (const node of [...body.querySelectorAll('span, b, strong, i, em, font')]) {
    const style = styleOf(node);
    const weight = /(?:^|;) ?font-weight: ?(\w+)/.exec(style)?.[1];
    const heavy = weight ? weight.startsWith('bold') || Number(weight) >= 600 : /^(B|STRONG)$/.test(node.tagName);
    const slant = /(?:^|;) ?font-style: ?(\w+)/.exec(style)?.[1];
    const leans = slant ? slant === 'italic' || slant === 'oblique' : /^(I|EM)$/.test(node.tagName);
    const wrapped = node.ownerDocument.createDocumentFragment();
    wrapped.append(...node.childNodes);
    let inner = wrapped;
    const blocks = [...wrapped.childNodes].some((child) => BLOCKS.has(child.nodeName));
    if (!blocks && wrapped.textContent.trim()) {
      for (const [on, tag] of [[heavy, 'strong'], [leans, 'em']]) {
        if (!on) continue;
        const mark = node.ownerDocument.createElement(tag);
        mark.append(inner);
        inner = mark;
      }
    }
    node.replaceWith(inner);
  }
}

/** A cell holds lines of plain text. */
function plainCell(cell) {
  const lines = [''];
  const walk = (node) => {
    if (node.nodeType === 3) {
      lines[lines.length - 1] += node.textContent;
    } else if (node.nodeName === 'BR') {
      lines.push('');
    } else {
      const block = BLOCKS.has(node.nodeName);
      if (block && lines.at(-1).trim()) lines.push('');
      node.childNodes.forEach(walk);
      if (block && lines.at(-1).trim()) lines.push('');
    }
  };
  cell.childNodes.forEach(walk);
  const texts = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
  cell.replaceChildren(...(texts.length ? texts : ['']).map((text) => {
    const p = cell.ownerDocument.createElement('p');
    p.textContent = text;
    return p;
  }));
}

/** Header cells only in the first rows that have nothing else. */
function tableHeads(body) {
  body.querySelectorAll('table').forEach((table) => {
    let head = true;
    for (const row of table.querySelectorAll('tr')) {
      const cells = [...row.children];
      const inHead = row.parentElement.tagName === 'THEAD';
      head &&= cells.length > 0 && (inHead || cells.every((cell) => cell.tagName === 'TH'));
      for (const cell of cells) {
        const wanted = head ? 'TH' : 'TD';
        if (cell.tagName === wanted) continue;
        const other = rename(cell, wanted);
        for (const name of ['colspan', 'rowspan']) {
          if (cell.hasAttribute(name)) other.setAttribute(name, cell.getAttribute(name));
        }
      }
    }
  });
}

/** Attributes, empty spans and empty paragraphs go. */
function dress(body) {
  for (const node of [...body.querySelectorAll('*')]) {
    for (const { name } of [...node.attributes]) {
      if (!KEPT.includes(name)) node.removeAttribute(name);
    }
    if (['SPAN', 'FONT', 'U', 'SMALL', 'BIG'].includes(node.tagName)) unwrap(node);
  }
  for (const p of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const inCell = p.closest('td, th');
    if (!inCell && !p.textContent.replace(/\u00a0/g, ' ').trim() && !p.querySelector('br + br')) p.remove();
  }
}
