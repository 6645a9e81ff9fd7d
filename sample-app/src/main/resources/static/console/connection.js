// Watches whether the server is there, says when it is not, and when it is back.

import { call } from './api.js';
import { $, h } from './dom.js';
import { signedIn, whoAmI } from './session.js';

const USUAL = 5000;
const LONGEST = 8000;
let down = false;
let wait = USUAL;

export function startConnection() {
  look();
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && down) {
      wait = 500;
    }
  });
}

async function look() {
  try {
    const answer = await call('GET', '/health', { quiet: true, anonymous: true });
    await back(answer);
  } catch {
    gone();
  }
  setTimeout(look, wait);
}

async function back(answer) {
  show(answer.data);
  if (down) {
    down = false;
    say('up', 'the server is back');
    if (signedIn()) {
      await whoAmI();
    }
  } else {
    const { env, version } = answer.data ?? {};
    say('up', [env ?? 'connected', version].filter(Boolean).join(' · '));
  }
  wait = USUAL;
}

function gone() {
  wait = down ? Math.min(LONGEST, wait * 1.6) : 1000;
  down = true;
  say('down', 'no answer, trying again');
  document.querySelectorAll('#health li').forEach((item) => { item.dataset.ok = 'false'; });
}

function say(state, text) {
  const pill = $('connection');
  if (pill.textContent !== text) {
    pill.textContent = text;
  }
  pill.dataset.state = state;
}

function show(health) {
  const checks = Object.entries(health?.checks ?? {});
  const rows = [['everything', health?.status ?? 'unknown'], ...checks];
  $('health').replaceChildren(...rows.map(([name, value]) => {
    const status = typeof value === 'object' && value !== null ? value.status ?? '' : value;
    const good = status === true || ['healthy', 'up', 'ok', 'pass'].includes(String(status).toLowerCase());
    // No backup yet is nothing that is broken.
    const open = ['unknown', 'none'].includes(String(status).toLowerCase());
    return h('li', { 'data-ok': open ? 'open' : String(good) }, name, h('small', {}, status === true ? 'healthy' : String(status).toLowerCase()));
  }));
}
