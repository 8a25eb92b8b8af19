import type { IncidentCategory } from '@sifang/domain/incidents'
import { placeKinds } from '@sifang/domain/places/kinds'
import { memberRoles } from '../imports/index.ts'

export type Language = 'zh' | 'en'

type Words = Readonly<Record<string, string>>

const category: Readonly<Record<IncidentCategory, string>> = {
  theft: '盗窃',
  fraud: '诈骗',
  violence: '殴打伤害',
  homicide: '命案',
  'property-damage': '损毁财物',
  gambling: '赌博',
  'pipeline-puncture': '打孔盗油',
  'pipeline-offence': '涉管线案事件',
  'pipeline-accident': '管线事故',
  fire: '火灾',
  traffic: '交通事故',
  'call-for-help': '求助',
  other: '其他',
}

/** What a list shows for the values of a column, in Chinese; in English the identifiers speak for themselves. */
const chinese = {
  kind: {
    ...Object.fromEntries(placeKinds.map(({ kind, zh }) => [kind, zh])),
    village: '村',
    community: '社区',
    segment: '管段',
  },
  tier: { red: '红', yellow: '黄', green: '绿' },
  visitKind: { canvass: '摸底走访', patrol: '动态巡访', targeted: '定向查访', appointment: '定期约访' },
  outcome: { met: '见到人', inspected: '现场查看', 'outside-look': '外围查看', failed: '未访到' },
  failure: {
    'nobody-in': '无人在场',
    'road-blocked': '道路不通',
    refused: '不愿接待',
    'not-found': '没有找到地方',
    other: '其他原因',
  },
  period: { week: '周', 'half-month': '半月', month: '月', quarter: '季', campaign: '专项行动' },
  dutyState: { open: '待访', fulfilled: '已完成', missed: '漏访', excused: '经批准免访' },
  category,
  status: { reported: '待核实', verified: '已核实', rejected: '不属实' },
  source: { '110': '110接处警', visit: '走访发现', 'walk-in': '来所报告', other: '其他' },
  role: Object.fromEntries(memberRoles.map(({ role, zh }) => [role, zh])),
} satisfies Readonly<Record<string, Words>>

export type Vocabulary = keyof typeof chinese

/** The word for an identifier; an identifier without one is shown as it is. */
export function wordFor(vocabulary: Vocabulary, id: string | null, language: Language): string | null {
  if (id === null || language === 'en') return id
  const words: Words = chinese[vocabulary]
  return words[id] ?? id
}
