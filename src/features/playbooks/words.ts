import type { Words } from '../../engine/words.ts';
import type { Span, Trigger } from '../rules/index.ts';

const WEEKDAYS_ZH = ['一', '二', '三', '四', '五', '六', '日'];
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const UNITS: Record<Span['unit'], Words> = {
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '天', en: 'days' },
};

/** `names`: what the event types are called; one without a name is said as it is. */
export function describeTrigger(trigger: Trigger, names: Readonly<Record<string, Words>> = {}): Words {
  const zh = (type: string): string => names[type]?.zh ?? type;
  const en = (type: string): string => names[type]?.en ?? type;
  switch (trigger.kind) {
    case 'schedule': {
      const { at, days } = trigger;
      if (!days) return { zh: `每天 ${at} 检查`, en: `Checked every day at ${at}` };
      const named = (names: readonly string[]): string[] => days.map((day) => names[day - 1] ?? '');
      return {
        zh: `每周${named(WEEKDAYS_ZH).join('、')} ${at} 检查`,
        en: `Checked on ${named(WEEKDAYS_EN).join(', ')} at ${at}`,
      };
    }
    case 'becomesTrue':
      return {
        zh: `条件变为成立时（每天 ${trigger.at} 检查）`,
        en: `When the condition becomes true (looked at every day at ${trigger.at})`,
      };
    case 'event':
      return { zh: `发生「${zh(trigger.event)}」时`, en: `When “${en(trigger.event)}” happens` };
    case 'eventWithout': {
      const { event, without, within } = trigger;
      return {
        zh: `发生「${zh(event)}」后 ${within.n} ${UNITS[within.unit].zh}内没有「${zh(without)}」`,
        en: `When “${en(event)}” is not followed by “${en(without)}” within ${within.n} ${UNITS[within.unit].en}`,
      };
    }
    case 'manual':
      return { zh: '手动运行', en: 'Run by hand' };
  }
}
