import { type About, causeWord, dateText, procedureWord } from '@sifang/domain/papers'
import { type Block, type Docx, fields, line } from '../../../platform/docx/index.ts'

/** A paper as it stands in the index. */
export type IndexRow = {
  readonly title: string
  readonly number: string
  readonly date: string
  readonly pages: number
}

/** Cover, index and back: number, title, dates, and the papers with their pages, counted through. */
export function caseFile(
  { record }: About,
  number: string,
  papers: readonly IndexRow[],
): Pick<Docx, 'cover' | 'blocks'> {
  const pages = papers.reduce((sum, paper) => sum + paper.pages, 0)
  const parties = record.parties.map(({ name }) => name).join('、')
  const cover: readonly Block[] = [
    { kind: 'space', lines: 3 },
    { kind: 'line', align: 'center', pieces: [record.committeeName ?? record.stationName] },
    { kind: 'space', lines: 1 },
    { kind: 'large', text: '调解卷宗' },
    { kind: 'space', lines: 2 },
    fields(
      [{ label: '卷号', value: number }],
      [{ label: '卷名', value: parties && `${parties}${causeWord(record.cause)}` }],
      [{ label: '处理方式', value: procedureWord(record.procedure) }],
      [{ label: '主持人', value: record.hostName ?? '' }],
      [{ label: '调解日期', value: record.acceptedOn ? `${dateText(record.acceptedOn)}至${endOf(record)}` : '' }],
      [{ label: '立卷人', value: record.filedBy ?? '' }],
      [{ label: '立卷日期', value: record.filedOn ? dateText(record.filedOn) : '' }],
      [{ label: '保管期限', value: '' }],
    ),
  ]
  return { cover, blocks: [indexTable(papers), ...back(papers.length, pages)] }
}

const endOf = ({ agreement, filedOn }: About['record']): string => {
  const end = agreement?.effectiveOn ?? agreement?.reachedOn ?? filedOn
  return end ? dateText(end) : ''
}

function indexTable(papers: readonly IndexRow[]): Block {
  let next = 1
  const rows = papers.map(({ title, number, date, pages }, at) => {
    const first = next
    next += pages
    return [String(at + 1), title, number, date, pages === 1 ? String(first) : `${first}—${first + pages - 1}`]
  })
  return {
    kind: 'table',
    columns: [
      { heading: '序号', share: 8, align: 'center' },
      { heading: '文书名称', share: 30 },
      { heading: '编号', share: 30 },
      { heading: '日期', share: 29 },
      { heading: '页号', share: 13, align: 'center' },
    ],
    rows,
  }
}

function back(papers: number, pages: number): readonly Block[] {
  return [
    { kind: 'page-break' },
    { kind: 'space', lines: 14 },
    line(`本卷宗共有文书${papers}件，${pages}页，已核对无误。`),
    { kind: 'signatures', signatures: [{ label: '立卷人（签名）：' }, { label: '检查人（签名）：' }] },
  ]
}
