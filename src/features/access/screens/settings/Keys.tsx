import { lazy, Suspense, useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, useWorkspace } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type ApiKey, listKeys, listRoles } from '../../contract.ts';
import { SettingsPage } from './Frame.tsx';
import { words } from './words.ts';

const KeySheet = lazy(() => import('./KeySheet.tsx'));
const OneTime = lazy(() => import('../../../../console/ui/OneTime.tsx'));
const RevokeKey = lazy(() => import('./RevokeKey.tsx'));
const RotateKey = lazy(() => import('./RotateKey.tsx'));

/** 设置 › API 密钥. */
export default function Keys() {
  const t = useWords(words);
  const workspace = useWorkspace();
  const keys = useEndpoint(listKeys, {});
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const [turning, setTurning] = useState<ApiKey | null>(null);
  const [secret, setSecret] = useState<{ name: string; text: string } | null>(null);
  const columns = useColumns();
  const example = `curl ${location.origin}/api/w/${workspace.id}/settings \\\n  -H 'Authorization: Bearer ${secret?.text ?? ''}'`;
  return (
    <SettingsPage primary={{ key: 'add', label: t('keys.add'), icon: 'plus', onClick: () => setAdding(true) }}>
      <DataTable
        name="keys"
        columns={columns}
        rows={keys.data?.items}
        rowKey={(key) => key.id}
        rowActions={(key) =>
          stateOf(key) === 'active' ? (
            <>
              <Button size="small" onClick={() => setTurning(key)}>
                {t('keys.rotate')}
              </Button>
              <Button size="small" danger onClick={() => setLeaving(key)}>
                {t('keys.revoke')}
              </Button>
            </>
          ) : null
        }
        card={(key) => <KeyCard apiKey={key} revoke={() => setLeaving(key)} rotate={() => setTurning(key)} />}
        empty={
          <EmptyState
            icon="key"
            title={t('keys.empty')}
            hint={t('keys.emptyHint')}
            action={<Button onClick={() => setAdding(true)}>{t('keys.add')}</Button>}
          />
        }
        error={keys.error}
        retry={() => void keys.refetch()}
        twoLines
      />
      <Suspense fallback={null}>
        {adding ? (
          <KeySheet
            close={() => setAdding(false)}
            made={(name, text) => {
              setAdding(false);
              setSecret({ name, text });
            }}
          />
        ) : null}
        {leaving ? <RevokeKey apiKey={leaving} close={() => setLeaving(null)} /> : null}
        {turning ? (
          <RotateKey
            apiKey={turning}
            close={() => setTurning(null)}
            made={(text) => {
              setTurning(null);
              setSecret({ name: turning.name, text });
            }}
          />
        ) : null}
        {secret ? (
          <OneTime
            title={t('keys.secretTitle', { name: secret.name })}
            text={t('keys.secretText')}
            secret={secret.text}
            close={() => setSecret(null)}
          >
            <h3>{t('keys.example')}</h3>
            <pre className="hx-code">{example}</pre>
          </OneTime>
        ) : null}
      </Suspense>
    </SettingsPage>
  );
}

function stateOf(key: ApiKey): 'active' | 'expired' | 'revoked' | 'rotated' {
  if (key.revokedAt) return 'revoked';
  if (key.rotatedTo) return 'rotated';
  return key.expiresAt && Date.parse(key.expiresAt) <= Date.now() ? 'expired' : 'active';
}

function KeyCard({ apiKey, revoke, rotate }: { apiKey: ApiKey; revoke: () => void; rotate: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const state = stateOf(apiKey);
  return (
    <>
      <RowCard
        title={apiKey.name}
        tags={state === 'active' ? null : <Tag>{t(`keys.${state}`)}</Tag>}
        right={t('keys.count', { count: apiKey.permissions.length })}
        line={`${apiKey.prefix}…`}
        note={`${t('keys.used')} ${apiKey.lastUsedAt ? format.when(apiKey.lastUsedAt) : t('keys.neverUsed')}`}
      />
      {state === 'active' ? (
        <div className="row g8" style={{ marginTop: 8 }}>
          <Button onClick={rotate}>{t('keys.rotate')}</Button>
          <Button danger onClick={revoke}>
            {t('keys.revoke')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function useColumns(): readonly Column<ApiKey>[] {
  const t = useWords(words);
  const actor = useActorName();
  const format = useFormat();
  const called = usePermissionName();
  return [
    {
      key: 'name',
      title: t('keys.name'),
      render: (key) => <Two value={<span className="fw5 el">{key.name}</span>} under={`${key.prefix}…`} />,
    },
    {
      key: 'permissions',
      title: t('keys.permissions'),
      width: 220,
      render: (key) => (
        <Two
          value={t('keys.count', { count: key.permissions.length })}
          under={
            <span className="el" title={key.permissions.map(called).join('\n')}>
              {format.list(key.permissions.slice(0, 3).map(called))}
            </span>
          }
        />
      ),
    },
    {
      key: 'created',
      title: t('keys.created'),
      width: 150,
      render: (key) => <Two value={format.when(key.createdAt)} under={actor(key.createdBy)} />,
    },
    {
      key: 'used',
      title: t('keys.used'),
      width: 140,
      render: (key) =>
        key.lastUsedAt ? format.when(key.lastUsedAt) : <span className="t3">{t('keys.neverUsed')}</span>,
    },
    {
      key: 'expires',
      title: t('keys.expires'),
      width: 130,
      render: (key) => (key.expiresAt ? format.date(key.expiresAt) : <span className="t3">{t('keys.never')}</span>),
    },
    {
      key: 'pace',
      title: t('keys.pace'),
      width: 130,
      render: (key) =>
        key.perMinute === null ? (
          <span className="t3">{t('keys.paceNone')}</span>
        ) : (
          t('keys.paceOf', { number: format.number(key.perMinute) })
        ),
    },
    {
      key: 'state',
      title: t('keys.state'),
      width: 100,
      render: (key) => {
        const state = stateOf(key);
        return state === 'active' ? <span className="t2">{t('keys.active')}</span> : <Tag>{t(`keys.${state}`)}</Tag>;
      },
    },
  ];
}

/** What a permission is called; its code until the names are here. */
function usePermissionName(): (name: string) => string {
  const say = useSay();
  const table = useEndpoint(listRoles, {}, { staleTime: 600_000 });
  return (name) => {
    const known = table.data?.permissions.find((one) => one.name === name);
    return known ? say(known.words) : name;
  };
}
