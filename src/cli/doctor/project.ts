import { Failure } from '../../failure.ts';
import { chooseBackend } from '../../project/backend.ts';
import { findProject, projectFileName, type ProjectSettings } from '../../project/project.ts';
import { checkedAddress, displayAddress } from '../../seedance/address.ts';
import type { Cli, Environment } from '../cli.ts';
import { serviceAddress } from '../render/service-address.ts';
import { findingOf, type Finding } from './finding.ts';

/** The project around the working directory, and where a render of it would be made. */
export async function examineProject(cli: Cli): Promise<readonly Finding[]> {
  try {
    const project = await findProject(cli.host, cli.cwd);
    const backend = chooseBackend({ settings: project.settings, env: cli.env });
    return [
      project.file === undefined
        ? {
            subject: 'project',
            state: 'note',
            text: `no ${projectFileName} here or above; the folder of a script is its project`,
          }
        : { subject: 'project', state: 'good', text: project.file },
      { subject: 'backend', state: 'note', text: `${backend.name} (${backend.because})` },
      ...(backend.name === 'ark' ? [examineAddress(project.settings, cli.env)] : []),
    ];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [findingOf('project', error)];
  }
}

/** The address that a key would travel to. */
function examineAddress(settings: ProjectSettings, env: Environment): Finding {
  try {
    const url = checkedAddress(serviceAddress(settings, env), 'The address of the service');
    return { subject: 'service', state: 'note', text: `${displayAddress(url)} (not asked)` };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return findingOf('service', error);
  }
}
