import { Chart } from '../../../console/charts/Chart.tsx';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { words } from './words.ts';

interface Day {
  readonly day: string;
  readonly visitors: number;
}

const HEIGHT = 140;
const FOOT = 20;
const HEAD = 16;

/** A bar a day, from the first to the last on which anybody came; days without anybody have their place. */
export function Days({ days }: { days: readonly Day[] }) {
  const t = useWords(words);
  const format = useFormat();
  const all = filled(days);
  const most = Math.max(1, ...all.map((each) => each.visitors));
  const top = all.find((each) => each.visitors === most) ?? all[0];
  const count = all.reduce((sum, each) => sum + each.visitors, 0);
  const first = all[0]?.day ?? '';
  const last = all.at(-1)?.day ?? '';
  return (
    <Chart
      height={HEIGHT}
      title={t('byDay')}
      label={t('byDayLabel', { count, day: format.day(top?.day ?? first), most: format.number(most) })}
    >
      {(width) => {
        const step = width / Math.max(all.length, 14);
        const tall = HEIGHT - FOOT - HEAD;
        return (
          <>
            <text x={0} y={11} className="chart-note">
              {format.number(most)}
            </text>
            <line x1={0} x2={width} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="chart-line" />
            {all.map(({ day, visitors }, at) => {
              const height = (visitors / most) * tall;
              return (
                <rect
                  key={day}
                  x={at * step + step * 0.15}
                  y={HEIGHT - FOOT - height}
                  width={Math.min(step * 0.7, 28)}
                  height={height}
                  rx={2}
                  className="chart-bar"
                >
                  <title>{`${format.day(day)} ${format.number(visitors)}`}</title>
                </rect>
              );
            })}
            <text x={0} y={HEIGHT - 4} className="chart-note">
              {format.day(first)}
            </text>
            {all.length > 10 ? (
              <text x={Math.min(width, all.length * step)} y={HEIGHT - 4} textAnchor="end" className="chart-note">
                {format.day(last)}
              </text>
            ) : null}
          </>
        );
      }}
    </Chart>
  );
}

function filled(days: readonly Day[]): Day[] {
  const known = new Map(days.map((each) => [each.day, each.visitors]));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  const all: Day[] = [];
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push({ day, visitors: known.get(day) ?? 0 });
  }
  return all;
}
