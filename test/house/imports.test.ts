import { describe, expect, test } from 'vitest';
import { importsOf, sourceFiles } from '../support/sources.ts';

/**
 * What each room may import beside itself, packages and the two families of trouble without a place. The order of the lines is
 * the direction of the house: nothing here names a room below it.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  source: [],
  media: ['source'],
  ffmpeg: ['source', 'media'],
  lettering: [],
  language: ['source'],
  seedance: ['source', 'media'],
  project: ['source', 'seedance'],
  semantics: ['source', 'media', 'language'],
  plan: ['source', 'media', 'language', 'semantics'],
  compiler: ['source', 'media', 'language', 'semantics', 'plan'],
  store: ['source', 'media'],
  publish: [],
  subtitles: ['source', 'ffmpeg', 'lettering'],
  episode: ['source', 'media', 'ffmpeg', 'lettering', 'subtitles'],
  export: ['source', 'ffmpeg', 'lettering', 'episode', 'subtitles'],
  render: [
    'source',
    'media',
    'ffmpeg',
    'lettering',
    'seedance',
    'plan',
    'store',
    'publish',
    'episode',
    'project',
  ],
  report: [
    ...['source', 'media', 'language', 'semantics', 'plan', 'ffmpeg', 'store', 'episode', 'render'],
  ],
  lsp: ['source', 'media', 'language', 'semantics', 'compiler'],
  cli: [
    ...['source', 'media', 'ffmpeg', 'lettering', 'language', 'seedance', 'project', 'semantics'],
    ...[
      'plan',
      'compiler',
      'store',
      'publish',
      'episode',
      'subtitles',
      'export',
      'render',
      'report',
      'lsp',
    ],
  ],
};

/** Files that stand at the top of `src`. */
const topFiles: Readonly<Record<string, string>> = {
  'src/compile.ts': 'compiler',
  'src/diagnostics.ts': 'compiler',
};

/** Doors in a wall: who may take what through it. */
const doors: readonly {
  readonly why: string;
  readonly from: RegExp;
  readonly to: RegExp;
  readonly typeOnly: boolean;
}[] = [
  {
    why: 'the compiler knows the service by its table, its limits and its prices',
    from: /^src\/(semantics|plan|lsp)\/|^src\/compile\.ts/,
    to: /^src\/seedance\/(capabilities|medium-limits|price)\.ts$/,
    typeOnly: false,
  },
  {
    why: 'what carries a plan out knows the shape of a plan',
    from: /^src\/(episode|store|seedance|subtitles|export)\//,
    to: /^src\/plan\/plan\.ts$/,
    typeOnly: true,
  },
  {
    why: 'a medium and a table of types are facts for everybody',
    from: /^src\/store\//,
    to: /^src\/seedance\/(capabilities|price)\.ts$/,
    typeOnly: true,
  },
  {
    why: 'whatever talks to another machine checks addresses and repeats itself in one way',
    from: /^src\/publish\//,
    to: /^src\/seedance\/(address|retry)\.ts$/,
    typeOnly: false,
  },
  {
    why: 'what a request carries is read in one way',
    from: /^src\/lsp\//,
    to: /^src\/store\/content-urls\.ts$/,
    typeOnly: false,
  },
  {
    why: 'the simulator draws and cuts',
    from: /^src\/seedance\/simulator\//,
    to: /^src\/(ffmpeg|lettering|media)\//,
    typeOnly: false,
  },
];

const files = sourceFiles('src');

const ofEverybody: ReadonlySet<string> = new Set([
  'src/failure.ts',
  'src/disk-trouble.ts',
  'src/file-stamp.ts',
  'src/files.ts',
  'src/json.ts',
  'src/living-process.ts',
  'src/schema-words.ts',
  'src/whole-file.ts',
]);

function roomOf(file: string): string | undefined {
  return topFiles[file] ?? /^src\/([^/]+)\//.exec(file)?.[1];
}

function wrongImportsOf(file: string): readonly string[] {
  const room = roomOf(file);
  if (room === undefined) return [];
  const allowed = mayImport[room];
  if (!allowed) return [`${file} stands in a room that the map does not know`];
  return importsOf(file)
    .filter(({ target }) => target.startsWith('src/') && !ofEverybody.has(target))
    .filter(({ target, typeOnly }) => {
      const other = roomOf(target) ?? target;
      if (other === room || allowed.includes(other)) return false;
      return !doors.some(
        (door) => door.from.test(file) && door.to.test(target) && (typeOnly || !door.typeOnly),
      );
    })
    .map(({ target }) => `${file} → ${target}`);
}

describe('imports run one way', () => {
  test('from room to room', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(wrongImportsOf)).toEqual([]);
  });

  test('and never in a circle', () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(({ typeOnly }) => !typeOnly)
          .map(({ target }) => target),
      ]),
    );
    expect(circlesIn(graph)).toEqual([]);
  });

  test('and a wrong one would be seen', () => {
    expect(wrongImportsOf('src/source/text.ts')).toEqual([]);
    expect(importsOf('src/cli/program.ts').map(({ target }) => target)).toContain(
      'src/cli/commands/init.ts',
    );
    expect(importsOf('src/cli/commands/init.ts').map(({ target }) => target)).toContain(
      'src/cli/init/init.ts',
    );
  });
});

/** Of Node's own, what looks at nothing outside. Paths are only `path.posix`. */
const pureModules = new Set(['node:crypto', 'node:path', 'node:url']);

test('the compiler and the language server are pure: no files, clock, network, randomness or environment', () => {
  const pure = files.filter((file) =>
    /^src\/(source|language|semantics|plan|media|lsp)\/|^src\/compile\.ts/.test(file),
  );
  const packages = pure.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => /^(node:|undici)/.test(target) && !pureModules.has(target))
      .map(({ target }) => `${file} → ${target}`),
  );
  expect(packages).toEqual([]);
});

/** Each circle once, as the list of its files. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at !== -1) {
      circles.push([...trail.slice(at), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}
