import { newId } from '@sifang/client'
import type { FindingKind, Topic, Urgency } from '@sifang/domain/findings'
import { policeRoles } from '@sifang/domain/members'
import type { PlaceKind } from '@sifang/domain/places/kinds'
import { useEffect, useState } from 'react'
import type { Me } from '../../../api/me.ts'
import type { ChosenPlace } from '../../../fields/place-field.tsx'

export const sayers = ['member', 'resident', 'nobody'] as const
export type Sayer = (typeof sayers)[number]
export const ways = ['message', 'call', 'walk-in'] as const
export type Way = (typeof ways)[number]

/** What has been taken down and is not sent yet. */
export type Draft = {
  /** Made once: sent again, it is the same finding. */
  readonly id: string
  readonly words: string
  readonly who: Sayer
  readonly reporterId: string | null
  /** A member passes on what a resident asked for. */
  readonly asksFor: boolean
  readonly name: string
  readonly phone: string
  /** null: the usual way for whoever said it. */
  readonly way: Way | null
  readonly place: ChosenPlace | null
  readonly kind: FindingKind | null
  readonly topic: Topic | null
  readonly urgency: Urgency
  readonly newName: string
  readonly newKind: PlaceKind | null
  /** The instant that was first sent: sending again says the same. */
  readonly sentAt: string | null
  readonly touchedAt: string | null
}

/**
 * The form's draft, written down with each keystroke. It lies in the tab and not on the machine: it may name a resident,
 * and goes with the tab.
 */
export function useDraft(member: Me['member'], about: string, kind: FindingKind | null) {
  const key = `sifang.intake.${member.id}.${about}`
  const [restored, setRestored] = useState(() => read(key))
  const [draft, setDraft] = useState<Draft>(() => restored ?? emptyDraft(member, kind))

  useEffect(() => {
    if (draft.touchedAt !== null) sessionStorage.setItem(key, JSON.stringify(draft))
  }, [key, draft])

  const startOver = () => {
    sessionStorage.removeItem(key)
    setRestored(null)
    setDraft((now) => ({ ...emptyDraft(member, kind), place: about === '' ? null : now.place }))
  }
  return {
    draft,
    restoredAt: restored?.touchedAt ?? null,
    /** What somebody entered; another content is another instant of sending. */
    change: (part: Partial<Draft>) =>
      setDraft((now) => ({ ...now, sentAt: null, ...part, touchedAt: new Date().toISOString() })),
    /** What follows from what was given: no reason to keep a draft. */
    fill: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })),
    startOver,
    forget: () => sessionStorage.removeItem(key),
  }
}

function emptyDraft(member: Me['member'], kind: FindingKind | null): Draft {
  return {
    id: newId(),
    words: '',
    who: policeRoles.includes(member.role) ? 'member' : 'nobody',
    reporterId: null,
    asksFor: false,
    name: '',
    phone: '',
    way: null,
    place: null,
    kind,
    topic: null,
    urgency: 'ordinary',
    newName: '',
    newKind: null,
    sentAt: null,
    touchedAt: null,
  }
}

function read(key: string): Draft | null {
  const text = sessionStorage.getItem(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as Draft
  } catch {
    return null
  }
}
