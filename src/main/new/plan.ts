import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError as Usage } from '../../kit/cli/command.ts';

/** What a kind of thing is called on the command line, and how it is made. */
export interface Kind {
  readonly name: string;
  /** What follows `bin/huixiang new <name>`. */
  readonly usage: string;
  readonly what: string;
  /** Puts the files into the plan and returns what a person still has to do, as sentences. Throws `Usage` when the name is wrong. */
  make(plan: Plan, input: Input): readonly string[];
}

export interface Input {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

export { Usage };

/** Files to be written, all or none. Reading sees what was planned before. */
export interface Plan {
  has(path: string): boolean;
  read(path: string): string;
  create(path: string, text: string): void;
  change(path: string, edit: (text: string) => string): void;
  /** Writes everything; returns the paths. */
  write(): readonly string[];
}

export function planIn(root: string): Plan {
  const files = new Map<string, string>();
  const plan: Plan = {
    has: (path) => files.has(path) || existsSync(join(root, path)),
    read(path) {
      const planned = files.get(path);
      if (planned !== undefined) return planned;
      if (!existsSync(join(root, path))) throw new Usage(`there is no ${path}`);
      return readFileSync(join(root, path), 'utf8');
    },
    create(path, text) {
      if (plan.has(path)) throw new Usage(`${path} is there already`);
      files.set(path, text);
    },
    change(path, edit) {
      files.set(path, edit(plan.read(path)));
    },
    write() {
      for (const [path, text] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      return [...files.keys()];
    },
  };
  return plan;
}
