import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { Page, type PageProps } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { words } from './words.ts';

/** The pages around customers, as far as the role may see them. */
export function CustomersPage({ children, ...props }: Omit<PageProps, 'title' | 'tabs'>) {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const tabs = [
    { key: 'all', path: 'customers', needs: 'customers:read' },
    { key: 'imports', path: 'customers/import', needs: 'customers:import' },
    { key: 'attributes', path: 'customers/attributes', needs: 'customers:read' },
    { key: 'events', path: 'customers/event-types', needs: 'events:read' },
  ] as const;
  return (
    <Page
      tone="work"
      {...props}
      title={t('title')}
      tabs={tabs
        .filter((tab) => can(tab.needs))
        .map((tab) => ({ label: t(`tab.${tab.key}`), to: to(tab.path), end: true }))}
    >
      <ScratchNote />
      {children}
    </Page>
  );
}
