/** `bin/huixiang new <kind> <name>`: makes the files of a new thing and registers it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { action } from './action.ts';
import { command } from './command-kind.ts';
import { decisionIn, recipe } from './documents.ts';
import { feature } from './feature.ts';
import { migrationIn } from './migration.ts';
import { type Kind, planIn, Usage } from './plan.ts';
import { screen } from './screen.ts';

export interface Made {
  /** Paths relative to the root, new and changed. */
  readonly files: readonly string[];
  /** What is left for a person. */
  readonly next: readonly string[];
}

export function kindsIn(root: string): readonly Kind[] {
  return [feature, migrationIn(root), screen, action, command, decisionIn(root), recipe];
}

export function usageOf(kinds: readonly Kind[]): string {
  return kinds.map((kind) => `  bin/huixiang new ${kind.name} ${kind.usage}\n      ${kind.what}`).join('\n');
}

/** Makes one thing in the source tree at `root`. Throws `Usage` with the right use when the words make no sense. */
export function scaffold(
  root: string,
  kindName: string,
  name: string,
  options: Readonly<Record<string, string>> = {},
): Made {
  const kinds = kindsIn(root);
  const kind = kinds.find((each) => each.name === kindName);
  if (!kind) throw new Usage(`there is no kind "${kindName}"; the kinds are:\n${usageOf(kinds)}`);
  if (!name) throw new Usage(`bin/huixiang new ${kind.name} ${kind.usage}`);
  const plan = planIn(root);
  const next = kind.make(plan, { name, options });
  const files = plan.write();
  tidy(root, files);
  return { files, next };
}

/** The formatter is a development tool: where it is not installed the files stay as they are. */
function tidy(root: string, files: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const code = files.filter((file) => /\.(ts|tsx)$/.test(file));
  if (existsSync(biome) && code.length > 0) {
    spawnSync(process.execPath, [biome, 'format', '--write', ...code], { cwd: root, stdio: 'ignore' });
  }
}
