type Kind<Id extends string> = {
  readonly kind: Id
  readonly zh: string
  readonly en: string
  /** In the number: 〈station〉〈series〉〔2025〕第3号. */
  readonly series: string
  /** Papers of several occasions: one a sitting, one an inquiry, one a revisit. */
  readonly of: 'dispute' | 'inquiry' | 'sitting' | 'revisit'
}
const one = <const Id extends string>(
  kind: Id,
  zh: string,
  en: string,
  series: string,
  of: Kind<Id>['of'] = 'dispute',
): Kind<Id> => ({ kind, zh, en, series, of })

/** The papers of MEDIATION.md in the order of a file's index; the file's own cover, index and back are one paper. */
export const paperKinds = [
  one('application', '人民调解申请书', "Application for people's mediation", '调申'),
  one('registration', '纠纷受理登记表', 'Registration of a dispute', '调受'),
  one('rights-notice', '权利义务告知书', 'Notice of rights and duties', '调告'),
  one('on-scene', '现场调处记录', 'Record of settling on the scene', '现调'),
  one('inquiry', '调查记录', 'Record of an inquiry', '调查', 'inquiry'),
  one('sitting', '调解记录', 'Record of a sitting', '调录', 'sitting'),
  one('agreement', '人民调解协议书', 'Agreement', '调协'),
  one('oral-agreement', '人民调解口头协议登记表', 'Registration of an oral agreement', '调口'),
  one('public-security-agreement', '治安调解协议书', 'Agreement of a public-security mediation', '治调'),
  one('revisit', '回访记录', 'Record of a revisit', '回访', 'revisit'),
  one('confirmation', '司法确认申请书', 'Application for judicial confirmation', '确认'),
  one('referral', '转办单', 'Referral note', '转办'),
  one('case-file', '卷宗封面、卷内目录、封底', 'Case file: cover, index, back', '卷'),
] as const satisfies readonly Kind<string>[]

export type PaperKind = (typeof paperKinds)[number]['kind']
export type PaperKindInfo = Kind<PaperKind>

const byKind: ReadonlyMap<string, PaperKindInfo> = new Map(paperKinds.map((info) => [info.kind, info]))

/** Throws RangeError for a kind that there is not. */
export function paperKindInfo(kind: PaperKind): PaperKindInfo {
  const info = byKind.get(kind)
  if (info === undefined) throw new RangeError(`no paper of the kind ${kind}`)
  return info
}

/** Its place in a file's index. */
export const paperOrder = (kind: PaperKind): number => paperKinds.findIndex((info) => info.kind === kind)
