/** `scene export`: the cut, its clips linked, as a file that other tools open. */
import path from 'node:path';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import {
  exportKindOf,
  exportKinds,
  exportMakers,
  subtitlesIn,
  type ExportInput,
  type ExportKind,
} from '../../export/kinds.ts';
import type { BackendName } from '../../project/backend.ts';
import { spokenLanguageOf } from '../../subtitles/language.ts';
import {
  refuseTwoOfOne,
  translationFormats,
  type TranslationFormat,
} from '../../subtitles/translation-names.ts';
import { readTranslation, type Translation } from '../../subtitles/translations.ts';
import type { Cli } from '../cli.ts';
import { compare, compileEpisode } from '../compared/compared.ts';
import { forwardSlashes } from '../host.ts';
import { relativeTo } from '../views/paths.ts';
import { shellWord } from '../views/shell-word.ts';
import { writeAtomically } from '../write-atomically.ts';
import { exportContactSheet } from './contact-sheet.ts';
import { readSequence } from './read-sequence.ts';

export interface ExportOptions {
  readonly to?: ExportKind | 'contact';
  readonly output?: string;
  readonly language?: string;
  readonly backend?: BackendName;
}

export async function exportFile(
  cli: Cli,
  file: string,
  options: ExportOptions,
): Promise<ExitCode> {
  const kind = kindOf(options);
  if (kind === 'contact') return exportContactSheet(cli, file, options);
  const maker = exportMakers[kind];
  if (options.language !== undefined && !maker.translated)
    throw new Failure('usage', `--language says nothing about a file of kind ${kind}.`, {
      hint: 'It is for srt, vtt and po.',
    });
  const episode = await compileEpisode(cli, file);
  if (!episode) return exitCodes.scriptErrors;
  const compared = await compare(cli, episode, options);
  const { sequence, missing } = await readSequence(compared);
  const { plan, script } = compared;
  const spoken = spokenLanguageOf(plan);
  const language = options.language ?? spoken;
  const translation =
    language === spoken ? undefined : await findTranslation(cli, script, language, kind);
  const input = { plan, sequence, language, ...(translation ? { translation } : {}) };
  const text = maker.write(input);
  if (options.output === undefined) cli.stdout.write(text);
  else await writeAtomically(path.resolve(cli.cwd, options.output), text);
  say(cli, kind === 'po' ? [] : remarks(kind, input, missing));
  return exitCodes.done;
}

function kindOf({ to, output }: ExportOptions): ExportKind | 'contact' {
  if (to) return to;
  const ending = output === undefined ? '' : path.extname(output).slice(1);
  const kind = /^jpe?g$/i.test(ending) ? 'contact' : exportKindOf(ending);
  if (kind) return kind;
  throw new Failure(
    'usage',
    output === undefined ? 'Export to what?' : `No kind of file ends in "${path.extname(output)}".`,
    {
      hint: `Say --to and one of ${exportKinds.join(', ')}, contact, or give -o a file with such an ending.`,
    },
  );
}

/** `EPISODE.en.po` (or .srt, .vtt) beside the script. Only a list that is yet to be translated may be without. */
async function findTranslation(
  cli: Cli,
  script: string,
  language: string,
  kind: ExportKind,
): Promise<Translation | undefined> {
  const found = [];
  for (const format of kind === 'po' ? (['po'] as const) : translationFormats) {
    const file = translationPath(script, language, format);
    const read = await cli.host.readFile(file);
    const shown = relativeTo(cli.cwd)(file);
    if (read.ok) found.push({ bytes: read.bytes, file: shown, named: { language, format } });
    else if (read.problem !== 'absent')
      throw new Failure('file-missing', `${shown} cannot be read: ${read.detail}.`);
  }
  refuseTwoOfOne(found.map(({ file }) => ({ file, language })));
  const [one] = found;
  if (one) return readTranslation(one.bytes, one.file, one.named);
  if (kind === 'po') return undefined;
  const list = relativeTo(cli.cwd)(translationPath(script, language, 'po'));
  throw new Failure('file-missing', `There is no ${list}, nor an .srt or .vtt of that name.`, {
    hint: `\`scene export ${shellWord(relativeTo(cli.cwd)(script))} --to po --language ${language} -o ${shellWord(list)}\` writes one to fill in.`,
  });
}

function translationPath(script: string, language: string, format: TranslationFormat): string {
  const { dir, name } = path.posix.parse(forwardSlashes(script));
  return path.posix.join(dir, `${name}.${language}.${format}`);
}

function remarks(
  kind: ExportKind,
  input: ExportInput,
  missing: readonly string[],
): readonly string[] {
  const { sequence } = input;
  const guessed = [
    ...new Set(sequence.lines.filter(({ by }) => by === 'length').map(({ shot }) => shot)),
  ].filter((shot) => !missing.includes(shot));
  const words = exportMakers[kind].translated ? subtitlesIn(input) : undefined;
  return [
    ...sequence.warnings,
    ...(missing.length > 0
      ? [`not on this machine, counted by their written seconds: ${missing.join(', ')}`]
      : []),
    ...(guessed.length > 0
      ? [`no speech was heard, so lines are timed by their length: ${guessed.join(', ')}`]
      : []),
    ...(words?.missing ?? []).map((line) => `not translated, so it stays as it is said: ${line}`),
    ...(words?.warnings ?? []),
  ];
}

function say(cli: Cli, lines: readonly string[]): void {
  for (const line of lines) cli.stderr.write(`scene: ${line}\n`);
}
