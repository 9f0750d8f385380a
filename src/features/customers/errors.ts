import type { ErrorDeclaration } from '../../kit/errors.ts';

export const errors = {
  customer_exists: {
    status: 409,
    words: {
      zh: '已经有编号为 {id} 的客户。换一个编号，或打开那位客户修改。',
      en: 'A customer with the id {id} exists. Use another id, or open that customer and change her.',
    },
  },
} as const satisfies Record<string, ErrorDeclaration>;
