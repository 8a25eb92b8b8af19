import { dayOf } from '@sifang/domain/calendar'
import {
  type DisputeRecord,
  type PaperAgreement,
  type PaperInquiry,
  type PaperParty,
  type PaperRevisit,
  type PaperScene,
  type PaperSignature,
  type PaperSitting,
  partWord,
  sittingPartWord,
} from '@sifang/domain/papers'
import type { Context } from '../../platform/context.ts'
import {
  disputeRecord,
  monthOf,
  type DisputeRecord as Opened,
  type RecordedStep,
  registerOf,
} from '../disputes/index.ts'
import type { PaperSource } from './source.ts'

/** Papers from the disputes of the station. Whom the dispute refuses is refused; officers are looked at by papers. */
export const disputePaperSource: PaperSource = {
  recordOf: async (ctx, tx, disputeId, purpose) => {
    const reading: Context = ctx.actor.role === 'officer' ? { ...ctx, scope: 'station' } : ctx
    return recordFrom(ctx, await disputeRecord(reading, tx, disputeId, purpose))
  },
  registerOf,
  monthOf,
}

type StepWords = RecordedStep['words']
type Kind = RecordedStep['step']['kind']
type Recorded<K extends Kind> = Omit<RecordedStep, 'step'> & {
  readonly step: Extract<RecordedStep['step'], { kind: K }>
}

/** What a dispute's steps and words come to as papers read them. */
export function recordFrom({ station }: Pick<Context, 'station'>, opened: Opened): DisputeRecord {
  const { dispute, steps, parties, host, committee } = opened
  // a change of the procedure begins anew
  const begun = steps.findLastIndex(({ step }) => step.kind === 'procedure-changed')
  const running = supplemented(steps.slice(Math.max(0, begun)))
  const [chosen] = ofKind(supplemented(steps), 'procedure-chosen')
  const day = (at: Date) => dayOf(at, station.timeZone)
  const informed = ofKind(running, 'informed').at(-1)
  const filed = ofKind(steps, 'filed').at(-1)
  const referred = ofKind(running, 'referred').at(-1)
  return {
    id: opened.id,
    stationName: station.name,
    timeZone: station.timeZone,
    villageName: opened.villageName,
    procedure: dispute.procedure,
    procedureChanges: ofKind(steps, 'procedure-changed').length,
    state: dispute.state,
    cause: dispute.cause,
    origin: dispute.origin,
    summary: summaryOf(opened, chosen),
    request: chosen?.words.content ?? null,
    acceptedOn: dispute.acceptedOn,
    acceptedBy: chosen?.byName ?? null,
    settledOn: dispute.settledOn,
    parties: parties.map(partyFrom),
    committeeName: committee?.name ?? null,
    hostName: host?.name ?? null,
    informedOn: informed ? day(informed.at) : null,
    inquiries: ofKind(running, 'inquiry').map(inquiryFrom),
    sittings: ofKind(running, 'sitting').map((recorded) => sittingFrom(recorded, opened)),
    scene: sceneFrom(running),
    agreement: agreementFrom(opened, running),
    revisits: ofKind(running, 'revisited').map(revisitFrom),
    confirmation: confirmationFrom(running),
    referral: referred
      ? {
          to: referred.step.to,
          organ: null,
          reason: referred.words.reason ?? null,
          on: day(referred.at),
          by: referred.byName,
        }
      : null,
    filedOn: dispute.state === 'filed' ? dispute.endedOn : null,
    filedBy: filed?.byName ?? null,
    handlerIds: handlersOf(opened, running),
  }
}

/** Each step with the words that were entered to it afterwards, the newest of each field; what was agreed stays as said. */
function supplemented(steps: readonly RecordedStep[]): readonly RecordedStep[] {
  const later = ofKind(steps, 'supplemented')
  return steps.map((recorded) => {
    const { step } = recorded
    const no = 'no' in step && step.kind !== 'supplemented' ? step.no : null
    const added = later.filter(
      (one) => one.version > recorded.version && one.step.of === step.kind && one.step.no === no,
    )
    const words: StepWords = Object.assign({}, recorded.words, ...added.map((one) => one.words))
    return { ...recorded, words: { ...words, ...(recorded.words.content ? { content: recorded.words.content } : {}) } }
  })
}

/** As it was told at acceptance; else as it was found. One that was referred at once was never accepted. */
function summaryOf({ steps, summary }: Opened, chosen: Recorded<'procedure-chosen'> | undefined): string | null {
  const later = ofKind(steps, 'supplemented').findLast(
    ({ step, words }) => step.of === 'procedure-chosen' && words.summary,
  )
  return chosen?.words.summary ?? later?.words.summary ?? (summary.join('\n') || null)
}

/** The court is named in the application, or before it, for the paper that both sign. */
function confirmationFrom(steps: readonly RecordedStep[]): DisputeRecord['confirmation'] {
  const applied = ofKind(steps, 'confirmation').find(({ step }) => step.to === 'applied')
  const court = ofKind(steps, 'agreed').at(-1)?.words.court ?? applied?.words.court ?? null
  return applied || court ? { court, appliedOn: applied?.step.on ?? null } : null
}

const ofKind = <K extends Kind>(steps: readonly RecordedStep[], kind: K): readonly Recorded<K>[] =>
  steps.filter((recorded): recorded is Recorded<K> => recorded.step.kind === kind)

