import { createByteDance } from '@ai-sdk/bytedance';
import { expect, it } from 'vitest';
import { drawPortrait } from '../../src/seedance/simulator/portrait.ts';
import { startBench } from './support/simulator.ts';

/** The arguments that its callers leave to it. */
const plain = {
  n: 1,
  aspectRatio: undefined,
  resolution: undefined,
  duration: undefined,
  fps: undefined,
  seed: undefined,
  image: undefined,
  generateAudio: undefined,
  frameImages: undefined,
  inputReferences: undefined,
} as const;

it('the public npm client of this API creates, polls and fetches, unchanged', async () => {
  const { simulator } = await startBench();
  const provider = createByteDance({ baseURL: simulator.url, apiKey: simulator.apiKey });
  // A model that the simulator does not have, said in words that the client understands.
  const unknown = provider.video('seedance-1-0-pro-250528');
  const refused = unknown.doGenerate({ ...plain, prompt: 'Rain.', providerOptions: {} });
  await expect(Promise.resolve(refused)).rejects.toThrow('does not exist');

  const made = await provider.video('dreamina-seedance-2-0-fast-260128').doGenerate({
    ...plain,
    prompt: '她走向图片1中的柜台。',
    aspectRatio: '9:16',
    resolution: '496x864',
    duration: 4,
    seed: 7,
    inputReferences: [{ type: 'file', mediaType: 'image/png', data: drawPortrait('counter') }],
    providerOptions: { bytedance: { pollIntervalMs: 50, returnLastFrame: true } },
  });
  const [video] = made.videos;
  expect(video).toMatchObject({ type: 'url', mediaType: 'video/mp4' });
  const link = video?.type === 'url' ? video.url : '';
  const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
  expect(bytes.subarray(4, 8).toString('latin1')).toBe('ftyp');
  expect(simulator.tasks()[0]?.order).toMatchObject({
    mode: 'reference',
    resolution: '480p',
    ratio: '9:16',
    duration: 4,
    seed: 7,
  });
  expect(made.providerMetadata).toMatchObject({
    bytedance: { usage: { completion_tokens: simulator.bill()[0]?.tokens } },
  });
});
