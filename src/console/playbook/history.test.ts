import { expect, test } from 'vitest';
import { back, begin, isTouched, put } from './history.ts';

test('typing on in a field is taken back at once, another field by itself; what is as before is no change', () => {
  let history = begin({ a: '', b: '' });
  for (const a of ['x', 'xy', 'xyz']) history = put(history, { ...history.now, a }, 'a');
  history = put(history, { ...history.now, b: '1' }, 'b');
  history = put(history, { ...history.now, b: '' }, null);
  expect(isTouched(history)).toBe(true);
  history = back(history);
  expect(history.now).toEqual({ a: 'xyz', b: '1' });
  history = back(history);
  expect(history.now).toEqual({ a: 'xyz', b: '' });
  // After a step back, the same field is a step of its own.
  expect(put(history, { a: 'z', b: '' }, 'b').before).toHaveLength(2);
  history = back(history);
  expect([history.now, isTouched(history), history.before]).toEqual([{ a: '', b: '' }, false, []]);
  expect(back(history)).toBe(history);
  expect(isTouched(put(history, { a: '', b: '' }, null))).toBe(false);
});
