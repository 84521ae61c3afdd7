/** `scene unlock`: the lock of a run that is no more. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { removeLock } from '../../store/lock.ts';
import type { Cli } from '../cli.ts';
import { findStore } from '../store-folder.ts';

/** @throws Failure `run-locked` where the run lives on this machine */
export async function unlock(cli: Cli): Promise<ExitCode> {
  const { folder } = await findStore(cli);
  const holder = await removeLock(folder);
  cli.stderr.write(
    holder
      ? `Taken away: the lock of ${holder.owner} on ${holder.host}, process ${holder.processId}, since ${holder.startedAt}. If that run still goes on, stop it there.\n`
      : 'No run holds a lock here.\n',
  );
  return exitCodes.done;
}
