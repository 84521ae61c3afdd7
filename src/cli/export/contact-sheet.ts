/** `scene export --to contact`: the film as pictures on pages. */
import path from 'node:path';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { contactSheet } from '../../export/contact/contact-sheet.ts';
import type { Cli } from '../cli.ts';
import { compare, compileEpisode } from '../compared/compared.ts';
import { writeAtomically } from '../write-atomically.ts';
import type { ExportOptions } from './export.ts';
import { readSequence } from './read-sequence.ts';

export async function exportContactSheet(
  cli: Cli,
  file: string,
  options: ExportOptions,
): Promise<ExitCode> {
  const { output, language } = options;
  if (language !== undefined)
    throw new Failure('usage', '--language says nothing about a contact sheet.');
  if (output === undefined)
    throw new Failure('usage', 'A contact sheet is a picture, and needs a file.', {
      hint: 'Give it one with -o, such as `-o episode.contact.jpg`.',
    });
  const episode = await compileEpisode(cli, file);
  if (!episode) return exitCodes.scriptErrors;
  const { sequence, missing } = await readSequence(await compare(cli, episode, options), 'unheard');
  const pages = await contactSheet(sequence);
  const names = pages.map((_, index) => pageName(output, index));
  for (const [index, page] of pages.entries())
    await writeAtomically(path.resolve(cli.cwd, names[index] ?? output), page);
  const remarks = [
    ...(missing.length > 0 ? [`not on this machine, a slate each: ${missing.join(', ')}`] : []),
    ...(pages.length > 1 ? [`${pages.length} pages: ${names.join(', ')}`] : []),
  ];
  for (const remark of remarks) cli.stderr.write(`scene: ${remark}\n`);
  return exitCodes.done;
}

/** The first page as it was asked for, then `name-2.jpg`, `name-3.jpg`. */
function pageName(output: string, index: number): string {
  if (index === 0) return output;
  const { dir, name, ext } = path.parse(output);
  return path.join(dir, `${name}-${index + 1}${ext}`);
}
