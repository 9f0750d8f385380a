/** What `bin/huixiang test` runs, in order: quick answers first. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { programRoot } from '../place.ts';

export interface Stage {
  readonly name: string;
  /** Run one after the other from the program's folder. */
  readonly commands: readonly (readonly string[])[];
  /** Needs a browser and Chinese fonts. */
  readonly browser?: boolean;
  /** Programs of the system, with the Debian packages that bring them, that some of its tests want. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Only with --all. */
  readonly long?: boolean;
  /** Only when asked for by its name: it needs root and changes the machine. CI runs it. */
  readonly apart?: boolean;
}

const bin = (name: string): string => join('node_modules', '.bin', name);
const SCENARIOS = 'test/scenarios';

export function stages(): readonly Stage[] {
  return [
    { name: 'types', commands: [['node', 'node_modules/typescript-native/bin/tsc', '-b', 'tsconfig.json']] },
    {
      name: 'lint',
      commands: [[bin('oxlint'), '--type-aware', '--deny-warnings', ...present('src', 'test', 'bench', 'tools')]],
    },
    { name: 'format', commands: [[bin('biome'), 'format', '.']] },
    // Unit tests, each feature through HTTP, and the walls of the house.
    {
      name: 'unit',
      programs: { dovecot: 'dovecot-imapd' },
      commands: [[bin('vitest'), 'run', '--exclude', `${SCENARIOS}/**`]],
    },
    { name: 'scenarios', commands: holdsTests(SCENARIOS) ? [[bin('vitest'), 'run', SCENARIOS]] : [] },
    {
      name: 'browser',
      browser: true,
      commands: holdsTests('test/e2e') ? [[bin('vitest'), 'run', '--config', 'vitest.e2e.config.ts']] : [],
    },
    // Real calls over SIP with an Asterisk; it prepares what it needs itself, and fails where it cannot.
    { name: 'voice', apart: true, commands: [[bin('vitest'), 'run', '--config', 'vitest.voice.config.ts']] },
    { name: 'benches', long: true, commands: benches().map((name) => ['bin/huixiang', 'bench', name]) },
  ];
}

const present = (...folders: string[]): string[] => folders.filter((folder) => existsSync(join(programRoot, folder)));

function filesOf(folder: string): string[] {
  return present(folder).flatMap((each) => readdirSync(join(programRoot, each), { recursive: true, encoding: 'utf8' }));
}

const holdsTests = (folder: string): boolean => filesOf(folder).some((file) => file.endsWith('.test.ts'));

/** One file in bench/ is one bench. */
function benches(): string[] {
  return filesOf('bench')
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => basename(file, '.bench.ts'))
    .sort();
}
