import { dateText, timeText } from './dates.ts'
import { type About, field, isWritten, type MissingField, never, type PaperField, partyFields } from './field.ts'
import type { PaperKind } from './kinds.ts'
import type { PaperInquiry, PaperRevisit, PaperSitting } from './record.ts'
import { causeWord, organWord, originWord, procedureWord, revisitWay, revisitWord, sittingWord } from './words.ts'

export const inquiryOf = ({ record, no }: About): PaperInquiry | undefined =>
  record.inquiries.find((inquiry) => inquiry.no === no)
export const sittingOf = ({ record, no }: About): PaperSitting | undefined =>
  record.sittings.find((sitting) => sitting.no === no)
export const revisitOf = ({ record, no }: About): PaperRevisit | undefined =>
  record.revisits.find((revisit) => revisit.no === no)

const day = (date: string | null | undefined): string | null => (date ? dateText(date) : null)
const joined = (names: readonly string[] | undefined): string | null => names?.join('、') ?? null

const cause = field('cause', ['纠纷类型', 'cause'], ({ record }) => causeWord(record.cause))
const summary = field('summary', ['纠纷简要情况', 'summary'], ({ record }) => record.summary)
const committee = field('committee', ['人民调解委员会', 'committee'], ({ record }) => record.committeeName, isPeoples)
const host = field('host', ['主持人', 'host'], ({ record }) => record.hostName)
const accepted = field('accepted', ['受理日期', 'day of acceptance'], ({ record }) => day(record.acceptedOn))

function isPeoples({ record }: About): boolean {
  return record.procedure === 'people'
}

const agreementFields: readonly PaperField[] = [
  field('agreement.facts', ['纠纷主要事实', 'main facts'], ({ record }) => record.agreement?.facts ?? null),
  field('agreement.issues', ['争议事项', 'what is disputed'], ({ record }) => record.agreement?.issues ?? null),
  field(
    'agreement.responsibilities',
    ['各方当事人的责任', 'responsibilities'],
    ({ record }) => record.agreement?.responsibilities ?? null,
  ),
  field('agreement.terms', ['协议内容', 'content'], ({ record }) => record.agreement?.terms ?? null),
  field(
    'agreement.performance',
    ['履行方式和期限', 'way and time limit of performance'],
    ({ record }) => record.agreement?.performance ?? null,
  ),
  field('agreement.reached', ['达成协议的日期', 'day of the agreement'], ({ record }) =>
    day(record.agreement?.reachedOn),
  ),
]

