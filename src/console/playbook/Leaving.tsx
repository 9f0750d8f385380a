import { lazy, Suspense, useEffect } from 'react';
import { useBlocker } from 'react-router';

const LeaveSheet = lazy(() => import('./LeaveSheet.tsx'));

/** Asks before what was written is gone: another page of the console in our words, a closed tab in the browser's. */
export function Leaving({ when }: { when: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [when]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Suspense fallback={null}>
      <LeaveSheet stay={blocker.reset} leave={blocker.proceed} />
    </Suspense>
  );
}
