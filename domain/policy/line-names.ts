/** The lines that a new station begins with. */
export type DefaultLineId = 'tier-red' | 'tier-yellow' | 'tier-green' | 'kind-village' | 'kind-community'

type Language = 'zh' | 'en'
type Name = (every: string) => string

const every = {
  week: { zh: '每周', en: 'each week' },
  'half-month': { zh: '每半月', en: 'each half-month' },
  month: { zh: '每月', en: 'each month' },
  quarter: { zh: '每季度', en: 'each quarter' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

type Period = keyof typeof every

const names: Readonly<Record<DefaultLineId, Readonly<Record<Language, Name>> & { readonly first: Period }>> = {
  'tier-red': { first: 'week', zh: (often) => `红色：${often}走访`, en: (often) => `Red: a visit ${often}` },
  'tier-yellow': {
    first: 'half-month',
    zh: (often) => `黄色：${often}走访`,
    en: (often) => `Yellow: a visit ${often}`,
  },
  'tier-green': { first: 'month', zh: (often) => `绿色：${often}走访`, en: (often) => `Green: a visit ${often}` },
  'kind-village': {
    first: 'month',
    zh: (often) => `村：${often}摸底走访`,
    en: (often) => `Village: a canvass round ${often}`,
  },
  'kind-community': {
    first: 'quarter',
    zh: (often) => `社区：${often}约访`,
    en: (often) => `Community: an appointment ${often}`,
  },
}

/** The name under which a default line is stored, from its first period. */
export const defaultLineName = (id: DefaultLineId): string => names[id].zh(every[names[id].first].zh)

const byStoredName = new Map(Object.values(names).map((name) => [name.zh(every[name.first].zh), name]))

/**
 * A line's name as it is shown: a default line's in the language asked for and with the period that it has by now, a
 * station's own as it was typed.
 */
export function lineNameIn(language: Language, stored: string, period: string | null): string {
  const name = byStoredName.get(stored)
  if (!name) return stored
  return name[language](every[isPeriod(period) ? period : name.first][language])
}

const isPeriod = (period: string | null): period is Period => period !== null && period in every
