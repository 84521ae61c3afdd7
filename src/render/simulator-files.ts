/** The way a local video takes to the simulator, which stands in for storage of one's own too. */
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { request } from 'undici';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { hashFile } from '../store/local-store.ts';

const answerSchema = z.object({ url: z.string() });

/**
 * A function that uploads a file once, named by its content, and gives its link.
 * @param server the simulator's `http://127.0.0.1:PORT/api/v3`
 */
export function simulatorFiles(server: string, apiKey: string): (path: string) => Promise<string> {
  const uploads = new Map<string, Promise<string>>();
  return async (path) => {
    const { sha256, bytes } = await hashFile(path);
    const name = `${sha256}${extname(path).toLowerCase()}`;
    const upload = uploads.get(name) ?? put(new URL(`/simulator/files/${name}`, server));
    uploads.set(name, upload);
    return upload;

    async function put(url: URL): Promise<string> {
      const response = await request(url, {
        method: 'PUT',
        headers: { authorization: `Bearer ${apiKey}`, 'content-length': String(bytes) },
        body: createReadStream(path),
      });
      const answer = answerSchema.safeParse(await response.body.json());
      if (answer.success) return answer.data.url;
      throw new Failure('service-unavailable', `the simulator did not take ${path}`);
    }
  };
}
