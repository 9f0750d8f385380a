import { ArmBars, type ArmRow } from '../../../console/charts/ArmBars.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Card } from '../../../console/ui/Card.tsx';
import { type PlaybookClicks, playbookClicks } from '../../links/contract-clicks.ts';
import type { Scorecard } from '../contract.ts';
import { words } from './words.ts';

/** How far each arm came: told, answered, converted; and what each channel did of it. `links`: what was told had links of ours. */
export function Steps({ card, links }: { card: Scorecard; links: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { reach, response, conversion } = card;
  const clicks = useClicks(card, links);
  if (!reach && !response) return null;
  const alone = (label: string, rate: number | null | undefined): ArmRow[] =>
    rate == null ? [] : [{ label, treatment: rate, control: null, note: t('steps.none') }];
  const rows: ArmRow[] = [
    ...alone(t('steps.reach'), reach?.rate),
    ...alone(t('steps.response'), response?.rate),
    ...(conversion.t.rate === null
      ? []
      : [
          {
            label: say(card.goal),
            treatment: conversion.t.rate,
            control: conversion.c.rate,
            note: format.points(conversion.diff),
            strong: true,
          },
        ]),
  ];
  const opened = (found: PlaybookClicks | undefined) =>
    found && found.told > 0 ? (
      <span
        title={t('steps.openedOf', {
          persons: found.persons,
          told: found.told,
          visits: found.visits,
          bots: found.bots,
        })}
      >
        {format.percent(found.persons / found.told)}
      </span>
    ) : (
      '—'
    );
  return (
    <Card title={t('steps.title')} caption={t('steps.caption')}>
      <ArmBars rows={rows} format={(value) => format.percent(value)} max={1} title={t('steps.title')} />
      {reach && reach.channels.length > 0 ? (
        <>
          <table className="hx-strata channels">
            <thead>
              <tr>
                <th scope="col">{t('steps.channels')}</th>
                <th scope="col">{t('steps.sent')}</th>
                <th scope="col">{t('steps.reached')}</th>
                {clicks ? <th scope="col">{t('steps.opened')}</th> : null}
                <th scope="col">{t('steps.answered')}</th>
              </tr>
            </thead>
            <tbody>
              {reach.channels.map((channel) => (
                <tr key={channel.channel}>
                  <th scope="row">{say(channel.name)}</th>
                  <td>{format.number(channel.sent)}</td>
                  <td>
                    {format.percent(channel.rate)}
                    {channel.means === 'delivered' ? null : (
                      <span className="f12 t3"> {t(`steps.${channel.means}`)}</span>
                    )}
                    <span className="f12 t3">
                      {' '}
                      {channel.ci ? format.interval(channel.ci[0] * 100, channel.ci[1] * 100) : ''}
                    </span>
                  </td>
                  {clicks ? <td>{opened(clicks.get(channel.channel))}</td> : null}
                  <td>{channel.k > 0 ? format.percent(Math.min(1, channel.answered / channel.k)) : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {reach.caveat ? (
            <p className="hx-score-words">{t('steps.caveat', { n: reach.accepted_only, of: reach.k })}</p>
          ) : null}
          <p className="hx-score-words">{t('steps.note')}</p>
        </>
      ) : null}
    </Card>
  );
}

/** By channel, of those who got a link that counts; null where none did. */
function useClicks({ playbook, epoch }: Scorecard, links: boolean): ReadonlyMap<string, PlaybookClicks> | null {
  const can = useCan();
  const { data } = useEndpoint(
    playbookClicks,
    { params: { playbook }, query: { epoch } },
    { enabled: links && can('messages:read') },
  );
  return data && data.items.length > 0 ? new Map(data.items.map((item) => [item.channel, item])) : null;
}
