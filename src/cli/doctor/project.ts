import { Failure } from '../../failure.ts';
import { chooseBackend } from '../../project/backend.ts';
import { findProject, projectFileName } from '../../project/project.ts';
import type { Cli } from '../cli.ts';
import type { Finding } from './finding.ts';

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
    ];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [
      {
        subject: 'project',
        state: 'bad',
        text: error.message,
        ...(error.hint === undefined ? {} : { advice: error.hint }),
      },
    ];
  }
}
