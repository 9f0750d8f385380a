/** What people call teams, members, playbooks, scripts and channels. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf, teamsOf } from '../access/index.ts';
import { CHANNEL_WORDS } from '../messages/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import type { By } from './decide-cause.ts';

export interface Names {
  readonly teams: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
  readonly playbooks: ReadonlyMap<string, Words>;
  part(by: By, key: string): Words;
}

const NOBODY: Readonly<Record<By, Words>> = {
  script: { zh: '没有话术', en: 'No script' },
  playbook: { zh: '不属于方案', en: 'Outside any playbook' },
  channel: { zh: '渠道未知', en: 'Channel unknown' },
  reason: { zh: '没有说原因', en: 'No reason given' },
  person: { zh: '没有经手人', en: 'Nobody in person' },
};

export async function loadNames(tx: Tx, ctx: Context): Promise<Names> {
  const teams = new Map((await teamsOf(tx, ctx)).map(({ id, name }) => [id, name]));
  const members = new Map((await membersOf(tx, ctx)).map(({ id, name }) => [id, name]));
  const stored = await listPlaybooks(tx, ctx.workspace.id);
  const playbooks = new Map(stored.map(({ key, definition }) => [key, definition.name]));
  const scripts = new Map<string, Words>(
    stored.flatMap(({ key, definition }) =>
      definition.scripts.map((script) => [`${key}/${script.key}`, script.name] as const),
    ),
  );
  const channels = new Map<string, Words>(Object.entries({ ...CHANNEL_WORDS, phone: { zh: '电话', en: 'Phone' } }));
  const person = (id: string): Words | undefined => {
    const name = members.get(id);
    return name === undefined ? undefined : { zh: name, en: name };
  };
  const find: Readonly<Record<By, (key: string) => Words | undefined>> = {
    script: (key) => scripts.get(key),
    playbook: (key) => playbooks.get(key),
    channel: (key) => channels.get(key),
    reason: () => undefined,
    person,
  };
  return {
    teams,
    members,
    playbooks,
    part: (by, key) => (key === '' ? NOBODY[by] : (find[by](key) ?? { zh: key, en: key })),
  };
}
