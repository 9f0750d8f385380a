import { useWords } from '../../../../console/lib/i18n.ts';
import { usePhone } from '../../../../console/lib/media.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import type { Flaws } from './useScoring.ts';
import { words } from './words.ts';

/** Where each flaw stands, as a spreadsheet counts rows (the header is row 1). */
export function FlawTable({ flaws }: { flaws: Flaws }) {
  const t = useWords(words);
  const format = useFormat();
  const phone = usePhone();
  const count = /\d+/.exec(flaws.message)?.[0] ?? String(flaws.items.length);
  const rows = flaws.items.map((item, at) => ({ ...item, key: `${item.path}:${item.row}:${item.field}:${at}` }));
  return (
    <section className="hx-campaign-flaws" role="alert">
      <h3>{t('flaws', { count })}</h3>
      {phone ? (
        <ul>
          {rows.map((item) => (
            <li key={item.key}>
              <div className="f12 t3">
                {[item.path, item.row === undefined ? t('whole') : `${t('flaw.row')} ${item.row}`, item.field]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              <div>{item.message}</div>
            </li>
          ))}
        </ul>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('flaw.file')}</th>
              <th scope="col" className="r">
                {t('flaw.row')}
              </th>
              <th scope="col">{t('flaw.column')}</th>
              <th scope="col">{t('flaw.what')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.key}>
                <td>{item.path}</td>
                <td className="r">{item.row === undefined ? '—' : format.number(item.row)}</td>
                <td>{item.field || (item.row === undefined ? t('whole') : '—')}</td>
                <td>{item.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="f12 t3">
        {Number(count) > rows.length ? t('flawsMore', { shown: format.number(rows.length) }) : null}
        {t('flawsNext')}
      </p>
    </section>
  );
}
