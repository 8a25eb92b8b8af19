import { describe, expect, test } from 'vitest'
import { announcementRefusal, isAnnounced } from './index.ts'

const digging = { fromKm: 14, toKm: 15, firstDay: '2025-03-10', lastDay: '2025-03-12', withdrawnOn: null }
const spot = { fromKm: 14.5, toKm: 14.5, day: '2025-03-11' }

describe('what happens on a line', () => {
  test.each([
    ['between its posts, while it lasts', {}, {}, true],
    ['at its first post on its first day', { fromKm: 14, toKm: 14, day: '2025-03-10' }, {}, true],
    ['at its last post on its last day', { fromKm: 15, toKm: 15, day: '2025-03-12' }, {}, true],
    ['a metre before it', { fromKm: 13.999, toKm: 13.999 }, {}, false],
    ['the day before', { day: '2025-03-09' }, {}, false],
    ['the day after', { day: '2025-03-13' }, {}, false],
    ['on a segment that reaches into it', { fromKm: 10, toKm: 14.2 }, {}, true],
    ['before it was withdrawn', {}, { withdrawnOn: '2025-03-12' }, true],
    ['on the day of its withdrawal', {}, { withdrawnOn: '2025-03-11' }, false],
  ])('%s: within announced digging?', (_when, where, more, announced) => {
    expect(isAnnounced({ ...digging, ...more }, { ...spot, ...where })).toBe(announced)
  })
})

describe('digging', () => {
  const announcement = { ...digging, work: '胜大管道公司更换阀门' }
  const line = { lengthKm: 38.1, today: '2025-03-10' }
  test.each([
    ['on its own first day', {}, {}, null],
    ['after it began', {}, { today: '2025-03-11' }, 'digging/begun'],
    ['beyond the line', { toKm: 38.2 }, {}, 'digging/span'],
    ['that ends before it begins', { lastDay: '2025-03-09' }, {}, 'digging/span'],
    ['of over a year', { lastDay: '2026-03-12' }, {}, 'digging/span'],
    ['at one post', { toKm: 14 }, {}, null],
    ['with somebody’s telephone', { work: '联系 138 0000 0000' }, {}, 'digging/personal-data'],
  ] as const)('%s is announced?', (_what, change, more, refusal) => {
    expect(announcementRefusal({ ...announcement, ...change }, { ...line, ...more })).toBe(refusal)
  })
})
