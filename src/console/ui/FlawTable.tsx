import type { ReactNode } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { usePhone } from '../lib/media.ts';
import type { ProblemItem } from '../lib/problem.ts';
import { useFormat } from '../lib/session.tsx';
import './FlawTable.css';

/** What is wrong with files, by place; rows as a spreadsheet counts them (the header is row 1). Lines on a phone. */
export function FlawTable({
  title,
  items,
  note,
}: {
  title: ReactNode;
  items: readonly ProblemItem[];
  /** What to do next. */
  note?: ReactNode;
}) {
  const t = useShellWords();
  const format = useFormat();
  const phone = usePhone();
  const rows = items.map((item, at) => ({ ...item, key: `${item.path}:${item.row}:${item.field}:${at}` }));
  const files = new Set(rows.map(({ path }) => path)).size > 1 || rows.some(({ path }) => path?.includes('.'));
  return (
    <section className="hx-flaws" role="alert">
      <h3>{title}</h3>
      {phone ? (
        <ul>
          {rows.map((item) => (
            <li key={item.key}>
              <div className="f12 t3">
                {[
                  files ? item.path : '',
                  item.row === undefined ? t('flaws.whole') : `${t('flaws.row')} ${item.row}`,
                  item.field,
                ]
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
              {files ? <th scope="col">{t('flaws.file')}</th> : null}
              <th scope="col" className="r">
                {t('flaws.row')}
              </th>
              <th scope="col">{t('flaws.column')}</th>
              <th scope="col">{t('flaws.what')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.key}>
                {files ? <td>{item.path}</td> : null}
                <td className="r">{item.row === undefined ? '—' : format.number(item.row)}</td>
                <td>{item.field || (item.row === undefined ? t('flaws.whole') : '—')}</td>
                <td>{item.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note ? <p className="f12 t3">{note}</p> : null}
    </section>
  );
}
