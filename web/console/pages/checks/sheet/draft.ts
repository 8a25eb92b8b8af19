import { newId } from '@sifang/client'
import type { FoundHazard } from '@sifang/domain/checklists'
import { defaultDates } from '@sifang/domain/checks'
import type { Topic } from '@sifang/domain/findings'
import { useEffect, useState } from 'react'
import type { Answers, Sheet } from '../../../api/checks.ts'

/** A hazard as it is being entered; `key` is the question and its answer, or its own id where no question asks for it. */
export type DraftHazard = {
  readonly id: string
  readonly question: string | null
  readonly answer: string | null
  readonly words: string
  readonly topic: Topic | null
  readonly settleBy: string
  readonly recheckOn: string
  readonly urgent: boolean
}

/** What has been entered of one place's check and is not signed yet. Signatures are never written down here. */
export type Draft = {
  /** Made once: sent again, it is the same completion. */
  readonly id: string
  /** How often it had been saved on the server. */
  readonly basedOn: number
  readonly answers: Readonly<Record<string, unknown>>
  readonly hazards: readonly DraftHazard[]
  readonly step: number
  /** The instant that was first sent. */
  readonly sentAt: string | null
  readonly touchedAt: string | null
}

const keyOf = (memberId: string, { checkId, placeId }: Sheet) => `sifang.check.${memberId}.${checkId}.${placeId}`

/** The draft of one sheet, written down with each touch; a newer saving on the server wins. */
export function useDraft(memberId: string, sheet: Sheet, kept: Answers) {
  const key = keyOf(memberId, sheet)
  const fresh = (): Draft => ({
    id: newId(),
    basedOn: sheet.version,
    answers: { ...sheet.answers, ...kept },
    hazards: [],
    step: 0,
    sentAt: null,
    touchedAt: null,
  })
  const [restored] = useState(() => {
    const found = read(key)
    return found !== null && found.basedOn === sheet.version ? found : null
  })
  const [draft, setDraft] = useState<Draft>(() => restored ?? fresh())
  const [shownRestored, setShownRestored] = useState(restored !== null)
  useEffect(() => {
    if (draft.touchedAt !== null) localStorage.setItem(key, JSON.stringify(draft))
  }, [key, draft])
  return {
    draft,
    restoredAt: shownRestored ? (restored?.touchedAt ?? null) : null,
    change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part, touchedAt: new Date().toISOString() })),
    startOver: () => {
      localStorage.removeItem(key)
      setShownRestored(false)
      setDraft(fresh())
    },
    forget: () => localStorage.removeItem(key),
  }
}

/** The hazards that the answers are, each with what was entered of it or its usual days; then those found besides. */
export function hazardsWith(
  draft: readonly DraftHazard[],
  found: readonly FoundHazard[],
  today: string,
): readonly DraftHazard[] {
  const ofAnswers = found.map(({ name, answer, days }) => {
    const entered = draft.find((hazard) => hazard.question === name && hazard.answer === answer)
    return entered ?? { ...emptyHazard(days, today), id: '', question: name, answer }
  })
  return [...ofAnswers, ...draft.filter(({ question }) => question === null)]
}

export function emptyHazard(days: number, today: string): DraftHazard {
  return {
    id: newId(),
    question: null,
    answer: null,
    words: '',
    topic: null,
    urgent: false,
    ...defaultDates(days, today),
  }
}

function read(key: string): Draft | null {
  const text = localStorage.getItem(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as Draft
  } catch {
    return null
  }
}
