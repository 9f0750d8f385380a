import type { Ref } from 'react';
import { aroundZero } from '../../../console/charts/scale.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, useWorkspace } from '../../../console/lib/session.tsx';
import { useShellWords } from '../../../console/lib/i18n.ts';
import type { Scorecard } from '../contract.ts';
import { intervalOf, isProven, isRegistered, tableRows, unitFormat } from './row.ts';
import { words } from './words.ts';

const WIDTH = 1120;
const HEAD = 132;
const ROW = 56;
const PLOT = { x: 520, width: 340 } as const;
const verdictInk = {
  proven_gain: 'var(--ok)',
  proven_loss: 'var(--bad)',
  not_proven: 'var(--ink-2)',
  too_little_data: 'var(--ink-3)',
  invalid: 'var(--bad)',
} as const;

/** The scorecard as one picture for a slide or a chat: the sentence, the rows with their intervals, and what it rests on. */
export function Picture({ card, date, ref }: { card: Scorecard; date: string; ref: Ref<SVGSVGElement> }) {
  const t = useWords(words);
  const shell = useShellWords();
  const say = useSay();
  const format = useFormat();
  const workspace = useWorkspace();
  const rows = tableRows(card).slice(0, 8);
  const height = HEAD + rows.length * ROW + 44;
  const foot = t('picture.foot', {
    workspace: workspace.name,
    date,
    mode: t(`mode.interval_${card.mode}`),
  });
  return (
    <svg
      ref={ref}
      className="hx-score-picture"
      aria-hidden="true"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
    >
      <Text y={16} size={13} fill="var(--ink-3)">
        {`${say(card.playbook_name)} · ${t('epoch', { epoch: card.epoch })} · ${shell(`verdict.${card.verdict}`)}`}
      </Text>
      <Text y={48} size={22} weight={600}>
        {say(card.headline.title)}
      </Text>
      <Text y={76} size={13} fill="var(--ink-2)">
        {`${t('opening.matured')} ${t('split', { t: format.number(card.matured.t), c: format.number(card.matured.c) })}`}
      </Text>
      {[
        [0, 'start', t('table.indicator')],
        [330, 'end', t('table.control')],
        [440, 'end', t('table.actual')],
        [PLOT.x + PLOT.width / 2, 'middle', t('table.plot')],
        [1000, 'end', t('table.diff')],
        [WIDTH, 'end', t('table.verdict')],
      ].map(([x, anchor, text]) => (
        <Text key={text} x={Number(x)} y={HEAD - 14} anchor={anchor as 'end'} fill="var(--ink-3)">
          {String(text)}
        </Text>
      ))}
      {rows.map((row, at) => {
        const unit = unitFormat(row.unit, format, { times: t('roi.times'), months: t('roi.months') });
        const y = HEAD + at * ROW;
        const { ends } = intervalOf(row, card.mode);
        return (
          <g key={row.key}>
            <path d={`M0 ${y}H${WIDTH}`} stroke="var(--grid)" />
            <Text y={y + 33} size={13} weight={isRegistered(row, card) ? 600 : 400}>
              {say(row.name)}
            </Text>
            <Text x={330} y={y + 33} size={13} anchor="end" fill="var(--ink-2)">
              {unit.level(row.control)}
            </Text>
            <Text x={440} y={y + 33} size={13} anchor="end" weight={600}>
              {unit.level(row.actual)}
            </Text>
            {row.diff !== null && ends ? (
              <Plot y={y} value={row.diff} ends={ends} target={row.target} proven={isProven(row.verdict)} />
            ) : null}
            <Text x={1000} y={y + 26} size={13} anchor="end" weight={600}>
              {unit.change(row.diff)}
            </Text>
            <Text x={1000} y={y + 43} anchor="end" fill="var(--ink-3)">
              {unit.ends(ends)}
            </Text>
            {row.verdict ? (
              <Text x={WIDTH} y={y + 33} size={13} anchor="end" fill={verdictInk[row.verdict]}>
                {shell(`inRow.${row.verdict}`)}
              </Text>
            ) : null}
          </g>
        );
      })}
      <path d={`M0 ${height - 40}H${WIDTH}`} stroke="var(--grid)" />
      <Text y={height - 12} fill="var(--ink-3)">
        {foot}
      </Text>
    </svg>
  );
}

function Text(props: {
  x?: number;
  y: number;
  size?: number;
  weight?: number;
  anchor?: 'start' | 'middle' | 'end';
  fill?: string;
  children: string;
}) {
  const { x = 0, y, size = 12, weight = 400, anchor = 'start', fill = 'var(--ink)', children } = props;
  return (
    // The anchor is an attribute, which survives the copy; a style would not.
    <text x={x} y={y} fontSize={size} fontWeight={weight} textAnchor={anchor} fill={fill}>
      {children}
    </text>
  );
}

function Plot(props: {
  y: number;
  value: number;
  ends: readonly [number, number];
  target: number | null;
  proven: boolean;
}) {
  const { y, value, ends, target, proven } = props;
  const scale = aroundZero([ends[0], ends[1], target ?? 0], PLOT.width, { zeroAt: 0.4 });
  const x = (one: number) => PLOT.x + scale(one);
  const colour = proven ? 'var(--accent)' : 'var(--ink-3)';
  const middle = y + ROW / 2;
  const [low, high] = [x(ends[0]), x(ends[1])];
  return (
    <>
      <path d={`M${x(0)} ${y}v${ROW}`} stroke="var(--line-strong)" />
      {target === null ? null : (
        <path d={`M${x(target)} ${middle - 10}v20`} stroke="var(--ink-2)" strokeWidth={1.5} strokeDasharray="2 2" />
      )}
      <path
        d={`M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8`}
        stroke={colour}
        strokeWidth={1.5}
        fill="none"
      />
      <circle cx={x(value)} cy={middle} r={4.5} fill={colour} stroke="var(--surface)" strokeWidth={1.5} />
    </>
  );
}
