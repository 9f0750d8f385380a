/** A form as a conversation in words. The parts are in dialogue/. */
export { begin, type DialogueState, hear, type Heard, turnAt } from './dialogue/hear.ts';
export { folded, type Reading, readReply } from './dialogue/read.ts';
export { askedAgain, askedAs, type Choice, choicesOf, invitationOf } from './dialogue/say.ts';
export { maySkip, nextTurn, type Turn, turnsOf, withAnswer } from './dialogue/turns.ts';
