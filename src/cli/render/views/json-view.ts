/** `--format json`: one object a line on standard output; sentences go to people on standard error. */
import { version } from '../../../../package.json';
import type { Cli } from '../../cli.ts';
import { withoutSecrets } from '../../secrets.ts';
import type { RenderView } from './view.ts';
import { toJson } from '../../views/json.ts';

const formatVersion = '1.0';

export function jsonView(cli: Cli): RenderView {
  const write = (value: object): void => {
    cli.stdout.write(`${withoutSecrets(toJson(value), cli.env)}\n`);
  };
  write({ type: 'version', formatVersion, scenewright: version });
  return {
    note: (sentence) => {
      cli.stderr.write(`scene: ${sentence}\n`);
    },
    event: write,
    pause: () => undefined,
    end: (summary) => {
      write({ type: 'summary', ...summary });
    },
    close: () => undefined,
  };
}
