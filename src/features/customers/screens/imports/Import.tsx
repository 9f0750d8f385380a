import { useState } from 'react';
import { useParams } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Page } from '../../../../console/ui/Page.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { getImport, IMPORT_KIND_WORDS, type ImportRun } from '../../contract-imports.ts';
import { Check } from './Check.tsx';
import { Result } from './Result.tsx';
import { isUnderWay, RunTag } from './RunTag.tsx';
import { Running } from './Running.tsx';
import { words } from './words.ts';
import './imports.css';

/** One file on its way: look and map, then watch, then what came of it. */
export default function Import() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const { import: id = '' } = useParams();
  const [again, setAgain] = useState(false);
  const query = useEndpoint(
    getImport,
    { params: { id } },
    { every: (answer) => (answer && isUnderWay(answer as ImportRun) ? 800 : false) },
  );
  const run = query.data;
  const name = run?.fileName.split(/[\\/]/).at(-1) ?? t('back');
  const crumbs = [{ label: t('back'), to: to('customers/import') }];
  if (run && (run.status === 'uploaded' || again))
    return <Check run={run} crumbs={crumbs} name={name} started={() => setAgain(false)} />;
  return (
    <Page
      tone="work"
      title={name}
      crumbs={crumbs}
      width={960}
      tags={
        run ? (
          <>
            <span className="t3 f12">{say(IMPORT_KIND_WORDS[run.kind])}</span>
            <RunTag run={run} />
          </>
        ) : null
      }
    >
      <Answered query={query}>
        {(now) =>
          isUnderWay(now) ? <Running run={now} name={name} /> : <Result run={now} redo={() => setAgain(true)} />
        }
      </Answered>
    </Page>
  );
}
