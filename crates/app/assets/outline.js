// The outline follows along: the entry of the part being read is marked.

/** @param {HTMLElement} nav */
export function outline(nav) {
  const links = new Map();
  for (const link of nav.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const targets = [...links.keys()];
  if (targets.length === 0) return;
  let current = null;

  const follow = () => {
    const line = window.innerHeight * 0.25;
    let reading = targets[0];
    for (const target of targets) {
      if (target.getBoundingClientRect().top <= line) reading = target;
    }
    if (reading === current) return;
    if (current) links.get(current).removeAttribute('aria-current');
    current = reading;
    const link = links.get(current);
    link.setAttribute('aria-current', 'true');
    if (nav.scrollHeight > nav.clientHeight) {
      const below = link.offsetTop + link.offsetHeight > nav.scrollTop + nav.clientHeight;
      const above = link.offsetTop < nav.scrollTop;
      if (below || above) nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
    }
  };

  let waiting = false;
  addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  }, { passive: true });
  follow();

  // On a phone the outline folds again once it has been used.
  nav.addEventListener('click', (event) => {
    const details = nav.querySelector('details');
    if (event.target.closest('a') && matchMedia('(max-width: 991px)').matches) details.open = false;
  });
}
