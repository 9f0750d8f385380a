import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { API, type Calling, openCalling } from './testing/calling.ts';

/** A switch that hangs up on whoever connects. */
let refusing: Server;
let knocks = 0;
let calling: Calling;
let settings: Record<string, unknown>;

beforeAll(async () => {
  refusing = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
  settings = { url, user: 'huixiang', password: 'secret', trunk: 'PJSIP/{number}@trunk', agent: 'PJSIP/{number}' };
  calling = await openCalling(settings);
});
afterAll(async () => {
  await calling.close();
  await new Promise((resolve) => refusing.close(resolve));
});

test('a line that cannot be opened is tried more and more rarely and said once; new settings are tried at once', async () => {
  const warn = vi.spyOn(calling.world.runtime.log, 'warn');
  calling.lines();
  await expect.poll(() => knocks, { timeout: 20_000 }).toBeGreaterThan(1);
  const once = knocks;
  // Looked at every 50 ms, that would be 40 times.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(knocks - once).toBeLessThan(15);
  expect(warn.mock.calls.filter(([, text]) => text === 'the line for calls could not be opened')).toHaveLength(1);

  // The next try with the old ones is seconds away by now.
  const before = knocks;
  await calling.world.call('PUT', `${API}/channels/voice`, {
    adapter: 'asterisk',
    settings: { ...settings, trunk: 'PJSIP/{number}@other' },
  });
  await expect.poll(() => knocks, { timeout: 20_000 }).toBeGreaterThan(before);
  warn.mockRestore();
});
