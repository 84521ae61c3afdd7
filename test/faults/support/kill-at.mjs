// Loaded before the command by tests alone (`node --import`), so that nothing of it can fire where the
// command is used: it watches what the command does to the disk and the line, and at the named point
// kills the process (SIGKILL) or lets the disk refuse.
//
//   SCENE_KILL_AT=kept:written#2      at the second time that point is passed
//   SCENE_REFUSE_AT=kept:write=ENOSPC the disk refuses there, from the first time on
//   SCENE_FILL_AT=kept:write=FILE     the disk that FILE lies on is filled there, to its last byte
//   SCENE_POINTS=FILE                 each point that is passed is written there, a line each
//
// Points: STEP:write, STEP:torn (half of the line is written), STEP:written, STEP:synced for each step
// of the journal; recipe:open, film:folder; X:rename and X:renamed for X of clip, film, takes, map;
// part:write, part:written (a piece of a download); lock:taken; post:connect, post:bytes, post:left, post:answered.
import { appendFileSync, closeSync, existsSync, openSync, writeSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const [killPoint, killCount = '1'] = (process.env.SCENE_KILL_AT ?? '').split('#');
const [refusePoint, refuseCode] = (process.env.SCENE_REFUSE_AT ?? '').split('=');
const [fillPoint, ballast] = (process.env.SCENE_FILL_AT ?? '').split('=');
const pointsFile = process.env.SCENE_POINTS;
let left = Number(killCount);

function isDueAt(point) {
  return point === killPoint && --left === 0;
}

function die() {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

function fill() {
  if (existsSync(ballast)) return;
  const file = openSync(ballast, 'w');
  const zeros = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, zeros);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

function pass(point) {
  if (point === fillPoint) fill();
  if (pointsFile) appendFileSync(pointsFile, `${point}\n`);
  if (isDueAt(point)) die();
  if (point === refusePoint) {
    throw Object.assign(new Error(`${refuseCode}: refused by the test`), { code: refuseCode });
  }
}

function stepsIn(data) {
  if (typeof data !== 'string') return [];
  return [...data.matchAll(/"step":"(\w+)"/g)].map((match) => match[1]);
}

const handle = await promises.open(process.execPath);
const file = Object.getPrototypeOf(handle);
await handle.close();
const written = new WeakMap();

const { appendFile, sync } = file;
file.appendFile = async function (data, ...rest) {
  const steps = stepsIn(data);
  const isPart = typeof data !== 'string';
  for (const step of steps) pass(`${step}:write`);
  if (isPart) pass('part:write');
  for (const step of steps) {
    if (!isDueAt(`${step}:torn`)) continue;
    await appendFile.call(this, data.slice(0, data.lastIndexOf('{') + 20));
    die();
  }
  await appendFile.call(this, data, ...rest);
  written.set(this, steps);
  for (const step of steps) pass(`${step}:written`);
  if (isPart) pass('part:written');
};
file.sync = async function () {
  await sync.call(this);
  const steps = written.get(this) ?? [];
  written.delete(this);
  for (const step of steps) pass(`${step}:synced`);
};

const { link, mkdir, open, rename } = promises;
promises.open = (path, ...rest) => {
  if (/[\\/]recipes[\\/]/.test(path)) pass('recipe:open');
  return open(path, ...rest);
};
promises.mkdir = (path, ...rest) => {
  if (/film[\\/][^\\/]+$/.test(path)) pass('film:folder');
  return mkdir(path, ...rest);
};
const renamed = [
  ['clip', /[\\/]clips[\\/]/],
  ['film', /\.mp4$/],
  ['takes', /\.takes\.json$/],
  ['map', /\.map\.json$/],
];
promises.rename = async (from, to) => {
  const kind = renamed.find(([, pattern]) => pattern.test(to))?.[0];
  if (kind) pass(`${kind}:rename`);
  await rename(from, to);
  if (kind) pass(`${kind}:renamed`);
};
promises.link = async (from, to) => {
  await link(from, to);
  if (/[\\/]lock$/.test(to)) pass('lock:taken');
};
syncBuiltinESMExports();

const { write, read } = net.Socket.prototype;
const posting = new WeakSet();
net.Socket.prototype.write = function (data, ...rest) {
  const isPost = typeof data === 'string' && data.startsWith('POST ');
  if (isPost) {
    posting.add(this);
    pass('post:bytes');
  }
  const flushed = write.call(this, data, ...rest);
  // The head and the body leave in one turn of the loop; by the next the machine has them.
  if (isPost) setTimeout(() => pass('post:left'), 1);
  return flushed;
};
net.Socket.prototype.read = function (...words) {
  const data = read.apply(this, words);
  if (data && posting.has(this)) pass('post:answered');
  return data;
};
