// Renders the example film against the simulator, which costs nothing, and says where the film is.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = path.join('examples', 'rain-letter', 'rain-letter.scene');
const film = path.join('out', 'rain-letter.mp4');

if (!existsSync(path.join(root, 'dist', 'scene.js'))) run(['scripts/build.mjs']);
mkdirSync(path.join(root, 'out'), { recursive: true });
run(['dist/scene.js', 'render', script, '--backend', 'simulator', '-o', film]);

const at = path.join(root, film);
if (!existsSync(at)) {
  console.error(`The render ended well, and yet there is no film at ${at}.`);
  process.exit(1);
}
const megabytes = (statSync(at).size / 1e6).toFixed(1);
console.log(`\nThe film (${megabytes} MB, plays in any browser):\n  ${at}`);

function run(words) {
  const { status, signal } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}
