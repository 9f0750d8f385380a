import { useEffect, useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Card } from '../../../console/ui/Card.tsx';
import { Answered, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import {
  getClassBoard,
  listMatrixVersions,
  type MatrixDefinition,
  type MatrixVersion,
  previewMatrix,
  publishMatrix,
} from '../contract.ts';
import { Bounds } from './Bounds.tsx';
import { ClassList } from './ClassList.tsx';
import { ClassesPage } from './Frame.tsx';
import { Grids } from './Grids.tsx';
import { PublishSheet } from './PublishSheet.tsx';
import { usePlaybooks } from './PlaybookLink.tsx';
import { words } from './words.ts';

/** 分层矩阵: which answers make which class, tried on the customers there are before it is published. */
export default function Matrix() {
  const query = useEndpoint(listMatrixVersions, {});
  const newest = query.data?.items[0];
  if (newest) return <Editor key={newest.version} newest={newest} />;
  return (
    <ClassesPage>
      <Answered query={query}>{() => null}</Answered>
    </ClassesPage>
  );
}

/** Painting many cells asks once. */
function useSettled<T>(value: T, ms = 250): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

function Editor({ newest }: { newest: MatrixVersion }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const [draft, setDraft] = useState<MatrixDefinition>(newest.definition);
  const [brush, setBrush] = useState(newest.definition.classes[0]?.key ?? '');
  const [isOpen, open] = useState(false);
  const asked = useSettled(draft);
  const preview = useEndpoint(previewMatrix, { body: { definition: asked } });
  const publish = useAction(publishMatrix, { changes: [listMatrixVersions, getClassBoard] });
  const mayPublish = can('classes:write');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(newest.definition);
  const version = newest.version + 1;
  const playbooks = usePlaybooks();
  const own = [...new Set(Object.values(draft.plays))].map((key) => {
    const found = playbooks.find((one) => one.key === key);
    return found ? say(found.name) : key;
  });
  const changed = preview.data?.changed ?? 0;
  return (
    <ClassesPage
      tags={<Tag>{newest.version === 0 ? t('builtIn') : t('version', { version: newest.version })}</Tag>}
      {...(isChanged && preview.data
        ? { note: changed > 0 ? t('wouldChange', { n: format.number(changed), count: changed }) : t('wouldNot') }
        : {})}
      actions={
        isChanged
          ? [{ key: 'reset', label: t('reset'), icon: 'close', onClick: () => setDraft(newest.definition) }]
          : []
      }
      {...(mayPublish
        ? {
            primary: {
              key: 'publish',
              label: t('publish', { version }),
              disabled: !isChanged || preview.error !== null,
              onClick: () => open(true),
            },
          }
        : {})}
    >
      <div className="hx-classes">
        {mayPublish ? null : <Note>{t('readOnly')}</Note>}
        {preview.error ? <ErrorNote error={preview.error} /> : null}
        <Card title={t('tabs.matrix')} caption={t('paint')}>
          <Grids
            draft={draft}
            counts={preview.data?.cells ?? []}
            brush={brush}
            pick={setBrush}
            paint={(cell, key) => setDraft((now) => ({ ...now, cells: { ...now.cells, [cell]: key } }))}
            locked={!mayPublish}
          />
          {own.length > 0 ? <p className="f12 t3">{t('serviceFirst', { name: format.list(own) })}</p> : null}
        </Card>
        <Card title={t('bounds')} caption={t('boundsHint')}>
          <Bounds draft={draft} change={setDraft} locked={!mayPublish} />
        </Card>
        <Card title={t('classes')}>
          <ClassList draft={draft} change={setDraft} preview={preview.data} locked={!mayPublish} />
        </Card>
      </div>
      {isOpen ? (
        <PublishSheet
          version={version}
          changed={changed}
          close={() => open(false)}
          waiting={publish.isPending}
          error={publish.error}
          publish={(note) => publish.mutate({ body: { definition: draft, note, base: newest.version } })}
        />
      ) : null}
    </ClassesPage>
  );
}
