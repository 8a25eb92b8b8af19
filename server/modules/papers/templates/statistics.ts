import { causeWord, type MonthStatistics, outcomeWord, periodText, procedureWord } from '@sifang/domain/papers'
import { type Block, type Docx, heading } from '../../../platform/docx/index.ts'

type Row = { readonly of: string | null; readonly count: number }

/** 统计报表 of a month or a quarter: counts only, nobody named; villages in the order of their names. */
export function statisticsDocx(
  period: string,
  months: readonly MonthStatistics[],
  { stationName, madeAt }: { readonly stationName: string; readonly madeAt: Date },
): Docx {
  return {
    organ: stationName,
    title: '矛盾纠纷调处统计报表',
    number: periodText(period),
    draft: false,
    author: stationName,
    madeAt,
    blocks: [
      heading('一、总数和用时'),
      totals(months),
      ...section('二、按纠纷类型', months, ({ byCause }) => byCause, causeName),
      ...section(
        '三、按处理方式',
        months,
        ({ byProcedure }) => byProcedure,
        (of) => procedureWord(of) || '未定',
      ),
      ...section('四、按处理结果', months, ({ byOutcome }) => byOutcome, outcomeWord),
      ...section('五、按村', months, villagesOf, (of) => of ?? '未定'),
      { kind: 'signatures', signatures: [{ label: '填表人（签名）：' }, { label: '审核人（签名）：' }] },
    ],
  }
}

const causeName = (of: string | null): string => (of === null ? '未定' : causeWord(of))

const villagesOf = ({ byVillage }: MonthStatistics): readonly Row[] =>
  byVillage.map(({ villageName, count }) => ({ of: villageName, count }))

function totals(months: readonly MonthStatistics[]): Block {
  const days = (value: number | null) => (value === null ? '—' : String(value))
  const counted = (label: string, count: (month: MonthStatistics) => number) => sumRow(label, months.map(count))
  return table(months, [
    counted('上报（件）', ({ reported }) => reported),
    counted('受理（件）', ({ accepted }) => accepted),
    counted('办结（件）', ({ ended }) => ended),
    // days of several months have no sum
    alone('化解用时中位数（天）', months, ({ daysToSettle }) => days(daysToSettle.median)),
    alone('化解最长用时（天）', months, ({ daysToSettle }) => days(daysToSettle.longest)),
  ])
}

const alone = (label: string, months: readonly MonthStatistics[], value: (month: MonthStatistics) => string) => [
  label,
  ...months.map(value),
  ...(months.length > 1 ? ['—'] : []),
]

function section(
  title: string,
  months: readonly MonthStatistics[],
  rowsOf: (month: MonthStatistics) => readonly Row[],
  word: (of: string | null) => string,
): readonly Block[] {
  const keys = [...new Set(months.flatMap((month) => rowsOf(month).map(({ of }) => of)))]
  const count = (month: MonthStatistics, key: string | null) => rowsOf(month).find(({ of }) => of === key)?.count ?? 0
  const rows = keys.map((key) =>
    sumRow(
      word(key),
      months.map((month) => count(month, key)),
    ),
  )
  const sum = months.map((month) => rowsOf(month).reduce((total, row) => total + row.count, 0))
  return [heading(title), table(months, [...rows, sumRow('合计', sum)])]
}

const sumRow = (label: string, counts: readonly number[]): readonly string[] => [
  label,
  ...counts.map(String),
  ...(counts.length > 1 ? [String(counts.reduce((total, count) => total + count, 0))] : []),
]

function table(months: readonly MonthStatistics[], rows: readonly (readonly string[])[]): Block {
  const headings = months.map(({ month }) => `${Number(month.slice(5))}月`)
  return {
    kind: 'table',
    columns: [
      { heading: '项目', share: 5 },
      ...[...headings, ...(months.length > 1 ? ['合计'] : [])].map(
        (text) => ({ heading: text, share: 2, align: 'center' }) as const,
      ),
    ],
    rows,
  }
}
