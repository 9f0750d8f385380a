import { expect, test } from 'vitest';
import { hideSecrets } from './external.ts';
import { chooseSettings } from './settings.ts';

const GB = 1024 ** 3;

test('memory settings follow the memory there is, within bounds', () => {
  expect(chooseSettings(4 * GB, GB)).toMatchObject({ shared_buffers: '512MB', work_mem: '16MB', jit: 'off' });
  expect(chooseSettings(GB / 8, GB)).toMatchObject({ shared_buffers: '32MB', work_mem: '4MB' });
  expect(chooseSettings(512 * GB, GB)).toMatchObject({ shared_buffers: '2048MB', work_mem: '64MB' });
});

test("Docker's small /dev/shm is not used for parallel queries", () => {
  expect(chooseSettings(4 * GB, 64 * 1024 ** 2)['dynamic_shared_memory_type']).toBe('mmap');
  expect(chooseSettings(4 * GB, Number.POSITIVE_INFINITY)['dynamic_shared_memory_type']).toBe('posix');
});

test('what the server logs about an error does not hold the rows themselves', () => {
  expect(chooseSettings(GB, GB)['log_error_verbosity']).toBe('terse');
});

test('no password is shown', () => {
  expect(hideSecrets('postgresql://a:b%40c@h/d?password=x&y=1')).toBe('postgresql://a:***@h/d?password=***&y=1');
});
