// Draws a bucket for each policy that an answer names. Between answers it fills at the rate that
// RateLimit-Policy announces; the next answer corrects the drawing.

import { onAnswer } from './api.js';
import { $, h, svg, seconds } from './dom.js';

const TOP = 14;
const DEPTH = 96;
const buckets = new Map();
let timer = null;

export function startBuckets() {
  onAnswer(({ headers }) => {
    const policies = parse(headers.get('RateLimit-Policy'));
    for (const { name, values } of parse(headers.get('RateLimit'))) {
      const policy = policies.find((candidate) => candidate.name === name)?.values ?? {};
      update(name, { quota: policy.q, window: policy.w, remaining: values.r, reset: values.t });
    }
  });
}

// A structured-field list: "name";q=10;w=60, "other";q=5;w=300
export function parse(header) {
  return [...(header ?? '').matchAll(/"([^"]*)"((?:;[a-z]+=[^;,\s]+)*)/g)].map(([, name, parameters]) => ({
    name,
    values: Object.fromEntries([...parameters.matchAll(/;([a-z]+)=([^;,\s]+)/g)].map(([, key, value]) => [key, Number(value)])),
  }));
}

// How many requests a policy still admits, as far as the page knows.
export function remaining(name) {
  return buckets.get(name)?.level ?? Infinity;
}

function update(name, { quota, window, remaining, reset }) {
  const bucket = buckets.get(name) ?? create(name);
  bucket.quota = quota || bucket.quota || Math.max(remaining, 1);
  bucket.rate = window ? bucket.quota / window : bucket.rate ?? 0;
  bucket.level = remaining ?? bucket.level;
  bucket.reset = reset ?? 0;
  bucket.seen = performance.now();
  draw(bucket);
  timer ??= setInterval(() => buckets.forEach(draw), 250);
}

function create(name) {
  const water = svg('path', { class: 'water', 'clip-path': `url(#in-${buckets.size})` });
  const left = svg('text', { class: 'left', x: 70, y: 74 });
  const shape = 'M14 14h112l-11 88a10 10 0 0 1-10 9h-70a10 10 0 0 1-10-9z';
  const small = h('small');
  const element = h('li', { class: 'bucket' },
    svg('svg', { viewBox: '0 0 140 122', 'aria-hidden': 'true' },
      svg('clipPath', { id: `in-${buckets.size}` }, svg('path', { d: shape })),
      svg('path', { class: 'wall', d: shape }), water, left),
    h('b', {}, name), small);
  $('buckets').append(element);
  const bucket = { name, element, water, left, small };
  buckets.set(name, bucket);
  return bucket;
}

function draw(bucket) {
  const passed = (performance.now() - bucket.seen) / 1000;
  const level = Math.min(bucket.quota, bucket.level + passed * bucket.rate);
  const share = level / bucket.quota;
  const top = TOP + 6 + (1 - share) * (DEPTH - 6);
  const wave = share > 0.02 && share < 0.995 ? 2.5 : 0;
  bucket.water.setAttribute('d', `M0 ${top}q17.5 ${-wave} 35 0t35 0t35 0t35 0V122H0z`);
  bucket.left.textContent = String(Math.floor(level));
  bucket.element.dataset.low = String(share < 0.2);
  bucket.element.dataset.empty = String(level < 1);
  const full = bucket.rate > 0 ? (bucket.quota - level) / bucket.rate : 0;
  bucket.small.textContent = level >= bucket.quota ? `full, ${bucket.quota}` : `of ${bucket.quota} · full in ${seconds(full)}`;
}
