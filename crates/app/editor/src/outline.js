// Headings as screen readers hear them: their levels never skip one, whatever the author chose. The
// portal's pages count the same way.
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

import { schema } from './schema.js';

const { heading, field } = schema.nodes;
/** Under the page's heading, the case's and the field's. */
const ABOVE = 3;

function levels(doc) {
  const list = [];
  let open = [];
  doc.descendants((node, pos) => {
    if (node.type === field) open = [];
    if (node.type !== heading) return;
    open = open.filter((level) => level < node.attrs.level);
    open.push(node.attrs.level);
    const level = String(Math.min(ABOVE + open.length, 6));
    list.push(Decoration.node(pos, pos + node.nodeSize, { 'aria-level': level, role: 'heading' }));
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
