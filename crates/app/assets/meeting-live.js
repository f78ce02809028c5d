// A member's page of a meeting that runs: what the server tells is put in place, and what is new is
// said to those who listen. The browser comes again by itself, and says what it heard last.
const part = document.querySelector('[data-live]');
const connection = document.getElementById('mo-connection');
const heard = document.getElementById('mo-heard');

/** The item being dealt with and the results, as text. */
const gist = () => {
  const now = part.querySelector('.mo-live-now');
  return now ? now.innerText.replace(/\s+/g, ' ').trim() : '';
};

if (part) {
  const stream = new EventSource(part.dataset.live);
  const tell = (is) => { connection.textContent = is ? connection.dataset.on : connection.dataset.off; };
  let last = gist();
  stream.addEventListener('open', () => tell(true));
  stream.addEventListener('error', () => tell(false));
  stream.addEventListener('stand', (event) => {
    tell(true);
    part.innerHTML = event.data;
    part.dataset.sequence = event.lastEventId;
    const now = gist();
    if (now !== last) heard.textContent = now;
    last = now;
  });
  // A closed stream (signed out, or too many listeners) is not opened again by the browser itself.
  setInterval(() => { if (stream.readyState === EventSource.CLOSED) location.reload(); }, 20000);
}
