/** `scene report`: the storyboard of an episode as one page. */
import path from 'node:path';
import { Failure, exitCodes, type ExitCode } from '../../failure.ts';
import { findProject } from '../../project/project.ts';
import { gatherReport } from '../../report/gather.ts';
import { reportPage } from '../../report/page/page.ts';
import { makePictures } from '../../report/pictures.ts';
import type { Language } from '../../report/report.ts';
import { scriptLines } from '../../report/script-lines.ts';
import { hasErrors } from '../../source/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import { lookIntoHistory, type PastAttempt } from '../../store/history.ts';
import { layScratch } from '../../store/local-store.ts';
import type { Origin } from '../../store/store.ts';
import type { Cli } from '../cli.ts';
import { compileScript } from '../compile/script.ts';
import { forwardSlashes } from '../host.ts';
import { withoutSecrets } from '../secrets.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { relativeTo } from '../views/paths.ts';
import { writeAtomically } from '../write-atomically.ts';
import { filmLink, linksFrom } from './links.ts';
import { lookAround } from './look-around.ts';
import { warningsOf } from './warnings.ts';

export interface ReportCommandOptions {
  /** The page, relative to the working directory. */
  readonly output?: string;
  readonly film?: string;
  readonly backend?: Origin;
  readonly language?: Language;
}

export async function report(
  cli: Cli,
  file: string,
  options: ReportCommandOptions,
): Promise<ExitCode> {
  const script = { path: forwardSlashes(path.resolve(cli.cwd, file)) };
  const { plan, program, diagnostics } = await compileScript(cli, script);
  if (hasErrors(diagnostics)) {
    await showDiagnostics(cli, diagnostics);
    return exitCodes.scriptErrors;
  }
  if (!plan || !program) throw noEpisode(relativeTo(cli.cwd)(script.path));
  const project = await findProject(cli.host, path.posix.dirname(script.path));
  const folder = path.resolve(project.root, project.settings.store ?? '.scenewright');
  const { origin, past } = await chooseOrigin(folder, plan.episode.id, options.backend);
  const page = options.output
    ? path.resolve(cli.cwd, options.output)
    : script.path.replace(/\.scene$/, '') + '.report.html';

  const notes: string[] = [];
  const around = await lookAround({
    plan,
    past,
    script: script.path,
    root: project.root,
    folder,
    origin,
  });
  const source = await readScript(cli, path.posix.join(project.root, plan.episode.file));
  const pictures = await makePictures(around.pictures, {
    folder: await layScratch(folder, origin, 'report'),
    onProblem: (name, why) => notes.push(`${name}: ${why}`),
  });
  const link = linksFrom(path.dirname(page));
  const data = gatherReport({
    plan,
    program,
    past,
    origin,
    pictures,
    standings: around.standings,
    lines: scriptLines(source),
    warnings: warningsOf(diagnostics, project.root),
    linkOf: (take) => {
      const clip = around.clips.get(take.clip.sha256);
      return clip === undefined ? undefined : link(clip);
    },
    filmLink: await filmLink(cli, { script: script.path, origin, film: options.film, link }),
    notes: [...notes],
    language: options.language,
  });
  const html = reportPage(data, { hide: (text) => withoutSecrets(text, cli.env) });
  await writeAtomically(page, html);
  cli.stdout.write(`${forwardSlashes(path.relative(cli.cwd, page))}\n`);
  return exitCodes.done;
}

/** The script was read a moment ago: what goes wrong now is the disk's own trouble. */
async function readScript(cli: Cli, file: string): Promise<SourceText> {
  const read = await cli.host.readFile(file);
  if (!read.ok) throw new Failure('file-missing', `${file} cannot be read: ${read.detail}.`);
  return { path: file, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes) };
}

/** What was bought of the episode, else what was simulated; the page says which. */
async function chooseOrigin(
  folder: string,
  episode: string,
  wanted: Origin | undefined,
): Promise<{ readonly origin: Origin; readonly past: readonly PastAttempt[] }> {
  for (const origin of ['ark', 'simulator'] as const) {
    if (wanted !== undefined && wanted !== origin) continue;
    const all = await lookIntoHistory(folder, origin);
    const past = all.filter(({ attempt }) => attempt.intent.episode === episode);
    if (past.length > 0 || wanted === origin) return { origin, past };
  }
  return { origin: 'ark', past: [] };
}

function noEpisode(name: string): Failure {
  return new Failure('usage', `${name} holds no episode and no shots.`, {
    hint: 'Name the script of an episode; a shared file is reported with the episodes that import it.',
  });
}
