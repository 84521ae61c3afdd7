/**
 * A project on the disk whose clips are made by the service double: the real compiler, the real store
 * and the real commands, without network, clock or film.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compile } from '../../../src/compile.ts';
import { fileSystemHost } from '../../../src/cli/host.ts';
import { acceptedAfter } from '../../../src/cli/render/accept.ts';
import { fieldsOf } from '../../../src/plan/fields.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { RenderOptions } from '../../../src/render/render.ts';
import { readAccepted, writeAccepted } from '../../../src/store/accepted.ts';
import { renderIn, type Rendered } from '../../render/support/bench.ts';
import type { ServiceDouble } from '../../render/support/service-double.ts';
import { runScene, type CliResult } from '../../support/cli.ts';

export const scriptName = 'film.scene';

export interface Studio {
  readonly folder: string;
  write(script: string): Promise<void>;
  plan(): Promise<Plan>;
  /** Makes what is missing, and writes down what is accepted, as `scene render` does. */
  make(service: ServiceDouble, more?: Partial<RenderOptions>): Promise<Rendered>;
  /** Any command, with its words. */
  scene(...words: readonly string[]): Promise<CliResult>;
}

export function openStudio(folder: string): Studio {
  const script = join(folder, scriptName);
  const compiled = async () => {
    const { plan, program, diagnostics } = await compile(script, folder, fileSystemHost);
    if (!plan || !program) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return { plan, fields: fieldsOf(program) };
  };
  return {
    folder,
    async write(text) {
      await mkdir(dirname(script), { recursive: true });
      await writeFile(script, text);
    },
    plan: async () => (await compiled()).plan,
    async make(service, more = {}) {
      const { plan, fields } = await compiled();
      const takes =
        service.origin === 'ark'
          ? join(folder, 'film.takes.json')
          : join(folder, '.scenewright/simulator/takes/film.takes.json');
      const accepted = await readAccepted(takes);
      const rendered = await renderIn(folder, plan, service, { accepted, fields, ...more });
      const { standings } = rendered.outcome;
      if (standings) await writeAccepted(takes, acceptedAfter(accepted, standings.accepted));
      return rendered;
    },
    scene: (...words) => runScene(words, { cwd: folder }),
  };
}
