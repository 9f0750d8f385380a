import { defineWords } from '../../../console/lib/words.ts';

export const words = defineWords('access', {
  zh: {
    signIn: {
      title: '登录回响',
      lead: '把每一次回访做完，把它值多少说清楚。',
      email: '邮箱',
      password: '密码',
      submit: '登录',
      first: '第一次用？启动服务的终端里印着管理员的邮箱和初始密码。',
      needEmail: '请填写邮箱',
      needPassword: '请填写密码',
    },
    password: {
      title: '设一个自己的密码',
      lead: '现在的密码是管理员给的，只能用来换成您自己的。换好后，其他设备上的登录随即失效。',
      current: '现在的密码',
      next: '新密码',
      nextHint: '{{least}} 个字符以上，不要和邮箱或现在的密码相同。',
      submit: '换成新密码',
      later: '换个账号登录',
    },
    welcome: {
      title: '首页',
      verdict: '三种开始的办法，任选一种',
      lead: '不用先配置。演示公司随便改，正式工作区不受影响。',
      demo: '先看演示公司',
      demoText: '一家连锁诊所，有客户、到店、订单和正在跑的回访方案。十分钟看完从触发到记分卡的全过程。',
      demoMissing: '这里还没有演示公司。管理员可在服务器上运行 bin/huixiang demo 生成。',
      import: '导入我的客户',
      importText: 'CSV 或 Excel，UTF-8 和 GBK 都认。先对好列，看清会写入什么，再开始。同一份文件导两次不会重复。',
      connect: '接入渠道',
      connectText: '用 API 或 Webhook 把订单和行为实时送进来。没接渠道时，消息都进沙盒，不会真的发出。',
      open: '打开 {{name}}',
      start: '选择文件',
      keys: '生成密钥',
    },
  },
  en: {
    signIn: {
      title: 'Sign in to Huixiang',
      lead: 'Finish every follow-up, and say what it was worth.',
      email: 'E-mail',
      password: 'Password',
      submit: 'Sign in',
      first: 'First time? The terminal that started the service shows the administrator’s e-mail and first password.',
      needEmail: 'Enter your e-mail',
      needPassword: 'Enter your password',
    },
    password: {
      title: 'Set a password of your own',
      lead: 'An administrator gave you the present one; it can only be replaced. Every other session ends when you do.',
      current: 'Present password',
      next: 'New password',
      nextHint: 'At least {{least}} characters, different from your e-mail and the present one.',
      submit: 'Use the new password',
      later: 'Sign in as someone else',
    },
    welcome: {
      title: 'Home',
      verdict: 'Three ways to begin; take any',
      lead: 'Nothing to configure first. Change whatever you like in the demo; your own workspace is not touched.',
      demo: 'See the demo company',
      demoText:
        'A clinic chain with customers, visits, orders and playbooks at work. Ten minutes from the trigger to the scorecard.',
      demoMissing: 'There is no demo company here yet. An administrator can make one with bin/huixiang demo.',
      import: 'Import my customers',
      importText:
        'CSV or Excel, in UTF-8 or GBK. Match the columns, see what will be written, then start. The same file twice adds nothing.',
      connect: 'Connect a channel',
      connectText:
        'Send orders and behaviour in real time by API or webhook. Without a channel all messages go to the sandbox; nothing is really sent.',
      open: 'Open {{name}}',
      start: 'Choose a file',
      keys: 'Make a key',
    },
  },
});
