// Items suggested while one types. They are plain links below the field: tab or arrow down reaches
// them, escape puts them away, and enter still searches.

/** @param {HTMLFormElement} form */
export function suggest(form) {
  const input = form.querySelector('input[type="search"]');
  const status = document.createElement('p');
  status.className = 'sr-only';
  status.setAttribute('role', 'status');
  form.append(status);
  let list = null;
  let asked = '';
  let timer = 0;
  let request = null;

  const close = () => {
    // Taking away what has the focus moves it, which asks to close again.
    const shown = list;
    list = null;
    shown?.remove();
  };

  const show = (items) => {
    close();
    status.textContent = items.length ? `${items.length} ${form.dataset.some}` : form.dataset.none;
    if (items.length === 0) return;
    list = document.createElement('ul');
    list.className = 'rl-plain rl-suggestions';
    for (const item of items) {
      const link = document.createElement('a');
      link.href = item.href;
      const place = document.createElement('span');
      place.textContent = item.place;
      link.append(item.title, place);
      const entry = document.createElement('li');
      entry.append(link);
      list.append(entry);
    }
    form.append(list);
  };

  const ask = async () => {
    const words = input.value.trim();
    if (words === asked) return;
    asked = words;
    request?.abort();
    if (words.length < 2) return close();
    request = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== 'AbortError') close();
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && list) {
      input.focus();
      close();
      event.preventDefault();
    }
    if (!list || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    const stops = [input, ...list.querySelectorAll('a')];
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const at = stops.indexOf(document.activeElement);
    stops[(at + step + stops.length) % stops.length].focus();
    event.preventDefault();
  });
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
}
