import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { ApiProblem } from '../../../console/api.ts';
import { playbookTabs } from '../../../console/features.ts';
import { useCan } from '../../../console/lib/session.tsx';
import type { PlaybookTabProps } from '../../../console/screens.ts';
import { ErrorState, PageSkeleton } from '../../../console/ui/States.tsx';
import { PlaybookPage } from './Frame.tsx';

const contents = new Map(
  playbookTabs.map((tab): [string, LazyExoticComponent<ComponentType<PlaybookTabProps>>] => [tab.path, lazy(tab.lazy)]),
);

/** A tab of another room inside the head and the tabs that all pages of a playbook share. */
export default function Tab() {
  const { playbook: key, tab: path = '' } = useParams();
  const can = useCan();
  const [touched, setTouched] = useState(false);
  const tab = playbookTabs.find((each) => each.path === path);
  const Content = contents.get(path);
  if (!tab || !Content) return <ErrorState error={new ApiProblem({ code: 'not_found', status: 404, title: '' })} />;
  if (tab.permission !== undefined && !can(tab.permission))
    return <ErrorState error={new ApiProblem({ code: 'not_allowed', status: 403, title: '' })} />;
  return (
    <PlaybookPage tone="work" quiet={touched}>
      {(playbook) => (
        <Suspense fallback={<PageSkeleton />}>
          <Content key={`${key}/${path}`} playbook={playbook} onTouched={setTouched} />
        </Suspense>
      )}
    </PlaybookPage>
  );
}
