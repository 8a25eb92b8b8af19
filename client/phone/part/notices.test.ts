import { expect, test } from 'vitest'
import type { Notice } from '../types.ts'
import type { Carried } from './carried.ts'
import { addNotices, noticesOf } from './notices.ts'

type Place = { readonly id: string; readonly name: string; readonly tier?: string; readonly ownerId?: string }

/** Villages with their places, as far as notices look at them. */
const carried = (villages: Readonly<Record<string, readonly Place[]>>): Carried =>
  ({
    mark: null,
    own: { villageIds: Object.keys(villages), villages: ['v', 'w'].map((id) => ({ id, name: `${id}村` })) },
    villages: new Map(
      Object.entries(villages).map(([id, places]) => [
        id,
        { places: places.map((place) => ({ tier: null, ownerId: null, ...place })) },
      ]),
    ),
  }) as unknown as Carried

const shop = { id: 'a', name: '老店' }

test('what reads otherwise is said: name, tier, who is responsible, what came and went', () => {
  const before = carried({
    v: [
      { ...shop, tier: 'yellow', ownerId: 'other' },
      { id: 'b', name: '关门店' },
    ],
  })
  const after = carried({
    v: [
      { id: 'a', name: '新店', tier: 'red', ownerId: 'me' },
      { id: 'c', name: '新开店' },
    ],
  })
  expect(noticesOf(before, after, 'me')).toEqual([
    { kind: 'closed', placeId: 'b', name: '关门店' },
    { kind: 'renamed', placeId: 'a', from: '老店', to: '新店' },
    { kind: 'tier', placeId: 'a', name: '新店', from: 'yellow', to: 'red' },
    { kind: 'reassigned', placeId: 'a', name: '新店' },
    { kind: 'arrived', placeId: 'c', name: '新开店' },
  ])
})

test('who else is responsible is nobody’s news', () => {
  const of = (ownerId: string) => carried({ v: [{ ...shop, ownerId }] })
  expect(noticesOf(of('one'), of('other'), 'me')).toEqual([])
})

test('a village that comes or goes is said once, and its places are not', () => {
  const [before, after] = [carried({ v: [shop] }), carried({ w: [{ id: 'b', name: '别的店' }] })]
  expect(noticesOf(before, after, 'me')).toEqual([
    { kind: 'village-lost', villageId: 'v', name: 'v村' },
    { kind: 'village-gained', villageId: 'w', name: 'w村' },
  ])
})

test('a place that moves between two villages of the member is no news', () => {
  expect(noticesOf(carried({ v: [shop], w: [] }), carried({ v: [], w: [shop] }), 'me')).toEqual([])
})

test('the first part is no news', () => {
  expect(noticesOf({ mark: null, own: null, villages: new Map() }, carried({ v: [shop] }), 'me')).toEqual([])
})

test('of one thing the member is told the sum', () => {
  const renamed = (from: string, to: string): Notice => ({ kind: 'renamed', placeId: 'a', from, to })
  expect(addNotices([renamed('一', '二')], [renamed('二', '三')])).toEqual([renamed('一', '三')])
  expect(addNotices([renamed('一', '二')], [renamed('二', '一')])).toEqual([])
  const closed: Notice = { kind: 'closed', placeId: 'a', name: '店' }
  expect(addNotices([closed], [{ kind: 'arrived', placeId: 'a', name: '店' }])).toEqual([])
})
