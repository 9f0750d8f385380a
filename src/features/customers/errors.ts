import type { ErrorDeclaration } from '../../kit/errors.ts';

export const errors = {
  customer_exists: {
    status: 409,
    words: {
      zh: '已经有编号为 {id} 的客户。换一个编号，或打开那位客户修改。',
      en: 'A customer with the id {id} exists. Use another id, or open that customer and change her.',
    },
  },
  import_empty: {
    status: 400,
    words: {
      zh: '文件是空的。请选一个有内容的 CSV 文件。',
      en: 'The file is empty. Choose a CSV file with rows in it.',
    },
  },
  import_unreadable: {
    status: 400,
    words: {
      zh: '文件读不完整（{why}）。请重新导出或重新压缩后再上传。',
      en: 'The file cannot be read to its end ({why}). Export or pack it again and upload it anew.',
    },
  },
  import_broken_row: {
    status: 400,
    words: {
      zh: '第 {row} 行有引号没有闭合，后面的内容无法分行。改正这一行后重新上传，已导入的行不会重复。',
      en: 'In row {row} a quotation mark is not closed, so the rows after it cannot be told apart. Correct it and upload again; rows already imported are not doubled.',
    },
  },
  import_mapping: {
    status: 400,
    words: {
      zh: '列的对应关系有误。请按提示改正。',
      en: 'The mapping of columns is not right. Correct the fields named.',
    },
  },
  import_forgotten: {
    status: 410,
    words: {
      zh: '文件上传后一周没有导入完，已按个人信息保护的要求删除。请重新上传。',
      en: 'The file was not imported within a week and has been removed, as it holds personal data. Upload it again.',
    },
  },
  import_defect: {
    status: 500,
    words: {
      zh: '导入多次出错后停下了。已写入的行都在；请联系管理员查看日志，然后重新开始。',
      en: 'The import stopped after several errors. Rows written stay; have an administrator look at the log, then start again.',
    },
  },
} as const satisfies Record<string, ErrorDeclaration>;
