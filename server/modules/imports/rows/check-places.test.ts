import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../platform/sheets/index.ts'
import { checkPlaceRow, type PlaceContext } from './index.ts'
import { placeContext, rawOf } from './rows.test-setup.ts'

type Values = Readonly<Record<string, string | number | boolean | null | Cell>>
const good = { 名称: '何家小卖部', 类型: '商铺', 村: '何家村' }

function check(values: Values, context: PlaceContext = placeContext(), row = 2) {
  return checkPlaceRow(rawOf('places', values, row), context)
}

/** column → code, value and advice of each problem */
function problems(values: Values, context?: PlaceContext) {
  const checked = check(values, context)
  return checked.kind === 'bad'
    ? checked.problems.map(({ column, code, value, zh }) => ({ column, code, value, zh }))
    : []
}

describe('a row of places', () => {
  it('becomes a place', () => {
    const checked = check({
      ...good,
      纬度: '37.3512',
      经度: 118.4312,
      地址说明: '村委会东 50 米',
      责任民警: '王五',
      空置: '否',
      大型车辆可进入: true,
      联系人: '李某',
      联系电话: '+86 138-0000-0000',
      外部编号: 'A1',
    })
    expect(checked).toEqual({
      kind: 'ok',
      row: 2,
      notes: [],
      value: {
        name: '何家小卖部',
        kind: 'shop',
        villageId: 'v-he',
        position: { latitude: 37.3512, longitude: 118.4312 },
        addressHint: '村委会东 50 米',
        ownerId: 'm-wang',
        vacant: false,
        largeVehicleAccess: true,
        contact: { name: '李某', phone: '13800000000' },
        externalId: 'A1',
      },
    })
  })

  it('that is the template’s example is passed over', () => {
    expect(check({ ...good, 名称: '示例：何家村小卖部' }).kind).toBe('example')
  })

  it('tells everything that is wrong at once, each with its column, value and what would be right', () => {
    expect(
      problems({ 门店: 'x', 名称: '', 类型: '飞机场', 村: '合家村', 纬度: 'abc', 经度: 118.4, 空置: '也许' }),
    ).toEqual([
      { column: '名称', code: 'cell/required', value: '', zh: '必填，不能空着。' },
      {
        column: '村',
        code: 'village/not-found',
        value: '合家村',
        zh: expect.stringContaining('最接近的是：何家村委会'),
      },
      { column: '纬度', code: 'cell/not-a-number', value: 'abc', zh: '要填数字，如 37.3512。' },
      { column: '空置', code: 'cell/not-yes-or-no', value: '也许', zh: '填“是”或“否”，不知道就空着。' },
    ])
    expect(problems({ ...good, 类型: '飞机场' })[0]?.zh).toContain('商铺、仓库、空闲院落')
  })

  it('finds the village by name, by code, with the town before it, and asks for the code when two have the name', () => {
    for (const village of ['何家', '何家村委会', '牛庄镇何家村', '３７０５０２１０２２３０', 370502102230]) {
      expect(check({ ...good, 村: village })).toMatchObject({ kind: 'ok', value: { villageId: 'v-he' } })
    }
    expect(check({ ...good, 村: '聚华社区' })).toMatchObject({ value: { villageId: 'v-juhua' } })
    expect(problems({ ...good, 村: '张庄' })).toMatchObject([{ code: 'village/ambiguous' }])
  })

  it('that is an inhabited dwelling is refused with the reason', () => {
    expect(problems({ ...good, 类型: '民宅' })).toMatchObject([
      { code: 'place/inhabited-dwelling', zh: expect.stringContaining('住宅') },
    ])
    expect(problems({ ...good, 类型: '其他', 名称: '张三家' })).toMatchObject([{ code: 'place/inhabited-dwelling' }])
    expect(check({ ...good, 类型: '空闲院落', 名称: '张三家老院' }).kind).toBe('ok')
  })

  it('with latitude and longitude swapped says so, gives them right, and turns them when asked', () => {
    const swapped = { ...good, 纬度: 118.4312, 经度: 37.3512 }
    expect(problems(swapped)).toMatchObject([
      { code: 'position/swapped', zh: expect.stringContaining('纬度 37.3512，经度 118.4312') },
    ])
    expect(check(swapped, placeContext({ swapped: 'correct' }))).toMatchObject({
      kind: 'ok',
      value: { position: { latitude: 37.3512, longitude: 118.4312 } },
      notes: ['swapped'],
    })
  })

  it('in GCJ-02 or BD-09 is converted, by about half and one kilometre, and noted', () => {
    const given = { ...good, 纬度: 37.3512, 经度: 118.4312 }
    for (const [datum, from, to] of [
      ['gcj02', 400, 700],
      ['bd09', 800, 1900],
    ] as const) {
      const checked = check(given, placeContext({ datum }))
      if (checked.kind !== 'ok' || checked.value.position === null) throw new Error('expected a position')
      const { latitude, longitude } = checked.value.position
      const shiftM = Math.hypot((latitude - 37.3512) * 111_320, (longitude - 118.4312) * 88_500)
      expect(shiftM).toBeGreaterThan(from)
      expect(shiftM).toBeLessThan(to)
      expect(checked.notes).toEqual([`converted-from-${datum}`])
    }
  })

  it('far from the town, half a position, 0/0 or off the globe is told', () => {
    const code = (纬度: string | number | null, 经度: string | number | null) =>
      problems({ ...good, 纬度, 经度 }).map(({ code }) => code)
    expect(code(39.9, 116.4)).toEqual(['position/outside-town'])
    expect(code(37.35, null)).toEqual(['position/half'])
    expect(code(0, 0)).toEqual(['position/zero'])
    expect(code(373512, 1184312)).toEqual(['position/impossible'])
    expect(code('37°21′4″', 'E118度25分52秒')).toEqual([])
    expect(code(null, null)).toEqual([])
  })

  it.each([
    ['E118.4312 N37.3512', null],
    [null, '118.4312，37.3512'],
    ['东经118.4312°北纬37.3512°', null],
    ['37.3512 118.4312', '37.3512 118.4312'],
    ['37°21.072′', '118°25.872′'],
    ["37°21'4.32''", '118 25 52.32'],
  ])('with its position written %s | %s is at the same place', (纬度, 经度) => {
    const checked = check({ ...good, 纬度, 经度 })
    if (checked.kind !== 'ok' || checked.value.position === null) throw new Error('expected a position')
    expect(checked.value.position.latitude).toBeCloseTo(37.3512, 6)
    expect(checked.value.position.longitude).toBeCloseTo(118.4312, 6)
  })

  it('that stands under the table, or has nothing but a number entered in advance, is passed over', () => {
    for (const total of ['合计', '合 计：', '总计（处）', '合计 42 处', 'Total', '填表人：', '注：以上由各村上报']) {
      expect([total, check({ 序号: total, ...good, 名称: '', 类型: 42 }).kind]).toEqual([total, 'foot'])
    }
    expect(check({ 序号: 12, 名称: '', 类型: '', 村: null }).kind).toBe('blank')
    expect(check({ 序号: 12, ...good, 名称: '合计超市' }).kind).toBe('ok')
    expect(check({ 备注: '注：门朝北', ...good }).kind).toBe('ok')
    expect(check({ 序号: 12, 名称: '', 类型: '商铺', 村: null }).kind).toBe('bad')
  })

  it('takes a telephone that the sheet keeps as a number', () => {
    expect(check({ ...good, 联系人: '李某', 联系电话: 13800000000 })).toMatchObject({
      value: { contact: { phone: '13800000000' } },
    })
    expect(problems({ ...good, 联系人: '李某', 联系电话: '1.38E+10' })).toMatchObject([{ code: 'phone/rounded' }])
  })

  it('masks telephones, contacts and identity numbers in what it reports', () => {
    const reported = problems({
      ...good,
      名称: '张店13800001234',
      联系人: '王小明',
      联系电话: '1380000123',
      地址说明: '370502199001011234',
    })
    expect(reported.map(({ column, code, value }) => [column, code, value])).toEqual([
      ['名称', 'cell/personal-data', '张店13*********'],
      ['地址说明', 'cell/personal-data', '37****************'],
      ['联系电话', 'phone/invalid', '13********'],
    ])
    expect(problems({ ...good, 联系人: '甲', 联系电话: '13800001234/0546-1234567' })).toMatchObject([
      { code: 'phone/several' },
    ])
    expect(problems({ ...good, 联系电话: '13800001234' })).toMatchObject([
      { column: 'contactName', code: 'phone/without-name' },
    ])
    expect(check({ ...good, 联系人: '甲', 联系电话: '（0546）7654321' })).toMatchObject({
      value: { contact: { phone: '0546-7654321' } },
    })
  })

  it('with a cell that is merged, erroneous, not computed or garbled is bad at that cell', () => {
    const code = (cell: Cell) => problems({ ...good, 地址说明: cell }).map(({ code }) => code)
    expect(code({ kind: 'merged', range: 'B2:D2' })).toEqual(['cell/merged'])
    expect(code({ kind: 'error', error: '#REF!' })).toEqual(['cell/formula-error'])
    expect(code({ kind: 'uncomputed' })).toEqual(['cell/formula-without-result'])
    expect(code({ kind: 'text', text: '村\ufffd\ufffd' })).toEqual(['cell/unreadable'])
    expect(problems({ ...good, 名称: '长'.repeat(61) })).toMatchObject([{ code: 'cell/too-long' }])
  })

  it('names the earlier row with the same external id', () => {
    const context = placeContext()
    check({ ...good, 外部编号: 'A1' }, context, 7)
    const again = check({ ...good, 外部编号: 'A1' }, context, 9)
    expect(again).toMatchObject({
      kind: 'bad',
      row: 9,
      problems: [{ code: 'external-id/repeated', zh: expect.stringContaining('第 7 行') }],
    })
  })

  it('finds the responsible officer by user name or name', () => {
    expect(check({ ...good, 责任民警: 'LIMING2' })).toMatchObject({ value: { ownerId: 'm-li-2' } })
    expect(problems({ ...good, 责任民警: '李明' })).toMatchObject([{ code: 'member/ambiguous' }])
    expect(problems({ ...good, 责任民警: '孙七' })).toMatchObject([{ code: 'member/not-found' }])
    expect(problems({ ...good, 责任民警: '王五、李明' })).toMatchObject([{ code: 'member/several' }])
    expect(problems({ ...good, 责任民警: '赵义' })).toMatchObject([{ code: 'member/wrong-role' }])
  })
})
