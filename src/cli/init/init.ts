/** `scene init`: a small project that renders as it stands. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diskTrouble, makeFolder } from '../../disk-trouble.ts';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Cli, Environment } from '../cli.ts';
import { relativeTo } from '../views/paths.ts';
import { shellWord } from '../views/shell-word.ts';
import { templates } from './templates.ts';
import type { TemplateLanguage } from './templates.ts';

export interface InitOptions {
  readonly language?: TemplateLanguage;
}

export async function init(
  cli: Cli,
  folder: string | undefined,
  options: InitOptions,
): Promise<ExitCode> {
  const root = path.resolve(cli.cwd, folder ?? '.');
  const language = options.language ?? languageOf(cli.env);
  const { files, script } = templates[language];
  const nameOf = relativeTo(cli.cwd);
  refuseToOverwrite(
    Object.keys(files).map((name) => path.join(root, name)),
    nameOf,
  );
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    if (name === '.gitignore' && existsSync(file)) continue;
    await diskTrouble(file, async () => {
      await makeFolder(path.dirname(file));
      await writeFile(file, text, { flag: 'wx' });
    });
    cli.stderr.write(`wrote ${nameOf(file)}\n`);
  }
  const at = nameOf(path.join(root, script));
  cli.stderr.write(`\nNext:\n  scene check ${shellWord(at)}\n  scene render ${shellWord(at)}\n`);
  return exitCodes.done;
}

/** All or nothing: half a project beside somebody's own files would help nobody. */
function refuseToOverwrite(files: readonly string[], nameOf: (file: string) => string): void {
  const there = files.filter((file) => path.basename(file) !== '.gitignore' && existsSync(file));
  if (there.length === 0) return;
  throw new Failure(
    'usage',
    `${there.map(nameOf).join(', ')}: there already, and left as it is. Nothing was written.`,
    { hint: 'Choose an empty folder: `scene init my-film`.' },
  );
}

function languageOf(env: Environment): TemplateLanguage {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
