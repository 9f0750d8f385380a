import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction } from '../../../console/query.ts';
import { Form } from '../../../console/ui/Field.tsx';
import { FileDrop } from '../../../console/ui/FileDrop.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { getCalendarYear, importCalendarYear } from '../contract.ts';
import { ImportBody } from '../contract-import.ts';
import { words } from './words.ts';

const EXAMPLE = `{ "days": [
  { "date": "2027-01-01", "working": false, "name": "元旦" },
  { "date": "2027-01-09", "working": true, "name": "元旦" }
] }`;

interface Table {
  readonly body: ImportBody;
  readonly year: number;
  readonly off: number;
  readonly on: number;
}

/** The table of a file, and what is in it; null when it is none. */
function readTable(text: string): Table | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = ImportBody.safeParse(json);
  if (!parsed.success) return null;
  const body = parsed.data;
  const sides =
    'days' in body
      ? [body.days.filter((day) => !day.working), body.days.filter((day) => day.working)].map((side) =>
          side.map(({ date }) => date),
        )
      : [Object.keys(body.holidays), Object.keys(body.workdays)];
  const [off = [], on = []] = sides;
  const year = Number([...off, ...on].sort()[0]?.slice(0, 4));
  return Number.isInteger(year) ? { body, year, off: off.length, on: on.length } : null;
}

/** A year's table from a JSON file, looked at before it is taken. */
export default function ImportSheet({ close, done }: { close: () => void; done: (year: number) => void }) {
  const t = useWords(words);
  const [table, setTable] = useState<Table | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const take = useAction(importCalendarYear, {
    changes: [getCalendarYear],
    onDone: ({ year }) => {
      done(year);
      close();
    },
  });
  const read = async (file: File) => {
    const found = readTable(await file.text());
    take.reset();
    setTable(found);
    setUnreadable(found === null);
  };
  const submit = () => {
    if (table) take.mutate({ params: { year: table.year }, body: table.body });
  };
  return (
    <Sheet
      open
      width={440}
      title={t('import.title')}
      close={close}
      primary={{
        label: table ? t('import.save', { year: table.year }) : t('importYear'),
        disabled: table === null,
        loading: take.isPending,
        onClick: submit,
      }}
    >
      <Form onSubmit={submit}>
        <p className="t2">{t('import.hint')}</p>
        <FileDrop accept=".json,application/json" title={t('import.drop')} onFile={(file) => void read(file)} />
        {unreadable ? <Note tone="bad">{t('import.unreadable')}</Note> : null}
        {table ? <Note tone="ok">{t('import.found', { year: table.year, off: table.off, on: table.on })}</Note> : null}
        <ErrorNote error={take.error} />
        {take.error?.errors.slice(0, 8).map((flaw) => (
          <Note key={flaw.path ?? flaw.message} tone="bad">
            {flaw.row ? `${t('import.row', { row: flaw.row })}: ` : ''}
            {flaw.message}
          </Note>
        ))}
        <div className="hx-cal-shapes">
          <p>{t('import.ours')}</p>
          <pre>{EXAMPLE}</pre>
          <p>{t('import.theirs')}</p>
        </div>
      </Form>
    </Sheet>
  );
}
