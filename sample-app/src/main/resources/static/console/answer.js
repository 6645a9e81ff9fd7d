import { onAnswer, kind } from './api.js';
import { $, h } from './dom.js';

const FIRST = ['ratelimit', 'ratelimit-policy', 'retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'x-request-id', 'x-response-time', 'www-authenticate'];

export function startAnswer() {
  onAnswer(show);
}

function show({ method, path, status, headers, data }) {
  const line = $('answer-line');
  const called = `${method} ${path.replace(/(signature=.{8}).*/, '$1…')}`;
  line.replaceChildren(h('b', { 'data-kind': kind(status) }, String(status)), ' ', called);
  $('answer-bar').replaceChildren(h('b', { 'data-kind': kind(status) }, String(status)), ' ', called.split('?')[0]);
  $('answer-bar').hidden = false;
  const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  const sorted = [...headers].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  $('answer-headers').replaceChildren(...sorted.map(([name, value]) =>
    h('div', { class: FIRST.includes(name) ? 'key' : null }, h('dt', {}, name), h('dd', {}, value))));
  $('answer-body').textContent = body(data);
}

const SECRET = /("(?:access_token|refresh_token|key|challenge|secret|uri)": ")([^"]{6})[^"]{10,}"/g;

function body(data) {
  if (data instanceof Blob) {
    return `${data.type || 'no content'}, ${data.size} bytes`;
  }
  if (typeof data === 'string') {
    return data.slice(0, 2000);
  }
  return data === null ? '' : JSON.stringify(data, null, 2).replace(SECRET, '$1$2…"').slice(0, 6000);
}
