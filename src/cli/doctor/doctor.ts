/** `scene doctor`: looks at the machine, ffmpeg, the project and the key. Spends and sends nothing. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import { withoutSecrets } from '../secrets.ts';
import { wrap } from '../views/wrap.ts';
import { examineFfmpeg } from './ffmpeg.ts';
import type { Finding } from './finding.ts';
import { examineKey } from './key.ts';
import { examineNode } from './node.ts';
import { examineProject } from './project.ts';

export async function doctor(cli: Cli): Promise<ExitCode> {
  const findings = [
    examineNode(process.versions.node),
    ...(await examineFfmpeg()),
    ...(await examineProject(cli)),
    await examineKey(cli),
  ];
  cli.stdout.write(
    withoutSecrets(findings.map((finding) => shown(cli, finding)).join(''), cli.env),
  );
  const bad = findings.filter(({ state }) => state === 'bad').length;
  cli.stdout.write(bad === 0 ? '\nReady.\n' : '\nNot ready: see the lines with ✗.\n');
  return bad === 0 ? exitCodes.done : exitCodes.usage;
}

function shown(cli: Cli, { subject, state, text, advice }: Finding): string {
  const paint = paintFor(cli, cli.stdout);
  const sign = { good: paint.green('✓'), note: paint.dim('·'), bad: paint.red('✗') }[state];
  const indent = ' '.repeat(12);
  const lines = [text, ...(advice === undefined ? [] : [`→ ${advice}`])]
    .flatMap((part) => part.split('\n'))
    .flatMap((part) => wrap(part, cli.stdout.columns - indent.length));
  return `${sign} ${subject.padEnd(10)}${lines.join(`\n${indent}`)}\n`;
}
