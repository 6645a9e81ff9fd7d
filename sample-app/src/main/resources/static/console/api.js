// Every call of the page goes through here, so that the last answer and the buckets always show it.

const listeners = new Set();

export const onAnswer = (listener) => listeners.add(listener);

let bearer = null;

export function setBearer(token) {
  bearer = token;
}

export class Unreachable extends Error {}

export async function call(method, path, { json, body, headers = {}, anonymous = false, quiet = false } = {}) {
  const all = { Accept: 'application/json, application/problem+json', ...headers };
  if (bearer && !anonymous) {
    all.Authorization = `Bearer ${bearer}`;
  }
  if (json !== undefined) {
    all['Content-Type'] = 'application/json';
    body = JSON.stringify(json);
  }
  let response;
  try {
    response = await fetch(path, { method, headers: all, body, cache: 'no-store', credentials: 'omit', redirect: 'error' });
  } catch {
    throw new Unreachable(`${method} ${path} got no answer`);
  }
  const answer = { method, path, status: response.status, headers: response.headers, data: await read(response) };
  if (!quiet) {
    listeners.forEach((listener) => listener(answer));
  }
  return answer;
}

async function read(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    return response.json().catch(() => null);
  }
  return type.startsWith('text/') ? response.text() : response.blob();
}

export function ok(answer) {
  return answer.status >= 200 && answer.status < 300;
}

export function kind(status) {
  if (status === 429) {
    return 'limited';
  }
  return status < 400 ? 'good' : status < 500 ? 'refused' : 'bad';
}

export function reason(answer) {
  const problem = answer.data ?? {};
  const fields = (problem.errors ?? []).map((error) => `${error.field} ${error.message}`).join('; ');
  const wait = problem.retry_after ? `Again in ${problem.retry_after} s.` : '';
  return [`${answer.status} ${problem.error ?? ''}.`, fields || problem.detail || '', wait].filter(Boolean).join(' ');
}
