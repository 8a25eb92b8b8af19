import { describe, expect, it } from 'vitest'
import {
  checkDivisionRow,
  checkLineRow,
  checkMemberRow,
  kmOf,
  type LineContext,
  seenInFile,
  takenStretches,
} from './index.ts'
import { area, people, placeContext, rawOf, villages } from './rows.test-setup.ts'

const codes = (
  checked: ReturnType<typeof checkLineRow> | ReturnType<typeof checkMemberRow> | ReturnType<typeof checkDivisionRow>,
) => (checked.kind === 'bad' ? checked.problems.map(({ code }) => code) : checked.kind)

describe('a row of communities and villages', () => {
  it('becomes a village of its community', () => {
    const row = rawOf('divisions', { 社区: '城南社区', 村: '何家村', 区划代码: 370502102230, 社区民警: 'wangwu' })
    expect(checkDivisionRow(row, placeContext())).toMatchObject({
      kind: 'ok',
      value: {
        village: '何家村',
        community: '城南社区',
        code: '370502102230',
        communityOfficer: { id: 'm-wang', name: '王五' },
        position: null,
      },
    })
  })

  it('is bad without a village, with a short code, or when the village was there before', () => {
    const context = placeContext()
    expect(codes(checkDivisionRow(rawOf('divisions', { 村: '', 区划代码: '3705' }), context))).toEqual([
      'cell/required',
      'division-code/invalid',
    ])
    expect(codes(checkDivisionRow(rawOf('divisions', { 村: '何家村' }), context))).toBe('ok')
    expect(codes(checkDivisionRow(rawOf('divisions', { 村: '何家村委会' }), context))).toEqual(['village/repeated'])
  })
})

const lineContext = (): LineContext => ({
  seen: seenInFile(),
  taken: takenStretches(),
  datum: 'wgs84',
  swapped: 'refuse',
  area,
})
const post = { 管线名: '东临线', 桩号: 'K1+000', 纬度: 37.35, 经度: 118.43 }

describe('a segment of a line', () => {
  const check = (context: LineContext, row: number, 管段起: string, 管段止: string, 管线名 = '东临线') =>
    checkLineRow(rawOf('lines', { ...post, 管线名, 桩号: row, 管段起, 管段止 }, row), context)
  const told = (checked: ReturnType<typeof checkLineRow>) =>
    checked.kind === 'bad' ? checked.problems.map(({ column, value, zh }) => `${column} ${value}：${zh}`) : checked.kind

  it('may touch another one, and be declared by each of its rows; on another line it is another one', () => {
    const context = lineContext()
    expect(told(check(context, 2, '0', '4'))).toBe('ok')
    expect(told(check(context, 3, 'K0+000', 'K4+000'))).toBe('ok')
    expect(told(check(context, 4, '4', '6'))).toBe('ok')
    expect(told(check(context, 5, '3', '5', '西线'))).toBe('ok')
  })

  it('that overlaps one of the file or of the station is bad at that end, and says what is free', () => {
    const context = lineContext()
    context.taken.take('东临线', { fromKm: 8, toKm: 10 }, { kind: 'segment', name: '小清河穿越段' })
    check(context, 2, '0', '4')
    expect(told(check(context, 3, '3', '5', '东 临线'))).toEqual([
      '管段起 3：与第 2 行的管段（K0+000—K4+000）重叠。可以写 K4+000—K5+000。',
    ])
    expect(told(check(context, 4, '7', '9'))).toEqual([
      '管段止 9：与已有的管段“小清河穿越段 K8+000—K10+000”重叠。可以写 K7+000—K8+000。',
    ])
    expect(told(check(context, 5, '1', '2'))).toEqual([
      '管段起 1：与第 2 行的管段（K0+000—K4+000）重叠。这一段已有管段，起止都空着。',
    ])
    // what was refused takes nothing from the rows below
    expect(told(check(context, 6, '4', '8'))).toBe('ok')
  })
})

describe('a kilometre post', () => {
  it.each([
    ['K12+300', 12.3],
    ['k0+000', 0],
    ['12+300.5', 12.301],
    ['12.3', 12.3],
    ['１２．３ km', 12.3],
    ['12公里300米', 12.3],
    ['K12+1300', null],
    ['十二', null],
    ['-3', null],
  ])('written %s is %s km', (text, km) => {
    expect(kmOf(text)).toBe(km)
  })

  it('needs its position, and is on a line once', () => {
    const context = lineContext()
    expect(checkLineRow(rawOf('lines', { ...post, 管段起: 'K0+000', 管段止: '3.5' }), context)).toMatchObject({
      value: { line: '东临线', km: 1, label: 'K1+000', segment: { fromKm: 0, toKm: 3.5 } },
    })
    expect(codes(checkLineRow(rawOf('lines', { ...post, 桩号: 1 }, 3), context))).toEqual(['post/repeated'])
    expect(codes(checkLineRow(rawOf('lines', { ...post, 桩号: 2, 纬度: null }), context))).toEqual(['cell/required'])
    expect(codes(checkLineRow(rawOf('lines', { ...post, 桩号: 3, 管段起: 4 }), context))).toEqual(['segment/half'])
    expect(codes(checkLineRow(rawOf('lines', { ...post, 桩号: 4, 管段起: 4, 管段止: 4 }), context))).toEqual([
      'segment/empty',
    ])
  })
})

describe('a row of members', () => {
  const context = () => ({ villages, people, seen: seenInFile() })

  it('becomes a member with the villages of the area', () => {
    const row = rawOf('members', {
      姓名: '孙七',
      角色: '吕乡义警',
      用户名: 'SunQi',
      负责村: '何家村、解家；370502102221',
    })
    expect(checkMemberRow(row, context())).toMatchObject({
      value: { name: '孙七', role: 'volunteer', userName: 'sunqi', villageIds: ['v-he', 'v-xie', 'v-zhang-1'] },
    })
  })

  it('is bad with an unknown role, an unknown village, or a user name that is taken or is a telephone', () => {
    const bad = (values: Record<string, string>) =>
      codes(checkMemberRow(rawOf('members', { 姓名: '孙七', 角色: '民警', ...values }), context()))
    expect(bad({ 角色: '司机', 负责村: '天边村' })).toEqual(['role/unknown', 'village/not-found'])
    expect(bad({ 用户名: 'wangwu' })).toEqual(['user-name/taken'])
    expect(bad({ 用户名: '13800001234' })).toEqual(['user-name/invalid'])
    expect(bad({ 用户名: 'a b' })).toEqual(['user-name/invalid'])
    expect(bad({ 用户名: '' })).toBe('ok')
  })
})
