import { call, ok, reason } from './api.js';
import { $, h, note } from './dom.js';

const FACES = ['f', 'b', 'l', 'r', 'u', 'd'];
let yaw = -24;
let pitch = 4;

export function startPanorama() {
  $('render-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const { scene, floor, walls, panel } = event.target.elements;
    render(scene.value, { floor: floor.value, walls: walls.value, art: panel.value, shelf: panel.value, niche: panel.value })
      .catch(() => note('render-note', 'The server does not answer.', 'bad'));
  });
  const stage = $('stage');
  stage.addEventListener('pointerdown', (event) => stage.setPointerCapture(event.pointerId));
  stage.addEventListener('pointermove', (event) => {
    if (stage.hasPointerCapture(event.pointerId)) {
      turn(event.movementX * -0.15, event.movementY * 0.15);
    }
  });
  stage.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [-6, 0], ArrowRight: [6, 0], ArrowUp: [0, 6], ArrowDown: [0, -6] }[event.key];
    if (step) {
      event.preventDefault();
      turn(...step);
    }
  });
  turn(0, 0);
}

function turn(right, up) {
  yaw += right;
  pitch = Math.max(-80, Math.min(80, pitch + up));
  $('cube').style.setProperty('--yaw', `${yaw}deg`);
  $('cube').style.setProperty('--pitch', `${pitch}deg`);
}

export async function render(scene, selection) {
  const accepted = await call('POST', '/api/render', { json: { client: 'acme', scene, selection } });
  if (!ok(accepted)) {
    note('render-note', reason(accepted), 'bad');
    return;
  }
  const { build } = accepted.data;
  const bar = $('render-progress');
  bar.value = 0;
  bar.hidden = false;
  let after = 0;
  for (let turns = 0; turns < 30; turns += 1) {
    const answer = await call('GET', `/api/render/events?build=${build}&after=${after}&wait=20`);
    if (!ok(answer)) {
      note('render-note', reason(answer), 'bad');
      break;
    }
    after = answer.data.next;
    const event = answer.data.events.at(-1);
    if (event) {
      bar.value = event.percent;
      note('render-note', `${event.state.toLowerCase()}, ${event.percent} %`);
    }
    if (event?.state === 'DONE') {
      await show(scene, build);
      note('render-note', `Build ${build}: six faces in thirty tiles.`, 'good');
      break;
    }
    if (event?.state === 'FAILED') {
      note('render-note', 'The job failed.', 'bad');
      break;
    }
  }
  bar.hidden = true;
}

async function show(scene, build) {
  const faces = await Promise.all(FACES.map((face) => compose(face, `/api/tiles/acme/${scene}/${build}/${build}_${face}_1`)));
  $('cube').replaceChildren(...faces);
  $('cube').hidden = false;
  $('stage-empty').hidden = true;
}

// Lays the four tiles of a face side by side, so that no seam shows between them.
async function compose(face, prefix) {
  const canvas = h('canvas', { class: `face face-${face}`, width: 512, height: 512 });
  const context = canvas.getContext('2d');
  await Promise.all([[0, 0], [1, 0], [0, 1], [1, 1]].map(async ([x, y]) => {
    const image = new Image();
    image.src = `${prefix}_${x}_${y}.jpg`;
    await image.decode();
    context.drawImage(image, x * 256, y * 256);
  }));
  return canvas;
}
