import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgendaEntry, agendaOf, type Coming, nextAppointmentFor, outcomeOfItself } from './index.ts'

const ladder = (followUpId: string, at: number, urgency: 'urgent' | 'ordinary' = 'ordinary'): AgendaEntry => ({
  followUpId,
  urgency,
  origin: { kind: 'ladder', reason: 'again-at-this-place', at },
})
const booking = (bookingId: string, at: number, followUpId: string | null = null): AgendaEntry => ({
  followUpId,
  urgency: 'ordinary',
  origin: { kind: 'booking', bookingId, at },
})
const hand = (itemId: string, at: number, followUpId: string | null = null): AgendaEntry => ({
  followUpId,
  urgency: 'ordinary',
  origin: { kind: 'hand', itemId, at },
})
const names = (entries: readonly AgendaEntry[]) =>
  agendaOf(entries).map(
    ({ followUpId, origins }) => followUpId ?? origins.map((origin) => Object.values(origin)[1]).join(),
  )

describe('the agenda', () => {
  it('has first who comes at a time, then what is urgent, then what has waited longest', () => {
    const entries = [
      ladder('waited', 10),
      hand('theme', 20),
      ladder('urgent', 30, 'urgent'),
      booking('ten', 1000),
      booking('nine', 900),
    ]
    expect(names(entries)).toEqual(['nine', 'ten', 'urgent', 'waited', 'theme'])
  })

  it('has a matter once, with every way by which it came, at the time of who comes for it', () => {
    const [item, ...others] = agendaOf([ladder('road', 10), hand('h', 5, 'road'), booking('b', 900, 'road')])
    expect(others).toEqual([])
    expect(item?.origins.map(({ kind }) => kind)).toEqual(['booking', 'ladder', 'hand'])
  })

  it('is the same however it was gathered, and loses nothing', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    const entry = fc.oneof(
      fc.tuple(id, fc.nat(9), fc.constantFrom('urgent', 'ordinary')).map(([f, at, u]) => ladder(f, at, u)),
      fc.tuple(fc.uuid(), fc.nat(9), fc.option(id)).map(([b, at, f]) => booking(b, at, f)),
      fc.tuple(fc.uuid(), fc.nat(9), fc.option(id)).map(([h, at, f]) => hand(h, at, f)),
    )
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.integer(), (entries, turn) => {
        const turned = [...entries.slice(Math.abs(turn) % (entries.length + 1)), ...entries].slice(0, entries.length)
        const agenda = agendaOf(entries)
        const matters = agenda.flatMap(({ followUpId }) => followUpId ?? [])
        expect(new Set(matters).size).toBe(matters.length)
        expect(agenda.flatMap(({ origins }) => origins)).toHaveLength(entries.length)
        expect(agendaOf([...entries].reverse())).toEqual(agenda)
        if (new Set(turned).size === entries.length) expect(agendaOf(turned)).toEqual(agenda)
      }),
    )
  })

  it('needs no outcome for who did not come, unless something else asks for it', () => {
    const [absent] = agendaOf([booking('b', 900)])
    const [asked] = agendaOf([booking('b', 900, 'road'), ladder('road', 1)])
    if (!absent || !asked) throw new Error('the agenda has both')
    expect(outcomeOfItself(absent, () => 'did-not-come')).toBe('not-present')
    expect(outcomeOfItself(absent, () => 'came')).toBeNull()
    expect(outcomeOfItself(asked, () => 'did-not-come')).toBeNull()
  })
})

describe('a village’s matter comes up', () => {
  const fixed = { id: 'fixed', kind: 'fixed-day', state: 'open', startsAt: 100, endsAt: 110, placeId: null } as const
  const tour = { id: 'tour', kind: 'village-tour', state: 'open', startsAt: 50, endsAt: 60, placeId: 'xisui' } as const
  const invited = { ...fixed, id: 'invited', kind: 'invited', startsAt: 10, endsAt: 20 } as const

  it.each([
    ['on a tour of its own village, when that is sooner', [fixed, tour, invited], 'xisui', 0, 'tour'],
    ['on the fixed day, when the tour goes elsewhere', [fixed, tour], 'wangying', 0, 'fixed'],
    ['on the fixed day, when it lies in no village', [tour, fixed], null, 0, 'fixed'],
    ['while the appointment still goes on', [tour], 'xisui', 59, 'tour'],
    ['later, when that one is over', [fixed, tour], 'xisui', 60, 'fixed'],
    ['nowhere, when it was called off', [{ ...fixed, state: 'called-off' as const }], 'xisui', 0, undefined],
    ['nowhere, when it was held', [{ ...fixed, state: 'held' as const }], 'xisui', 0, undefined],
    ['not among those who were invited', [invited], 'xisui', 0, undefined],
  ] as readonly (readonly [string, readonly Coming[], string | null, number, string | undefined])[])(
    '%s',
    (_sentence, appointments, villageId, now, expected) => {
      expect(nextAppointmentFor(appointments, villageId, now)?.id).toBe(expected)
    },
  )
})
