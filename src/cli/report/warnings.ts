/** What the page warns of: the script's diagnostics, and clips that are not as they were asked for. */
import { wrongLengthOf, wrongLengthWords } from '../../render/clip-length.ts';
import type { ReportWarning } from '../../report/report.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { lineOf } from '../../source/text.ts';
import { shotOf } from '../../store/takes.ts';
import type { Compared } from '../compared/compared.ts';
import { relativeTo } from '../views/paths.ts';

/** @param root the project's folder, which files are named from */
export function warningsOf(
  diagnostics: readonly Diagnostic[],
  root: string,
): readonly ReportWarning[] {
  const name = relativeTo(root);
  return diagnostics.map(({ code, severity, message, hint, source, span }) => ({
    code,
    severity,
    file: name(source.path),
    line: lineOf(source, span.start),
    message,
    ...(hint === undefined ? {} : { hint }),
  }));
}

/** Of the takes that the episode stands with. */
export function warningsOfClips({
  plan,
  standings,
}: Pick<Compared, 'plan' | 'standings'>): readonly ReportWarning[] {
  return plan.tasks.flatMap(({ id, source }): readonly ReportWarning[] => {
    const take = id === shotOf(id) ? standings.accepted.get(id) : undefined;
    const wrong = take && wrongLengthOf(take);
    if (!wrong) return [];
    return [
      {
        code: 'clip-length',
        severity: 'warning',
        ...source,
        message: `The clip of ${id} ${wrongLengthWords(wrong)}.`,
        hint: `It is paid for and used. \`scene takes reroll ${id}\` makes another.`,
      },
    ];
  });
}
