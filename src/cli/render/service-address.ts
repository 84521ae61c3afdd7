/** Where the live service is. */
import type { ProjectSettings } from '../../project/project.ts';
import { regions } from '../../seedance/capabilities.ts';
import type { Environment } from '../cli.ts';

/** ARK_BASE_URL, else the project's file, else that of the region; not yet checked. */
export function serviceAddress({ ark = {} }: ProjectSettings, env: Environment): string {
  return env['ARK_BASE_URL'] || (ark.baseUrl ?? regions[ark.region ?? 'cn'].baseUrl);
}
