/**
 * The keys to storage of one's own, from the variables and files that every tool for such storage
 * reads. They are held in memory alone.
 */
import { homedir } from 'node:os';
import path from 'node:path';
import { Failure } from '../failure.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of keys that hold for a while alone. */
  readonly sessionToken?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` (with `AWS_SESSION_TOKEN`), else the profile that
 * `AWS_PROFILE` names, or `default`, of `~/.aws/credentials` and `~/.aws/config`. An empty variable
 * is unset.
 * @throws Failure `configuration`
 */
export async function readCredentials(env: Environment): Promise<Credentials> {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'] || undefined;
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'] || undefined;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return credentials(accessKeyId, secretAccessKey, env['AWS_SESSION_TOKEN'] || undefined);
  }
  if (accessKeyId !== undefined || secretAccessKey !== undefined) {
    const missing = accessKeyId === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY';
    throw new Failure('configuration', `${missing} is not set, and the other half of the key is`);
  }
  return readProfile(env);
}

async function readProfile(env: Environment): Promise<Credentials> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const files = await loadSharedConfigFiles({
    filepath: env['AWS_SHARED_CREDENTIALS_FILE'] || path.join(home, '.aws', 'credentials'),
    configFilepath: env['AWS_CONFIG_FILE'] || path.join(home, '.aws', 'config'),
    ignoreCache: true,
  });
  const named = env['AWS_PROFILE'] || undefined;
  const profile = named ?? 'default';
  const found = { ...files.configFile[profile], ...files.credentialsFile[profile] };
  const { aws_access_key_id: id, aws_secret_access_key: secret, aws_session_token: token } = found;
  if (id && secret) return credentials(id, secret, token || undefined);
  throw new Failure(
    'configuration',
    named === undefined
      ? 'publish.s3 of scenewright.json names a storage, and there is no key to it'
      : `the profile ${named}, which AWS_PROFILE names, holds no access key`,
    { hint: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile by AWS_PROFILE.' },
  );
}

function credentials(
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken: string | undefined,
): Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
