/** What can only be seen once a shot has become a request. `empty-shot` is told with the rules. */
import { defineDiagnostics, message } from '../source/registry.ts';

export const planDiagnostics = defineDiagnostics({
  'service-parameter': {
    severity: 'error',
    message: message`The service would read “${'text'}” as a parameter and not as words.`,
    hint: message`Settings have fields of their own (${'field'}); in prose write the word without the two dashes.`,
  },
  'service-against-field': {
    severity: 'error',
    message: message`“${'key'}” is written by the language itself: from ${'field'}.`,
    hint: message`\`service:\` is for keys that the language does not know. Two values for one thing would part what is asked for from what is checked and priced.`,
  },
  'long-prompt': {
    severity: 'warning',
    message: message`The prompt of shot ${'shot'} is ${'count'} ${'unit'} long; the service advises at most ${'most'}, and follows longer ones less closely.`,
    hint: message`Split the shot in two, or leave out what a reference already shows.`,
  },
});
