import type { DisputeCause } from '../disputes/causes.ts'
import type { Origin } from '../disputes/procedures.ts'
import type { SittingPart } from '../disputes/step.ts'
import type { PaperParty, PaperRevisit, PaperSitting } from './record.ts'

/** What codes are called on papers. */
export const genderWord = (gender: PaperParty['gender']): string =>
  gender === null ? '' : gender === 'male' ? '男' : '女'

export const partWord = (part: PaperParty['part']): string =>
  ({ applicant: '申请人', respondent: '被申请人', other: '其他当事人' })[part]

const sittingParts: Readonly<Record<SittingPart, string>> = {
  applicant: '申请人',
  respondent: '被申请人',
  'other-party': '其他当事人',
  guardian: '监护人',
  agent: '代理人',
  mediator: '调解员',
  officer: '民警',
  auxiliary: '辅警',
  cadre: '村干部',
  helper: '协助人',
}
export const sittingPartWord = (part: SittingPart): string => sittingParts[part]

const causes: Readonly<Record<DisputeCause, string>> = {
  irrigation: '灌溉用水纠纷',
  drainage: '排水纠纷',
  boundary: '宅基地、地界纠纷',
  'land-lease': '土地承包纠纷',
  animals: '牲畜家禽纠纷',
  neighbours: '邻里纠纷',
  family: '婚姻家庭纠纷',
  debt: '债务纠纷',
  wages: '工资报酬纠纷',
  noise: '噪音纠纷',
  damage: '损害赔偿纠纷',
  'traffic-damages': '交通事故赔偿纠纷',
  trade: '买卖消费纠纷',
  other: '其他纠纷',
}
const byCause: ReadonlyMap<string, string> = new Map(Object.entries(causes))
export const causeWord = (cause: string | null): string => (cause === null ? '' : (byCause.get(cause) ?? causes.other))

/** Never who reported it: what was found on a visit is 走访发现 (DOMAIN.md §1). */
export const originWord = (origin: Origin | null): string => (origin === null ? '' : origins[origin])

const origins: Readonly<Record<Origin, string>> = {
  applied: '当事人申请',
  proactive: '走访发现，主动调解',
  'transferred-by-police': '公安机关移交',
  'transferred-by-court': '人民法院委托移交',
  'transferred-by-government': '政府有关部门移交',
  transferred: '其他单位移交',
}

export const sittingWord = (outcome: PaperSitting['outcome']): string =>
  ({
    agreed: '经调解，双方自愿达成协议。',
    adjourned: '本次未达成协议，择日继续调解。',
    failed: '经调解未达成协议，终止调解，已告知当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。',
  })[outcome]

export const revisitWord = (outcome: PaperRevisit['outcome']): string =>
  ({ kept: '协议已按约定履行', 'not-kept': '协议未按约定履行', 'quarrel-again': '双方又起争执' })[outcome]

export const revisitWay = (how: PaperRevisit['how']): string => ({ phone: '电话回访', 'in-person': '上门回访' })[how]

const organs: Readonly<Record<string, string>> = {
  'case-unit': '公安机关办案部门',
  court: '人民法院',
  arbitration: '仲裁委员会',
  'legal-aid': '法律援助中心',
  'judicial-office': '司法所',
  'governance-centre': '综治中心',
  'protection-order': '人民法院（人身安全保护令）',
  'womens-federation': '妇女联合会',
}
export const organWord = (to: string): string => organs[to] ?? '有关部门'

const procedures = {
  people: '人民调解',
  'public-security': '治安调解',
  'on-scene': '现场调处',
  informal: '就地劝和',
  referral: '转办',
} as const
const byProcedure: ReadonlyMap<string, string> = new Map(Object.entries(procedures))
export const procedureWord = (procedure: string | null): string =>
  procedure === null ? '' : (byProcedure.get(procedure) ?? '')

/** What became of a dispute, by its state. */
const outcomes: Readonly<Record<string, string>> = {
  'settled-there': '现场化解',
  written: '达成书面协议，待签署',
  oral: '达成口头协议',
  performing: '达成协议，履行中',
  performed: '达成协议，已履行',
  'not-performed': '达成协议，未履行',
  urged: '达成协议，已督促履行',
  'told-of-court': '已告知起诉途径',
  revisited: '已回访',
  closed: '已办结',
  filed: '已立卷',
  failed: '未达成协议',
  refused: '不予调解',
  withdrawn: '当事人撤回',
  referred: '转办',
}
export const outcomeWord = (of: string | null): string => outcomes[of ?? ''] ?? '办理中'
