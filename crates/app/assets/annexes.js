// Annexes by drag and drop. Without this the plain forms and the arrows do the same.

/** Files dropped on the form are sent with it. @param {HTMLFormElement} form */
export function drop(form) {
  const input = form.querySelector('input[type="file"]');
  const busy = document.createElement('p');
  busy.setAttribute('role', 'status');
  const hint = document.createElement('p');
  hint.className = 'rl-drop-hint';
  hint.textContent = form.dataset.dropText;
  form.append(hint, busy);

  const carriesFiles = (event) => [...event.dataTransfer.types].includes('Files');
  form.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.add('rl-drop-over');
  });
  form.addEventListener('dragleave', () => form.classList.remove('rl-drop-over'));
  form.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.remove('rl-drop-over');
    input.files = event.dataTransfer.files;
    if (input.files.length > 0) form.requestSubmit();
  });
  form.addEventListener('submit', () => { busy.textContent = form.dataset.busy; });
}

/** An annex dragged to another place is moved there. @param {HTMLOListElement} list */
export function order(list) {
  let dragged = null;
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener('dragstart', (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = 'move';
      item.classList.add('rl-annex-dragged');
    });
    item.addEventListener('dragend', () => item.classList.remove('rl-annex-dragged'));
    item.addEventListener('dragover', (event) => { if (dragged) event.preventDefault(); });
    item.addEventListener('drop', (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      move(dragged, [...list.children].indexOf(item));
    });
  }
}

/** Sends the same form that the arrows send. */
function move(item, place) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = item.dataset.annex;
  for (const [name, value] of [['hvad', 'flyt'], ['plads', String(place)]]) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
