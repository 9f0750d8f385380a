/**
 * The order in which data flows through the features. A feature imports only features named before it; whatever
 * stands after it is reached by an event. The walls, the migrations and the generated documents read this one array.
 */
export const river = [
  'access',
  'calendar',
  'files',
  'events',
  'customers',
  'segments',
  'forms',
  'scripts',
  'offers',
  'metrics',
  'classes',
  'knowledge',
  'experiments',
  'rules',
  'flows',
  'playbooks',
  'tasks',
  'messages',
  'links',
  'surveys',
  'calls',
  'inbox',
  'webchat',
  'wecom',
  'broadcasts',
  'bot',
  'feedback',
  'costs',
  'quality',
  'predictions',
  'outcomes',
  'indicators',
  'goals',
  'replays',
  'notifications',
  'reports',
  'webhooks',
] as const;

export type Room = (typeof river)[number];

/** True when a feature named `from` may import a feature named `to`. Unknown names are never upstream of anything. */
export function isUpstream(to: string, from: string): boolean {
  const order: readonly string[] = river;
  const at = order.indexOf(to);
  return at >= 0 && at < order.indexOf(from);
}
