import { findTools } from '../../ffmpeg/locate.ts';
import type { ToolOrigin } from '../../ffmpeg/locate.ts';
import { Failure } from '../../failure.ts';
import { findingOf, type Finding } from './finding.ts';

/** What makes films faster or finer; without it there is another way. */
const helpful = {
  xfade: 'filters',
  loudnorm: 'filters',
  subtitles: 'filters',
  setts: 'bitstreamFilters',
} as const;

export async function examineFfmpeg(): Promise<readonly Finding[]> {
  try {
    const tools = await findTools();
    const absent = Object.entries(helpful)
      .filter(([name, kind]) => !tools.features[kind].has(name))
      .map(([name]) => name);
    return [
      {
        subject: 'ffmpeg',
        state: 'good',
        text: `${tools.version.replace(/\s+Copyright .*/, '')}\n${described(tools.ffmpeg, tools.origin.ffmpeg)}`,
      },
      {
        subject: 'ffprobe',
        state: 'good',
        text: described(tools.ffprobe, tools.origin.ffprobe),
      },
      ...(absent.length === 0
        ? []
        : [
            {
              subject: 'features',
              state: 'note',
              text: `this ffmpeg lacks ${absent.join(', ')}; another way is taken`,
            } as const,
          ]),
    ];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [findingOf('ffmpeg', error)];
  }
}

function described(binary: string, origin: ToolOrigin): string {
  const from = {
    environment: 'named by the environment',
    path: 'found on PATH',
    package: 'brought by npm',
  };
  return `${binary} (${from[origin]})`;
}
