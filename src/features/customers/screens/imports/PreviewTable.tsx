import { useSay } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { Attribute } from '../../contract.ts';
import { IMPORT_FIELDS, type ImportKind, type ImportPreview } from '../../contract-imports.ts';

/** The first rows as they stand in the file; a column that is used says what for. */
export function PreviewTable({
  kind,
  preview,
  mapping,
  attributes,
}: {
  kind: ImportKind;
  preview: ImportPreview;
  mapping: Readonly<Record<string, string>>;
  attributes: readonly Attribute[];
}) {
  const say = useSay();
  const purposeOf = (column: string) => {
    const field = Object.keys(mapping).find((key) => mapping[key] === column);
    if (!field) return null;
    const known = IMPORT_FIELDS[kind].find((one) => one.name === field);
    if (known) return say(known.words);
    const attribute = attributes.find((one) => field === `attribute.${one.key}`);
    return attribute ? say(attribute) : field;
  };
  return (
    <div className="hx-import-preview">
      <table>
        <thead>
          <tr>
            <th scope="col" className="row-number" />
            {preview.columns.map((column) => {
              const used = purposeOf(column);
              return (
                <th key={column} scope="col" className={used ? 'used' : undefined}>
                  <span>{column}</span>
                  <span className="use">
                    {used ? (
                      <>
                        <Icon name="check" size={12} />
                        {used}
                      </>
                    ) : (
                      '—'
                    )}
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a file have no other name
            <tr key={at}>
              <td className="row-number">{at + 1}</td>
              {preview.columns.map((column, index) => (
                <td key={column} title={row[index]} className={purposeOf(column) ? 'used' : undefined}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
