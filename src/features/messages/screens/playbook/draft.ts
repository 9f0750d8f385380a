/** The messages of a playbook while somebody writes them, with the steps that send them. Pure. */
import type { BoundTemplate } from '../../../../console/message/ApprovedTemplate.tsx';
import type { Definition } from '../../../../console/playbook/useDraft.ts';
import { actionsOf, type Inside, rewriteActions } from '../../../../engine/flow/index.ts';
import { bothOf, type Locale, type Words } from '../../../../engine/words.ts';
import { ChannelKind, type MessageTemplate } from '../../contract-definition.ts';
import type { SendParams } from '../../contract-plan.ts';
import { removed } from '../../../../console/plan/plan.ts';

export type Message = MessageTemplate;
export type Said = { readonly text: Words; readonly subject?: Words };

export interface Written {
  readonly messages: readonly Message[];
  /** By the id of the step of the flow. */
  readonly sends: Readonly<Record<string, SendParams>>;
}

/** A step of the flow that sends a message, and where it stands. */
export interface Sending {
  readonly id: string;
  readonly message: string;
  /** `flow.nodes.2` */
  readonly path: string;
  readonly inside: readonly Inside[];
}

const messagesIn = (definition: Definition) => definition.messages as unknown as readonly Message[];

export const sendingsOf = ({ flow }: Pick<Definition, 'flow'>): Sending[] =>
  actionsOf(flow?.nodes ?? []).flatMap(({ node, path, inside }) =>
    node.action === 'send'
      ? [{ id: node.id, message: String(node.params['message']), path: `flow.${path}`, inside }]
      : [],
  );

export const read = (definition: Definition): Written => ({
  messages: messagesIn(definition),
  sends: Object.fromEntries(
    actionsOf(definition.flow?.nodes ?? []).flatMap(({ node }) =>
      node.action === 'send' ? [[node.id, node.params as unknown as SendParams]] : [],
    ),
  ),
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The document with the messages and steps that were changed; the others stay as they are there. */
export function write(definition: Definition, now: Written, first: Written): Definition {
  const changed = new Map(
    now.messages
      .filter(
        (each) =>
          !isSame(
            each,
            first.messages.find(({ key }) => key === each.key),
          ),
      )
      .map((each) => [each.key, filled(each)]),
  );
  const isPlanChanged = (id: string) => !isSame(now.sends[id], first.sends[id]);
  const nodes = rewriteActions(definition.flow?.nodes ?? [], (node) => {
    const params = now.sends[node.id];
    return node.action === 'send' && params && isPlanChanged(node.id)
      ? { ...node, params: params as unknown as typeof node.params }
      : node;
  });
  return {
    ...definition,
    messages: messagesIn(definition).map((each) => changed.get(each.key) ?? each) as unknown as Definition['messages'],
    flow: definition.flow && { ...definition.flow, nodes },
  };
}

/** What was written in one language only is said in both. */
export function filled(message: Message): Message {
  const channels = (of: Message['channels']) => onEach(of, (said) => withEach(said, bothOf));
  return {
    ...message,
    name: bothOf(message.name),
    channels: channels(message.channels),
    ...(message.variants
      ? { variants: message.variants.map((each) => ({ ...each, channels: channels(each.channels) })) }
      : {}),
  };
}

const onEach = (channels: Message['channels'], change: (said: Said) => Said): Message['channels'] =>
  Object.fromEntries(Object.entries(channels).map(([kind, said]) => [kind, change(said as Said)]));

const withEach = (said: Said, change: (words: Words) => Words): Said => ({
  ...said,
  text: change(said.text),
  ...(said.subject ? { subject: change(said.subject) } : {}),
});

/** In the order in which channels are always shown. */
export const channelsOf = ({ channels }: Pick<Message, 'channels'>): ChannelKind[] =>
  ChannelKind.options.filter((kind) => channels[kind] !== undefined);

export const saidOn = ({ channels }: Pick<Message, 'channels'>, channel: ChannelKind): Said | undefined =>
  channels[channel];

const EMPTY: Words = { zh: '', en: '' };

export const changedMessage = (written: Written, key: string, change: (message: Message) => Message): Written => ({
  ...written,
  messages: written.messages.map((each) => (each.key === key ? change(each) : each)),
});

export const withWords = (message: Message, channel: ChannelKind, part: Partial<Said>): Message => ({
  ...message,
  channels: { ...message.channels, [channel]: { ...saidOn(message, channel), ...part } },
});

/** `text`: what the template gives, in the language that is written; null: the words stay. */
export function withTemplate(
  message: Message,
  bound: BoundTemplate | null,
  text: string | null,
  locale: Locale,
): Message {
  const { sms } = message.channels;
  if (!sms) return message;
  const { template: _before, ...said } = sms;
  const words = text === null ? said.text : { ...said.text, [locale]: text };
  const template = bound && { key: bound.key, values: { ...bound.values } };
  return {
    ...message,
    channels: { ...message.channels, sms: { text: words, ...(template ? { template } : {}) } },
  };
}

/** A second wording that is being tried is said on the same channels, or it would be the channel that is tried. */
export function addChannel(written: Written, key: string, channel: ChannelKind): Written {
  return changedMessage(written, key, (message) => {
    // What is written already is better to begin with than nothing.
    const begun = channelsOf(message).map((kind) => saidOn(message, kind)?.text)[0] ?? EMPTY;
    const said: Said = channel === 'email' ? { subject: message.name, text: begun } : { text: begun };
    const into = (channels: Message['channels']): Message['channels'] => ({ ...channels, [channel]: said });
    return {
      ...message,
      channels: into(message.channels),
      ...(message.variants
        ? { variants: message.variants.map((each) => ({ ...each, channels: into(each.channels) })) }
        : {}),
    };
  });
}

/** The steps that would be left without any channel. */
export const onlyOn = (written: Written, key: string, channel: ChannelKind): string[] =>
  Object.entries(written.sends)
    .filter(([, { message, plan }]) => message === key && plan.every((step) => step.channel === channel))
    .map(([id]) => id);

/** Its words, and its place in every plan. */
export function removeChannel(written: Written, key: string, channel: ChannelKind): Written {
  const without = (channels: Message['channels']): Message['channels'] => {
    const { [channel]: _gone, ...rest } = channels;
    return rest;
  };
  const next = changedMessage(written, key, (message) => ({
    ...message,
    channels: without(message.channels),
    ...(message.variants
      ? { variants: message.variants.map((each) => ({ ...each, channels: without(each.channels) })) }
      : {}),
  }));
  const sends = Object.fromEntries(
    Object.entries(written.sends).map(([id, params]) => {
      const at = params.message === key ? params.plan.findIndex((step) => step.channel === channel) : -1;
      return [id, at < 0 ? params : { ...params, plan: removed(params.plan, at) }];
    }),
  );
  return { ...next, sends };
}

/** Where a field of the page stands in a document: `m/invite/channels.sms.text`, `s/first/plan`. */
export function pathOf(definition: Definition, field: string): string | null {
  const [kind, key = '', ...rest] = field.split('/');
  const below = rest.length > 0 ? `.${rest.join('/')}` : '';
  if (kind === 's') {
    const found = sendingsOf(definition).find(({ id }) => id === key);
    return found ? `${found.path}.params${below}` : null;
  }
  const at = messagesIn(definition).findIndex((each) => each.key === key);
  return at < 0 ? null : `messages.${at}${below}`;
}
