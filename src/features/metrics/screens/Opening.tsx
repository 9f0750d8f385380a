import type { z } from 'zod';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Opening } from '../../../console/ui/Page.tsx';
import type { getBoard } from '../contract.ts';
import { words } from './words.ts';

/** The one sentence: what customers say, of those who answered; and who those are. */
export function MetricsOpening({ board }: { board: z.output<(typeof getBoard)['response']> }) {
  const t = useWords(words);
  const format = useFormat();
  const of = (metric: string) => board.metrics.find((one) => one.metric === metric)?.figure;
  const [csat, nps] = [of('csat'), of('nps')];
  const parts = [
    csat?.value == null ? null : t('head.csat', { figure: format.number(Math.round(csat.value * 100)) }),
    nps?.value == null ? null : t('head.nps', { figure: format.number(Math.round(nps.value)) }),
  ].filter((part) => part !== null);
  const rate = nps?.rate ?? csat?.rate;
  const lead = [
    t('lead', { from: board.from, to: board.to }),
    rate?.value == null ? '' : t('leadRate', { rate: format.percent(rate.value) }),
    parts.length === 0 ? t('leadNone') : '',
  ];
  return (
    <Opening lead={lead.filter(Boolean).join(' ')}>
      {parts.length > 0 ? parts.join(t('head.join')) : t('head.none')}
    </Opening>
  );
}
