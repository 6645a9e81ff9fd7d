import { call, ok, reason } from './api.js';
import { $, h, note } from './dom.js';

const ORDER = ['fail', 'warn', 'pass', 'skipped'];

export function startAudit() {
  $('audit-run').addEventListener('click', () => run().catch(() => note('audit-note', 'The server does not answer.', 'bad')));
}

async function run() {
  const answer = await call('GET', '/actuator/hardening');
  $('audit-result').hidden = !ok(answer);
  if (!ok(answer)) {
    note('audit-note', reason(answer), 'bad');
    return;
  }
  const { score, checks } = answer.data;
  const count = (status) => checks.filter((check) => rank(check) === status).length;
  note('audit-note', `${checks.length} checks: ${ORDER.map((status, index) => `${count(index)} ${status}`).join(', ')}.`);
  $('score-text').textContent = String(score);
  $('score-ring').setAttribute('stroke-dasharray', `${score} 100`);
  $('audit-checks').replaceChildren(...[...checks].sort((a, b) => rank(a) - rank(b)).map(row));
}

function rank(check) {
  return Math.max(0, ORDER.indexOf(String(check.status).toLowerCase()));
}

function row(check) {
  const status = String(check.status).toLowerCase();
  const more = [check.evidence, check.property, check.reference].flat().filter(Boolean).join(' · ');
  return h('li', { 'data-status': status }, h('span', { class: 'verdict' }, status), check.title ?? check.id, h('small', {}, more));
}
