/** The face of messages. */
export { ChannelKind, MessageTemplate } from './contract-definition.ts';
