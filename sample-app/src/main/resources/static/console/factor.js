// Adds a second factor. The page can play the authenticator for whoever has none at hand: it makes the
// codes of RFC 6238 from the secret that it has just been shown.

import { call, ok, reason } from './api.js';
import { $, note } from './dom.js';

const STEP = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const secrets = new Map();
let user = null;
let used = 0;

export function startSecondFactor() {
  $('factor-add').addEventListener('click', () => enrol().catch(unreachable));
  $('factor-code').addEventListener('click', () => fillIn($('factor-form').elements.code, 'factor-note').catch(unreachable));
  $('factor-form').addEventListener('submit', (event) => {
    event.preventDefault();
    confirm(event.target.elements.code.value).catch(unreachable);
  });
  document.addEventListener('session', ({ detail }) => {
    user = detail.user;
    if (!user) {
      $('enrolment').hidden = true;
      note('factor-note', '');
    }
  });
}

const unreachable = () => note('factor-note', 'The server does not answer.', 'bad');

async function enrol() {
  const answer = await call('POST', '/api/auth/2fa/enroll');
  if (!ok(answer)) {
    note('factor-note', reason(answer), 'bad');
    return;
  }
  const { secret, uri } = answer.data;
  secrets.set(user, secret);
  $('factor-secret').textContent = secret.match(/.{1,4}/g).join(' ');
  $('factor-uri').href = uri;
  $('factor-code').hidden = !canMakeCodes(user);
  $('enrolment').hidden = false;
  note('factor-note', 'It counts once a code has been confirmed.');
}

async function confirm(code) {
  const answer = await call('POST', '/api/auth/2fa/verify', { json: { code } });
  if (ok(answer)) {
    $('enrolment').hidden = true;
    $('factor-form').reset();
    note('factor-note', 'Confirmed. The next sign-in asks for a code; this page keeps the secret until it is reloaded.', 'good');
  } else {
    note('factor-note', reason(answer), 'bad');
  }
}

// Browsers compute digests on secure origins only: HTTPS, or this machine.
export const canMakeCodes = (name) => secrets.has(name) && globalThis.crypto?.subtle !== undefined;

// A code counts once, and the one before the present one is still accepted.
export async function fillIn(field, noteId) {
  const name = user ?? $('login-form').elements.username.value;
  const now = Math.floor(Date.now() / 1000 / STEP);
  const step = Math.max(used + 1, now - 1);
  if (step > now) {
    note(noteId, `Both codes of the moment are used up. The next is there in ${STEP - (Math.floor(Date.now() / 1000) % STEP)} s.`);
    return;
  }
  field.value = await code(secrets.get(name), step);
  used = step;
}

async function code(secret, step) {
  const key = await crypto.subtle.importKey('raw', decode(secret), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  const number = digest.getUint32(digest.getUint8(19) & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, '0');
}

function decode(base32) {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g), (byte) => parseInt(byte, 2));
}
