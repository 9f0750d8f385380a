/** A scorecard as a file to save. */
import type { FastifyReply } from 'fastify';
import type { Locale } from '../../engine/words.ts';
import { csvLine, csvStream, sendCsv } from '../customers/index.ts';
import type { Scorecard } from './contract.ts';
import { sheetHeader, sheetLines } from './decide-sheet.ts';
import { pdfOf } from '../../kit/pdf/pdf.ts';
import { paperOf } from './paper/paper.ts';
import { scorecardWorkbook, XLSX } from './workbook.ts';

const nameOf = (card: Scorecard): string => `${card.playbook}-${card.epoch}-${card.as_of.slice(0, 10)}`;

export function sendCardCsv(reply: FastifyReply, card: Scorecard, locale: Locale): never {
  async function* lines() {
    for (const line of sheetLines(card, locale)) yield csvLine(line);
  }
  return sendCsv(reply, `${nameOf(card)}.csv`, csvStream(sheetHeader(locale), lines()));
}

export function sendWorkbook(reply: FastifyReply, card: Scorecard, locale: Locale): never {
  const file = `attachment; filename*=UTF-8''${encodeURIComponent(`${nameOf(card)}.xlsx`)}`;
  return reply.type(XLSX).header('content-disposition', file).send(scorecardWorkbook(card, locale)) as never;
}

export async function scorecardPdf(card: Scorecard, locale: Locale, workspace: string): Promise<Buffer> {
  return pdfOf(paperOf(card, locale, workspace));
}

export async function sendPdf(reply: FastifyReply, card: Scorecard, locale: Locale, workspace: string): Promise<never> {
  const file = `attachment; filename*=UTF-8''${encodeURIComponent(`${nameOf(card)}.pdf`)}`;
  const pdf = await scorecardPdf(card, locale, workspace);
  return reply.type('application/pdf').header('content-disposition', file).send(pdf) as never;
}
