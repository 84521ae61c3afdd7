/** The simulator's own files, which stand in for storage of one's own where no money is spent. */
import { createReadStream } from 'node:fs';
import { request } from 'undici';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { LocalFile, Publisher } from './publisher.ts';

const answerSchema = z.object({ url: z.string() });

/** @param server the simulator's `http://127.0.0.1:PORT/api/v3` */
export function simulatorFiles(server: string, apiKey: string): Publisher {
  const uploads = new Map<string, Promise<string>>();
  return {
    publish(file) {
      const name = `${file.sha256}${file.extension}`;
      const upload = uploads.get(name) ?? put(new URL(`/simulator/files/${name}`, server), file);
      uploads.set(name, upload);
      return upload;
    },
    close: () => Promise.resolve(),
  };

  async function put(url: URL, file: LocalFile): Promise<string> {
    const response = await request(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${apiKey}`, 'content-length': String(file.bytes) },
      body: createReadStream(file.path),
    });
    const answer = answerSchema.safeParse(await response.body.json());
    if (answer.success) return answer.data.url;
    throw new Failure('service-unavailable', `the simulator did not take ${file.path}`);
  }
}
