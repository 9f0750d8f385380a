import { useEffect } from 'react';
import type { PlaybookDetail } from '../../features/playbooks/contract.ts';
import { useWords } from '../lib/i18n.ts';
import { useKeys } from '../lib/keys.ts';
import { useFormat } from '../lib/session.tsx';
import type { ProblemItem } from '../lib/problem.ts';
import type { PlaybookTabProps } from '../screens.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorNote, Note } from '../ui/States.tsx';
import { Leaving } from './Leaving.tsx';
import type { Draft } from './useDraft.ts';
import { words } from './words.ts';
import './SaveBar.css';

/** Stays in sight below what is written: saved or not, one step back, and what to do when somebody else has saved meanwhile. */
export function SaveBar<T>({
  draft,
  playbook,
  onTouched,
  flaws = 0,
  where,
  errors = draft.error?.errors ?? [],
}: Pick<PlaybookTabProps, 'playbook' | 'onTouched'> & {
  draft: Draft<T>;
  /** What the page itself finds wrong: it is mended before it is sent. */
  flaws?: number;
  /** What a place of the document is called on the page. */
  where?: (path: string) => string;
  /** Those of the server that are not mended yet, where the page knows. */
  errors?: readonly ProblemItem[];
}) {
  const t = useWords(words);
  const { touched, saving, canUndo } = draft;
  useEffect(() => {
    onTouched(touched);
    return () => onTouched(false);
  }, [touched, onTouched]);
  const isReady = touched && flaws === 0 && !saving && !draft.newer;
  useKeys([
    { key: 'mod+Enter', label: t('save'), inFields: true, run: () => isReady && draft.save() },
    { key: 'mod+z', label: t('undo'), run: () => canUndo && draft.undo() },
  ]);
  return (
    <div className="hx-save-bar">
      <Leaving when={touched && !saving} />
      <Told draft={draft} playbook={playbook} where={where} errors={errors} />
      <div className="row g8 wrap">
        <Button
          type={isReady || saving ? 'primary' : 'default'}
          disabled={!isReady}
          loading={saving}
          keys="mod+Enter"
          onClick={draft.save}
        >
          {t('save')}
        </Button>
        <Button icon="undo" disabled={!canUndo || saving} onClick={draft.undo}>
          {t('undo')}
        </Button>
        {touched ? (
          <Button type="text" disabled={saving} onClick={draft.discard}>
            {t('discard')}
          </Button>
        ) : null}
        <span className={flaws > 0 ? 'f12 bad' : 'f12 t3 idle'} role="status">
          {flaws > 0 ? t('flaws', { n: flaws }) : touched ? t('unsaved') : ''}
        </span>
      </div>
    </div>
  );
}

function Told<T>({
  draft,
  playbook,
  where,
  errors,
}: {
  draft: Draft<T>;
  playbook: PlaybookDetail;
  where: ((path: string) => string) | undefined;
  errors: readonly ProblemItem[];
}) {
  const t = useWords(words);
  const format = useFormat();
  const { newer, error, saved } = draft;
  if (newer) {
    const { version, versions } = newer;
    const by = versions[0]?.createdBy ?? '';
    const at = format.when(versions[0]?.createdAt);
    return (
      <div className="told" role="alert">
        <Note tone="warn">{t('newer', { by, at, version })}</Note>
        <p className="f12 t2 cjk">{t('newerHint', { version })}</p>
        <div className="row g8 wrap">
          <Button size="small" loading={draft.saving} onClick={draft.saveOnTop}>
            {t('onTop', { version })}
          </Button>
          <Button size="small" onClick={draft.load}>
            {t('load', { version })}
          </Button>
        </div>
      </div>
    );
  }
  if (error?.code === 'playbook_invalid' && error.errors.length > 0)
    return errors.length > 0 ? <Refused errors={errors} where={where} /> : null;
  if (error) return <ErrorNote error={error} />;
  if (saved === null) return null;
  const { liveVersion, status } = playbook;
  const isLive = status === 'running' && liveVersion !== null && liveVersion !== saved;
  return (
    <Note tone="ok">
      {isLive ? t('savedLive', { version: saved, live: liveVersion }) : t('saved', { version: saved })}
    </Note>
  );
}

const MOST = 4;

/** What the server finds wrong: most of it stands at its field too, which may be out of sight. */
function Refused({ errors, where }: { errors: readonly ProblemItem[]; where: ((path: string) => string) | undefined }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <div className="told" role="alert">
      <Note tone="bad">{t('wrong', { n: errors.length })}</Note>
      <ul className="f12 bad">
        {errors.slice(0, MOST).map(({ path = '', message }) => (
          <li key={`${path}${message}`}>{where ? format.labelled(where(path), message) : message}</li>
        ))}
        {errors.length > MOST ? <li>…</li> : null}
      </ul>
    </div>
  );
}
