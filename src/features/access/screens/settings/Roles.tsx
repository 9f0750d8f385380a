import { Fragment } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePhone } from '../../../../console/lib/media.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import { listRoles, type RoleTable, roleWords, scopeWords } from '../../contract.ts';
import { SettingsPage } from './Frame.tsx';
import { words } from './words.ts';

/** 设置 › 角色: what each may do, drawn from what the features declare. */
export default function Roles() {
  const t = useWords(words);
  const phone = usePhone();
  const roles = useEndpoint(listRoles, {});
  return (
    <SettingsPage>
      <p className="t2">{t('roles.lead')}</p>
      <Answered query={roles}>{(table) => (phone ? <Lists table={table} /> : <Matrix table={table} />)}</Answered>
    </SettingsPage>
  );
}

/** The permissions by feature, in the order of the river. */
export function byFeature(permissions: RoleTable['permissions']) {
  const groups = new Map<string, RoleTable['permissions']>();
  for (const one of permissions) groups.set(one.feature, [...(groups.get(one.feature) ?? []), one]);
  return [...groups.values()];
}

function Matrix({ table }: { table: RoleTable }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <table className="hx-roles">
      <thead>
        <tr>
          <th scope="col">{t('roles.permission')}</th>
          {table.roles.map(({ role, dataScope }) => (
            <th key={role} scope="col" title={say(roleWords[role].what)}>
              {say(roleWords[role].name)}
              <span className="under">{say(scopeWords[dataScope])}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {byFeature(table.permissions).map((group) => (
          <Fragment key={group[0]?.feature}>
            <tr>
              <th scope="rowgroup" colSpan={table.roles.length + 1}>
                {group[0] ? say(group[0].featureWords) : ''}
              </th>
            </tr>
            {group.map((permission) => (
              <tr key={permission.name}>
                <th scope="row">{say(permission.words)}</th>
                {table.roles.map(({ role, permissions }) => (
                  <td key={role}>
                    {permissions.includes(permission.name) ? (
                      <Icon name="check" label={t('roles.yes')} />
                    ) : (
                      <span className="none" aria-label={t('roles.no')}>
                        —
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** On a phone: one role after the other, with what it may do. */
function Lists({ table }: { table: RoleTable }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  return (
    <div className="hx-role-list">
      {table.roles.map(({ role, dataScope, permissions }) => (
        <section key={role}>
          <h2>{say(roleWords[role].name)}</h2>
          <p className="t2">{say(roleWords[role].what)}</p>
          <p className="f12 t3">{format.labelled(t('roles.scope'), say(scopeWords[dataScope]))}</p>
          {byFeature(table.permissions.filter((one) => permissions.includes(one.name))).map((group) => (
            <Fragment key={group[0]?.feature}>
              <h3>{group[0] ? say(group[0].featureWords) : ''}</h3>
              <ul>
                {group.map((one) => (
                  <li key={one.name}>{say(one.words)}</li>
                ))}
              </ul>
            </Fragment>
          ))}
        </section>
      ))}
    </div>
  );
}
