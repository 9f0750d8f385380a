import type { ReactNode } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { Page, type PageProps } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { words } from './words-own.ts';
import './metrics.css';
import './own.css';

/** The frame of the pages of metrics. */
export function MetricsPage({
  children,
  heading,
  ...rest
}: Omit<PageProps, 'title' | 'tabs'> & {
  /** The name of the one thing shown; then there are no tabs. */
  readonly heading?: string;
  readonly children: ReactNode;
}) {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  return (
    <Page
      {...rest}
      title={heading ?? t('title')}
      {...(heading === undefined
        ? {
            tabs: [
              { label: t('tabs.board'), to: to('metrics'), end: true },
              { label: t('tabs.touchpoints'), to: to('metrics/touchpoints') },
              { label: t('tabs.intent'), to: to('metrics/intent') },
              ...(can('forms:read') ? [{ label: t('tabs.questions'), to: to('metrics/questions') }] : []),
              { label: t('tabs.own'), to: to('metrics/own') },
            ],
          }
        : {})}
    >
      <ScratchNote />
      {children}
    </Page>
  );
}
