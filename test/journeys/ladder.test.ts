import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enterPlace, enterVillage, t } from './harness-verbs.ts'

// One matter from a volunteer's word to the chief's promise and back, in the order of its days: by which rule of
// domain/ladder it stands where it is, what comes next and when (DOMAIN.md §5).

let station: TestStation
let village: string
let shop: string
let officer: Person
let volunteer: Person
let need: string
const till = (instant: string) => station.clock.set(t(instant))
const at = (id: string) => ({ path: { id } })

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  shop = await enterPlace(station.chief, village, '小宋五金店')
  officer = await station.join('officer', { villageIds: [village] })
  volunteer = await station.join('volunteer', { villageIds: [village] })
})
afterAll(() => station.stop())

/** A volunteer's report; answers the follow-up's id. */
async function report(placeId: string, more: object = {}): Promise<string> {
  const id = newId()
  await volunteer.api.put('/findings/{id}', {
    ...at(id),
    body: {
      kind: 'need',
      urgency: 'ordinary',
      source: { kind: 'message' },
      placeId,
      at: station.clock.now().toISOString(),
      words: '店前井盖松动',
      ...more,
    },
  })
  return id
}

const detailOf = (id: string) => officer.api.get('/follow-ups/{id}', at(id))

async function append(by: Person, id: string, step: { kind: string; [key: string]: unknown }, words?: string) {
  const { version } = await detailOf(id)
  await by.api.post('/follow-ups/{id}/entries', {
    ...at(id),
    body: { id: newId(), basedOn: version, step, ...(words ? { words } : {}) } as never,
  })
}

/** `rung reason turn since → rung when`, as the page shows it. */
async function ladderOf(id: string): Promise<string> {
  const { ladder } = await detailOf(id)
  if (ladder === null) return 'none'
  const { stands, next } = ladder
  const upTo = (instant: string | null) => (instant === null ? 'some day' : local(instant))
  return `${stands.rung} ${stands.reason} ${stands.turn} ${upTo(stands.at)} → ${next ? `${next.rung} ${upTo(next.at)}` : 'none'}`
}
const local = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')

describe('a matter climbs rule by rule', () => {
  test('reported: its owner has three days to answer, then a patrol is late', async () => {
    need = await report(shop)
    expect(await ladderOf(need)).toBe('canvass reported owner 02-01 09:00 → patrol 02-05 00:00')
  })

  test('urgent: it is the duty officer’s at once, and somebody is there within two hours', async () => {
    const urgent = await report(village, { kind: 'dispute', urgency: 'urgent', topic: 'irrigation' })
    expect(await ladderOf(urgent)).toBe('duty-officer urgent duty-officer 02-01 09:00 → patrol 02-01 11:00')
  })

  test('answered: a patrol confirms it, and it has until its date', async () => {
    till('2025-02-02 10:00')
    await append(officer, need, { kind: 'accepted' })
    expect(await ladderOf(need)).toBe('patrol answered owner 02-02 10:00 → targeted 02-17 00:00')
    till('2025-02-16 23:59')
    expect(await ladderOf(need)).toMatch(/^patrol answered/)
  })

  test('not settled by its date: a targeted check', async () => {
    till('2025-02-17 00:00')
    expect(await ladderOf(need)).toBe('targeted not-settled-by-date owner 02-17 00:00 → appointment 03-05 00:00')
  })

  test('checked and still not settled: fifteen days after the check it is the chief’s', async () => {
    till('2025-02-20 10:00')
    await append(officer, need, { kind: 'worked', step: 'other', visitKind: 'targeted' }, '会同村委查看，尚未修好')
    expect(await ladderOf(need)).toBe('targeted not-settled-by-date owner 02-17 00:00 → appointment 03-08 00:00')
    till('2025-03-08 00:00')
    expect(await ladderOf(need)).toBe('appointment not-settled-after-check chief 03-08 00:00 → promise some day')
  })

  test('it is taken up at the chief’s next appointment, once there is one', async () => {
    const startsAt = t('2025-03-20 09:00')
    await officer.api.put('/appointments/{id}', {
      ...at(newId()),
      body: {
        kind: 'fixed-day',
        startsAt,
        endsAt: t('2025-03-20 11:30'),
        hostId: station.chief.id,
        slots: [{ id: newId(), startsAt, endsAt: t('2025-03-20 09:30'), capacity: 1 }],
      },
    })
    expect(await ladderOf(need)).toBe('appointment not-settled-after-check chief 03-08 00:00 → promise 03-20 09:00')
  })

  test('promised there, and looked at again when its day is over', async () => {
    till('2025-03-20 10:00')
    await append(station.chief, need, { kind: 'promised', settleBy: '2025-04-10' })
    expect(await ladderOf(need)).toBe('promise promised chief 03-20 10:00 → revisit 04-11 00:00')
    till('2025-04-11 00:00')
    expect(await ladderOf(need)).toBe('revisit promised-date-over reporter 04-11 00:00 → none')
  })

  test('settled: whoever reported it looks in again; confirmed, it has left the ladder', async () => {
    await append(officer, need, { kind: 'settled' }, '井盖已换')
    expect(await ladderOf(need)).toBe('revisit settled reporter 04-11 00:00 → none')
    await append(volunteer, need, { kind: 'confirmed', from: volunteer.id })
    expect(await ladderOf(need)).toBe('none')
  })
})

