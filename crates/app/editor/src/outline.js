// Headings as screen readers hear them: their levels never skip one, whatever the author chose, and
// one without a word is none. The portal's pages count the same way.
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

import { schema } from './schema.js';

const { heading, field, title, field_heading: fieldHeading } = schema.nodes;

function levels(doc) {
  const list = [];
  let open = [];
  let above = 1;
  const say = (node, pos, level) => list.push(Decoration.node(pos, pos + node.nodeSize, { 'aria-level': String(level), role: 'heading' }));
  doc.descendants((node, pos) => {
    if (node.type === field) open = [];
    // Title and fields stand side by side under the page's heading.
    if ([title, fieldHeading].includes(node.type) && node.content.size) {
      above = 2;
      say(node, pos, above);
      return;
    }
    if ([heading, title, fieldHeading].includes(node.type) && node.content.size === 0) {
      list.push(Decoration.node(pos, pos + node.nodeSize, { role: 'none' }));
      return;
    }
    if (node.type !== heading) return;
    open = open.filter((level) => level < node.attrs.level);
    open.push(node.attrs.level);
    say(node, pos, Math.min(above + open.length, 6));
  });
  return DecorationSet.create(doc, list);
}

export const outline = () => new Plugin({
  state: {
    init: (_, { doc }) => levels(doc),
    apply: (tr, set) => (tr.docChanged ? levels(tr.doc) : set),
  },
  props: {
    decorations(state) {
      return this.getState(state);
    },
  },
});
