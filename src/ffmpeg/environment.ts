/**
 * The environment of every child process: a list of what it may see, so that no key of ours, whatever
 * it is called, can reach a program that we did not write.
 */
const allowed = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'windir',
  'USERPROFILE',
  'LOCALAPPDATA',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'FONTCONFIG_PATH',
  'FONTCONFIG_FILE',
] as const;

/** The allowed variables that are set, and the C locale: messages are read by program. */
export function childEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' };
  for (const name of allowed) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
