/** `callback_url`: a POST at each change of status, the body as in get, unsigned and best effort. */
import { request } from 'undici';

const timeoutMs = 10_000;

/** Resolves with why it failed, or undefined. Never rejects: nothing at the service waits for it. */
export async function callBack(
  url: string,
  body: object,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body.dump();
    return response.statusCode < 300 ? undefined : `HTTP ${response.statusCode}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
