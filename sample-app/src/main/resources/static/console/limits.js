import { call, kind, reason } from './api.js';
import { $, h, note } from './dom.js';
import { parse } from './buckets.js';

const colors = { items: [{ name: 'ink', color: '#1f2328' }, { name: 'paper', color: '#f6f4f0' }, { name: 'teal', color: '#0f766e' }] };

const ENDPOINTS = [
  ['POST /api/render · 10 a minute', 'POST', '/api/render', { client: 'acme', scene: 'hall', selection: { floor: 'oak' } }],
  ['GET /api/render/events · 60 a minute', 'GET', '/api/render/events'],
  ['POST /api/evaluate/clusters · 5 a minute', 'POST', '/api/evaluate/clusters', colors],
  ['POST /api/evaluate/matrix · 10 a minute', 'POST', '/api/evaluate/matrix', colors],
  ['POST /api/evaluate/pair · 20 a minute', 'POST', '/api/evaluate/pair', { a: colors.items[0], b: colors.items[1] }],
  ['POST /api/auth/password-reset · 3 an hour', 'POST', '/api/auth/password-reset', { username: 'nobody_here' }],
  ['GET /api/me · 100 a minute', 'GET', '/api/me'],
  ['GET /live · never limited', 'GET', '/live'],
  ['GET /api/boom · fails on purpose', 'GET', '/api/boom'],
];

let running = false;

export function startLimits() {
  const form = $('limits-form');
  form.elements.endpoint.append(...ENDPOINTS.map(([label], index) => h('option', { value: index }, label)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!running) {
      const [, method, path, json] = ENDPOINTS[Number(form.elements.endpoint.value)];
      fire(method, path, json, Number(form.elements.count.value));
    }
  });
}

async function fire(method, path, json, count) {
  running = true;
  const shots = Array.from({ length: count }, () => h('li', { title: 'waiting' }));
  $('shots').replaceChildren(...shots);
  const tally = {};
  let last = null;
  try {
    for (const shot of shots) {
      last = await call(method, path, { json });
      tally[last.status] = (tally[last.status] ?? 0) + 1;
      shot.dataset.kind = kind(last.status);
      shot.title = `${last.status} ${last.data?.error ?? ''}`;
      await new Promise((resume) => { setTimeout(resume, 25); });
    }
    const counts = Object.entries(tally).map(([status, times]) => `${times} × ${status}`).join(', ');
    const closest = parse(last.headers.get('RateLimit')).map(({ name, values }) => `${name} ${values.r} left`).join(', ');
    note('limits-note', `${counts}. ${last.status >= 400 ? reason(last) : closest}`, last.status === 429 ? 'bad' : '');
  } catch {
    note('limits-note', 'The server does not answer.', 'bad');
  } finally {
    running = false;
  }
}
