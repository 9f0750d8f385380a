import { useWords } from '../../../console/lib/i18n.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Page } from '../../../console/ui/Page.tsx';
import { Answered, PageSkeleton } from '../../../console/ui/States.tsx';
import { listCustomers } from '../../customers/contract.ts';
import { Today } from './Today.tsx';
import { Ways } from './Ways.tsx';
import { words } from './words.ts';

/** 首页: the ways to begin while there is nobody, what is proven as soon as there are customers. */
export default function Home() {
  const t = useWords(words);
  const can = useCan();
  const customers = useEndpoint(listCustomers, { query: { limit: 1 } }, { enabled: can('customers:read') });
  if (!can('customers:read')) return <Ways />;
  return (
    <Answered query={customers} skeleton={<PageSkeleton />}>
      {(page) =>
        page.items.length === 0 ? (
          <Ways />
        ) : (
          <Page title={t('home.title')} width={1180}>
            <Today customers={page.total} />
          </Page>
        )
      }
    </Answered>
  );
}
