/** What `scene check` writes for the programs of others, held to what they publish. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { version } from '../../package.json';
import { checkFormats } from '../../src/cli/check/formats.ts';
import { runScene, type CliResult } from '../support/cli.ts';
import { temporaryFolder, type Folder } from '../support/process.ts';

const cases = path.join(import.meta.dirname, 'formats');
const script = readFileSync(path.join(cases, 'input.scene'), 'utf8');
/** A name with all that means something in a command, an address or a document. */
const name = 'a:1, 50% #雨 & <夜>.scene';
let folder: Folder;

beforeAll(() => {
  folder = temporaryFolder();
  folder.write({ [`集/${name}`]: script, '集/empty.scene': '' });
});
afterAll(() => {
  folder.remove();
});

const check = (format: string, ...words: string[]): Promise<CliResult> =>
  runScene(['check', '集', '--format', format, ...words], { cwd: folder.path });

describe.each(checkFormats.filter((format) => format !== 'human'))('%s', (format) => {
  test('writes all that is wrong, and nothing else, on the standard output', async () => {
    const { exitCode, stdout, stderr } = await check(format);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const text = stdout.replaceAll(`"${version}"`, '"VERSION"');
    await expect(text).toMatchFileSnapshot(path.join(cases, `expected.${format}`));
  });
});

/** Its own schema, as Microsoft's matchers for tests have it. */
const sarifSchema = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);

test('SARIF is of its published schema', async () => {
  // A relative reference is held by the next test: zod takes the word for that of an absolute address.
  const known: unknown = JSON.parse(readFileSync(sarifSchema, 'utf8'), (key, value: unknown) =>
    key === 'format' && value === 'uri-reference' ? undefined : value,
  );
  const schema = z.custom<Parameters<typeof z.fromJSONSchema>[0]>().parse(known);
  const log = z.fromJSONSchema(schema);
  expect(log.safeParse({ version: '2.1.0', runs: [{ results: [] }] }).success).toBe(false);
  const { stdout } = await check('sarif');
  expect(log.safeParse(JSON.parse(stdout)).error?.issues ?? []).toEqual([]);
});

test('an address in SARIF leads to the file', async () => {
  const { stdout } = await check('sarif');
  const addresses = [...stdout.matchAll(/"uri": "([^"]*)"/g)].map(([, uri = '']) => uri);
  expect(addresses.length).toBeGreaterThan(0);
  for (const uri of new Set(addresses)) {
    const { pathname } = new URL(uri, 'file:///project/');
    expect(decodeURIComponent(pathname)).toBe(`/project/集/${name}`);
  }
});

test('each fingerprint is another, and stays what it is when lines are put in above', async () => {
  const fingerprints = async (): Promise<readonly unknown[]> =>
    z
      .array(z.looseObject({ fingerprint: z.string() }))
      .parse(JSON.parse((await check('gitlab')).stdout))
      .map(({ fingerprint }) => fingerprint);
  const before = await fingerprints();
  expect(new Set(before).size).toBe(before.length);
  folder.write({ [`集/${name}`]: `# a line above\n\n${script}` });
  expect(await fingerprints()).toEqual(before);
  folder.write({ [`集/${name}`]: script });
});

test('GitHub reads from a command what was put in', async () => {
  const { stdout } = await check('github');
  const undo = (text: string): string =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  for (const line of stdout.trim().split('\n')) {
    const [, properties = '', message = ''] =
      /^::(?:error|warning) ([^:]*)::(.*)$/.exec(line) ?? [];
    const file = properties.split(',').find((one) => one.startsWith('file='));
    expect(undo(file ?? '')).toBe(`file=集/${name}`);
    expect(undo(message).length).toBeGreaterThan(10);
  }
});

test('a warning fails in JUnit where it fails the command', async () => {
  const failures = async (...words: string[]): Promise<number> =>
    (await check('junit', ...words)).stdout.split('<failure ').length - 1;
  expect(await failures('--deny', 'warnings')).toBeGreaterThan(await failures());
});

/** Jenkins' schema of JUnit's XML, where `JUNIT_XSD` names it; else its document is held to be well-formed. */
const xsdPath = process.env['JUNIT_XSD'];
const hasXsd = xsdPath !== undefined && existsSync(xsdPath);

test('JUnit is well-formed', async () => {
  expect(() => XmlDocument.fromString('<a>')).toThrow();
  XmlDocument.fromString((await check('junit')).stdout);
});

test.skipIf(!hasXsd)('JUnit is valid after the schema that JUNIT_XSD names', async () => {
  const validator = XsdValidator.fromDoc(
    XmlDocument.fromString(readFileSync(xsdPath ?? '', 'utf8')),
  );
  expect(() => {
    validator.validate(XmlDocument.fromString('<testsuites><testsuite/></testsuites>'));
  }).toThrow();
  validator.validate(XmlDocument.fromString((await check('junit')).stdout));
});