/** What each paper says, in the order in which it is asked for (MEDIATION.md “Papers”). */
const fieldsByKind: Readonly<Record<PaperKind, (about: About) => readonly PaperField[]>> = {
  application: (about) => [
    ...partyFields(about),
    committee,
    summary,
    field('request', ['申请事项', 'what is asked for'], ({ record }) => record.request, never),
    field('applied', ['申请日期', 'day of application'], ({ record }) => day(record.acceptedOn)),
  ],
  registration: (about) => [
    ...partyFields(about),
    cause,
    field('origin', ['案件来源', 'source'], ({ record }) => originWord(record.origin)),
    summary,
    accepted,
    field('registered-by', ['登记人', 'registered by'], ({ record }) => record.acceptedBy),
  ],
  'rights-notice': (about) => [
    ...partyFields(about).slice(0, 2),
    committee,
    host,
    field('informed', ['告知日期', 'day of telling'], ({ record }) => day(record.informedOn)),
  ],
  'on-scene': (about) => [
    ...partyFields(about),
    cause,
    field('scene.at', ['到场时间', 'time'], ({ record }) => record.scene && timeText(record.scene.at, record.timeZone)),
    field('scene.place', ['地点', 'place'], ({ record }) => record.scene?.place ?? null),
    field('scene.officers', ['到场民警', 'officers'], ({ record }) => joined(record.scene?.officers)),
    field('scene.cadres', ['到场村干部', 'cadres'], ({ record }) => joined(record.scene?.cadres), never),
    field('scene.course', ['调处经过', 'course'], ({ record }) => record.scene?.course ?? null),
    field('scene.outcome', ['调处结果', 'outcome'], ({ record }) => record.scene?.outcome ?? null),
  ],
  inquiry: () => [
    field('inquiry.at', ['时间', 'time'], (about) => {
      const inquiry = inquiryOf(about)
      return inquiry ? timeText(inquiry.at, about.record.timeZone) : null
    }),
    field('inquiry.place', ['地点', 'place'], (about) => inquiryOf(about)?.place ?? null),
    field('inquiry.asked-by', ['调查人', 'asked by'], (about) => inquiryOf(about)?.askedBy ?? null),
    field('inquiry.answered-by', ['被调查人', 'answered by'], (about) => inquiryOf(about)?.answeredBy ?? null),
    field('inquiry.text', ['记录', 'what was said'], (about) => inquiryOf(about)?.text ?? null),
  ],
  sitting: (about) => [
    ...partyFields(about).slice(0, 2),
    field('sitting.at', ['时间', 'time'], (of) => {
      const sitting = sittingOf(of)
      return sitting ? timeText(sitting.at, of.record.timeZone) : null
    }),
    field('sitting.place', ['地点', 'place'], (of) => sittingOf(of)?.place ?? null),
    field('sitting.hosts', ['调解人员', 'mediators'], (of) => joined(sittingOf(of)?.hosts)),
    // where a party stayed away, that is what the record says
    field('sitting.parties', ['到场当事人', 'parties present'], (of) => partiesAt(of)),
    field('sitting.others', ['其他在场人员', 'others present'], (of) => joined(sittingOf(of)?.others), never),
    field('sitting.course', ['调解经过', 'course'], (of) => sittingOf(of)?.course ?? null),
    field('sitting.outcome', ['调解结果', 'outcome'], (of) => {
      const sitting = sittingOf(of)
      return sitting ? sittingWord(sitting.outcome) : null
    }),
  ],
  agreement: (about) => [...partyFields(about), committee, host, ...agreementFields],
  'oral-agreement': (about) => [...partyFields(about), committee, host, ...agreementFields],
  'public-security-agreement': (about) => [
    ...partyFields(about),
    host,
    cause,
    field('sitting.last', ['调解时间和地点', 'time and place'], ({ record }) => {
      const last = record.sittings.at(-1)
      return last?.place ? `${timeText(last.at, record.timeZone)}，${last.place}` : null
    }),
    ...agreementFields,
  ],
  revisit: () => [
    field('revisit.parties', ['当事人', 'parties'], ({ record }) => record.parties.map(({ name }) => name).join('、')),
    field('revisit.reason', ['回访事由', 'reason'], ({ record }) => causeWord(record.cause)),
    field('revisit.on', ['回访时间', 'day'], (about) => day(revisitOf(about)?.on)),
    field('revisit.how', ['回访方式', 'how'], (about) => {
      const revisit = revisitOf(about)
      return revisit ? revisitWay(revisit.how) : null
    }),
    field('revisit.by', ['回访人', 'by'], (about) => revisitOf(about)?.by ?? null),
    field('revisit.outcome', ['履行情况', 'performance'], (about) => {
      const revisit = revisitOf(about)
      return revisit ? revisitWord(revisit.outcome) : null
    }),
    field(
      'revisit.satisfaction',
      ['当事人是否满意', 'satisfaction'],
      (about) => revisitOf(about)?.satisfaction ?? null,
      never,
    ),
    field('revisit.later-suit', ['后续诉讼情况', 'later suits'], (about) => revisitOf(about)?.laterSuit ?? null, never),
    field('revisit.hidden-risk', ['遗留隐患', 'hidden risks'], (about) => revisitOf(about)?.hiddenRisk ?? null, never),
    field(
      'revisit.measures',
      ['采取的措施', 'measures'],
      (about) => revisitOf(about)?.measures ?? null,
      // what went wrong is followed by something
      (about) => revisitOf(about)?.outcome !== 'kept',
    ),
  ],
  confirmation: (about) => [
    ...partyFields(about),
    committee,
    field('confirmation.court', ['受理法院', 'court'], ({ record }) => record.confirmation?.court ?? null),
    field('agreement.reached', ['达成协议的日期', 'day of the agreement'], ({ record }) =>
      day(record.agreement?.reachedOn),
    ),
    field('agreement.effective', ['协议生效日期', 'day of effect'], ({ record }) => day(record.agreement?.effectiveOn)),
    field('agreement.terms', ['协议内容', 'content'], ({ record }) => record.agreement?.terms ?? null),
  ],
  referral: (about) => [
    ...partyFields(about).slice(0, 2),
    // one that was never taken up has none
    { ...cause, needed: never },
    summary,
    field('referral.to', ['转往单位', 'referred to'], ({ record }) =>
      record.referral ? (record.referral.organ ?? organWord(record.referral.to)) : null,
    ),
    field('referral.reason', ['转办理由', 'reason'], ({ record }) => record.referral?.reason ?? null),
    field('referral.on', ['转办日期', 'day'], ({ record }) => day(record.referral?.on)),
    field('referral.by', ['经办人', 'by'], ({ record }) => record.referral?.by ?? null),
  ],
  'case-file': (about) => [
    ...partyFields(about).slice(0, 2),
    cause,
    field('procedure', ['处理方式', 'procedure'], ({ record }) => procedureWord(record.procedure)),
    host,
    accepted,
    field('filed', ['立卷日期', 'day of filing'], ({ record }) => day(record.filedOn)),
    field('filed-by', ['立卷人', 'filed by'], ({ record }) => record.filedBy),
  ],
}

function partiesAt(about: About): string | null {
  const ids = sittingOf(about)?.partyIds ?? []
  const there = about.record.parties.filter(({ id }) => ids.includes(id))
  if (there.length === 0 && sittingOf(about)?.outcome !== 'agreed') return sittingOf(about) ? '均未到场' : null
  return joined(there.map(({ name }) => name))
}

export const fieldsOf = (kind: PaperKind, about: About): readonly PaperField[] => fieldsByKind[kind](about)

/** What the paper is incomplete without, in its own order; with it, it may be issued. */
export const missingFields = (kind: PaperKind, about: About): readonly MissingField[] =>
  fieldsOf(kind, about)
    .filter(({ needed, value }) => needed(about) && !isWritten(value(about)))
    .map(({ field: name, zh, en }) => ({ field: name, zh, en }))
