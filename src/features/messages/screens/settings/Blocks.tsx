import { Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, usePages } from '../../../../console/query.ts';
import { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState, ErrorNote, ErrorState, Skeleton } from '../../../../console/ui/States.tsx';
import { type Block, changeContactBlock, listContactBlocks } from '../../contract-blocks.ts';
import { words } from './policy-words.ts';
import './settings.css';

const AddBlocks = lazy(() => import('./AddBlocks.tsx'));

/** 设置 › 黑名单: who is not contacted at all. */
export default function Blocks() {
  const t = useWords(words);
  const can = useCan();
  const [q, setQ] = useState('');
  const [adding, setAdding] = useState(false);
  const pages = usePages(listContactBlocks, { query: { q } }, (page) => page.items);
  const may = can('messages:configure');
  return (
    <SettingsPage {...(may ? { primary: { key: 'add', label: t('blocks.add'), onClick: () => setAdding(true) } } : {})}>
      <p className="t2 cjk hx-lead">{t('blocks.lead')}</p>
      <div className="row g12 wrap hx-blocks-find">
        <Input
          allowClear
          aria-label={t('blocks.search')}
          placeholder={t('blocks.search')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      {pages.error ? <ErrorState error={pages.error} /> : null}
      {pages.rows === undefined && !pages.error ? <Skeleton lines={5} /> : null}
      {pages.rows?.length === 0 ? (
        <EmptyState icon="customers" title={t('blocks.title')} hint={t('blocks.none')} />
      ) : null}
      <ul className="hx-blocks">
        {(pages.rows ?? []).map((block) => (
          <Line key={block.blockId} block={block} may={may} />
        ))}
      </ul>
      {pages.hasMore ? (
        <Button size="small" onClick={pages.more}>
          {t('blocks.more')}
        </Button>
      ) : null}
      <Suspense fallback={null}>{adding ? <AddBlocks close={() => setAdding(false)} /> : null}</Suspense>
    </SettingsPage>
  );
}

function Line({ block, may }: { block: Block; may: boolean }) {
  const t = useWords(words);
  const actor = useActorName();
  const format = useFormat();
  const change = useAction(changeContactBlock, { changes: [listContactBlocks] });
  // What a person has just ended can be taken back where it stood.
  const [ended, setEnded] = useState(false);
  const day = block.expiresAt ? format.day(format.isoDay(Date.parse(block.expiresAt) - 1)) : null;
  const set = (blocked: boolean) => {
    setEnded(!blocked);
    change.mutate({ params: { block: block.blockId }, body: { blocked } });
  };
  return (
    <li className={block.expired ? 'ended' : undefined}>
      <div className="grow">
        <b>{block.shown ?? t('blocks.erased')}</b> <span className="t3 f12">{t(`blocks.kind.${block.kind}`)}</span>
        <p className="t2">
          {block.reason} · {block.expired ? t('blocks.ended') : day ? t('blocks.until', { day }) : t('blocks.always')}
        </p>
        <p className="t3 f12">{t('blocks.by', { who: actor(block.by), time: format.when(block.at) })}</p>
        <ErrorNote error={change.error} />
      </div>
      {may && (!block.expired || ended) ? (
        <Button size="small" loading={change.isPending} onClick={() => set(block.expired)}>
          {t(block.expired ? 'blocks.restore' : 'blocks.remove')}
        </Button>
      ) : null}
    </li>
  );
}
