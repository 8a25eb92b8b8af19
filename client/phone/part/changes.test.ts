import { expect, test } from 'vitest'
import { type Carried, type PartChanges, withOwn, withVillage } from './carried.ts'
import { withChanges } from './changes.ts'

const day = { today: '2026-11-28', dutyOfficer: null, leadsShift: false, standsInFor: [] }
const own = (more: object = {}) =>
  ({
    epoch: 'e',
    seq: 10,
    today: day.today,
    dutyOfficer: null,
    member: { leadsShift: false, standsInFor: [] },
    villageIds: ['v', 'w'],
    reports: [],
    followUps: [],
    ...more,
  }) as unknown as NonNullable<Carried['own']>
const place = (id: string, villageId: string, name = id) => ({ id, villageId, name })
const village = (id: string, places: readonly object[], duties: readonly object[] = []) =>
  ({ epoch: 'e', seq: 9, village: { id, name: id }, places, duties, followUps: [] }) as unknown as Parameters<
    typeof withVillage
  >[2]
const changes = (more: object = {}) =>
  ({
    epoch: 'e',
    seq: 12,
    restart: false,
    reload: [],
    villagesLost: [],
    own: false,
    places: [],
    dutiesOf: [],
    followUps: [],
    reports: [],
    visits: null,
    inHand: null,
    gone: [],
    day,
    ...more,
  }) as unknown as PartChanges

const nothing: Carried = { mark: null, own: null, villages: new Map() }

/** Villages v and w, read whole. */
function carried(): Carried {
  const begun = withOwn(nothing, own())
  const first = withVillage(begun, 'v', village('v', [place('a', 'v')], [{ placeId: 'a', lineId: 'l' }]))
  return withVillage(first, 'w', village('w', [place('b', 'w')]))
}
const names = ({ villages }: Carried, id: string) => villages.get(id)?.places.map(({ name }) => name)

test('what is missing is read one after another, and a sync that breaks off knows what is left', () => {
  const begun = withOwn(nothing, own())
  expect(begun.mark).toEqual({ epoch: 'e', seq: 10, missing: ['v', 'w'], ownMissing: false })
  expect(withVillage(begun, 'v', village('v', [])).mark?.missing).toEqual(['w'])
})

test('a place that was renamed, moved and one that left', () => {
  const told = changes({
    places: [place('a', 'w', '新名')],
    dutiesOf: [{ placeId: 'a', duties: [{ placeId: 'a', lineId: 'm' }] }],
    gone: [{ entity: 'place', id: 'b' }],
  })
  const after = withChanges(carried(), told)
  expect([names(after, 'v'), names(after, 'w')]).toEqual([[], ['新名']])
  expect(after.villages.get('v')?.duties).toEqual([])
  expect(after.villages.get('w')?.duties).toEqual([{ placeId: 'a', lineId: 'm' }])
  expect(after.mark?.seq).toBe(12)
})

test('told twice, it comes out the same', () => {
  const told = changes({ places: [place('a', 'v', '新名'), place('c', 'w')], reports: [{ id: 'r' }] })
  const once = withChanges(carried(), told)
  expect(withChanges(once, told)).toEqual(once)
})

test('a village of which nothing is told stays the very same: it is not written again', () => {
  const before = carried()
  const told = changes({
    places: [place('b', 'w', '新名')],
    dutiesOf: [{ placeId: 'b', duties: [] }],
    gone: [{ entity: 'follow-up', id: 'f' }],
  })
  const after = withChanges(before, told)
  expect(after.villages.get('v')).toBe(before.villages.get('v'))
  expect(names(after, 'w')).toEqual(['新名'])
})

test('a lost village goes, one to be read whole is kept until it is', () => {
  const after = withChanges(carried(), changes({ villagesLost: ['v'], reload: ['w'], own: true }))
  expect([...after.villages.keys()]).toEqual(['w'])
  expect(after.mark).toMatchObject({ missing: ['w'], ownMissing: true })
})

test('another epoch, and what was too long ago, begin anew with what was known', () => {
  for (const told of [changes({ restart: true }), changes({ epoch: 'f' })]) {
    const after = withChanges(carried(), told)
    expect(after.mark).toBeNull()
    expect(names(after, 'v')).toEqual(['a'])
  }
  const restored = withOwn(withChanges(carried(), changes({ restart: true })), own({ epoch: 'f', seq: 3 }))
  expect(restored.mark).toEqual({ epoch: 'f', seq: 3, missing: ['v', 'w'], ownMissing: false })
})

test('for whom one stands in today changes what one has in hand', () => {
  expect(withChanges(carried(), changes({ day: { ...day, standsInFor: ['x'] } })).mark?.ownMissing).toBe(true)
  expect(withChanges(carried(), changes({ day: { ...day, today: '2026-11-29' } })).own?.today).toBe('2026-11-29')
})
