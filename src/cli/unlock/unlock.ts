/** `scene unlock`: the lock of a run that is no more. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { cutOff } from '../../store/local-store.ts';
import { nameOf, removeLock } from '../../store/lock.ts';
import type { Cli } from '../cli.ts';
import { findStore } from '../store-folder.ts';

/** @throws Failure `run-locked` where the run lives on this machine */
export async function unlock(cli: Cli): Promise<ExitCode> {
  const { folder } = await findStore(cli);
  const holder = await removeLock(folder);
  if (holder) await cutOff(folder);
  cli.stderr.write(
    holder
      ? `Taken away: the lock of ${nameOf(holder)}. If that run still goes on, it stops before it submits or writes anything more.\n`
      : 'No run holds a lock here.\n',
  );
  return exitCodes.done;
}
