// Shows /v3/api-docs. A viewer of our own: the usual ones need inline styles or write markup, which
// the policy of this page forbids.

import { call, ok } from './api.js';
import { $, h } from './dom.js';

const VERBS = ['get', 'post', 'put', 'patch', 'delete'];
let description = null;

start();

async function start() {
  const answer = await call('GET', '/v3/api-docs').catch(() => null);
  if (!answer || !ok(answer)) {
    $('intro').textContent = 'The description cannot be read just now.';
    return;
  }
  description = answer.data;
  $('intro').textContent = description.info.description;
  const groups = new Map();
  for (const [path, item] of Object.entries(description.paths)) {
    for (const verb of VERBS.filter((candidate) => item[candidate])) {
      const group = path.split('/').filter((part) => part && part !== 'api')[0] ?? path;
      groups.set(group, [...(groups.get(group) ?? []), operation(path, verb, item[verb])]);
    }
  }
  $('operations').replaceChildren(...[...groups].sort().map(([name, operations]) => h('section', {}, h('h2', {}, name), ...operations)));
  $('filter').addEventListener('input', filter);
}

function filter({ target }) {
  const wanted = target.value.toLowerCase();
  for (const section of $('operations').children) {
    const operations = [...section.querySelectorAll('.operation')];
    operations.forEach((element) => { element.hidden = !element.dataset.search.includes(wanted); });
    section.hidden = operations.every((element) => element.hidden);
  }
}

function operation(path, verb, details) {
  const limits = (details['x-rate-limits'] ?? []).filter(({ policy }) => policy !== 'api');
  const open = details.security?.length === 0;
  return h('details', { class: 'operation', 'data-search': `${verb} ${path}`.toLowerCase() },
    h('summary', {},
      h('span', { class: 'verb', 'data-verb': verb }, verb.toUpperCase()), h('code', {}, path),
      h('span', { class: 'marks' },
        open ? h('span', { class: 'tag' }, 'open') : null,
        ...limits.flatMap((limit) => limit.limits.map((text) => h('span', { class: 'tag', title: `policy ${limit.policy}, per ${limit.key}` }, text))))),
    h('div', {},
      section('Parameters', (details.parameters ?? []).map((parameter) => [`${parameter.name}${parameter.required ? '' : '?'}`, `${parameter.in}, ${type(parameter.schema)}`])),
      body(details.requestBody),
      section('Limits', (details['x-rate-limits'] ?? []).map(({ policy, limits: texts, key }) => [policy, `${texts.join(', ')} per ${key}`])),
      section('Answers', Object.entries(details.responses).sort().map(([status, response]) => [status, answerOf(response)]))));
}

function section(title, rows) {
  return rows.length === 0 ? null
    : h('div', {}, h('h3', {}, title), h('table', {}, h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell)))))));
}

function body(request) {
  const content = Object.entries(request?.content ?? {})[0];
  if (!content) {
    return null;
  }
  return h('div', {}, h('h3', {}, `Body, ${content[0]}`), h('pre', { tabindex: 0 }, JSON.stringify(example(content[1].schema), null, 2)));
}

function answerOf(response) {
  const known = resolve(response);
  const content = Object.entries(known.content ?? {})[0];
  const shape = content?.[1].schema ? type(content[1].schema) : '';
  return [known.description === 'OK' ? '' : known.description, shape].filter(Boolean).join(' · ') || 'no content';
}

function resolve(part) {
  return part?.$ref ? part.$ref.slice(2).split('/').reduce((at, name) => at[name], description) : part ?? {};
}

function type(schema) {
  if (schema?.$ref) {
    return schema.$ref.split('/').pop();
  }
  const name = [schema?.type].flat().filter((each) => each && each !== 'null').join(' or ') || 'any';
  const bounds = [schema?.pattern && `matches ${schema.pattern}`, schema?.minimum !== undefined && `at least ${schema.minimum}`, schema?.maximum !== undefined && `at most ${schema.maximum}`].filter(Boolean);
  return [name === 'array' ? `list of ${type(schema.items)}` : name, ...bounds].join(', ');
}

function example(schema, depth = 0) {
  const known = resolve(schema);
  if (known.example !== undefined) {
    return known.example;
  }
  if (depth > 5) {
    return null;
  }
  const kind = [known.type].flat().find((each) => each !== 'null');
  if (kind === 'array') {
    return [example(known.items, depth + 1)];
  }
  if (kind === 'object' || known.properties) {
    const named = Object.entries(known.properties ?? {}).map(([name, property]) => [name, example(property, depth + 1)]);
    return Object.fromEntries(named.length > 0 || !known.additionalProperties ? named : [['name', example(known.additionalProperties, depth + 1)]]);
  }
  return { integer: 0, number: 0, boolean: true }[kind] ?? (known.format === 'binary' ? '(the file)' : known.pattern ?? 'text');
}
