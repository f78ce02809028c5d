// Moves entries of an agenda by drag. Dropping sends the same form the buttons send, so what the
// keyboard does and what the pointer does is one thing.
export function agenda(order) {
  const entries = [...order.querySelectorAll('[data-entry]')];
  const movable = entries.filter((entry) => form(entry));
  if (movable.length === 0) return;
  document.querySelectorAll('[data-drag-help]').forEach((help) => { help.hidden = false; });
  let dragged = null;
  for (const entry of movable) {
    entry.draggable = true;
    entry.addEventListener('dragstart', (event) => {
      dragged = entry;
      entry.classList.add('rl-dragged');
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', entry.dataset.entry);
    });
    entry.addEventListener('dragend', () => {
      entry.classList.remove('rl-dragged');
      clear(order);
      dragged = null;
    });
  }
  order.addEventListener('dragover', (event) => {
    const place = dragged && target(event);
    if (!place) return;
    event.preventDefault();
    clear(order);
    place.classList.add('rl-drop-here');
  });
  order.addEventListener('drop', (event) => {
    const place = dragged && target(event);
    if (!place || place === dragged) return;
    event.preventDefault();
    send(dragged, place);
  });
}

function form(entry) {
  return entry.querySelector('form[action$="/flyt"]');
}

function target(event) {
  return event.target.closest('[data-entry]') ?? event.target.closest('[data-section]');
}

function clear(order) {
  order.querySelectorAll('.rl-drop-here').forEach((place) => place.classList.remove('rl-drop-here'));
}

function send(entry, place) {
  const sent = document.createElement('form');
  sent.method = 'post';
  sent.action = form(entry).action;
  const fields = place.dataset.entry
    ? { hvorhen: 'foer', foer: place.dataset.entry }
    : { hvorhen: 'afsnit', afsnit: place.dataset.section };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
}
