import { expect, test } from 'vitest';
import { withoutAddress } from './deliver.ts';

test.each([
  ['shen.j+1@cust.example', '550 5.1.1 <Shen.J+1@cust.example> unknown user', '550 5.1.1 <…> unknown user'],
  ['shen@例子.example', '550 <shen@xn--fsqu00a.example>', '550 <…>'],
  ['+8613800138000', 'isv.MOBILE 13800138000 is blocked', 'isv.MOBILE … is blocked'],
  ['+8613800138000', 'to +8613800138000', 'to …'],
  ['a@b.example', '250 ok queued', '250 ok queued'],
])('what a server says does not show %s', (to, note, shown) => {
  expect(withoutAddress({ kind: 'transient', code: '450', note }, to).note).toBe(shown);
});
