import type { ReactNode } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { Page, type PageProps } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { words } from './words.ts';
import './classes.css';

/** The frame of the three pages. */
export function ClassesPage({ children, ...rest }: Omit<PageProps, 'title' | 'tabs'> & { children: ReactNode }) {
  const t = useWords(words);
  const to = usePath();
  return (
    <Page
      {...rest}
      title={t('title')}
      tabs={[
        { label: t('tabs.overview'), to: to('classes'), end: true },
        { label: t('tabs.matrix'), to: to('classes/matrix') },
        { label: t('tabs.intent'), to: to('classes/intent') },
      ]}
    >
      <ScratchNote />
      {children}
    </Page>
  );
}
