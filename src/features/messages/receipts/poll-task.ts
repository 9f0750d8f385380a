/** The name of the job that asks a channel what is new; apart, because what it brings may ring for it again. */
export const POLL = 'messages.poll';
