import { call, ok, reason } from './api.js';
import { $, h, note, size } from './dom.js';

let signed = null;

export function startFiles() {
  $('upload-good').addEventListener('click', async () => upload(await paint(), 'swatch.png').catch(unreachable));
  $('upload-bad').addEventListener('click', () =>
    upload(new Blob(['<script>alert(1)</script>'], { type: 'image/png' }), 'innocent.png').catch(unreachable));
  $('upload-own').addEventListener('change', (event) => {
    const file = event.target.files[0];
    if (file) {
      upload(file, file.name).catch(unreachable);
    }
    event.target.value = '';
  });
  $('signed-open').addEventListener('click', () => open(signed).catch(unreachable));
  $('signed-tamper').addEventListener('click', () => open(signed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))).catch(unreachable));
  $('signed-expired').addEventListener('click', () => wait().catch(unreachable));
}

const unreachable = () => note('upload-note', 'The server does not answer.', 'bad');

function paint() {
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 256;
  const context = canvas.getContext('2d');
  const hue = Math.floor(Math.random() * 360);
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      context.fillStyle = `hsl(${hue + ((row * column) % 5) * 9} 45% ${52 + ((row + column) % 3) * 9}%)`;
      context.fillRect(column * 32, row * 32, 31, 31);
    }
  }
  return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
}

async function upload(blob, name) {
  const form = new FormData();
  form.append('file', blob, name);
  const answer = await call('POST', '/api/media', { body: form });
  if (!ok(answer)) {
    note('upload-note', `Refused: ${reason(answer)}`, 'bad');
    return;
  }
  const media = answer.data;
  note('upload-note', `Taken as ${media.content_type}, ${media.width} × ${media.height}.`, 'good');
  $('uploads').prepend(h('li', {},
    h('span', {}, media.name, ' ', h('small', {}, `${size(media.size)} · ${media.key}`)),
    h('button', { type: 'button', class: 'small', onclick: () => sign(media.key).catch(unreachable) }, 'Sign an address'),
    h('button', { type: 'button', class: 'small', onclick: () => useAsMaterial(media.material) }, 'Use as a material')));
}

function useAsMaterial(material) {
  const select = $('render-form').elements.panel;
  select.append(h('option', { selected: true }, material));
  select.value = material;
  $('render').scrollIntoView({ behavior: 'smooth' });
}

async function sign(key, ttl) {
  const answer = await call('POST', `/api/files/${key}/signed-url`, { json: ttl ? { ttl } : {} });
  if (ok(answer)) {
    signed = answer.data.url;
    $('signed').dataset.key = key;
    $('signed-url').textContent = signed;
    $('signed').hidden = false;
    $('signed-image').hidden = true;
    note('signed-note', `Good until ${new Date(answer.data.expires_at).toLocaleTimeString()}.`);
  } else {
    note('upload-note', reason(answer), 'bad');
  }
  return answer;
}

async function open(url) {
  const target = new URL(url, location.href);
  const answer = await call('GET', target.pathname + target.search, { anonymous: true, headers: { Accept: 'image/*, application/problem+json' } });
  const image = $('signed-image');
  if (!ok(answer)) {
    image.hidden = true;
    note('signed-note', `Refused: ${reason(answer)}`, 'bad');
    return;
  }
  image.src = target.pathname + target.search;
  image.hidden = false;
  note('signed-note', `${answer.status}: ${size(answer.data.size)} without signing in.`, 'good');
}

async function wait() {
  const answer = await sign($('signed').dataset.key, '2s');
  if (ok(answer)) {
    note('signed-note', 'An address for two seconds. Waiting for three.');
    await new Promise((resume) => { setTimeout(resume, 3200); });
    await open(signed);
  }
}
