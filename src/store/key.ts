/**
 * The key of a task: what decides whether a clip that is already paid for may be used again. It is
 * the SHA-256 of the canonical JSON of `KeyParts` and of nothing else.
 *
 * What is in it, and why:
 * - `version`: raised only when a part is added whose absence made wrong clips be reused. A version
 *   of the tool is never in it: an upgrade must not buy anyone's clips again.
 * - `task`: two shots that say the same are two takes.
 * - `request`: the body as the plan has it, with each medium replaced by what it holds. Of a local
 *   file that is the hash of its bytes, never its path: renaming or moving a picture buys nothing.
 * - `builtOn`: the clips it builds on, by the hash of their bytes, in the order of the content.
 *
 * Never in it: a path, a time, a host, a price, the tag that a submission carries.
 */
import type { PlanTask } from '../plan/plan.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { shotReference, urlOf, urlsOf, withUrl } from './content-urls.ts';

const keyVersion = 1;

export interface KeyParts {
  readonly version: typeof keyVersion;
  readonly task: string;
  /** The request with `file:` URLs replaced by `sha256:HASH`, `clip:` and `frame:` by their kind. */
  readonly request: unknown;
  /** SHA-256 of the accepted take of each `clip:` and `frame:`, in content order. */
  readonly builtOn: readonly string[];
}

export interface TaskKeys {
  /** Decides reuse. */
  readonly key: string;
  /** The same without `builtOn`: equal where only a clip that the shot builds on has changed. */
  readonly ownKey: string;
}

export interface KeySources {
  /** SHA-256 of the bytes behind a `file:` URL. */
  fileHash(url: string): string;
  /** SHA-256 of the accepted take of a task. */
  takeHash(task: string): string;
}

/**
 * Both keys of a task, in lower-case hexadecimal.
 * @throws what `sources` throws for a file or take that it does not know
 */
export function keysOf(task: Pick<PlanTask, 'id' | 'request'>, sources: KeySources): TaskKeys {
  const builtOn = builtOnOf(task, sources);
  const ownKey = ownKeyOf(task, sources);
  return { key: builtOn.length === 0 ? ownKey : hashOf(task, builtOn, sources), ownKey };
}

/** What an intent writes down of a request, so that a later one can be told from it part by part. */
export interface Making extends TaskKeys {
  /** SHA-256 of the request with its media by their bytes, without the task's name. */
  readonly request: string;
  /** SHA-256 of the bytes behind each local reference, in content order. */
  readonly media: readonly string[];
  /** SHA-256 of the accepted take of each clip that it builds on, in content order. */
  readonly builtOn: readonly string[];
}

export function makingOf(task: Pick<PlanTask, 'id' | 'request'>, sources: KeySources): Making {
  const files = urlsOf(task.request.content).filter((url) => url.startsWith('file:'));
  return {
    ...keysOf(task, sources),
    request: sha256(canonicalJson(byContent(task.request, sources))),
    media: files.map((url) => sources.fileHash(url)),
    builtOn: builtOnOf(task, sources),
  };
}

function builtOnOf({ request }: Pick<PlanTask, 'request'>, sources: KeySources): readonly string[] {
  return urlsOf(request.content).flatMap((url) => {
    const reference = shotReference(url);
    return reference ? [sources.takeHash(reference.task)] : [];
  });
}

/** The key without the clips that the task builds on; known before those clips are. */
export function ownKeyOf(
  task: Pick<PlanTask, 'id' | 'request'>,
  sources: Pick<KeySources, 'fileHash'>,
): string {
  return hashOf(task, [], sources);
}

function hashOf(
  task: Pick<PlanTask, 'id' | 'request'>,
  builtOn: readonly string[],
  sources: Pick<KeySources, 'fileHash'>,
): string {
  const parts: KeyParts = {
    version: keyVersion,
    task: task.id,
    request: byContent(task.request, sources),
    builtOn,
  };
  return sha256(canonicalJson(parts));
}

/** The request with each medium replaced by what it holds, and each clip by its kind. */
function byContent(
  request: PlanTask['request'],
  sources: Pick<KeySources, 'fileHash'>,
): PlanTask['request'] {
  const content = request.content.map((item) => {
    const url = urlOf(item);
    if (url === undefined) return item;
    if (url.startsWith('file:')) return withUrl(item, `sha256:${sources.fileHash(url)}`);
    const reference = shotReference(url);
    return reference ? withUrl(item, `${reference.kind}:`) : item;
  });
  return { ...request, content };
}
