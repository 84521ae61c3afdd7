/** What loading alone decides: links, standard input, files that are read once. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/failure.ts';
import { check } from '../../src/semantics/check.ts';
import { load } from '../../src/semantics/load.ts';
import type { Host } from '../../src/source/host.ts';
import { type MemoryFiles, type MemoryOptions, memoryHost } from '../support/memory-host.ts';

const shot = 'scene a\n  shot one 5s\n    @lin 推门而入。\n';
const cast = 'character @lin "林夏"\n  image: refs/lin.png\n';

async function codesOf(files: MemoryFiles, options: MemoryOptions = {}) {
  const { sources } = await load('/project/entry.scene', '/project', memoryHost(files, options));
  return check(sources, { region: 'cn' }).diagnostics.map(({ code }) => code);
}

describe('load', () => {
  it('follows links, and refuses those that lead out of the project', async () => {
    const files = {
      'entry.scene': cast + shot,
      'real/lin.png': new Uint8Array(),
    };
    expect(await codesOf(files, { links: { 'refs/lin.png': 'other/lin.png' } })).toEqual([]);
    expect(await codesOf(files, { links: { 'refs/lin.png': '/etc/lin.png' } })).toEqual([
      'medium-not-found',
    ]);
    const outside = { ...files, '/elsewhere/lin.png': 'x' };
    expect(await codesOf(outside, { links: { 'refs/lin.png': '/elsewhere/lin.png' } })).toEqual([
      'outside-project',
    ]);
    const script = {
      'entry.scene': 'import "cast.scene"\n\n' + shot,
      '/elsewhere/cast.scene': cast,
    };
    expect(await codesOf(script, { links: { 'cast.scene': '/elsewhere/cast.scene' } })).toEqual([
      'outside-project',
    ]);
  });

  it('reads a file once, whichever way leads to it', async () => {
    const files = {
      'entry.scene':
        'import "cast.scene"\nimport "again.scene"\nimport "./x/../cast.scene"\n\n' + shot,
      'cast.scene': cast,
    };
    expect(await codesOf(files, { links: { 'again.scene': 'cast.scene' } })).toEqual([]);
  });

  it('takes the entry from standard input, with the imports and media of its folder', async () => {
    const host = memoryHost({ 'shared/cast.scene': cast });
    const entryBytes = new TextEncoder().encode('import "shared/cast.scene"\n\n' + shot);
    const { sources } = await load('/project/stdin.scene', '/project', host, { entryBytes });
    const { program } = check(sources, { region: 'cn' });
    expect(program?.shots[0]?.images[0]?.source).toMatchObject({
      location: { kind: 'file', path: 'shared/refs/lin.png' },
    });
  });

  it('fails, and does not complain of a script, where the entry is absent', async () => {
    const loading = load('/project/gone.scene', '/project', memoryHost({}));
    await expect(loading).rejects.toSatisfy(
      (error) => error instanceof Failure && error.reason === 'file-missing',
    );
  });

  it('opens each medium once, however often it is named', async () => {
    const text = cast + 'scene a\n' + '  still refs/lin.png 2s\n'.repeat(20);
    const host = memoryHost({ 'entry.scene': text });
    const opened: string[] = [];
    const counting: Host = {
      ...host,
      openFile(path) {
        opened.push(path);
        return host.openFile(path);
      },
    };
    await load('/project/entry.scene', '/project', counting);
    expect(opened).toEqual(['/project/refs/lin.png']);
  });

  it.each([
    ['bytes that are no text', Uint8Array.from([0xff, 0xfe, 0x40, 0x00])],
    ['a format that is newer', 'format 9\ncharacter @lin\n'],
    ['a control character', 'character @lin\n\u0000'],
  ])(
    'gives one message for an import that is %s, and none for what it may declare',
    async (_, text) => {
      const codes = await codesOf({
        'entry.scene': 'import "cast.scene"\n\n' + shot,
        'cast.scene': text,
      });
      expect(codes).toHaveLength(1);
    },
  );

  it('gives one message for a declaration that is not understood, and none for its mentions', async () => {
    const codes = await codesOf({ 'entry.scene': 'character lin "林夏"\n\n' + shot });
    expect(codes).toHaveLength(1);
  });

  it.each([
    ['refs/林é.png', 'refs/林é.png'.normalize('NFD'), 'in another spelling of Unicode'],
    ['ré/lin.png', 'ré/lin.png'.normalize('NFD'), '“ré” is there in another spelling'],
    ['refs/lin.png', 'refs/Lin.PNG', '“Lin.PNG” is there; capitals count.'],
    ['refs/lin-fase.png', 'refs/lin-face.png', '“lin-face.png” is there: was that meant?'],
    ['refs/lin.png', 'refs/other.png', 'The path starts at the folder of this file'],
  ])('says of %s which file is there in its place: %s', async (named, there, said) => {
    const script = `character @lin\n  face: ${named}\n\n${shot}`;
    const host = memoryHost({ 'entry.scene': script, [there]: 'x' }, { media: 'none' });
    const { diagnostics } = await load('/project/entry.scene', '/project', host);
    const absent = diagnostics.find(({ code }) => code === 'medium-not-found');
    expect(absent?.hint).toContain(said);
  });
});
