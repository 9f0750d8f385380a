import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { advanceClock, getClock } from '../../../access/contract.ts';
import { getMessage } from '../../contract-records.ts';
import { getThread, listPeople } from '../../contract-sandbox.ts';
import { words } from '../words.ts';
import type { Clock } from './useClock.ts';

/** The virtual time of a practice workspace, and the ways forward. Nothing in a workspace that lives in real time. */
export function ClockBar({ clock, target, format }: Clock) {
  const t = useWords(words);
  const can = useCan();
  const advance = useAction(advanceClock, { changes: [getClock, listPeople, getThread, getMessage] });
  if (!clock) return null;
  const going = target !== null;
  const go = (body: Parameters<typeof advance.mutate>[0]['body']) => advance.mutate({ body });
  return (
    <div className="hx-box-clock" aria-live="polite">
      <span className="f12 t3">{t('clock.label')}</span>
      <span className="time" title={target ? t('clock.going', { time: format.when(target) }) : undefined}>
        <Icon name="clock" size={14} />
        {format.date(clock)} {format.time(clock)}
      </span>
      {can('access:write') ? (
        <>
          <Button size="small" loading={going || advance.isPending} onClick={() => go({ next: true })}>
            {going ? t('clock.going', { time: format.when(target) }) : t('clock.next')}
          </Button>
          <Menu
            align="end"
            groups={[
              {
                items: [
                  {
                    key: 'hour',
                    label: t('clock.hour'),
                    icon: 'clock',
                    onSelect: () => go({ forward: { n: 1, unit: 'hour' } }),
                  },
                  {
                    key: 'day',
                    label: t('clock.day'),
                    icon: 'calendar',
                    onSelect: () => go({ forward: { n: 1, unit: 'day' } }),
                  },
                ],
              },
            ]}
            trigger={(props) => <Button size="small" icon="down" label={t('clock.more')} disabled={going} {...props} />}
          />
        </>
      ) : null}
    </div>
  );
}
