/** The very first start: an empty workspace and somebody who may enter it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../../kit/cli/command.ts';
import { COMMAND } from '../../kit/context.ts';
import { newId } from '../../kit/ids.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { audit } from './audit.ts';
import { PASSWORD_LENGTH } from './contract.ts';
import { hashPassword, isPassword } from './identity.ts';
import { keepOnce, readablePassword, readIfThere } from './secret.ts';
import { allWorkspaces, type KnownWorkspace } from './store.ts';
import { findLoginByEmail, findPasswordHash, insertLogin } from './store-identity.ts';
import { insertMember, listMemberRows, lockAdministrators } from './store-members.ts';
import { ensureWorkspace, MAIN } from './workspaces.ts';

const FILE = 'first-login.txt';

/** What `start` prints. The password is null when it was given by the environment, or is no longer the one we made. */
export interface FirstLogin {
  readonly email: string;
  readonly password: string | null;
}

/**
 * Makes workspace `main` and its administrator unless there is one. Safe when processes start at the same moment: the password comes
 * from one file that is made once, and the rows have unique keys.
 */
export async function ensureAdministrator(runtime: Runtime, { home }: { home: string }): Promise<FirstLogin> {
  const main = await ensureWorkspace(runtime, MAIN, { name: '我的公司' });
  const rows = await runtime.db.inWorkspace(MAIN, (tx) => listMemberRows(tx, MAIN));
  const administrator = rows.find((row) => row.active && row.role === 'administrator');
  if (administrator) return knownLogin(runtime, home, administrator.email);
  return makeAdministrator(runtime, home, main);
}

async function makeAdministrator(runtime: Runtime, home: string, main: KnownWorkspace): Promise<FirstLogin> {
  const email = (process.env['HUIXIANG_ADMIN_EMAIL'] ?? 'admin@huixiang.local').toLowerCase();
  const given = process.env['HUIXIANG_ADMIN_PASSWORD'];
  if (given !== undefined && given.length < PASSWORD_LENGTH.least) {
    throw new CommandFailed(`HUIXIANG_ADMIN_PASSWORD must have at least ${PASSWORD_LENGTH.least} characters`);
  }
  const password = given ?? passwordIn(keepOnce(home, FILE, () => loginText(email, readablePassword())));
  const passwordHash = await hashPassword(runtime, password);
  const name = '管理员';
  const now = new Date();
  const login = { id: newId('usr'), accountId: newId('acc'), name, email, passwordHash, temporary: false, now };
  const userId = await runtime.db.beyondWorkspaces(async (tx) => {
    await insertLogin(tx, login);
    return (await findLoginByEmail(tx, email))?.id ?? login.id;
  });
  // Workspaces that commands made before the first start, the demo for one, have nobody who may enter them.
  const others = (await runtime.db.beyondWorkspaces(allWorkspaces)).filter(
    ({ id, kind }) => id !== MAIN && kind !== 'scratch',
  );
  for (const workspace of [main, ...others]) {
    const ctx = contextIn(runtime, workspace, COMMAND);
    await ctx.tx(async (tx) => {
      // The administrators of the demo are made up: nobody knows their passwords.
      if ((await lockAdministrators(tx, workspace.id)).length > 0 && workspace.kind !== 'demo') return;
      const member = { memberId: newId('mem'), userId, name, email, now };
      if (!(await insertMember(tx, workspace.id, { ...member, role: 'administrator', dataScope: 'all' }))) return;
      await audit(tx, ctx, {
        action: 'member.invited',
        entity: 'member',
        entityId: member.memberId,
        detail: { email },
      });
    });
  }
  return given ? { email, password: null } : knownLogin(runtime, home, email);
}

/** The password in the file, as long as it still is the password; else the file is removed. */
async function knownLogin(runtime: Runtime, home: string, otherwise: string): Promise<FirstLogin> {
  const text = readIfThere(join(home, FILE));
  if (text === null) return { email: otherwise, password: null };
  const email = /^email: (.+)$/m.exec(text)?.[1] ?? otherwise;
  const password = passwordIn(text);
  const hash = await runtime.db.beyondWorkspaces(async (tx) => {
    const login = await findLoginByEmail(tx, email);
    return login && findPasswordHash(tx, login.id);
  });
  if (hash && (await isPassword(runtime, password, hash))) return { email, password };
  forgetFirstLogin(home, email);
  return { email: otherwise, password: null };
}

/** Removes the file, when it is about this login. */
export function forgetFirstLogin(home: string, email: string): void {
  if (readIfThere(join(home, FILE))?.includes(`email: ${email}\n`)) rmSync(join(home, FILE), { force: true });
}

function passwordIn(text: string): string {
  const password = /^password: (.+)$/m.exec(text)?.[1];
  if (!password) throw new Error(`${FILE} holds no password; remove it and start again`);
  return password;
}

function loginText(email: string, password: string): string {
  return `首次登录 / first login\nemail: ${email}\npassword: ${password}\n修改密码后本文件自动删除 / removed once the password is changed\n`;
}
