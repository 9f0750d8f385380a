import type { Words } from '../../engine/words.ts';
import type { Span, Trigger } from '../rules/index.ts';

const WEEKDAYS_ZH = ['一', '二', '三', '四', '五', '六', '日'];
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const UNITS: Record<Span['unit'], Words> = {
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '天', en: 'days' },
};

export function describeTrigger(trigger: Trigger): Words {
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
      return { zh: `发生「${trigger.event}」时`, en: `When “${trigger.event}” happens` };
    case 'eventWithout': {
      const { event, without, within } = trigger;
      return {
        zh: `发生「${event}」后 ${within.n} ${UNITS[within.unit].zh}内没有「${without}」`,
        en: `When “${event}” is not followed by “${without}” within ${within.n} ${UNITS[within.unit].en}`,
      };
    }
    case 'manual':
      return { zh: '手动运行', en: 'Run by hand' };
  }
}
