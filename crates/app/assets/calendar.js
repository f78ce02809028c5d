// Turning the calendar's months without loading the page anew, and with page up and page down.

export function calendar() {
  if (!document.querySelector('[data-calendar]')) return;

  const turn = async (address, push) => {
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.querySelector('[data-calendar]');
      const focused = document.activeElement?.getAttribute('rel');
      document.querySelector('[data-calendar]').replaceWith(fresh);
      document.title = page.title;
      if (push) history.pushState({}, '', address);
      if (focused) fresh.querySelector(`a[rel="${focused}"]`)?.focus();
    } catch {
      location.assign(address);
    }
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-month]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(link.href, true);
  });
  document.addEventListener('keydown', (event) => {
    if (!event.target.closest('.rl-calendar, .rl-months')) return;
    const rel = { PageUp: 'prev', PageDown: 'next' }[event.key];
    const link = rel && document.querySelector(`.rl-months a[rel="${rel}"]`);
    if (!link) return;
    event.preventDefault();
    turn(link.href, true);
  });
  addEventListener('popstate', () => turn(location.href, false));
}
