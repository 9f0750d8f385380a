/** Who gets which task. Pure. */
import type { Role } from '../access/contract.ts';
import type { Assign } from './contract-params.ts';

export interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
  readonly teamIds: readonly string[];
}

export interface TeamRef {
  readonly id: string;
  readonly name: string;
}

export interface ToAssign {
  readonly playbook: string;
  readonly assign: Assign;
  /** Of the customer. */
  readonly ownerId: string | null;
  readonly customerTeamId: string | null;
}

export type AssignedBecause =
  | 'owner'
  | 'turn'
  | 'owner_away'
  | 'no_owner'
  | 'member'
  | 'nobody'
  | 'member_away'
  | 'manual'
  | 'transfer'
  | 'left';

export interface Assigned {
  readonly memberId: string | null;
  readonly teamId: string | null;
  readonly because: AssignedBecause;
}

/** Round robin: after `last` in the order of the ids, wrapping around; someone who left does not disturb the turn. */
export function nextInTurn(members: readonly string[], last: string | null): string | null {
  const sorted = [...members].sort();
  return sorted.find((id) => last !== null && id > last) ?? sorted[0] ?? null;
}

/** The pool a task is drawn from in turn, and the people in it now. */
export function poolOf(
  task: ToAssign,
  people: readonly Person[],
  teams: readonly TeamRef[],
): { readonly key: string; readonly teamId: string | null; readonly members: readonly string[] } {
  const { assign, playbook } = task;
  const named = assign.team ?? (assign.to === 'owner' ? (task.customerTeamId ?? undefined) : undefined);
  const teamId =
    named === undefined ? null : (teams.find(({ id, name }) => id === named || name === named)?.id ?? null);
  const role = assign.role ?? 'agent';
  const inTeam = (person: Person) => (named === undefined ? true : teamId !== null && person.teamIds.includes(teamId));
  const members = people
    .filter((person) => person.active && person.role === role && inTeam(person))
    .map(({ memberId }) => memberId);
  return { key: `${playbook}|${named ?? ''}|${role}`, teamId, members };
}

/**
 * Assigns a batch in its order. `turns` holds who was last per pool and is moved on; the caller has locked those rows.
 */
export function assignAll(
  tasks: readonly ToAssign[],
  people: readonly Person[],
  teams: readonly TeamRef[],
  turns: Map<string, string | null>,
): Assigned[] {
  const byId = new Map(people.map((person) => [person.memberId, person]));
  const pools = new Map<string, ReturnType<typeof poolOf>>();
  return tasks.map((task): Assigned => {
    const { assign, ownerId } = task;
    const direct =
      assign.to === 'owner'
        ? (byId.get(ownerId ?? '') ?? null)
        : assign.to === 'member'
          ? (people.find(({ memberId, email }) => memberId === assign.member || email === assign.member) ?? null)
          : null;
    if (direct?.active)
      return {
        memberId: direct.memberId,
        teamId: teamFor(direct, task),
        because: assign.to === 'owner' ? 'owner' : 'member',
      };
    if (assign.to === 'member') return { memberId: null, teamId: null, because: 'member_away' };
    const wanted = poolOf(task, people, teams);
    const pool = pools.get(wanted.key) ?? wanted;
    pools.set(wanted.key, pool);
    const memberId = nextInTurn(pool.members, turns.get(pool.key) ?? null);
    if (memberId === null) return { memberId: null, teamId: pool.teamId, because: 'nobody' };
    turns.set(pool.key, memberId);
    const because = assign.to !== 'owner' ? 'turn' : ownerId === null ? 'no_owner' : 'owner_away';
    return { memberId, teamId: pool.teamId ?? byId.get(memberId)?.teamIds[0] ?? null, because };
  });
}

function teamFor(person: Person, task: ToAssign): string | null {
  const { customerTeamId } = task;
  if (customerTeamId && person.teamIds.includes(customerTeamId)) return customerTeamId;
  return person.teamIds[0] ?? customerTeamId;
}

const ABOVE: readonly Role[] = ['supervisor', 'manager', 'administrator'];

/**
 * The superior who answers for a task nobody accepted: the supervisor of the assignee's team (of the task's team when nobody has it), else any
 * supervisor, manager, administrator, in this order; among several the one with the fewest such tasks. Never the assignee herself.
 */
export function superiorOf(
  task: { readonly assigneeId: string | null; readonly teamId: string | null },
  people: readonly Person[],
  escalated: ReadonlyMap<string, number>,
): Person | null {
  const assignee = people.find(({ memberId }) => memberId === task.assigneeId);
  const teams = assignee && assignee.teamIds.length > 0 ? assignee.teamIds : task.teamId ? [task.teamId] : [];
  const rank = (person: Person): number => {
    if (person.role === 'supervisor' && person.teamIds.some((id) => teams.includes(id))) return 0;
    return 1 + ABOVE.indexOf(person.role);
  };
  const load = (person: Person) => escalated.get(person.memberId) ?? 0;
  const able = people.filter(
    ({ active, role, memberId }) => active && ABOVE.includes(role) && memberId !== task.assigneeId,
  );
  return able.sort((a, b) => rank(a) - rank(b) || load(a) - load(b) || (a.memberId < b.memberId ? -1 : 1))[0] ?? null;
}

/** Moves that even out what is waiting: from the fullest to the emptiest until they differ by one. Unaccepted tasks only. */
export function balance(
  loads: readonly { readonly memberId: string; readonly waiting: number; readonly movable: readonly string[] }[],
): { readonly task: string; readonly from: string; readonly to: string }[] {
  const state = loads.map((load) => ({ ...load, left: [...load.movable] }));
  const moves: { task: string; from: string; to: string }[] = [];
  for (;;) {
    const from = state.filter(({ left }) => left.length > 0).sort((a, b) => b.waiting - a.waiting)[0];
    const to = [...state].sort((a, b) => a.waiting - b.waiting)[0];
    if (!from || !to || from.waiting - to.waiting < 2) return moves;
    const task = from.left.pop();
    if (task === undefined) return moves;
    moves.push({ task, from: from.memberId, to: to.memberId });
    from.waiting -= 1;
    to.waiting += 1;
  }
}
