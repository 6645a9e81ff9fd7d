import { call, ok, reason } from './api.js';
import { remaining } from './buckets.js';
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
  const picture = new Picture(scene, build);
  const bar = $('render-progress');
  bar.value = 0;
  bar.hidden = false;
  await follow(build, async (event) => {
    bar.value = event.percent;
    note('render-note', `${event.state.toLowerCase()}, ${event.percent} %`);
    await picture.show(event.state === 'DONE' ? FACES.length : Math.floor((event.percent * (FACES.length + 1)) / 100));
    if (event.state === 'DONE') {
      note('render-note', `Build ${build}: six faces in thirty tiles.`, 'good');
    } else if (event.state === 'FAILED') {
      note('render-note', 'The job failed.', 'bad');
    }
  });
  bar.hidden = true;
  await picture.refine();
}

async function follow(build, told) {
  let after = 0;
  for (let turns = 0; turns < 30; turns += 1) {
    const answer = await call('GET', `/api/render/events?build=${build}&after=${after}&wait=20`);
    if (!ok(answer)) {
      note('render-note', reason(answer), 'bad');
      return;
    }
    after = answer.data.next;
    const event = answer.data.events.at(-1);
    if (event) {
      await told(event);
      if (event.state === 'DONE' || event.state === 'FAILED') {
        return;
      }
    }
  }
}

// Six canvases around the viewer. A face appears as soon as it is drawn, from its one small tile;
// the four larger ones follow while the budget of requests allows.
class Picture {
  constructor(scene, build) {
    this.prefix = `/api/tiles/acme/${scene}/${build}/${build}`;
    this.faces = FACES.map((face) => h('canvas', { class: `face face-${face}`, width: 512, height: 512 }));
    this.shown = 0;
  }

  async show(count) {
    while (this.shown < count) {
      const index = this.shown;
      this.shown += 1;
      await this.paint(index, 0, 0, 0);
    }
    if (count > 0) {
      $('cube').replaceChildren(...this.faces);
      $('cube').hidden = false;
      $('stage-empty').hidden = true;
    }
  }

  async refine() {
    for (let index = 0; index < this.shown && remaining('api') > 45; index += 1) {
      await Promise.all([[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => this.paint(index, 1, x, y)));
    }
  }

  async paint(index, level, x, y) {
    const image = new Image();
    image.src = `${this.prefix}_${FACES[index]}_${level}_${x}_${y}.jpg`;
    try {
      await image.decode();
    } catch {
      return;
    }
    const size = 512 >> level;
    this.faces[index].getContext('2d').drawImage(image, x * size, y * size, size, size);
  }
}
