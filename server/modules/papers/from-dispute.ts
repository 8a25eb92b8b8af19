import { dayOf } from '@sifang/domain/calendar'
import type {
  DisputeRecord,
  PaperAgreement,
  PaperInquiry,
  PaperParty,
  PaperRevisit,
  PaperScene,
  PaperSignature,
  PaperSitting,
} from '@sifang/domain/papers'
import type { Context } from '../../platform/context.ts'
import { disputeRecord, monthOf, type DisputeRecord as Opened, type RecordedStep } from '../disputes/index.ts'
import type { PaperSource } from './source.ts'

/** Papers from the disputes of the station. Whom the dispute refuses is refused; officers are looked at by papers. */
export const disputePaperSource: PaperSource = {
  recordOf: async (ctx, tx, disputeId, purpose) => {
    const reading: Context = ctx.actor.role === 'officer' ? { ...ctx, scope: 'station' } : ctx
    return recordFrom(ctx, await disputeRecord(reading, tx, disputeId, purpose))
  },
  monthOf,
}

type Kind = RecordedStep['step']['kind']
type Recorded<K extends Kind> = Omit<RecordedStep, 'step'> & {
  readonly step: Extract<RecordedStep['step'], { kind: K }>
}

/** What a dispute's steps and words come to as papers read them. */
export function recordFrom({ station }: Pick<Context, 'station'>, opened: Opened): DisputeRecord {
  const { dispute, steps, parties, host, committee } = opened
  // a change of the procedure begins anew
  const begun = steps.findLastIndex(({ step }) => step.kind === 'procedure-changed')
  const running = steps.slice(Math.max(0, begun))
  const [chosen] = ofKind(steps, 'procedure-chosen')
  const day = (at: Date) => dayOf(at, station.timeZone)
  const informed = ofKind(running, 'informed').at(-1)
  const filed = ofKind(steps, 'filed').at(-1)
  const applied = ofKind(running, 'confirmation').find(({ step }) => step.to === 'applied')
  const referred = ofKind(steps, 'referred').at(-1)
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
    transferredBy: null,
    summary: chosen?.words.summary ?? (opened.summary.join('\n') || null),
    request: chosen?.words.content ?? null,
    acceptedOn: dispute.acceptedOn,
    acceptedBy: chosen?.byName ?? null,
    settledOn: dispute.settledOn,
    parties: parties.map(partyFrom),
    committeeName: committee?.name ?? null,
    hostName: host?.name ?? null,
    informedOn: informed ? day(informed.at) : null,
    inquiries: ofKind(running, 'inquiry').map(inquiryFrom),
    sittings: ofKind(running, 'sitting').map((recorded) => sittingFrom(recorded, host?.name)),
    scene: sceneFrom(running),
    agreement: agreementFrom(opened, running),
    revisits: ofKind(running, 'revisited').map(revisitFrom),
    confirmation: applied ? { court: applied.words.court ?? null, appliedOn: applied.step.on } : null,
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

const ofKind = <K extends Kind>(steps: readonly RecordedStep[], kind: K): readonly Recorded<K>[] =>
  steps.filter((recorded): recorded is Recorded<K> => recorded.step.kind === kind)

type Person = Opened['parties'][number]['person']
const somebody = (person: Pick<Person, 'name' | 'phone'> | undefined): string | null =>
  person ? [person.name, person.phone].filter(Boolean).join('，') : null

const partyFrom = ({ id, part, person }: Opened['parties'][number]): PaperParty => ({
  id,
  part,
  name: person.name,
  gender: person.gender ?? null,
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

const sittingFrom = ({ at, step, words }: Recorded<'sitting'>, hostName: string | undefined): PaperSitting => ({
  no: step.no,
  at: at.getTime(),
  place: words.place ?? null,
  hosts: hostName ? [hostName] : [],
  partyIds: step.present.flatMap(({ personId, forPartyId }) => forPartyId ?? personId ?? []),
  others: words.others ? [words.others] : [],
  course: words.course ?? null,
  outcome: step.outcome,
  signatures: [],
})

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
    instalments: step.instalments.map(({ no, dueOn }) => ({ no, what: null, dueOn })),
    effectiveOn: dispute.agreement.effectiveOn,
    signatures: [...step.signedBy.map((of) => ({ of, on: step.on, picture: null })), ...later],
  }
}

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
