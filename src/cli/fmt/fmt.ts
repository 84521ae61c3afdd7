/** `scene fmt`: scripts in their canonical form. */
import { readFile } from 'node:fs/promises';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { decode } from '../../language/decode.ts';
import { formatSource } from '../../language/format.ts';
import { parse } from '../../language/parse.ts';
import { hasErrors } from '../../source/diagnostic.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Cli } from '../cli.ts';
import { readScripts } from '../inputs/scripts.ts';
import type { Script } from '../inputs/scripts.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { relativeTo } from '../views/paths.ts';
import { counted } from '../views/plural.ts';
import { writeAtomically } from '../write-atomically.ts';