describe('thresholds', () => {
  /** Further needs at one place; answers the last one's id, accepted. */
  async function times(placeId: string, count: number): Promise<string> {
    let last = ''
    for (let no = 1; no <= count; no++) last = await report(placeId)
    await append(officer, last, { kind: 'accepted' })
    return last
  }

  async function setLadder(ladder: { timesAtPlace: number; withinDays: number; afterCheckDays: number }) {
    const { version, settings } = await station.chief.api.get('/station/settings')
    const effectiveFrom = t(station.clock.now().toISOString()).slice(0, 10)
    await station.chief.api.put('/station/settings', {
      body: {
        id: newId(),
        basedOn: version,
        settings: { ...settings, ladder: [...settings.ladder, { effectiveFrom, ...ladder }] },
      },
    })
  }

  test('the third time at a place goes to the chief once it is answered, the second does not', async () => {
    till('2025-04-12 10:00')
    const place = await enterPlace(station.chief, village, '王营粮油店')
    const second = await times(place, 2)
    expect(await ladderOf(second)).toMatch(/^patrol answered/)
    const third = await report(place)
    expect(await ladderOf(third)).toMatch(
      /^canvass reported .* → appointment 04-16 00:00|^canvass reported .* → patrol/,
    )
    await append(officer, third, { kind: 'accepted' })
    expect(await ladderOf(third)).toMatch(/^appointment again-at-this-place chief 04-12 10:00 → promise/)
    expect((await detailOf(third)).timesHere).toBe(3)
  })

  test('what is changed in the settings holds for what is opened from then on, and for nothing before', async () => {
    till('2025-04-20 10:00')
    const before = await enterPlace(station.chief, village, '旧店')
    const second = await times(before, 2)
    const waits = await times(await enterPlace(station.chief, village, '慢店'), 1)
    till('2025-04-21 10:00')
    await setLadder({ timesAtPlace: 2, withinDays: 30, afterCheckDays: 5 })
    expect(await ladderOf(second)).toMatch(/^patrol answered/)
    const after = await times(await enterPlace(station.chief, village, '新店'), 2)
    expect(await ladderOf(after)).toMatch(/^appointment again-at-this-place chief 04-21 10:00/)
    const quick = await times(await enterPlace(station.chief, village, '快店'), 1)

    till('2025-05-10 00:00')
    // both are past their dates: 15 days for the one, 5 for the other
    expect(await ladderOf(waits)).toMatch(/^targeted not-settled-by-date owner .* → appointment 05-22 00:00/)
    expect(await ladderOf(quick)).toMatch(/^targeted not-settled-by-date owner .* → appointment 05-13 00:00/)
    till('2025-05-13 00:00')
    expect(await ladderOf(quick)).toMatch(/^appointment not-settled-after-check/)
    expect(await ladderOf(waits)).toMatch(/^targeted not-settled-by-date/)
  })

  test('what lies longer ago than the days set is not counted', async () => {
    till('2025-06-01 10:00')
    const place = await enterPlace(station.chief, village, '东张杂货店')
    await times(place, 1)
    till('2025-06-30 10:00')
    expect((await detailOf(await times(place, 1))).timesHere).toBe(2)
    till('2025-07-30 10:00')
    const late = await times(place, 1)
    expect((await detailOf(late)).timesHere).toBe(1)
    expect(await ladderOf(late)).toMatch(/^patrol answered/)
  })
})
