// What makes the pages better with JavaScript. Every page works without it.
import { agenda } from './agenda.js';
import { calendar } from './calendar.js';
import { outline } from './outline.js';
import { suggest } from './suggest.js';

document.querySelectorAll('[data-outline]').forEach(outline);
document.querySelectorAll('[data-suggest]').forEach(suggest);
calendar();
document.querySelectorAll('[data-agenda-order]').forEach(agenda);

// On a phone, what stands open for lack of JavaScript is folded: the text comes first.
if (matchMedia('(max-width: 991px)').matches) {
  for (const details of document.querySelectorAll('.rl-outline-details, .rl-facets-details')) {
    details.open = false;
  }
}
