/** What the customer's page says by itself, in the words a neighbour would use. */
import type { Words } from '../../engine/words.ts';

export const WORDS = {
  optional: { zh: '选填', en: 'optional' },
  ifApplies: { zh: '与您有关就答，无关可以跳过', en: 'Only if it applies to you' },
  why: { zh: '打这个分，主要因为什么？', en: 'What is the main reason for your score?' },
  most: { zh: '最多选 {n} 项', en: 'Choose up to {n}' },
  least: { zh: '至少选 {n} 项', en: 'Choose at least {n}' },
  never: { zh: '0 完全不会', en: '0 not at all' },
  surely: { zh: '10 一定会', en: '10 certainly' },
  star: { zh: '{n} 星', en: '{n} of {m} stars' },
  minutes: { zh: '约\u00a0{n}\u00a0分钟。', en: 'About {n} min.' },
  foot: { zh: '只给{company}改进用，不会公开。', en: 'Only for {company} to improve; it is not published.' },
  stop: { zh: '不想再收到', en: 'No more messages' },
  preview: { zh: '预览：不会提交', en: 'Preview: nothing is sent' },
  other: { zh: 'English', en: '中文' },
} as const satisfies Record<string, Words>;

export type NoteKind =
  | 'thanks'
  | 'answered'
  | 'expired'
  | 'revoked'
  | 'missing'
  | 'busy'
  | 'stop'
  | 'stopped'
  | 'code'
  | 'broken';

/** Pages that say one thing. */
export const NOTES: Readonly<Record<NoteKind, { readonly title: Words; readonly text: Words }>> = {
  thanks: {
    title: { zh: '收到了，谢谢您', en: 'Thank you, we got it' },
    text: {
      zh: '您说的会有人看，需要时我们会联系您。现在可以关掉这一页了。',
      en: 'Somebody will read it, and we will be in touch where it helps. You may close this page.',
    },
  },
  answered: {
    title: { zh: '您已经答过了，谢谢', en: 'You have answered already, thank you' },
    text: { zh: '每个链接只收一份回答，我们已经收到您的了。', en: 'Each link takes one answer, and we have yours.' },
  },
  expired: {
    title: { zh: '这个链接过期了', en: 'This link has expired' },
    text: {
      zh: '想告诉我们什么，直接回复收到的消息，或联系门店就好。',
      en: 'If there is something to tell us, reply to the message you got or contact us.',
    },
  },
  revoked: {
    title: { zh: '这个链接已经停用', en: 'This link is no longer in use' },
    text: {
      zh: '这次回访已经结束，不用再填了。谢谢您。',
      en: 'This follow-up has ended; there is nothing left to fill in. Thank you.',
    },
  },
  missing: {
    title: { zh: '没有找到这一页', en: 'There is no such page' },
    text: {
      zh: '链接可能没有复制完整。请从收到的消息里再点一次。',
      en: 'The link may be incomplete. Please open it again from the message you got.',
    },
  },
  busy: {
    title: { zh: '请稍等一下', en: 'One moment, please' },
    text: { zh: '刚才点得太快了，过一分钟再试。', en: 'That was too fast; try again in a minute.' },
  },
  code: {
    title: { zh: '打开您的问卷', en: 'Open your survey' },
    text: { zh: '请输入短信里的短码。', en: 'Type the code from your message.' },
  },
  stop: {
    title: { zh: '不想再收到了吗？', en: 'No more messages?' },
    text: { zh: '', en: '' },
  },
  stopped: {
    title: { zh: '好的，不再打扰您', en: 'All right, no more messages' },
    text: { zh: '我们不会再给您发这类消息。', en: 'We will not send you messages of this kind any more.' },
  },
  broken: {
    title: { zh: '我们这边出了点问题', en: 'Something went wrong on our side' },
    text: {
      zh: '您的回答还在，请过一会儿再试一次。',
      en: 'Your answers are still there; please try again in a while.',
    },
  },
};
