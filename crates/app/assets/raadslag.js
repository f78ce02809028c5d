// What makes the pages better with JavaScript. Every page works without it.
import { agenda } from './agenda.js';
import { drop, order } from './annexes.js';
import { calendar } from './calendar.js';
import { outline } from './outline.js';
import { suggest } from './suggest.js';
import { unsaved } from './unsaved.js';

document.querySelectorAll('[data-outline]').forEach(outline);
document.querySelectorAll('[data-suggest]').forEach(suggest);
document.querySelectorAll('[data-drop]').forEach(drop);
document.querySelectorAll('[data-annexes]').forEach(order);
calendar();
document.querySelectorAll('[data-agenda-order]').forEach(agenda);
unsaved();

// On a phone, what stands open for lack of JavaScript is folded: the text comes first.
if (matchMedia('(max-width: 991px)').matches) {
  for (const details of document.querySelectorAll('.rl-outline-details, .rl-facets-details')) {
    details.open = false;
  }
}

// Notes, and reading without a network, for those who have signed in. A signed-out page says so to
// the worker, if there is one.
if (document.body.dataset.account || navigator.serviceWorker?.controller) {
  const offline = await import('./offline.js');
  await offline.start().catch(() => {});
  document.querySelectorAll('[data-offline]').forEach(offline.keepButton);
  document.querySelectorAll('[data-kept]').forEach(offline.keptList);
  for (const article of document.querySelectorAll('[data-notes]')) {
    const { notes } = await import('./notes.js');
    notes(article).catch(() => {});
  }
}
