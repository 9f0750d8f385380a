import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { river } from '../../src/kit/river.ts';
import { wallRules } from './rules.ts';

export interface WallReport {
  /** Modules below src/ that the tool parsed. */
  readonly modules: readonly { source: string; imports: readonly string[] }[];
  readonly violations: readonly { rule: string; from: string; to: string }[];
}

export interface CruiseOptions {
  /** Files and folders below `src/`: only these are parsed, what they import is named and not opened. */
  readonly only?: readonly string[];
  readonly order?: readonly string[];
}

/** Reads the modules under `<root>/src` and holds them against the walls. Paths in the report are relative to `root`. */
export async function cruiseHouse(root: string, { only, order = river }: CruiseOptions = {}): Promise<WallReport> {
  const closed = only ? ['node_modules', `^src/(?!${only.map((each) => each.replace(/^src\//, '')).join('|')})`] : [];
  const answer = await cruise([...(only ?? ['src'])], {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: wallRules(order) },
    doNotFollow: { path: only ? closed : 'node_modules' },
    tsPreCompilationDeps: true, // type-only imports count: a type is a dependency of thought
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  });
  const result = answer.output as ICruiseResult;
  return {
    modules: result.modules
      .filter((module) => module.source.startsWith('src/'))
      .map((module) => ({ source: module.source, imports: module.dependencies.map((each) => each.resolved) })),
    violations: result.summary.violations.map((violation: IViolation) => ({
      rule: violation.rule.name,
      from: violation.from,
      to: violation.cycle ? violation.cycle.map((step) => step.name).join(' > ') : violation.to,
    })),
  };
}
