import { Command, Option } from 'commander';
import type { Run } from '../program.ts';
import type { ReportCommandOptions } from '../report/report.ts';

export function reportCommand(run: Run): Command {
  return new Command('report')
    .summary('write the storyboard of an episode as one page')
    .description(
      'Writes one HTML page that opens from disk without a network: the storyboard with the script ' +
        'beside it, the cut to scale, how the render went, what it costs, and the warnings. Before ' +
        'anything is rendered it is the storyboard with estimates. It changes nothing, asks nobody, ' +
        'and can be used while a render goes on. Film and clips play in the page where they lie beside it.',
    )
    .argument('<file>', 'the script of an episode')
    .option('-o, --output <file>', 'the page; none: EPISODE.report.html beside the script')
    .option('--film <file>', 'the film, where it was not written beside the script')
    .addOption(
      new Option(
        '--backend <name>',
        'whose clips are shown; none: bought ones if there are any',
      ).choices(['simulator', 'ark']),
    )
    .addOption(
      new Option('--language <language>', "of the page's own words; none: as the script").choices([
        'en',
        'zh',
      ]),
    )
    .addHelpText('after', '\nExample:\n  scene report rain-letter.scene -o out/report.html\n')
    .action((file: string, options: ReportCommandOptions, command: Command) =>
      run(command, async (cli) => (await import('../report/report.ts')).report(cli, file, options)),
    );
}
