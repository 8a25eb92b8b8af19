import { causeWord, outcomeWord, periodText, procedureWord } from '@sifang/domain/papers'
import { type Docx, line } from '../../../platform/docx/index.ts'
import type { RegisterLine } from '../../disputes/index.ts'

/** A line with the number of its case file, where it has one. */
export type MediationLine = RegisterLine & { readonly fileNumber: string | null }

/** 调解登记簿 of a month: nobody named but who hosted. */
export function registerDocx(
  month: string,
  lines: readonly MediationLine[],
  { stationName, madeAt }: { readonly stationName: string; readonly madeAt: Date },
): Docx {
  const short = (day: string | null) => (day === null ? '' : `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`)
  return {
    organ: stationName,
    title: '调解登记簿',
    number: periodText(month),
    draft: false,
    author: stationName,
    madeAt,
    blocks: [
      {
        kind: 'table',
        columns: [
          { heading: '序号', share: 7, align: 'center' },
          { heading: '受理', share: 12, align: 'center' },
          { heading: '村、社区', share: 16 },
          { heading: '纠纷类型', share: 17 },
          { heading: '方式', share: 12 },
          { heading: '主持人', share: 12 },
          { heading: '结果', share: 17 },
          { heading: '卷号', share: 17 },
        ],
        rows: lines.map((one, at) => [
          String(at + 1),
          short(one.acceptedOn),
          one.villageName ?? '',
          causeWord(one.cause),
          procedureWord(one.procedure),
          one.hostName ?? '',
          [outcomeWord(one.state), short(one.endedOn ?? one.settledOn)].filter(Boolean).join('，'),
          one.fileNumber ?? '',
        ]),
      },
      line(`本月共登记 ${lines.length} 件。`),
      { kind: 'signatures', signatures: [{ label: '登记人（签名）：' }, { label: '审核人（签名）：' }] },
    ],
  }
}
