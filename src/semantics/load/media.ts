/** Opens every local medium that the files name, each once, and says where one does not serve. */
import type { MediumKind, MediumReading } from '../../media/facts.ts';
import { readMedium } from '../../media/read-medium.ts';
import type { MediumNode } from '../../language/syntax.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Host } from '../../source/host.ts';
import { registry } from '../diagnostics.ts';
import type { LoadedFile, LoadedMedium } from '../sources.ts';
import { namedMedia } from './named-media.ts';
import { adviceForAbsent } from './near-file.ts';
import { isInside, isRemote, pathTrouble, relativeTo, resolveFrom } from './paths.ts';

/** Files that are open at one time: a script may name hundreds. */
const openAtOnce = 16;

export interface LoadedMedia {
  readonly media: ReadonlyMap<MediumNode, LoadedMedium>;
  readonly diagnostics: readonly Diagnostic[];
}

interface Named {
  readonly node: MediumNode;
  readonly file: LoadedFile;
  readonly wanted: readonly MediumKind[];
  readonly path: string;
}

type Opened = MediumReading | { readonly ok: false; readonly problem: 'outside' };

export async function loadMedia(
  files: readonly LoadedFile[],
  root: string,
  host: Host,
): Promise<LoadedMedia> {
  const found: Diagnostic[] = [];
  const named: Named[] = [];
  for (const file of files) {
    for (const { node, wanted } of namedMedia(file.tree)) {
      if (isRemote(node.text)) continue;
      const trouble = pathTrouble(node.text);
      if (trouble === undefined) {
        named.push({ node, file, wanted, path: resolveFrom(file.source.path, node.text) });
      } else {
        found.push(
          registry.make(
            'medium-path',
            { source: file.source, span: node.span },
            { path: node.text, trouble },
          ),
        );
      }
    }
  }
  const readings = await openAll(new Set(named.map(({ path }) => path)), root, host);
  const media = new Map<MediumNode, LoadedMedium>();
  for (const item of named) {
    const reading = readings.get(item.path);
    if (!reading) continue;
    const trouble = troubleWith(item, reading);
    if (trouble) found.push(trouble);
    if (!reading.ok && reading.problem === 'outside') continue;
    media.set(item.node, { path: relativeTo(root, item.path).normalize('NFC'), reading });
  }
  return { media, diagnostics: found };
}

async function openAll(
  paths: ReadonlySet<string>,
  root: string,
  host: Host,
): Promise<ReadonlyMap<string, Opened>> {
  const readings = new Map<string, Opened>();
  const waiting = [...paths];
  const realRoot = waiting.length > 0 ? ((await host.realPath(root)) ?? root) : root;
  async function work(): Promise<void> {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      readings.set(path, await open(path, root, realRoot, host));
    }
  }
  await Promise.all(Array.from({ length: Math.min(openAtOnce, waiting.length) }, work));
  return readings;
}

async function open(path: string, root: string, realRoot: string, host: Host): Promise<Opened> {
  if (!isInside(root, path)) return { ok: false, problem: 'outside' };
  const real = await host.realPath(path);
  if (real === undefined) {
    return { ok: false, problem: 'absent', detail: await adviceForAbsent(path, root, host) };
  }
  if (!isInside(realRoot, real)) return { ok: false, problem: 'outside' };
  const opened = await host.openFile(path);
  if (!opened.ok) return opened;
  try {
    return await readMedium(opened.file);
  } finally {
    await opened.file.close();
  }
}

const kindNames = { image: 'an image', video: 'a video', audio: 'a sound' } as const;

function troubleWith({ node, file, wanted }: Named, reading: Opened): Diagnostic | undefined {
  const place = { source: file.source, span: node.span };
  const path = node.text;
  const wants = wanted.map((kind) => kindNames[kind]).join(' or ');
  if (reading.ok) {
    if (wanted.includes(reading.facts.kind)) return undefined;
    const is = `${kindNames[reading.facts.kind]} (${reading.facts.format})`;
    return registry.make('wrong-medium', place, { path, is, wants });
  }
  switch (reading.problem) {
    case 'outside':
      return registry.make('outside-project', place, { path });
    case 'absent':
      return registry.make('medium-not-found', place, { path, advice: reading.detail });
    case 'not-a-file':
      return registry.make('medium-unreadable', place, { path, detail: 'it is no regular file' });
    case 'unreadable':
      return registry.make('medium-unreadable', place, { path, detail: reading.detail });
    case 'foreign':
      return registry.make('wrong-medium', place, { path, is: reading.detail, wants });
    case 'unknown-bytes':
      return registry.make('medium-unknown', place, { path, detail: reading.detail, wants });
  }
}
