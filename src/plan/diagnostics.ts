/** What can only be seen once a shot has become a request. */
import { defineDiagnostics, message } from '../source/registry.ts';

export const planDiagnostics = defineDiagnostics({
  'empty-shot': {
    severity: 'error',
    message: message`Shot ${'shot'} says nothing: its request would have no words and no picture.`,
    hint: message`Write what is seen, give it a frame or a reference, or take the shot out.`,
  },
  'service-parameter': {
    severity: 'error',
    message: message`The service would read “${'text'}” as a parameter and not as words.`,
    hint: message`Settings have fields of their own (${'field'}); in prose write the word without the two dashes.`,
  },
  'long-prompt': {
    severity: 'warning',
    message: message`The prompt of shot ${'shot'} is ${'count'} ${'unit'} long; the service advises at most ${'most'}, and follows longer ones less closely.`,
    hint: message`Split the shot in two, or leave out what a reference already shows.`,
  },
});
