import { describe, expect, it } from 'vitest';
import { createArkClient } from '../../src/seedance/client.ts';
import {
  createFaults,
  faultKinds,
  parseFault,
  type FaultKind,
} from '../../src/seedance/simulator/faults.ts';
import { shot, startBench } from './support/simulator.ts';

describe('a fault at a create', () => {
  const rows: readonly [FaultKind, tasks: number, submission: string][] = [
    ['create-rate-limited', 0, 'answered'],
    ['create-refused', 0, 'answered'],
    ['create-unavailable', 0, 'ambiguous'],
    ['create-cut', 0, 'ambiguous'],
    ['create-accepted-unavailable', 1, 'ambiguous'],
    ['create-accepted-cut', 1, 'ambiguous'],
    ['create-accepted-silent', 1, 'ambiguous'],
    ['create-accepted-garbled', 1, 'ambiguous'],
  ];

  it.each(rows)('%s leaves %i tasks and is %s', async (kind, tasks, submission) => {
    const { simulator } = await startBench({ concurrency: 0, faults: [{ kind, times: 1 }] });
    const client = createArkClient({
      baseUrl: simulator.url,
      apiKey: simulator.apiKey,
      createTimeoutMs: kind === 'create-accepted-silent' ? 2_000 : 30_000,
    });
    const tagged = shot({ safety_identifier: 'tag' });
    await expect(client.create(tagged)).rejects.toMatchObject({ submission });
    // What was accepted is found by its tag, and there is never more than one.
    expect(await client.list()).toMatchObject(
      Array.from({ length: tasks }, () => ({ safety_identifier: 'tag' })),
    );
    await client.close();
  });
});

describe('a fault at a get or a list', () => {
  it.each(['get-unavailable', 'get-rate-limited', 'get-cut', 'list-unavailable'] as const)(
    '%s is got over',
    async (kind) => {
      const { client } = await startBench({ concurrency: 0, faults: [{ kind, times: 2 }] });
      const { id } = await client.create(shot());
      expect((await client.get(id)).status).toBe('queued');
      expect(await client.list()).toHaveLength(1);
    },
  );
});

describe('chance', () => {
  const strikes = (seed: number, shots: readonly string[]): readonly boolean[] => {
    const faults = createFaults([{ kind: 'create-cut', rate: 0.3 }], seed);
    return shots.map((name) => faults.strike(['create-cut'], { shot: name }) !== undefined);
  };
  const names = Array.from({ length: 400 }, (_, nth) => `shot-${nth}`);

  it('strikes the same shots whatever their order, and others with another seed', () => {
    const forwards = strikes(1, names);
    expect(strikes(1, names.toReversed()).toReversed()).toEqual(forwards);
    expect(strikes(2, names)).not.toEqual(forwards);
  });

  it('keeps to its rate', () => {
    const share = strikes(1, names).filter(Boolean).length / names.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });
});

describe('a fault on the command line', () => {
  it.each([
    ['create-cut', { kind: 'create-cut' }],
    ['create-cut=0.1', { kind: 'create-cut', rate: 0.1 }],
    ['download-slow*3', { kind: 'download-slow', times: 3 }],
    ['task-failed@到达.一#2', { kind: 'task-failed', shot: '到达.一#2' }],
    [
      'task-failed@a.b:OutputVideoSensitiveContentDetected=.5*1',
      {
        kind: 'task-failed',
        shot: 'a.b',
        code: 'OutputVideoSensitiveContentDetected',
        rate: 0.5,
        times: 1,
      },
    ],
  ])('%s', (written, fault) => {
    expect(parseFault(written)).toEqual(fault);
  });

  it.each(['', 'explode', 'create-cut=2', 'create-cut@', 'create-cut x'])('not %j', (written) => {
    expect(() => parseFault(written)).toThrow(expect.objectContaining({ reason: 'usage' }));
  });

  it('may be of every kind', () => {
    for (const kind of faultKinds) expect(parseFault(kind)).toEqual({ kind });
  });
});
