import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choiceQuestion, numberQuestion, shop, textQuestion, yesNoQuestion } from './checklist.test-support.ts'
import { checklistFaults, checklistFaultWords, hazardsIn, judgeAnswers } from './index.ts'
import type { Item } from './question.ts'

const today = '2025-02-17'
const judge = (given: Record<string, unknown>) => judgeAnswers(shop, given, today)
const faultsOf = (given: Record<string, unknown>) => judge(given).faults.map(({ name, code }) => `${name} ${code}`)

describe('answers against a version', () => {
  it('keeps what was answered, and says what is shown', () => {
    const given = { extinguisher: 'yes', count: 2, checkedOn: '2025-02-01', blocked: ['stairs', 'front'], why: ' 货 ' }
    expect(judge(given)).toMatchObject({
      kept: { extinguisher: 'yes', count: 2, checkedOn: '2025-02-01', blocked: ['front', 'stairs'], why: '货' },
      shown: [true, true, true, true, true, true, true],
      faults: [],
    })
  })

  it('misses what is required only where it is asked', () => {
    expect(faultsOf({})).toEqual(['extinguisher missing'])
    expect(faultsOf({ extinguisher: 'yes' })).toEqual(['count missing'])
    expect(faultsOf({ extinguisher: 'no' })).toEqual([])
    expect(faultsOf({ extinguisher: 'no', blocked: ['stairs'] })).toEqual(['why missing'])
  })

  it('drops the answers of what is not asked, and what only they had opened', () => {
    const { kept, faults, shown } = judge({ extinguisher: 'no', count: 4, checkedOn: '2025-02-01' })
    expect(kept).toEqual({ extinguisher: 'no' })
    expect(shown.slice(2, 4)).toEqual([false, false])
    expect(faults).toEqual([])
  })

  it.each([
    [{ extinguisher: 'perhaps' }, 'extinguisher unknown-choice'],
    [{ extinguisher: ['yes'] }, 'extinguisher unknown-choice'],
    [{ extinguisher: 'yes', count: '2' }, 'count not-a-number'],
    [{ extinguisher: 'yes', count: Number.NaN }, 'count not-a-number'],
    [{ extinguisher: 'yes', count: 1.5 }, 'count not-whole'],
    [{ extinguisher: 'yes', count: 100 }, 'count against-constraint'],
    [{ extinguisher: 'yes', count: 1, checkedOn: '2025-02-30' }, 'checkedOn not-a-date'],
    [{ extinguisher: 'yes', count: 1, checkedOn: '2025-02-18' }, 'checkedOn against-constraint'],
    [{ extinguisher: 'no', blocked: ['roof'] }, 'blocked unknown-choice'],
    [{ extinguisher: 'no', blocked: 'front' }, 'blocked unknown-choice'],
    [{ extinguisher: 'no', blocked: ['stairs'], why: 5 }, 'why not-a-text'],
    [{ extinguisher: 'no', blocked: ['stairs'], why: '字'.repeat(2001) }, 'why too-long'],
    [{ extinguisher: 'no', seen: Array.from({ length: 10 }, (_, n) => `${n}`) }, 'seen too-many'],
    [{ extinguisher: 'no', toString: 'x' }, 'toString unknown-question'],
  ] as const)('refuses %j', (given, fault) => {
    expect(faultsOf(given)).toEqual([fault])
  })

  it('finds the hazards among the answers, each with its days', () => {
    const { hazards } = judge({ extinguisher: 'no', blocked: ['front', 'stairs'], why: '货' })
    expect(hazards).toEqual([
      { name: 'extinguisher', answer: 'no', days: 7 },
      { name: 'blocked', answer: 'stairs', days: 1 },
    ])
    expect(hazardsIn(shop, {})).toEqual([])
  })

  it('does not take what every object has for an answer', () => {
    const list = { title: 't', items: [textQuestion('constructor'), textQuestion('b', { relevant: '${constructor}' })] }
    expect(judgeAnswers(list, { b: 'x' }, today)).toMatchObject({ kept: {}, shown: [true, false], faults: [] })
  })

  it('judged again, what was kept stays as it is', () => {
    const given = fc.record(
      {
        extinguisher: fc.constantFrom('yes', 'no', 'x', 1),
        count: fc.oneof(fc.integer({ min: -2, max: 120 }), fc.string()),
        checkedOn: fc.constantFrom('2025-02-01', '2025-03-01', ''),
        blocked: fc.subarray(['stairs', 'back', 'front', 'roof']),
        why: fc.string(),
        seen: fc.array(fc.uuid(), { maxLength: 12 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(given, (answers) => {
        const first = judge(answers)
        const second = judge(first.kept)
        expect(second.kept).toEqual(first.kept)
        expect(second.shown).toEqual(first.shown)
        for (const name of Object.keys(first.kept)) {
          expect(first.shown[shop.items.findIndex((item) => 'name' in item && item.name === name)]).toBe(true)
        }
      }),
    )
  })
})

describe('a checklist that may not be kept', () => {
  const faulty = (...items: readonly Item[]) =>
    checklistFaults({ title: '检查', items }).map((fault) => `${fault.item} ${fault.code}`)

  it.each<[string, readonly Item[], readonly string[]]>([
    ['one like the shop’s may', shop.items, []],
    ['none without a question', [{ kind: 'note', label: '请', relevant: null }], ['null no-question']],
    ['a question without text', [textQuestion('a', { label: ' ' })], ['0 no-label']],
    ['two of one name', [textQuestion('a'), numberQuestion('a')], ['1 name-taken']],
    ['a name with a blank', [textQuestion('a b')], ['0 name-not-allowed']],
    ['a Chinese name is one', [textQuestion('灭火器')], []],
    ['a choice of nothing', [choiceQuestion('a', [])], ['0 no-choices']],
    ['a choice twice', [choiceQuestion('a', ['x', 'x'])], ['0 choice-taken']],
    ['a choice with a blank', [choiceQuestion('a', ['x y'])], ['0 choice-not-allowed']],
    [
      'a hazard that nobody can answer',
      [yesNoQuestion('a', { hazards: [{ answer: 'x', days: 1 }] })],
      ['0 hazard-unknown-answer'],
    ],
    ['a hazard of part of a day', [yesNoQuestion('a', { hazards: [{ answer: 'no', days: 1.5 }] })], ['0 hazard-days']],
    [
      'a condition that cannot be read',
      [textQuestion('a'), textQuestion('b', { relevant: '${a} =' })],
      ['1 expression'],
    ],
    ['one on what is not there', [textQuestion('b', { relevant: '${a} = 1' })], ['0 unknown-question']],
    ['one on what comes later', [textQuestion('b', { relevant: '${a} = 1' }), textQuestion('a')], ['0 later-question']],
    ['one on itself', [textQuestion('a', { required: '. = 1' })], ['0 own-answer']],
    ['a constraint asks for itself', [textQuestion('a', { constraint: ". != '' and ${a} != 'x'" })], []],
  ])('%s', (_sentence, items, expected) => {
    expect(faulty(...items)).toEqual(expected)
  })

  it('says in both languages what is wrong', () => {
    const faults = checklistFaults({
      title: '',
      items: [textQuestion('a b', { label: '' }), textQuestion('c', { relevant: '${x} = y' })],
    })
    for (const fault of faults) {
      const { zh, en } = checklistFaultWords(fault)
      expect(zh).toMatch(/[\u4e00-\u9fff]/)
      expect(en).not.toMatch(/[\u4e00-\u9fff]/)
    }
    expect(faults.map((fault) => checklistFaultWords(fault).zh)).toContain(
      '显示条件第 8 个字“y”：文字要加引号，题目写成 ${题名}，连接词用 and、or',
    )
  })
})
