/** Words beside a script, as the command line meets them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runScene, type CliResult } from '../support/cli.ts';
import { temporaryFolder, type Folder } from '../support/process.ts';

const script = `episode 1 "夜雨"
  subtitles: burn

scene 1 "INT. 书店 - 夜"
  shot 1 5s
    “林夏”：有人在吗？
    “老周”：没有。
`;

let folder: Folder;

beforeEach(() => {
  folder = temporaryFolder();
  folder.write({ 'ep.scene': script });
});

afterEach(() => {
  folder.remove();
});

const scene = (...words: string[]): Promise<CliResult> => runScene(words, { cwd: folder.path });

test('what is exported, translated and given back is exported in its language', async () => {
  await scene('export', 'ep.scene', '-o', 'ep.srt');
  const exported = readFileSync(path.join(folder.path, 'ep.srt'), 'utf8');
  const translated = exported.replace('有人在吗？', 'Anybody there?').replace('没有。', 'No.');
  folder.write({ 'ep.en.srt': `\ufeff${translated.replaceAll('\n', '\r\n')}` });
  const { stdout, stderr } = await scene('export', 'ep.scene', '--to', 'srt', '--language', 'en');
  expect(stdout).toBe(translated);
  expect(stderr).toBe('scene: not on this machine, counted by their written seconds: 1.1\n');
});

test('two files of one language are refused', async () => {
  folder.write({ 'ep.en.srt': '', 'ep.en.vtt': '' });
  const { exitCode, stderr } = await scene('export', 'ep.scene', '--to', 'srt', '--language', 'en');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('ep.en.srt and ep.en.vtt are both the words in en.');
});

test('a file that cannot be read is refused before anything is made', async () => {
  folder.write({ 'ep.en.srt': '1\n00:00:01,000 -> 00:00:02,000\nAnybody there?\n' });
  const { exitCode, stderr } = await scene('render', 'ep.scene', '--backend', 'simulator');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('ep.en.srt:1: there is no time here such as');
  expect(existsSync(path.join(folder.path, '.scenewright'))).toBe(false);
});
