import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../../console/api.ts';
import { asPng, save, standalone } from '../../../console/charts/picture.ts';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { addressOf } from '../../../console/lib/address.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Icon } from '../../../console/ui/Icon.tsx';
import { Menu } from '../../../console/ui/Menu.tsx';
import { downloadPdf, downloadScorecard, downloadWorkbook, getRecomputed, type Scorecard } from '../contract.ts';
import { Picture } from './Picture.tsx';
import { words } from './words.ts';
import '../../../console/ui/IconButton.css';

/** Epoch, as-of date, and taking the scorecard away: as JSON, as a picture, on paper. */
export function Controls({ card, asOf }: { card: Scorecard; asOf: string | undefined }) {
  return (
    <div className="hx-score-controls">
      <EpochMenu epoch={card.epoch} />
      <AsOf card={card} asOf={asOf} />
      <Export card={card} asOf={asOf} />
    </div>
  );
}

/** Epochs are counted from 1; the newest one seen in this session bounds the list. */
function EpochMenu({ epoch }: { epoch: number }) {
  const t = useWords(words);
  const [, setAsked] = useAddress();
  const [latest] = useState(epoch);
  const most = Math.max(latest, epoch);
  if (most < 2) return null;
  return (
    <Menu
      width={140}
      groups={[
        {
          title: t('epochs'),
          items: Array.from({ length: most }, (_, at) => most - at).map((one) => ({
            key: String(one),
            label: t('epoch', { epoch: one }),
            checked: one === epoch,
            onSelect: () =>
              setAsked((now) => {
                const next = new URLSearchParams(now);
                if (one === latest) next.delete('epoch');
                else next.set('epoch', String(one));
                return next;
              }),
          })),
        },
      ]}
      trigger={({ onClick, ...props }) => (
        <Button size="small" icon="down" iconPlacement="end" onClick={onClick} {...props}>
          {t('epochShort', { epoch })}
        </Button>
      )}
    />
  );
}

/** The browser's own date picker behind our button: light, and good on a phone. */
function AsOf({ card, asOf }: { card: Scorecard; asOf: string | undefined }) {
  const t = useWords(words);
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [, setAsked] = useAddress();
  const choose = (date: string) =>
    setAsked((now) => {
      const next = new URLSearchParams(now);
      if (date) next.set('as_of', date);
      else next.delete('as_of');
      return next;
    });
  // A chosen date is judged at its end, which is the first instant of the next one.
  const shown = asOf ?? format.isoDay(card.as_of);
  return (
    <span className="hx-score-asof">
      <Button size="small" icon="calendar" onClick={() => field.current?.showPicker()}>
        {t('asOf', { date: shown })}
      </Button>
      <input
        ref={field}
        type="date"
        tabIndex={-1}
        aria-label={t('asOfPick')}
        value={shown}
        onChange={(event) => choose(event.target.value)}
      />
      {asOf ? (
        <button
          type="button"
          className="hx-icon-button"
          title={t('asOfNow')}
          aria-label={t('asOfNow')}
          onClick={() => choose('')}
        >
          <Icon name="close" size={14} />
        </button>
      ) : null}
    </span>
  );
}

function Export({ card, asOf }: { card: Scorecard; asOf: string | undefined }) {
  const t = useWords(words);
  const format = useFormat();
  const date = asOf ?? format.isoDay(card.as_of);
  const picture = useRef<SVGSVGElement>(null);
  const [said, setSaid] = useState('');
  const name = `${card.playbook}-${card.epoch}-${date}`;
  // What many customers had to be read for is fetched for the file too.
  const json = async () => {
    const input = { params: { playbook: card.playbook }, query: { epoch: card.epoch, as_of: asOf } };
    const late = card.recomputed?.figures === null ? await call(getRecomputed, input, { workspace }) : {};
    return JSON.stringify({ ...card, ...late }, null, 2);
  };
  const drawn = () => {
    if (!picture.current) throw new Error('the picture is not drawn');
    return asPng(standalone(picture.current, ''));
  };
  const savePicture = async () => save(await drawn(), `${name}.png`);
  const copied = async (write: () => Promise<void>, otherwise: () => unknown) => {
    try {
      await write();
      setSaid(t('exports.copied'));
      setTimeout(() => setSaid(''), 1600);
    } catch {
      // A browser that may not write to the clipboard gets the file.
      await otherwise();
    }
  };
  const navigate = useNavigate();
  const to = usePath();
  const { id: workspace } = useWorkspace();
  const fetchFile = (endpoint: typeof downloadWorkbook | typeof downloadScorecard | typeof downloadPdf) =>
    location.assign(
      addressOf(
        endpoint,
        { params: { playbook: card.playbook }, query: { epoch: card.epoch, as_of: asOf } },
        workspace,
      ),
    );
  const saveJson = async () => save(new Blob([await json()], { type: 'application/json' }), `${name}.json`);
  return (
    <>
      <Picture ref={picture} card={card} date={date} />
      <Menu
        align="end"
        width={180}
        groups={[
          {
            items: [
              {
                key: 'picture',
                icon: 'copy',
                label: t('exports.copyPicture'),
                onSelect: () =>
                  void copied(
                    () => navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn() })]),
                    savePicture,
                  ),
              },
              { key: 'png', icon: 'download', label: t('exports.picture'), onSelect: () => void savePicture() },
            ],
          },
          {
            items: [
              {
                key: 'copy',
                icon: 'copy',
                label: t('exports.copyJson'),
                onSelect: () => void copied(async () => navigator.clipboard.writeText(await json()), saveJson),
              },
              { key: 'json', icon: 'download', label: t('exports.json'), onSelect: () => void saveJson() },
              { key: 'csv', icon: 'download', label: t('exports.csv'), onSelect: () => fetchFile(downloadScorecard) },
              { key: 'xlsx', icon: 'download', label: t('exports.xlsx'), onSelect: () => fetchFile(downloadWorkbook) },
              { key: 'pdf', icon: 'download', label: t('exports.pdf'), onSelect: () => fetchFile(downloadPdf) },
              {
                key: 'print',
                icon: 'file',
                label: t('exports.print'),
                onSelect: () =>
                  void navigate(
                    to(`scorecards/${card.playbook}/print?epoch=${card.epoch}${asOf ? `&as_of=${asOf}` : ''}`),
                  ),
              },
            ],
          },
        ]}
        trigger={({ onClick, ...props }) => (
          <Button size="small" icon={said ? 'check' : 'download'} onClick={onClick} {...props}>
            {said || t('export')}
          </Button>
        )}
      />
    </>
  );
}
