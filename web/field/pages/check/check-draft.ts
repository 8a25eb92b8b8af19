import { newId } from '@sifang/client'
import type { Outgoing, OwnPart } from '@sifang/client/phone'
import { type Answer, type Answers, judgeAnswers, questionsOf } from '@sifang/domain/checklists'
import { defaultDates, type OutsideParty } from '@sifang/domain/checks'
import type { Kept } from '../../part/media.ts'
import type { CarriedPlace } from '../../part/places.ts'

export type CheckDraft = {
  /** Of the check, and of its completion. */
  readonly id: string
  readonly completionId: string
  readonly checklistId: string
  readonly answers: Readonly<Record<string, Answer>>
  /** What is to be done about a hazard, by `question answer`. */
  readonly hazardWords: Readonly<Record<string, string>>
  readonly party: OutsideParty
  readonly organisation: string
  readonly name: string
  /** A member who came along; '' for none. */
  readonly memberId: string
  /** Drawings in base64, without their head. */
  readonly myPng: string
  readonly otherPng: string
  /** The other party does not want to sign, and why; then a second one of the police signs below it. */
  readonly refused: boolean
  readonly refusal: string
  readonly secondId: string
  readonly secondPng: string
}

export const emptyCheck = (checklistId: string): CheckDraft => ({
  id: newId(),
  completionId: newId(),
  checklistId,
  answers: {},
  hazardWords: {},
  party: 'manager',
  organisation: '',
  name: '',
  memberId: '',
  myPng: '',
  otherPng: '',
  refused: false,
  refusal: '',
  secondId: '',
  secondPng: '',
})

export type Carried = OwnPart['checklists'][number]

export const judged = ({ checklist }: Carried, draft: CheckDraft, today: string) =>
  judgeAnswers(checklist, draft.answers, today)

/** Photos that these answers name. */
export const photosOf = ({ checklist }: Carried, answers: Answers): readonly string[] =>
  questionsOf(checklist).flatMap(({ kind, name }) => (kind === 'photo' ? [answers[name] ?? []].flat().map(String) : []))

/** Whether those sign who have to: the police, and the other party or a second one of the police below a refusal. */
export function signatureLacks({ myPng, otherPng, refused, refusal, secondId, secondPng }: CheckDraft) {
  if (myPng === '') return 'signatures'
  if (!refused) return otherPng === '' ? 'signatures' : null
  if (refusal.trim().length < 2) return 'refusal'
  return secondId === '' || secondPng === '' ? 'second' : null
}

export const hazardKey = (name: string, answer: string): string => `${name} ${answer}`

type Given = {
  readonly place: CarriedPlace
  readonly own: OwnPart
  readonly carried: Carried
  readonly draft: CheckDraft
  readonly now: Date
  readonly today: string
  /** Those that `photosOf` names. */
  readonly photos: readonly Kept[]
}

/** A check begun on the spot: its plan of one place today with its photos, and its completion, which needs them. */
export function outgoingCheck({
  place,
  own,
  carried,
  draft,
  now,
  today,
  photos,
}: Given): readonly [Outgoing, Outgoing] {
  const outsider = { party: draft.party, organisation: draft.organisation.trim(), name: draft.name.trim() }
  const second = draft.refused ? draft.secondId : ''
  const memberIds = [...new Set([own.member.id, draft.memberId, second].filter((id) => id !== ''))]
  const { kept, hazards } = judged(carried, draft, today)
  const plan: Outgoing = {
    id: draft.id,
    method: 'PUT',
    path: `/checks/${draft.id}`,
    body: {
      title: `${place.name} ${carried.checklist.title}`.slice(0, 80),
      plannedOn: today,
      checklistId: draft.checklistId,
      placeIds: [place.id],
      memberIds,
      outsiders: [outsider],
    },
    label: { kind: 'check-plan', placeName: place.name },
    attachments: photos.map((photo) => ({ ...photo, matterId: draft.id, placeId: place.id })),
  }
  const completion: Outgoing = {
    id: draft.completionId,
    method: 'POST',
    path: `/checks/${draft.id}/places/${place.id}/completions`,
    body: {
      id: draft.completionId,
      basedOn: 0,
      at: now.toISOString(),
      memberIds,
      answers: kept,
      hazards: hazards.map(({ name, answer, days }) => ({
        id: hazardIdOf(draft, name, answer),
        question: name,
        answer,
        words: (draft.hazardWords[hazardKey(name, answer)] ?? '').trim(),
        ...defaultDates(days, today),
      })),
      signatures: [
        { by: 'member', memberId: own.member.id, png: draft.myPng },
        {
          by: 'outsider',
          ...outsider,
          ...(draft.refused ? { refusal: draft.refusal.trim() } : { png: draft.otherPng }),
        },
        ...(second === '' ? [] : [{ by: 'member', memberId: second, png: draft.secondPng }]),
      ],
    },
    needs: [draft.id, ...photos.map(({ id }) => id)],
    label: { kind: 'check', placeName: place.name },
  }
  return [plan, completion]
}

const hazardIds = new Map<string, string>()

/** The same hazard of the same check has the same id, however often it is put together. */
function hazardIdOf({ completionId }: CheckDraft, name: string, answer: string): string {
  const key = `${completionId} ${hazardKey(name, answer)}`
  const known = hazardIds.get(key) ?? newId()
  hazardIds.set(key, known)
  return known
}
