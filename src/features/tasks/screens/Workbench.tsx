import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useKeys } from '../../../console/lib/keys.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useRailNav } from '../../../console/lib/rail.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { KeyHint } from '../../../console/ui/KeyHint.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listPeople } from '../contract.ts';
import { PhoneQueue } from './phone/PhoneQueue.tsx';
import { PhoneTask } from './phone/PhoneTask.tsx';
import { afterwards, filterItems, neighbour, ofResult } from './queue/order.ts';
import { Queue } from './queue/Queue.tsx';
import { useQueue } from './queue/useQueue.ts';
import { useQueueAddress } from './queue/useQueueAddress.ts';
import { Held } from './work/Held.tsx';
import { TaskPane } from './work/TaskPane.tsx';
import { words } from './words.ts';
import './bench.css';
import '../../../console/questions/questions.css';
import './record.css';

/** 回访任务: my queue, the customer with the script, the record. On a phone a list, and a page per task. */
export default function Workbench() {
  const phone = usePhone();
  const { task } = useParams();
  const t = useWords(words);
  useEffect(() => {
    document.title = `${t('title')} · ${document.title.split(' · ').at(-1) ?? ''}`;
  }, [t]);
  if (!phone) return <Desktop />;
  return task ? <PhoneTask taskId={task} /> : <PhoneQueue />;
}

function Desktop() {
  useRailNav();
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const { task } = useParams();
  const { tab, q, result, search: address, setTab, setQ, setResult } = useQueueAddress();
  const queue = useQueue(tab);
  const me = useEndpoint(listPeople, {}, { staleTime: 300_000 });
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const search = useRef<HTMLInputElement>(null);
  const found = queue.shown ? filterItems(queue.shown, 'all', q) : undefined;
  const items = found && tab === 'done' ? ofResult(found, result) : found;
  const pool = tab === 'waiting' ? filterItems(queue.pool, 'all', q) : [];
  const ids = [...(items ?? []), ...pool].map(({ taskId }) => taskId);
  // Without a task in the address the first of the queue is looked at; looking accepts nothing.
  const shown = task ?? (chosen !== undefined && ids.includes(chosen) ? chosen : ids[0]);
  const go = (id: string | null) => {
    setChosen(id ?? undefined);
    void navigate(to(id ? `tasks/${id}${address ? `?${address}` : ''}` : `tasks${address ? `?${address}` : ''}`), {
      replace: true,
    });
  };
  const leave = (id: string) => go(afterwards(ids, id));
  const step = (by: 1 | -1) => {
    const next = neighbour(ids, shown, by);
    if (next) go(next);
  };
  useKeys([
    { key: 'j', label: t('keys.next'), run: () => step(1) },
    { key: 'k', label: t('keys.previous'), run: () => step(-1) },
    { key: '/', label: t('keys.search'), run: () => search.current?.focus() },
  ]);
  const next = shown === undefined ? null : afterwards(ids, shown);
  const nextItem = [...(items ?? []), ...pool].find(({ taskId }) => taskId === next);
  return (
    <div className="hx-bench">
      <div className="left">
        <Queue
          queue={queue}
          tab={tab}
          setTab={(next) => {
            setTab(next);
            setChosen(undefined);
            if (task) void navigate(to(`tasks${next === 'waiting' ? '' : `?tab=${next}`}`), { replace: true });
          }}
          items={items}
          pool={pool}
          ended={found ?? []}
          result={result}
          setResult={setResult}
          q={q}
          setQ={setQ}
          chosen={shown}
          choose={go}
          me={me.data?.me}
          search={search}
        />
        <Held />
      </div>
      <div className="pane">
        {shown ? (
          <TaskPane key={shown} taskId={shown} leave={leave} nextName={nextItem?.customer.name ?? null} />
        ) : items === undefined ? (
          <div className="hx-task" />
        ) : (
          <EmptyState icon="task" title={t('empty.none')} hint={t('empty.noneHint')} />
        )}
        <Keys />
      </div>
    </div>
  );
}

/** The keys of the workbench, where they act. */
function Keys() {
  const t = useWords(words);
  return (
    <footer className="hx-keystrip">
      <span>
        <KeyHint keys="j" />
        <KeyHint keys="k" />
        {t('keys.next')}
      </span>
      <span>
        <KeyHint keys="Enter" />
        {t('act.start')}
      </span>
      <span>
        <KeyHint keys="1" />–<KeyHint keys="5" />
        {t('keys.pick')}
      </span>
      <span>
        <KeyHint keys="r" />
        {t('keys.record')}
      </span>
      <span>
        <KeyHint keys="/" />
        {t('keys.search')}
      </span>
      <span className="grow" />
      <span>
        <KeyHint keys="?" />
        {t('keys.all')}
      </span>
    </footer>
  );
}
