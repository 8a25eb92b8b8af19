import { describe, expect, test } from 'vitest'
import {
  type DisputeRecord,
  dateText,
  enteringOf,
  fieldsOf,
  missingFields,
  originWord,
  type PaperKind,
  paperKinds,
  paperNumber,
  papersOf,
  timeText,
} from './index.ts'
import { bare, mediated, onScene, publicSecurity, referred } from './record.test-support.ts'

const named = (record: DisputeRecord, need: 'required' | 'as-needed') =>
  papersOf(record)
    .filter((paper) => paper.need === need)
    .map(({ kind, no }) => (no === null ? kind : `${kind} ${no}`))

describe('which papers a dispute has', () => {
  test.each([
    [
      "people's mediation, applied for, agreed in writing and filed",
      mediated,
      [
        'application',
        'rights-notice',
        'sitting 1',
        'sitting 2',
        'agreement',
        'revisit 1',
        'revisit 2',
        'confirmation',
        'case-file',
      ],
      ['registration', 'inquiry 1'],
    ],
    [
      "people's mediation that the committee went to itself, agreed orally",
      { ...mediated, origin: 'proactive', agreement: mediated.agreement && { ...mediated.agreement, form: 'oral' } },
      [
        'registration',
        'rights-notice',
        'sitting 1',
        'sitting 2',
        'oral-agreement',
        'revisit 1',
        'revisit 2',
        'confirmation',
        'case-file',
      ],
      ['application', 'inquiry 1'],
    ],
    [
      "people's mediation just accepted",
      {
        ...mediated,
        state: 'accepted',
        inquiries: [],
        sittings: [],
        agreement: null,
        revisits: [],
        confirmation: null,
        filedOn: null,
      },
      ['application', 'rights-notice'],
      ['registration', 'case-file'],
    ],
    [
      'public-security mediation',
      publicSecurity,
      ['rights-notice', 'sitting 1', 'sitting 2', 'public-security-agreement', 'revisit 1', 'revisit 2'],
      ['registration', 'inquiry 1', 'case-file'],
    ],
    ['a quarrel settled on the scene', onScene, ['on-scene', 'revisit 1'], ['registration']],
    ['a referral', referred, ['referral'], ['registration']],
    ['就地劝和', { ...onScene, procedure: 'informal' }, [], []],
    [
      'a dispute only reported',
      { ...onScene, procedure: null, scene: null, state: 'reported', settledOn: null, revisits: [] },
      [],
      [],
    ],
  ] satisfies [string, DisputeRecord, string[], string[]][])('%s', (_what, record, required, asNeeded) => {
    expect(named(record, 'required')).toEqual(required)
    expect(named(record, 'as-needed')).toEqual(asNeeded)
  })

  test('stand in the order of the index, sittings and revisits by their numbers', () => {
    const turned = { ...mediated, sittings: mediated.sittings.toReversed(), revisits: mediated.revisits.toReversed() }
    expect(papersOf(turned)).toEqual(papersOf(mediated))
    const order = papersOf(turned).map(({ kind }) => paperKinds.findIndex((info) => info.kind === kind))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
})

test('what a paper needs and a step may leave open has its place to be entered', () => {
  // the record has these of itself: who took a step, and when
  const ofItself =
    /\.(at|by|asked-by|hosts|on|how|reached|last|outcome|parties|officers|reason|to)$|^(cause|origin|committee|host|accepted|applied|procedure|registered-by)$/
  for (const { kind } of paperKinds) {
    const lacking = missingFields(kind, { record: bare, no: 1 }).filter(({ field }) => !field.startsWith('paper.'))
    for (const { field } of lacking) {
      if (enteringOf(field, lacking) === null) expect([kind, field]).toEqual([kind, expect.stringMatching(ofItself)])
    }
  }
  expect(enteringOf('sitting.place', [])).toEqual({ kind: 'words', of: 'sitting', word: 'place' })
  expect(enteringOf('scene.place', [{ field: 'scene.at' }])).toEqual({ kind: 'step', step: 'on-the-scene' })
  expect(enteringOf('party.b.phone', [])).toMatchObject({ partyId: 'b', field: 'phone' })
  expect(enteringOf('party.respondent', [])).toMatchObject({ partyId: null, part: 'respondent' })
})

describe('what is missing on a paper', () => {
  test.each([mediated, onScene, publicSecurity, referred])('nothing where the record is complete (%#)', (record) => {
    const required = papersOf(record).filter(({ need }) => need === 'required')
    for (const { kind, no } of required) expect([kind, missingFields(kind, { record, no })]).toEqual([kind, []])
  })

  const lacks = (kind: PaperKind, no: number | null, record = bare) =>
    missingFields(kind, { record, no }).map(({ zh }) => zh)

  test.each([
    [
      'application',
      null,
      [
        '申请人联系方式',
        '申请人单位或者住址',
        '被申请人联系方式',
        '被申请人单位或者住址',
        '人民调解委员会',
        '纠纷简要情况',
        '申请日期',
      ],
    ],
    ['sitting', 2, ['地点', '调解人员', '到场当事人', '调解经过']],
    ['inquiry', 1, ['地点', '调查人', '被调查人', '记录']],
    ['revisit', 1, ['回访事由', '回访人', '采取的措施']],
    ['case-file', null, ['纠纷类型', '主持人', '受理日期', '立卷日期', '立卷人']],
  ] as const)('of %s is listed in its own order, in words', (kind, no, missing) => {
    expect(lacks(kind, no)).toEqual(missing)
  })

  test('of an agreement are its facts, responsibilities, content and performance', () => {
    expect(lacks('agreement', null)).toEqual(
      expect.arrayContaining([
        '纠纷主要事实',
        '争议事项',
        '各方当事人的责任',
        '协议内容',
        '履行方式和期限',
        '人民调解委员会',
      ]),
    )
  })

  test('is the other side when only one party is known', () => {
    expect(lacks('registration', null, { ...mediated, parties: mediated.parties.slice(0, 1) })).toEqual([
      '对方当事人（被申请人）',
    ])
  })

  test('is everything of a sitting that was never held', () => {
    expect(lacks('sitting', 9, mediated)).toEqual(['时间', '地点', '调解人员', '到场当事人', '调解经过', '调解结果'])
  })

  test('has a name in both languages on each paper', () => {
    for (const { kind } of paperKinds) {
      for (const { zh, en } of fieldsOf(kind, { record: mediated, no: 1 })) {
        expect(zh).toMatch(/^[\p{Script=Han}（）、]+$/u)
        expect(en).toMatch(/^[a-z’' ()]+$/)
      }
    }
  })
})

test('a number names the station, the kind, the year and the count', () => {
  expect(paperNumber('牛', 'agreement', 2025, 3)).toBe('牛调协〔2025〕第3号')
  expect(paperNumber('', 'case-file', 2026, 12)).toBe('卷〔2026〕第12号')
})

test('no two kinds of paper share a series', () => {
  expect(new Set(paperKinds.map(({ series }) => series)).size).toBe(paperKinds.length)
})

test('what was found on a visit says so, and not by whom', () => {
  expect(originWord('proactive')).toBe('走访发现，主动调解')
})

test('days and hours are those of the station’s wall', () => {
  expect(dateText('2025-02-01')).toBe('2025年2月1日')
  expect(timeText(new Date('2025-01-31T16:05:00Z').getTime(), 'Asia/Shanghai')).toBe('2025年2月1日00时05分')
})
