/** Keeps secrets out of what is shown, whatever message they have found their way into. */
import type { Environment } from './cli.ts';

const secretVariables = [
  'ARK_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ACCESS_KEY_ID',
] as const;

/** The text with every known secret, bearer token and signed query replaced by `[hidden]`. */
export function withoutSecrets(text: string, env: Environment): string {
  let shown = text;
  for (const name of secretVariables) {
    const value = env[name];
    if (value !== undefined && value.length >= 4) shown = shown.replaceAll(value, '[hidden]');
  }
  return shown
    .replace(/\b(Bearer\s+)[^\s"',;]+/gi, '$1[hidden]')
    .replace(
      /([?&](?:X-Amz|X-Tos)-(?:Signature|Security-Token|Credential)=)[^&\s"']+/gi,
      '$1[hidden]',
    );
}