type Person = Opened['parties'][number]['person']
const somebody = (one: Person['guardian']): string | null =>
  one ? [one.relation ? `${one.name}（${one.relation}）` : one.name, one.phone].filter(Boolean).join('，') : null

const partyFrom = ({ id, part, person }: Opened['parties'][number]): PaperParty => ({
  id,
  part,
  name: person.name,
  gender: person.gender ?? null,
  born: person.born ?? null,
  occupation: person.occupation ?? null,
  phone: person.phone ?? null,
  address: person.address ?? null,
  idNumber: person.idNumber ?? null,
  guardian: somebody(person.guardian),
  agent: somebody(person.agent),
})

function inquiryFrom({ at, step, byName, words }: Recorded<'inquiry'>): PaperInquiry {
  const asked = [words.question && `问：${words.question}`, words.answer && `答：${words.answer}`].filter(Boolean)
  return {
    no: step.no,
    at: at.getTime(),
    place: words.place ?? null,
    askedBy: byName,
    answeredBy: words.others ?? null,
    text: asked.length > 0 ? asked.join('\n') : (words.course ?? words.facts ?? null),
  }
}

const sittingFrom = ({ at, step, memberNames, words }: Recorded<'sitting'>, opened: Opened): PaperSitting => ({
  no: step.no,
  at: at.getTime(),
  place: words.place ?? null,
  hosts: opened.host ? [opened.host.name] : [],
  partyIds: step.present.flatMap(({ personId, forPartyId }) => forPartyId ?? personId ?? []),
  others: [
    ...step.present.flatMap((one) => otherAt(one, memberNames, opened) ?? []),
    ...(words.others ? [words.others] : []),
  ],
  course: words.course ?? null,
  outcome: step.outcome,
  signatures: [],
})

type Present = Extract<RecordedStep['step'], { kind: 'sitting' }>['present'][number]

/** Who sat there beside the parties and the host, with what they came as: `村干部 某某`; null for all others. */
function otherAt(
  { part, personId, forPartyId }: Present,
  memberNames: RecordedStep['memberNames'],
  { parties, host }: Opened,
): string | null {
  const party = parties.find(({ id }) => id === forPartyId)
  const spoken = part === 'guardian' || part === 'agent' ? party?.person[part]?.name : undefined
  if (party && spoken) return `${partWord(party.part)}的${sittingPartWord(part)} ${spoken}`
  const name = personId === null ? '' : (memberNames.get(personId) ?? '')
  return name === '' || name === host?.name ? null : `${sittingPartWord(part)} ${name}`
}

function sceneFrom(steps: readonly RecordedStep[]): PaperScene | null {
  const there = ofKind(steps, 'on-the-scene').at(-1)
  if (there === undefined) return null
  const settled = ofKind(steps, 'settled-there').at(-1)
  const cadre = ofKind(steps, 'cadre-contacted').at(-1)
  const cadres = there.words.others ?? cadre?.words.others
  return {
    at: there.at.getTime(),
    place: there.words.place ?? settled?.words.place ?? null,
    officers: [there.byName],
    cadres: cadres ? [cadres] : [],
    course: settled?.words.course ?? there.words.course ?? null,
    outcome: settled?.words.outcome ?? null,
  }
}

function agreementFrom({ dispute }: Opened, steps: readonly RecordedStep[]): PaperAgreement | null {
  const agreed = ofKind(steps, 'agreed').at(-1)
  if (agreed === undefined || dispute.agreement === null) return null
  const { words, step } = agreed
  const later = ofKind(steps, 'signed').flatMap(({ step: signed }) =>
    signed.by.map((of): PaperSignature => ({ of, on: signed.on, picture: null })),
  )
  return {
    form: step.form,
    reachedOn: step.on,
    facts: words.facts ?? null,
    issues: words.dispute ?? null,
    responsibilities: words.responsibilities ?? null,
    terms: words.content ?? null,
    performance: words.way ?? null,
    instalments: step.instalments.map(({ no, dueOn }) => ({ no, what: lineOf(words.instalments, no), dueOn })),
    effectiveOn: dispute.agreement.effectiveOn,
    signatures: [...step.signedBy.map((of) => ({ of, on: step.on, picture: null })), ...later],
  }
}

/** What is due with an instalment: its line of `1. …`. */
const lineOf = (lines: string | undefined, no: number): string | null =>
  lines
    ?.split('\n')
    .find((line) => line.startsWith(`${no}. `))
    ?.slice(`${no}. `.length) ?? null

const revisitFrom = ({ step, byName, words }: Recorded<'revisited'>): PaperRevisit => ({
  no: step.no,
  on: step.on,
  how: step.how,
  by: byName,
  outcome: step.outcome,
  satisfaction: words.satisfaction ?? null,
  laterSuit: words.court ?? null,
  hiddenRisk: words.risks ?? null,
  measures: words.measures ?? null,
})

function handlersOf({ dispute }: Opened, steps: readonly RecordedStep[]): readonly string[] {
  const present = ofKind(steps, 'sitting').flatMap(({ step }) => step.present.flatMap(({ personId }) => personId ?? []))
  return [...(dispute.host?.memberId ? [dispute.host.memberId] : []), ...present]
}
