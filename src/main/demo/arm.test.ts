import { expect, test } from 'vitest';
import { drawOf } from './arm.ts';

// int.from_bytes(hashlib.sha256(b'silent-wakeup:1:AH100001').digest()[:8], 'big') / 2**64 and the next one, by Python 3.11
test('the draw of a customer is that of SHA-256 over salt and unit', () => {
  expect(drawOf('silent-wakeup:1', 'AH100001')).toBeCloseTo(0.0995456755460021, 15);
  expect(drawOf('silent-wakeup:1', 'AH100002')).toBeCloseTo(0.4516496442589949, 15);
});
