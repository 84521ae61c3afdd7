import { describe, expect, it } from 'vitest';
import { errorRules, ruleFor } from '../../src/seedance/error-table.ts';
import { taskFailure } from '../../src/seedance/errors.ts';

/** The documented codes, and what each means. */
const documented: readonly [
  status: number | 'task',
  code: string,
  message: string,
  handling: string,
][] = [
  [400, 'MissingParameter', '', 'stop-shot'],
  [400, 'InvalidParameter', '', 'stop-shot'],
  [400, 'InvalidParameter.UnsupportedImageFormat', '', 'stop-shot'],
  [400, 'InvalidImageURL.EmptyURL', '', 'stop-shot'],
  [400, 'InputTextSensitiveContentDetected', '', 'stop-shot'],
  [400, 'InputImageSensitiveContentDetected', '', 'stop-shot'],
  [400, 'InputImageSensitiveContentDetected.PrivacyInformation', '', 'stop-shot'],
  [400, 'InputVideoSensitiveContentDetected.PolicyViolation', '', 'stop-shot'],
  [400, 'InputAudioSensitiveContentDetected', '', 'stop-shot'],
  [400, 'OutputTextSensitiveContentDetected', '', 'stop-shot'],
  [400, 'OutputVideoSensitiveContentDetected', '', 'retry-once'],
  [400, 'OutputVideoSensitiveContentDetected.PolicyViolation', '', 'stop-shot'],
  ['task', 'OutputVideoSensitiveContentDetected', '', 'retry-once'],
  ['task', 'OutputAudioSensitiveContentDetected', '', 'retry-once'],
  ['task', 'OutputVideoSensitiveContentDetected.PolicyViolation', '', 'stop-shot'],
  ['task', 'OutputImageSensitiveContentDetected', '', 'stop-shot'],
  ['task', 'InternalServiceError', '', 'retry-once'],
  ['task', 'SomethingNew', '', 'stop-shot'],
  [401, 'AuthenticationError', '', 'stop-run'],
  [403, 'AccessDenied', '', 'stop-run'],
  [403, 'AccountOverdueError', '', 'stop-run'],
  [403, 'OperationDenied.ServiceNotOpen', '', 'stop-run'],
  [404, 'InvalidEndpointOrModel.NotFound', '', 'stop-run'],
  [404, 'ModelNotOpen', '', 'stop-run'],
  [404, 'NotFound.Task', '', 'stop-shot'],
  [404, '', '', 'stop-run'],
  [429, 'RateLimitExceeded.EndpointRPMExceeded', '', 'wait'],
  [429, 'ModelAccountRpmRateLimitExceeded', '', 'wait'],
  [429, 'RequestBurstTooFast', '', 'wait'],
  [429, 'ServerOverloaded', '', 'wait'],
  [429, 'InflightBatchsizeExceeded', '', 'wait'],
  [429, 'QuotaExceeded', 'too many queued tasks', 'wait'],
  [429, 'QuotaExceeded', 'free trial used up', 'stop-run'],
  [429, 'SetLimitExceeded', '', 'stop-run'],
  [429, '', '', 'wait'],
  [500, 'InternalServiceError', '', 'retry'],
  [503, '', '', 'retry'],
  [408, '', '', 'retry'],
  [413, '', '', 'stop-shot'],
  [418, '', '', 'stop-shot'],
  [302, '', '', 'stop-run'],
  [0, '', '', 'retry'],
];

describe('an error', () => {
  it.each(documented)('HTTP %s %s %s is handled by %s', (status, code, message, handling) => {
    expect(ruleFor({ status, code, message }).handling).toBe(handling);
  });

  it('is explained to a writer in these words', async () => {
    const rows = errorRules.map((rule) =>
      [
        `${String(rule.status)} ${rule.code?.source ?? 'any code'}`,
        `  ${rule.handling}, ${rule.reason}`,
        `  ${rule.sentence}`,
        `  ${rule.hint}`,
      ].join('\n'),
    );
    await expect(`${rows.join('\n\n')}\n`).toMatchFileSnapshot('errors.txt');
  });

  it('of a task carries the words of the service', () => {
    const error = taskFailure({
      id: 'cgt-1',
      status: 'failed',
      error: { code: 'OutputVideoSensitiveContentDetected', message: 'Request id: 1' },
    });
    expect(error.message).toContain('(OutputVideoSensitiveContentDetected: Request id: 1)');
    expect(error).toMatchObject({ handling: 'retry-once', reason: 'service-refused' });
  });

  it.each([
    ['expired', 'retry-once'],
    ['cancelled', 'stop-shot'],
  ])('of a task that was %s', (status, handling) => {
    expect(taskFailure({ id: 'cgt-1', status })).toMatchObject({ handling });
  });
});
