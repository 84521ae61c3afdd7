/** Where clips are made, when nobody is asked twice. */
import type { ProjectSettings } from './schema.ts';

export type BackendName = 'simulator' | 'ark';

export interface BackendChoice {
  readonly name: BackendName;
  /** Why, in words for people. */
  readonly because: string;
}

export interface BackendGrounds {
  /** `--backend`. */
  readonly option?: BackendName;
  readonly settings: ProjectSettings;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The option, else the project's file, else `ark` where a key is set, else the simulator. */
export function chooseBackend({ option, settings, env }: BackendGrounds): BackendChoice {
  if (option) return { name: option, because: '--backend says so' };
  if (settings.backend) return { name: settings.backend, because: 'scenewright.json says so' };
  for (const name of ['ARK_API_KEY', 'ARK_API_KEY_FILE']) {
    if (env[name]) return { name: 'ark', because: `${name} is set` };
  }
  return { name: 'simulator', because: 'no backend is named and ARK_API_KEY is not set' };
}
