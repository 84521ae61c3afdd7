import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExportOptions } from '../export/export.ts';
import { languageTag as tag } from '../../subtitles/translation-names.ts';
import type { Run } from '../program.ts';

export function exportCommand(run: Run): Command {
  return new Command('export')
    .summary('write the cut for an editing program, its subtitles, or the shot list')
    .description(
      'Writes the cut with its clips linked: OpenTimelineIO (otio), Final Cut (fcpxml), CMX 3600 (edl); ' +
        'its subtitles (srt, vtt); the shot list (csv); the lines to translate (po); the film as pictures ' +
        'on pages (contact, JPEG). It makes and changes nothing: a shot without a clip is counted by its written seconds, and said.',
    )
    .argument('<file>', 'the script of an episode')
    .addOption(
      new Option('--to <kind>', 'the kind of file; none: by the ending of -o').choices(kinds),
    )
    .option('-o, --output <file>', 'the file to write; none: stdout')
    .addOption(
      new Option(
        '--language <tag>',
        'of srt, vtt and po: another than the spoken one is read from EPISODE.TAG.po, .srt or .vtt',
      ).argParser(languageTag),
    )
    .addOption(new Option('--backend <name>', 'whose clips').choices(['simulator', 'ark']))
    .addHelpText('after', '\nExample:\n  scene export rain-letter.scene -o rain-letter.fcpxml\n')
    .action((file: string, options: ExportOptions, command: Command) =>
      run(command, async (cli) =>
        (await import('../export/export.ts')).exportFile(cli, file, options),
      ),
    );
}

/** As the list of makers has them; named here too, so that the help loads none of them. A test holds both together. */
export const kinds = ['otio', 'fcpxml', 'edl', 'srt', 'vtt', 'csv', 'po', 'contact'];

function languageTag(text: string): string {
  if (!new RegExp(`^${tag}$`).test(text))
    throw new InvalidArgumentError('It is a tag such as en, ja or zh-Hant.');
  return text;
}
