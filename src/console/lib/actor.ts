import { useShellWords } from './i18n.ts';

/** What the program calls itself where it did something; people are called by their own names. */
const OURS = { 'command line': 'actor.command', system: 'actor.system', demo: 'actor.demo' } as const;

/** The name of who did something, as it is read here. */
export function useActorName(): (name: string) => string {
  const t = useShellWords();
  return (name) => {
    const own = (OURS as Readonly<Record<string, (typeof OURS)[keyof typeof OURS]>>)[name];
    return own ? t(own) : name;
  };
}
