// Small forms in native dialogs: the browser keeps the focus inside and gives it back afterwards.

/** Builds an element. Attributes whose value is false are left out. */
export function el(tag, attrs = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

let count = 0;

/**
 * Asks for the values of some fields; resolves to them, or to null.
 * @param {string} title
 * @param {{name: string, label: string, type?: string, value?: string, hint?: string,
 *   options?: [string, string][], check?: (value: string) => string}[]} fields
 * @param {{ok: string, cancel: string, remove?: string}} words
 */
export function form(title, fields, words) {
  return new Promise((resolve) => {
    const id = `rl-ed-dialog-${++count}`;
    const inputs = new Map();
    const rows = fields.map((field) => {
      const name = `${id}-${field.name}`;
      const attrs = { id: name, name: field.name, class: 'form-input', 'aria-describedby': `${name}-error` };
      const input = field.options
        ? el('select', { ...attrs, class: 'form-select' }, ...field.options.map(([value, label]) => (
          el('option', { value, selected: value === field.value }, label))))
        : el('input', { ...attrs, type: field.type ?? 'text', autocomplete: 'off', min: field.min, max: field.max });
      if (!field.options) input.value = field.value ?? '';
      const error = el('p', { id: `${name}-error`, class: 'form-error-message', hidden: true });
      inputs.set(field.name, { input, error, field });
      return el('div', { class: 'form-group' }, el('label', { for: name, class: 'form-label' }, field.label),
        field.hint ? el('p', { class: 'form-hint' }, field.hint) : null, error, input);
    });
    const dialog = el('dialog', { class: 'rl-ed-dialog', 'aria-labelledby': id });
    const values = () => Object.fromEntries([...inputs].map(([name, { input }]) => [name, input.value.trim()]));
    const ok = (event) => {
      event.preventDefault();
      let wrong = null;
      for (const { input, error, field } of inputs.values()) {
        const message = field.check?.(input.value.trim()) ?? '';
        error.textContent = message;
        error.hidden = !message;
        input.toggleAttribute('aria-invalid', Boolean(message));
        if (message) wrong ??= input;
      }
      if (wrong) {
        wrong.focus();
        return;
      }
      dialog.close('ok');
    };
    const buttons = el('div', { class: 'rl-actions' },
      el('button', { type: 'submit', class: 'button button-primary' }, words.ok),
      words.remove ? el('button', { type: 'button', class: 'button button-secondary', onclick: () => dialog.close('remove') }, words.remove) : null,
      el('button', { type: 'button', class: 'button button-secondary', onclick: () => dialog.close('') }, words.cancel));
    dialog.append(el('form', { onsubmit: ok, novalidate: true }, el('h2', { id, class: 'h4' }, title), ...rows, buttons));
    dialog.addEventListener('close', () => {
      const answer = dialog.returnValue === 'ok' ? values() : dialog.returnValue === 'remove' ? 'remove' : null;
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
