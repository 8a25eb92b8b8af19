import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, weekday } from '../calendar/index.ts'
import { proposedDays, publicationRefusal, type Rhythm } from './index.ts'

const firstMonday: Rhythm = { weekday: 1, nth: 1, months: [], firstDay: '2025-01-01', lastDay: null }
const never = () => false
const days = (rhythm: Rhythm, from: string, until: string, isDayOff: (day: string) => boolean = never) =>
  proposedDays(rhythm, from, until, isDayOff).map(({ of, on }) => (of === on ? on : `${of} moved to ${on}`))

describe('a rhythm proposes', () => {
  it.each([
    ['the first Monday of each month', firstMonday, ['2025-02-03', '2025-03-03', '2025-04-07']],
    ['the third Friday', { ...firstMonday, weekday: 5, nth: 3 }, ['2025-02-21', '2025-03-21', '2025-04-18']],
    ['the last Wednesday', { ...firstMonday, weekday: 3, nth: 5 }, ['2025-02-26', '2025-03-26', '2025-04-30']],
    ['once a quarter', { ...firstMonday, months: [1, 4, 7, 10] }, ['2025-04-07']],
    ['none before its first day', { ...firstMonday, firstDay: '2025-03-04' }, ['2025-04-07']],
    ['none after its last day', { ...firstMonday, lastDay: '2025-03-31' }, ['2025-02-03', '2025-03-03']],
  ] as const)('%s', (_sentence, rhythm, expected) => {
    expect(days(rhythm, '2025-02-01', '2025-04-30')).toEqual(expected)
  })

  it('the next working day where its day is a public holiday, and says of which day it is', () => {
    const holidays = ['2025-05-01', '2025-05-02', '2025-05-03', '2025-05-04', '2025-05-05']
    const isDayOff = (day: string) => holidays.includes(day)
    expect(days(firstMonday, '2025-05-01', '2025-05-31', isDayOff)).toEqual(['2025-05-05 moved to 2025-05-06'])
    expect(days({ ...firstMonday, weekday: 5 }, '2025-05-01', '2025-05-31', isDayOff)).toEqual([
      '2025-05-02 moved to 2025-05-06',
    ])
  })

  it('one day a month, of its weekday, in order, whatever the span', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 700 }))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }), span, (day, nth, [start, length]) => {
        const at = (offset: number) => new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10)
        const proposed = days({ ...firstMonday, weekday: day, nth }, at(start), at(start + length))
        expect(proposed.map((on) => weekday(dayNumber(on)))).toEqual(proposed.map(() => day))
        expect(new Set(proposed.map((on) => on.slice(0, 7))).size).toBe(proposed.length)
        expect([...proposed].sort()).toEqual(proposed)
      }),
    )
  })
})

describe('what is published of a promise', () => {
  it.each([
    ['is a sentence for everybody', '西隋村北头路灯3月底前修好', null],
    ['may hold a date and a sum', '2025-03-31前补齐12个井盖', null],
    ['holds no telephone number', '修好后请打13800000000', 'promise/number-in-text'],
    ['holds none in other digits or with spaces', '电话１３８ ００００ ００００', 'promise/number-in-text'],
    ['names nobody of the matter', '给张建国家门口装路灯', 'promise/name-in-text'],
    ['names nobody with spaces between either', '给张 建国家门口装路灯', 'promise/name-in-text'],
  ] as const)('%s', (_sentence, text, expected) => {
    expect(publicationRefusal(text, ['张建国', '王'])).toBe(expected)
  })
})
