import { describe, expect, it } from 'vitest'
import { type Comparable, duplicateIndex } from './index.ts'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })

function place(id: string, name: string, position: Comparable['position'] = null, villageId = 'v-he'): Comparable {
  return { origin: { kind: 'place', id }, name, villageId, villageName: '何家村', position }
}

function found(existing: readonly Comparable[], item: Comparable) {
  const index = duplicateIndex()
  for (const each of existing) index.add(each)
  return index.find(item).map(({ origin, why }) => {
    const likely = existing.find(
      (each) => each.origin.kind === 'place' && origin.kind === 'place' && each.origin.id === origin.id,
    )
    return [likely?.name, why]
  })
}

describe('a likely duplicate', () => {
  it.each([
    ['何家村小卖部', '小卖部'],
    ['何家小卖部', '何家村小卖部'],
    ['宏达化工有限公司', '宏达化工'],
    ['东营宏达化工有限公司', '东营宏达化工厂'],
    ['顺发汽修', '顺发汽修店'],
    ['顺发汽修（路北）', '顺发汽修路北'],
    ['鑫源饭店', '鑫源饭庄店'],
    ['福满多超市', '福满多超巿'],
  ])('in the same village has a near-same name: %s, %s', (one, other) => {
    expect(found([place('a', one)], place('b', other))).toEqual([[one, 'name']])
  })

  it.each([
    ['一号阀室', '二号阀室'],
    ['第3采油队', '第4采油队'],
    ['东武小学', '中武小学'],
    ['前街超市', '后街超市'],
    ['张家饭店', '李家超市'],
    ['仓库', '广场'],
  ])('is not seen where the difference tells: %s, %s', (one, other) => {
    expect(found([place('a', one)], place('b', other))).toEqual([])
  })

  it('is not seen by name in another village', () => {
    expect(found([place('a', '小卖部', null, 'v-xie')], place('b', '小卖部'))).toEqual([])
  })

  it('lies within 30 m, whatever the name or village, and across the borders of cells', () => {
    const metre = 1 / 111_320
    for (let step = 0; step < 50; step++) {
      const here = at(37.35 + step * 7.3 * metre, 118.43 + step * 11.1 * metre)
      const east = metre / Math.cos((37.35 * Math.PI) / 180)
      const near = place('a', '甲', at(here.latitude + 20 * metre, here.longitude - 21 * east), 'v-xie')
      const far = place('b', '乙', at(here.latitude - 23 * metre, here.longitude + 22 * east), 'v-xie')
      expect(found([near, far], place('c', '丙', here))).toEqual([['甲', 'near']])
    }
  })

  it('comes best first, at most three, with how alike and how far', () => {
    const here = at(37.35, 118.43)
    const close = at(37.3501, 118.43)
    const index = duplicateIndex()
    for (const each of [
      place('a', '饭店', close),
      place('b', '小卖部'),
      place('c', '小卖部', close),
      place('d', '仓库', here),
      place('e', '广场', close),
    ])
      index.add(each)
    const likely = index.find(place('x', '何家小卖部', here))
    expect(likely.map(({ origin }) => origin.kind === 'place' && origin.id)).toEqual(['c', 'b', 'd'])
    expect(likely[0]).toMatchObject({ why: 'name-and-near', likeness: 1, distanceM: 11.13 })
  })

  it('is an earlier row of the same file as well', () => {
    const index = duplicateIndex()
    index.add({ ...place('', '小卖部'), origin: { kind: 'row', row: 5 } })
    expect(index.find(place('b', '小卖部'))[0]?.origin).toEqual({ kind: 'row', row: 5 })
  })

  it.each([
    [
      'all in one village with bland names',
      (n: number) => place(`p${n}`, `商铺${n}`, at(37 + (n % 300) / 1e3, 118 + n / 3e5)),
    ],
    [
      'all on one spot',
      (n: number) =>
        place(`p${n}`, `${String.fromCharCode(0x4e00 + (n % 5000), 0x5000 + (n % 4999))}店`, at(37.35, 118.43)),
    ],
    ['all of one name', () => place('p', '小卖部')],
  ])('is found among 40,000 places in seconds: %s', { timeout: 60_000 }, (_, make) => {
    const index = duplicateIndex()
    const started = Date.now()
    for (let n = 0; n < 40_000; n++) {
      index.find(make(n))
      index.add(make(n))
    }
    expect(Date.now() - started).toBeLessThan(30_000)
  })
})
