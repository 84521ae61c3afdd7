/** `scene report`: the storyboard of an episode as one page. */
import path from 'node:path';
import { layOut, type Layout } from '../../episode/lay-out.ts';
import { Failure, exitCodes, type ExitCode } from '../../failure.ts';
import { openStaging } from '../../ffmpeg/staging.ts';
import { fieldsOf } from '../../plan/fields.ts';
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
import { acceptedClips, compare, type Compared } from '../compared/compared.ts';
import { compileScript } from '../compile/script.ts';
import { forwardSlashes } from '../host.ts';
import { scriptNamed } from '../inputs/named-path.ts';
import { withoutSecrets } from '../secrets.ts';
import { storeFolder } from '../store-folder.ts';
import { takesOfShot } from '../takes/shot-takes.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { relativeTo } from '../views/paths.ts';
import { writeAtomically } from '../write-atomically.ts';
import { filmLink, linksFrom } from './links.ts';
import { lookAround } from './look-around.ts';
import { warningsOf, warningsOfClips } from './warnings.ts';

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
  const script = await scriptNamed(cli, file);
  const { plan, program, files, diagnostics } = await compileScript(cli, { path: script });
  if (hasErrors(diagnostics)) {
    await showDiagnostics(cli, diagnostics);
    return exitCodes.scriptErrors;
  }
  if (!plan || !program) throw noEpisode(relativeTo(cli.cwd)(script));
  const project = await findProject(cli.host, path.posix.dirname(script));
  const folder = storeFolder(project);
  const wanted = options.backend ?? (await madeBy(folder, plan.episode.id));
  const compared = await compare(
    cli,
    { script, plan, project, files, fields: fieldsOf(program) },
    wanted ? { backend: wanted } : {},
  );
  const { origin } = compared.store;
  const page = options.output
    ? path.resolve(cli.cwd, options.output)
    : `${script.replace(/\.scene$/, '')}.report.html`;
  const link = linksFrom(path.dirname(page));
  const notes: string[] = [];
  const found = await lookAround(compared);
  const data = gatherReport({
    plan,
    program,
    origin,
    past: await historyOf(folder, origin, plan.episode.id),
    standings: compared.standings,
    layout: await layOutCut(compared, notes),
    pictures: await makePictures(found.pictures, {
      folder: await layScratch(folder, origin, 'report'),
      onProblem: (name, why) => notes.push(`${name}: ${why}`),
    }),
    lines: scriptLines(await readScript(cli, path.posix.join(project.root, plan.episode.file))),
    warnings: [...warningsOf(diagnostics, project.root), ...warningsOfClips(compared)],
    takesOf: (shot) => takesOfShot(compared, shot),
    linkOf(take) {
      const clip = found.files.get(take.clip.sha256);
      return clip === undefined ? undefined : link(clip);
    },
    filmLink: await filmLink(cli, { script, origin, film: options.film, link }),
    notes,
    language: options.language,
  });
  await writeAtomically(page, reportPage(data, { hide: (text) => withoutSecrets(text, cli.env) }));
  cli.stdout.write(`${forwardSlashes(path.relative(cli.cwd, page))}\n`);
  return exitCodes.done;
}

/** Where the episode's clips come from: bought ones go before simulated ones; undefined where there are none. */
async function madeBy(folder: string, episode: string): Promise<Origin | undefined> {
  for (const origin of ['ark', 'simulator'] as const) {
    if ((await historyOf(folder, origin, episode)).length > 0) return origin;
  }
  return undefined;
}

async function historyOf(
  folder: string,
  origin: Origin,
  episode: string,
): Promise<readonly PastAttempt[]> {
  const past = await lookIntoHistory(folder, origin);
  return past.filter(({ attempt }) => attempt.intent.episode === episode);
}

/** A clip that cannot be cut is a reason to look at the page, not to have none: then the written seconds stand. */
async function layOutCut(compared: Compared, notes: string[]): Promise<Layout> {
  const { plan, project } = compared;
  const clips = await acceptedClips(compared);
  const staging = await openStaging();
  try {
    return await layOut({ plan, root: project.root, clips, staging });
  } catch (error) {
    if (!(error instanceof Failure) || !['clip-unusable', 'ffmpeg-failed'].includes(error.reason)) {
      throw error;
    }
    notes.push(error.message);
    return await layOut({ plan, root: project.root, clips: new Map(), staging });
  } finally {
    await staging.remove();
  }
}

/** The script was read a moment ago: what goes wrong now is the disk's own trouble. */
async function readScript(cli: Cli, file: string): Promise<SourceText> {
  const read = await cli.host.readFile(file);
  if (!read.ok) throw new Failure('file-missing', `${file} cannot be read: ${read.detail}.`);
  return { path: file, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes) };
}

function noEpisode(name: string): Failure {
  return new Failure('usage', `${name} holds no episode and no shots.`, {
    hint: 'Name the script of an episode; a shared file is reported with the episodes that import it.',
  });
}
