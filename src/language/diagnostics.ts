/** What the lexer and the parser can say. Each code has its page in `docs/diagnostics`. */
import { defineDiagnostics, message } from '../source/registry.ts';

export const languageDiagnostics = defineDiagnostics({
  'not-utf-8': {
    severity: 'error',
    message: message`This file is not UTF-8: byte ${'byte'} is no part of any character.`,
    hint: message`Save the file again with the encoding UTF-8 (not GBK, Big5 or UTF-16).`,
  },
  'forbidden-character': {
    severity: 'error',
    message: message`The character ${'character'} cannot stand in a script: it is invisible and ${'why'}.`,
    hint: message`Delete it. If the text was pasted from elsewhere, paste it as plain text.`,
  },
  'newer-format': {
    severity: 'error',
    message: message`This file is written in format ${'version'}; this version of scene reads format 1.`,
    hint: message`Install a newer version of Scenewright.`,
  },
  'mixed-indentation': {
    severity: 'error',
    message: message`This line is indented with ${'what'}; which block it stands in is a guess.`,
    hint: message`Indent with spaces alone or with tabs alone in the whole file. scene fmt writes two spaces.`,
  },
  'unmatched-indentation': {
    severity: 'error',
    message: message`This line begins in a column where no open block begins.`,
    hint: message`Let all lines of one block begin in the same column.`,
  },
  'line-not-understood': {
    severity: 'error',
    message: message`${'problem'}: ${'expected'} was expected.`,
    hint: message`${'form'}`,
  },
  'misplaced-line': {
    severity: 'error',
    message: message`${'what'} cannot stand here.`,
  },
  'value-not-understood': {
    severity: 'error',
    message: message`${'key'}: cannot be ${'found'}; it takes ${'expected'}.`,
  },
  'value-missing': {
    severity: 'error',
    message: message`${'key'}: has no value; it takes ${'expected'}.`,
  },
  'length-without-unit': {
    severity: 'error',
    message: message`${'number'} is a length without a unit.`,
    hint: message`Write ${'number'}s if seconds are meant.`,
  },
  'length-in-words': {
    severity: 'error',
    message: message`“${'written'}” is no length: one is a number and s, 秒, ms or m.`,
    hint: message`Write it like this: ${'right'}`,
  },
  'unclosed-quote': {
    severity: 'error',
    message: message`The quote that opens with ${'mark'} is not closed on this line.`,
    hint: message`Close it with ${'partner'}.`,
  },
  'unclosed-manner': {
    severity: 'error',
    message: message`The manner of speaking that opens here is not closed before the words.`,
    hint: message`Write it like this: @lin (quietly): words`,
  },
  'dialogue-without-words': {
    severity: 'error',
    message: message`${'speaker'} says nothing here.`,
    hint: message`Write the words after the colon, or tell in a line of action what is heard.`,
  },
  'shot-without-name': {
    severity: 'error',
    message: message`This shot has no name.`,
    hint: message`Name it, for instance shot ${'name'}. scene fmt --name gives every nameless shot a number. A name is what keeps a shot's paid clip its own.`,
  },
  'name-without-at': {
    severity: 'error',
    message: message`The name of a ${'keyword'} is written with @, where it is declared too.`,
    hint: message`${'form'}`,
  },
  'name-with-at': {
    severity: 'error',
    message: message`The name of a ${'keyword'} is written without @.`,
    hint: message`${'form'}`,
  },
  'text-not-quoted': {
    severity: 'error',
    message: message`This text must stand in quotes.`,
    hint: message`Write ${'quoted'}.`,
  },
  'reserved-name': {
    severity: 'error',
    message: message`${'name'} cannot be a name: the language reads it as something else.`,
    hint: message`Choose another name.`,
  },
  'reserved-word': {
    severity: 'error',
    message: message`${'word'} is kept free for a later version of the language and means nothing yet.`,
    hint: message`Where it is prose, begin the line with ! so that it is action.`,
  },
  'wrong-clip-count': {
    severity: 'error',
    message: message`${'kind'} takes ${'takes'}, and here are ${'count'}.`,
  },
  'written-twice': {
    severity: 'error',
    message: message`This shot's ${'what'} is written twice.`,
    hint: message`Keep the one that is meant.`,
  },
  'number-not-whole': {
    severity: 'error',
    message: message`${'number'} is no whole number.`,
    hint: message`Write a number such as 7.`,
  },
  'format-not-first': {
    severity: 'error',
    message: message`A format line can only open a file.`,
    hint: message`Move it above everything else, or delete it.`,
  },
  'medium-not-quoted': {
    severity: 'error',
    message: message`A path with blanks must stand in quotes.`,
    hint: message`Write "${'path'}".`,
  },
});
