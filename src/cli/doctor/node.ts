import { engines } from '../../../package.json';
import type { Finding } from './finding.ts';

/** `version` as `process.versions.node` has it. */
export function examineNode(version: string): Finding {
  const needed = engines.node.replace(/^>=/, '');
  const serves = compareVersions(version, needed) >= 0;
  return serves
    ? { subject: 'Node', state: 'good', text: version }
    : {
        subject: 'Node',
        state: 'bad',
        text: `${version} is older than ${needed}`,
        advice: 'Install a newer Node from nodejs.org.',
      };
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
