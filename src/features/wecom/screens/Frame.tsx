import type { ReactNode } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Page, type PageAction } from '../../../console/ui/Page.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Note } from '../../../console/ui/States.tsx';
import { getWecom } from '../contract.ts';
import { words } from './words.ts';

/** The frame of the pages of WeCom: what waits, who is unmatched, and that nothing is set up when nothing is. */
export function Frame({ actions = [], children }: { actions?: readonly PageAction[]; children: ReactNode }) {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const status = useEndpoint(getWecom, {}, { every: 30_000 }).data;
  const count = (n: number | undefined) => (n ? { count: n } : {});
  return (
    <Page
      title={t('title')}
      tone="work"
      actions={actions}
      tabs={[
        { label: t('tab.tasks'), to: to('wecom'), end: true, ...count(status?.waiting) },
        { label: t('tab.friends'), to: to('wecom/friends'), ...count(status?.unmatched) },
        { label: t('tab.staff'), to: to('wecom/staff') },
        { label: t('tab.runs'), to: to('wecom/runs') },
      ]}
    >
      {status && !status.set ? (
        <Note tone="warn">
          {t('notSet')}{' '}
          {can('messages:configure') ? (
            <Button size="small" to={to('settings/channels')}>
              {t('setUp')}
            </Button>
          ) : null}
        </Note>
      ) : null}
      {children}
    </Page>
  );
}
