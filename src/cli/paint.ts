/**
 * Colour and motion, decided in one place: a choice on the command line outweighs NO_COLOR, that
 * outweighs FORCE_COLOR, and without any of them there is colour on a terminal alone, and not in CI.
 */
import { styleText } from 'node:util';
import type { Cli, Output } from './cli.ts';
import { isCi } from './environment.ts';

type Stroke = (text: string) => string;

export interface Paint {
  readonly bold: Stroke;
  readonly dim: Stroke;
  readonly red: Stroke;
  readonly yellow: Stroke;
  readonly green: Stroke;
  readonly cyan: Stroke;
}

/** Strokes for `output`: real ones where it shows colour, else each gives its text back. */
export function paintFor(cli: Cli, output: Output): Paint {
  return hasColor(cli, output) ? colored : plain;
}

function hasColor(cli: Pick<Cli, 'env' | 'colorChoice'>, output: Output): boolean {
  if (cli.colorChoice) return cli.colorChoice === 'always';
  // Whatever its value, as no-color.org has it.
  if (cli.env['NO_COLOR']) return false;
  const forced = cli.env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return hasMotion(cli, output);
}

/** May lines that are already written be drawn again (spinners, live views)? */
export function hasMotion(cli: Pick<Cli, 'env'>, output: Output): boolean {
  return output.isTerminal && !isCi(cli.env) && cli.env['TERM'] !== 'dumb';
}

/** Without a look at the process's own streams: which stream it is for was decided above. */
function stroke(style: 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan'): Stroke {
  return (text) => styleText(style, text, { validateStream: false });
}

const colored: Paint = {
  bold: stroke('bold'),
  dim: stroke('dim'),
  red: stroke('red'),
  yellow: stroke('yellow'),
  green: stroke('green'),
  cyan: stroke('cyan'),
};

const same: Stroke = (text) => text;

const plain: Paint = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };
