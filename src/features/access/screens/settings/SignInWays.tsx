import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, useWorkspace } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { getWays, setWay, unlinkWay, type WayState } from '../../contract-ways.ts';
import { words } from './words.ts';

/** In the settings of the workspace: which ways are allowed. In one's own account: which are tied to it. */
export function SignInWays({ whose }: { whose: 'workspace' | 'mine' }) {
  const t = useWords(words);
  const query = useEndpoint(getWays, {});
  const items = query.data?.items.filter(({ state, mine }) => whose === 'workspace' || state === 'on' || mine) ?? [];
  if (items.length === 0) return null;
  return (
    <section className="hx-settings-part">
      <h2>{t('ways.title')}</h2>
      <p>{t(whose === 'workspace' ? 'ways.lead' : 'ways.leadMine')}</p>
      <ul className="col g12">
        {items.map((item) => (
          <li key={item.way}>{whose === 'workspace' ? <Allowed item={item} /> : <Mine item={item} />}</li>
        ))}
      </ul>
    </section>
  );
}

const TONES = { on: 'ok', off: 'neutral', changed: 'warn', unset: 'neutral' } as const;

function Allowed({ item }: { item: WayState }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const can = useCan();
  const set = useAction(setWay, { changes: [getWays] });
  const put = (on: boolean) => set.mutate({ params: { way: item.way }, body: { on } });
  return (
    <div className="col g8">
      <div className="row g8 wrap">
        <b>{say(item.words)}</b>
        <Tag tone={TONES[item.state]}>{t(`ways.${item.state}`)}</Tag>
        {item.enabledBy && item.enabledAt ? (
          <span className="t3 f12">
            {t('ways.by', { who: item.enabledBy, when: format.when(item.enabledAt), count: item.linked })}
          </span>
        ) : null}
      </div>
      {item.state === 'changed' ? <p className="t2">{t('ways.changedWhy')}</p> : null}
      {can('access:write') ? (
        <div className="row g8">
          {item.state === 'off' || item.state === 'changed' ? (
            <Button loading={set.isPending} onClick={() => put(true)}>
              {t(item.state === 'off' ? 'ways.allow' : 'ways.confirm')}
            </Button>
          ) : null}
          {item.state === 'on' || item.state === 'changed' ? (
            <Button loading={set.isPending} onClick={() => put(false)}>
              {t('ways.end')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ErrorNote error={set.error} />
    </div>
  );
}

function Mine({ item }: { item: WayState }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { id } = useWorkspace();
  const untie = useAction(unlinkWay, { changes: [getWays] });
  return (
    <div className="row g8 wrap">
      <b>{say(item.words)}</b>
      {item.mine ? (
        <>
          <span className="t3 f12">{t('ways.tied', { when: format.when(item.mine) })}</span>
          <Button loading={untie.isPending} onClick={() => untie.mutate({ params: { way: item.way } })}>
            {t('ways.untie')}
          </Button>
        </>
      ) : (
        <Button
          onClick={() =>
            window.location.assign(
              `/api/auth/ways/${id}/${item.way}?intent=link&return=${encodeURIComponent(`/w/${id}/settings/account`)}`,
            )
          }
        >
          {t('ways.tie')}
        </Button>
      )}
      <ErrorNote error={untie.error} />
    </div>
  );
}
