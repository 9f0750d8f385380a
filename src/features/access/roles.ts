import type { Runtime } from '../../kit/runtime.ts';
import { Role, type RoleTable } from './contract.ts';
import { DEFAULT_SCOPE, permissionsOf } from './decide.ts';
import { declaredPermissions } from './gate.ts';

export function describeRoles(runtime: Runtime): RoleTable {
  const declared = declaredPermissions(runtime);
  return {
    roles: Role.options.map((role) => ({
      role,
      dataScope: DEFAULT_SCOPE[role],
      permissions: [...permissionsOf(role, declared)].sort(),
    })),
    permissions: runtime.features.flatMap((feature) =>
      (feature.permissions ?? []).map(({ name, words }) => ({
        name,
        words,
        feature: feature.name,
        featureWords: feature.words,
      })),
    ),
  };
}
