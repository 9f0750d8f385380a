/** What somebody wrote herself, without what she quotes. Pure; when nothing is left, all of it. */

const QUOTE_BEGINS = [
  /^On .{5,200} wrote:\s*$/,
  /^在 ?.{4,200}(写道|wrote)[:：]\s*$/,
  /^于 ?.{4,200}写道[:：]\s*$/,
  /^.{0,100}\d{4}.{4,100}写道[:：]\s*$/,
  /^-{2,}\s*(Original Message|Original|原始邮件|原邮件|回复的原邮件|Forwarded message)\s*-{2,}/i,
  /^_{20,}\s*$/,
  /^(发件人|From)[:：]\s?.+@/,
];

export function replyOf(text: string): string {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const cut = lines.findIndex((line) => QUOTE_BEGINS.some((begins) => begins.test(line.trim())));
  const own = (cut < 0 ? lines : lines.slice(0, cut)).filter((line) => !line.startsWith('>'));
  const signature = own.findIndex((line) => line === '-- ' || line === '--');
  const said = (signature < 0 ? own : own.slice(0, signature)).join('\n').trim();
  return said || text.trim();
}
