import { newId } from '@sifang/client'
import type { Outgoing, OwnPart } from '@sifang/client/phone'
import { type Answer, judgeAnswers } from '@sifang/domain/checklists'
import { defaultDates, type OutsideParty } from '@sifang/domain/checks'
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
})

export type Carried = OwnPart['checklists'][number]

export const judged = ({ checklist }: Carried, draft: CheckDraft, today: string) =>
  judgeAnswers(checklist, draft.answers, today)

export const hazardKey = (name: string, answer: string): string => `${name} ${answer}`

type Given = {
  readonly place: CarriedPlace
  readonly own: OwnPart
  readonly carried: Carried
  readonly draft: CheckDraft
  readonly now: Date
  readonly today: string
}

/** A check begun on the spot: its plan of one place today, and its completion, which needs the plan. */
export function outgoingCheck({ place, own, carried, draft, now, today }: Given): readonly [Outgoing, Outgoing] {
  const outsider = { party: draft.party, organisation: draft.organisation.trim(), name: draft.name.trim() }
  const memberIds = [own.member.id, ...(draft.memberId === '' ? [] : [draft.memberId])]
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
        { by: 'outsider', ...outsider, png: draft.otherPng },
      ],
    },
    needs: [draft.id],
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
