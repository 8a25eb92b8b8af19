import { newId } from '@sifang/client'
import { mayRecordKind } from '@sifang/domain/visits'
import { useEffect, useState } from 'react'
import type { Me } from '../../../api/me.ts'
import type { Failure, Observation, VisitKind, VisitOutcome } from '../../../api/visits.ts'
import type { ChosenPlace } from '../../../fields/place-field.tsx'

/** What has been entered of a visit that is not saved yet. */
export type Draft = {
  /** Made once per form: sent again, it is the same visit. */
  readonly id: string
  readonly place: ChosenPlace | null
  readonly kind: VisitKind | null
  /** null: now, whatever it is when the visit is saved. */
  readonly at: { readonly day: string; readonly time: string } | null
  /** The instant that was first sent: sending again says the same. */
  readonly sentAt: string | null
  readonly participants: readonly string[]
  readonly othersPresent: string
  readonly outcome: VisitOutcome | null
  readonly failure: Failure | null
  readonly nextDay: string | null
  readonly nextTime: string
  readonly observed: readonly Observation[]
  readonly note: string
  /** When it was last touched; null while nothing has been entered. */
  readonly touchedAt: string | null
}

type Last = { readonly kind: VisitKind; readonly participants: readonly string[] }

const draftKey = (memberId: string, placeId: string | undefined) => `sifang.visit.${memberId}.${placeId ?? 'new'}`
const lastKey = (memberId: string) => `sifang.visit-last.${memberId}`

/** The draft of one place's form, written down with each keystroke and found again after a reload. */
export function useDraft(member: Me['member'], placeId: string | undefined) {
  const key = draftKey(member.id, placeId)
  const [restored] = useState(() => read<Draft>(key))
  const [draft, setDraft] = useState<Draft>(() => restored ?? emptyDraft(member))
  const [shownRestored, setShownRestored] = useState(restored !== null)

  useEffect(() => {
    if (draft.touchedAt !== null) localStorage.setItem(key, JSON.stringify(draft))
  }, [key, draft])

  return {
    draft,
    restoredAt: shownRestored ? (restored?.touchedAt ?? null) : null,
    /** What somebody entered. */
    change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part, touchedAt: new Date().toISOString() })),
    /** What follows from what was given: no reason to keep a draft. */
    fill: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })),
    startOver: () => {
      localStorage.removeItem(key)
      setShownRestored(false)
      setDraft((now) => ({ ...emptyDraft(member), place: placeId === undefined ? null : now.place }))
    },
    /** Saved: the draft goes, kind and people are remembered for the next place. */
    forget: (last: Last) => {
      localStorage.removeItem(key)
      localStorage.setItem(lastKey(member.id), JSON.stringify(last))
    },
  }
}

function emptyDraft(member: Me['member']): Draft {
  const last = read<Last>(lastKey(member.id))
  const kind = last?.kind ?? usualKind(member)
  return {
    id: newId(),
    place: null,
    kind: kind !== null && mayRecordKind(member.role, kind) ? kind : usualKind(member),
    at: null,
    sentAt: null,
    participants: last?.participants ?? [member.id],
    othersPresent: '',
    outcome: null,
    failure: null,
    nextDay: null,
    nextTime: '09:00',
    observed: [],
    note: '',
    touchedAt: null,
  }
}

function usualKind({ role }: Me['member']): VisitKind | null {
  if (role === 'volunteer' || role === 'cadre') return 'canvass'
  if (role === 'partner') return 'targeted'
  return mayRecordKind(role, 'patrol') ? 'patrol' : null
}

function read<T>(key: string): T | null {
  const text = localStorage.getItem(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}
