import { expect, test } from 'vitest';
import { createFormat } from '../../../console/format.ts';
import { intervalOf, splitOf, unitFormat } from './row.ts';

const format = createFormat({ locale: 'zh', zone: 'Asia/Shanghai', currency: 'CNY' });
const words = { times: '倍', months: '个月' };

test('the interval of the registered mode decides, and one look is named when there is no other', () => {
  const both = { ci: [-0.01, 0.05], ci_always_valid: [-0.03, 0.08] } as const;
  expect(intervalOf(both, 'always_valid')).toEqual({ ends: [-0.03, 0.08], mode: 'always_valid' });
  expect(intervalOf(both, 'fixed')).toEqual({ ends: [-0.01, 0.05], mode: 'fixed' });
  expect(intervalOf({ ...both, ci_always_valid: null }, 'always_valid')).toEqual({
    ends: [-0.01, 0.05],
    mode: 'fixed',
  });
});

test('each unit is written in its own way, a difference always with its sign', () => {
  const share = unitFormat('share', format, words);
  expect([share.level(0.2616), share.change(0.0234), share.ends([-0.0329, 0.0796])]).toEqual([
    '26.2%',
    '+2.3 点',
    '[−3.3, 8.0]',
  ]);
  const money = unitFormat('money', format, words);
  expect([money.level(484), money.change(-0.45), money.ends([-34.9, 34.02])]).toEqual([
    '¥484',
    '−¥0.45',
    '[−34.9, 34.0]',
  ]);
  expect(unitFormat('months', format, words).level(null)).toBe('—');
});

test('the split in percent', () => {
  expect(splitOf(3169, 793, 1)).toBe('80.0 : 20.0');
  expect(splitOf(0, 0, 1)).toBe('—');
});
