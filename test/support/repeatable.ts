/**
 * Property tests draw other cases at every run here, and the same ones in CI: what is red there is red
 * for the change, not for the draw. A failure prints the seed that repeats it.
 */
import fc from 'fast-check';

if (process.env['CI']) fc.configureGlobal({ seed: 20_260_122 });
