import { call, ok, reason } from './api.js';
import { $, h, note } from './dom.js';

let shown = null;

export function startKeys() {
  $('keys-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const { name, expires } = event.target.elements;
    make(name.value, expires.value).catch(unreachable);
  });
  $('key-use').addEventListener('click', () => use().catch(unreachable));
  document.addEventListener('session', ({ detail }) => {
    if (detail.admin) {
      list().catch(unreachable);
    } else {
      $('key-list').replaceChildren();
      $('key-shown').hidden = true;
    }
  });
}

const unreachable = () => note('keys-note', 'The server does not answer.', 'bad');

async function make(name, expires) {
  done(await call('POST', '/api/admin/api-keys', { json: { name, roles: ['USER'], scopes: ['renders'], expires_in: expires } }), 'Here is the key, this one time:');
}

function done(answer, text) {
  note('keys-note', ok(answer) ? text : reason(answer), ok(answer) ? 'good' : 'bad');
  if (ok(answer) && answer.data?.key) {
    shown = answer.data.key;
    $('key-value').textContent = shown;
    $('key-shown').hidden = false;
  }
  return list();
}

async function use() {
  const answer = await call('GET', '/api/me', { anonymous: true, headers: { 'X-API-Key': shown } });
  note('keys-note', ok(answer) ? `The key speaks for ${answer.data.username}.` : reason(answer), ok(answer) ? 'good' : 'bad');
}

async function list() {
  const answer = await call('GET', '/api/admin/api-keys', { quiet: true });
  if (ok(answer)) {
    const keys = Array.isArray(answer.data) ? answer.data : answer.data.items ?? [];
    $('key-list').replaceChildren(...keys.map(row));
  }
}

function row(key) {
  const ended = Boolean(key.revoked_at) || key.status === 'revoked';
  return h('li', {},
    h('span', { class: ended ? 'gone' : null }, key.name ?? key.id, ' ', h('small', {}, `${key.id}${key.expires_at ? ` · until ${new Date(key.expires_at).toLocaleString()}` : ''}`)),
    ended ? h('small', {}, 'revoked') : h('button', { type: 'button', class: 'small', onclick: () => rotate(key.id) }, 'Rotate'),
    ended ? null : h('button', { type: 'button', class: 'small', onclick: () => revoke(key.id) }, 'Revoke'));
}

async function rotate(id) {
  await call('POST', `/api/admin/api-keys/${encodeURIComponent(id)}/rotate`, { json: { overlap: '30s' } })
    .then((answer) => done(answer, 'The new key. The old one works for thirty seconds more.'), unreachable);
}

async function revoke(id) {
  await call('DELETE', `/api/admin/api-keys/${encodeURIComponent(id)}`)
    .then((answer) => done(answer, 'Revoked: it opens nothing from now on.'), unreachable);
}
