/** The face of access: who may, which workspace, and the audit log. */
export { ensureAdministrator, type FirstLogin } from './administrator.ts';
export { type AuditNote, type AuditWords, audit, auditWords } from './audit.ts';
export { type Member, Role, Scope, type Team } from './contract.ts';
export { mountIdentity } from './cookies.ts';
export { demoCompany, noteDemo } from './demo.ts';
export { memberLeft } from './events.ts';
export { invite, type Invitation, membersOf } from './members.ts';
export { addTeam, teamsOf } from './teams.ts';
export { makeKey } from './keys.ts';
export { installationKey } from './secret.ts';
export { permissionsOf } from './decide.ts';
export { seal, unseal } from './seal.ts';
export { may } from './may.ts';
export { auditReads, type ReadGroup, type ReadNote, readsOf } from './reads.ts';
export { holdWorkspace, type KnownWorkspace, moveClock } from './store.ts';
export { type SignInWay, signInWay } from './way.ts';
export {
  deleteScratchWorkspace,
  ensureWorkspace,
  MAIN,
  membershipsOf,
  setClock,
  type WorkspaceDraft,
  workspaceCreated,
} from './workspaces.ts';
