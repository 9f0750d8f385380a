import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { whenSignedOut } from './api.ts';
import { Look } from './Look.tsx';
import { meKey } from './me.ts';
import { queryClient } from './query.ts';
import { router } from './router.tsx';

// A call that answers 401 makes the question "who am I" stale; its answer leads to sign-in and back here.
whenSignedOut(() => {
  if (queryClient.getQueryData(meKey)) void queryClient.resetQueries({ queryKey: meKey });
});

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  );
}
