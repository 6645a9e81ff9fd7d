import { call, ok, reason, setBearer, onAnswer } from './api.js';
import { $, h, note } from './dom.js';
import { canMakeCodes, fillIn } from './factor.js';

const session = { access: null, refresh: null, user: null, roles: [] };
let challenge = null;

export const signedIn = () => session.access !== null;

export function startSession() {
  $('login-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target.elements;
    (challenge ? verify(form.code.value) : login(form.username.value, form.password.value)).catch(silent);
  });
  $('login-code').addEventListener('click', () => fillIn($('login-form').elements.code, 'login-note').catch(silent));
  $('wrong-password').addEventListener('click', () => login($('login-form').elements.username.value, 'not-the-password').catch(silent));
  $('refresh').addEventListener('click', () => refresh().catch(silent));
  $('logout').addEventListener('click', () => logout().catch(silent));
  // A restarted server has forgotten the key that signed the token.
  onAnswer(({ status, path }) => {
    if (status === 401 && signedIn() && path === '/api/me') {
      end('The server does not know this session any more. Sign in again.');
    }
  });
  show();
}

// The panel of the connection says it when nothing answers.
const silent = () => {};

async function login(username, password) {
  const answer = await call('POST', '/api/auth/login', { json: { username, password }, anonymous: true });
  if (ok(answer) && answer.data.challenge) {
    challenge = answer.data.challenge;
    askForCode(true);
    note('login-note', 'The password is right. Now the code of your authenticator.');
  } else if (ok(answer)) {
    await begin(answer.data);
  } else {
    note('login-note', reason(answer), 'bad');
  }
}

async function verify(code) {
  const answer = await call('POST', '/api/auth/2fa/verify', { json: { challenge, code }, anonymous: true });
  if (ok(answer)) {
    await begin(answer.data);
  } else {
    note('login-note', reason(answer), 'bad');
  }
}

function askForCode(asked) {
  const form = $('login-form');
  form.querySelector('.code').hidden = !asked;
  form.elements.code.value = '';
  $('login-code').hidden = !asked || !canMakeCodes(form.elements.username.value);
  $('wrong-password').hidden = asked;
  if (asked) {
    form.elements.code.focus();
  }
  challenge = asked ? challenge : null;
}

async function begin(tokens) {
  session.access = tokens.access_token;
  session.refresh = tokens.refresh_token;
  setBearer(session.access);
  askForCode(false);
  await whoAmI();
}

export async function whoAmI() {
  const answer = await call('GET', '/api/me');
  if (ok(answer)) {
    session.user = answer.data.username;
    session.roles = answer.data.authorities ?? [];
    note('login-note', `The token opens /api/me.`, 'good');
    show();
  }
  return answer;
}

async function refresh() {
  const answer = await call('POST', '/api/auth/refresh', { json: { refresh_token: session.refresh }, anonymous: true });
  if (ok(answer)) {
    await begin(answer.data);
    note('login-note', 'A new pair of tokens; the old refresh token is worth nothing now.', 'good');
  } else {
    end(reason(answer));
  }
}

async function logout() {
  await call('POST', '/api/auth/logout', { json: { refresh_token: session.refresh } });
  end('Signed out; both tokens are revoked.', 'good');
}

function end(text, tone = 'bad') {
  Object.assign(session, { access: null, refresh: null, user: null, roles: [] });
  setBearer(null);
  note('login-note', text, tone);
  show();
}

function show() {
  $('login-form').hidden = signedIn();
  $('session').hidden = !signedIn();
  $('session-user').textContent = session.user ?? '';
  $('session-roles').replaceChildren(...session.roles.map((role) => h('span', { class: 'tag' }, role)));
  const admin = session.roles.includes('ROLE_ADMIN');
  document.querySelectorAll('[data-auth]').forEach((element) => { element.disabled = !signedIn(); });
  document.querySelectorAll('[data-admin]').forEach((element) => { element.disabled = !admin; });
  document.dispatchEvent(new CustomEvent('session', { detail: { admin, user: session.user } }));
}
