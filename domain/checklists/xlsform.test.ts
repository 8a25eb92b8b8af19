import { describe, expect, it } from 'vitest'
import { type FormSheet, readXlsForm, type XlsForm, xlsFormProblemWords } from './index.ts'

type Row = readonly string[]

const sheet = (
  headings: Row,
  rows: readonly Row[],
  unreadable: Readonly<Record<number, readonly number[]>> = {},
): FormSheet => ({
  headings,
  rows: rows.map((cells, at) => ({ row: at + 2, cells, unreadable: unreadable[at + 2] ?? [] })),
})
const heading = ['type', 'name', 'label', 'relevant', 'required', 'constraint', 'hint']
const survey = (...rows: readonly Row[]) => sheet(heading, rows)
const choices = sheet(
  ['list_name', 'name', 'label'],
  [
    ['doors', 'front', '前门'],
    ['doors', 'back', '后门'],
    ['yn', '1', '有'],
    ['yn', '0', '没有'],
  ],
)
const form = (rows: FormSheet, more: Partial<XlsForm> = {}): XlsForm => ({
  survey: rows,
  choices,
  settings: null,
  fileName: '消防检查.xlsx',
  ...more,
})
const said = (one: XlsForm) =>
  readXlsForm(one).problems.map(({ sheet: of, row, column, ...problem }) =>
    [of, row, column, problem.code === 'fault' ? problem.fault.code : problem.code].join(' '),
  )

describe('an XLSForm', () => {
  it('becomes a checklist', () => {
    const read = readXlsForm(
      form(
        survey(
          ['begin group', 'g1', '一、消防', '', ''],
          ['select_one yn', 'has', '有没有灭火器', '', 'yes'],
          ['integer', 'count', '几个', "${has} = '1'", "${has} = '1'", '. > 0', '数一数'],
          ['end group'],
          ['note', 'n1', '看看门口'],
          ['select_multiple doors', 'blocked', '哪些门堵了'],
          ['decimal', 'kg', '多重'],
          ['date', 'd', '哪天'],
          ['image', 'p', '拍照'],
          ['text', 't', '其他', '', 'no'],
        ),
        { settings: sheet(['form_title', 'form_id'], [['商铺消防检查', 'fire']]) },
      ),
    )
    expect(read.problems).toEqual([])
    expect(read.checklist.title).toBe('商铺消防检查')
    expect(read.checklist.items.map(({ kind }) => kind)).toEqual([
      'heading',
      'choice',
      'number',
      'note',
      'choice',
      'number',
      'date',
      'photo',
      'text',
    ])
    expect(read.checklist.items[1]).toMatchObject({
      several: false,
      required: 'true()',
      choices: [
        { name: '1', label: '有' },
        { name: '0', label: '没有' },
      ],
    })
    expect(read.checklist.items[2]).toMatchObject({
      whole: true,
      relevant: "${has} = '1'",
      required: "${has} = '1'",
      constraint: '. > 0',
      hint: '数一数',
    })
    expect(read.checklist.items.at(-1)).toMatchObject({ required: null })
  })

  it('is called after its file where it has no title', () => {
    expect(readXlsForm(form(survey(['text', 'a', '甲']))).checklist.title).toBe('消防检查')
  })

  it('gives a group’s condition to all in it, and to groups in it', () => {
    const { checklist } = readXlsForm(
      form(
        survey(
          ['text', 'a', '甲'],
          ['begin_group', 'g', '组', "${a} = 'x' or ${a} = 'y'"],
          ['text', 'b', '乙'],
          ['begin_group', 'h', '', "${b} != ''"],
          ['text', 'c', '丙', "${b} = 'z'"],
          ['end_group'],
          ['end_group'],
          ['text', 'd', '丁'],
        ),
      ),
    )
    expect(checklist.items.map(({ relevant }) => relevant)).toEqual([
      null,
      "${a} = 'x' or ${a} = 'y'",
      "${a} = 'x' or ${a} = 'y'",
      "(${a} = 'x' or ${a} = 'y') and (${b} != '') and (${b} = 'z')",
      null,
    ])
  })

  it.each<[string, Row, readonly Row[], string]>([
    [
      'the Chinese one of several languages',
      ['type', 'name', 'label::English (en)', 'label::中文 (zh)'],
      [['text', 'a', 'A', '甲']],
      '甲',
    ],
    ['the plain one', ['type', 'name', 'label::English', 'label'], [['text', 'a', 'A', '甲']], '甲'],
    ['the first', ['type', 'name', 'label::English', 'label::Français'], [['text', 'a', 'A', 'Ah']], 'A'],
    ['headings in capitals with blanks', [' Type', 'NAME', 'Label'], [['text', 'a', '甲']], '甲'],
  ])('reads %s', (_sentence, headings, rows, label) => {
    const read = readXlsForm(form(sheet(headings, rows)))
    expect(read.problems).toEqual([])
    expect(read.checklist.items[0]?.label).toBe(label)
  })

  it('takes hazards from two columns of our own', () => {
    const rows = [
      ['select_one yn', 'has', '有没有', '0', '7'],
      ['select_multiple doors', 'b', '堵了', 'front back', ''],
    ]
    const { checklist, problems } = readXlsForm(form(sheet(['type', 'name', 'label', 'hazard', 'hazard_days'], rows)))
    expect(problems).toEqual([])
    expect(checklist.items).toMatchObject([
      { hazards: [{ answer: '0', days: 7 }] },
      {
        hazards: [
          { answer: 'front', days: 15 },
          { answer: 'back', days: 15 },
        ],
      },
    ])
  })

  it('passes over disabled rows, and names the columns that change nothing', () => {
    const rows = [
      ['repeat', 'r', '重复', 'yes', ''],
      ['text', 'a', '甲', '', 'multiline'],
    ]
    const read = readXlsForm(form(sheet(['type', 'name', 'label', 'disabled', 'appearance', 'default'], rows)))
    expect(read.problems).toEqual([])
    expect(read.checklist.items).toHaveLength(1)
    expect(read.unused).toEqual(['appearance'])
  })

  it.each<[string, XlsForm, readonly string[]]>([
    [
      'a column that is not there',
      form(sheet(['type', 'label'], [['text', '甲']])),
      ['survey  name no-column', 'survey 2 name no-name'],
    ],
    [
      'a type that is not taken',
      form(survey(['text', 'a', '甲'], ['geopoint', 'p', '位置'])),
      ['survey 3 type type-not-taken'],
    ],
    ['metadata rows', form(survey(['start', 'start'], ['text', 'a', '甲'])), ['survey 2 type type-not-taken']],
    [
      'repeats, and their end',
      form(survey(['begin repeat', 'r', '户'], ['text', 'a', '甲'], ['end repeat'])),
      ['survey 2 type type-not-taken', 'survey 4 type type-not-taken'],
    ],
    ['or_other', form(survey(['select_one doors or_other', 'a', '甲'])), ['survey 2 type type-not-taken']],
    ['a list from a file', form(survey(['select_one_from_file x.csv', 'a', '甲'])), ['survey 2 type type-not-taken']],
    ['a row without a type', form(survey(['text', 'a', '甲'], ['', 'b', '乙'])), ['survey 3 type no-type']],
    ['a list that is not there', form(survey(['select_one roofs', 'a', '甲'])), ['survey 2 type unknown-list']],
    [
      'no choices at all',
      form(survey(['select_one doors', 'a', '甲']), { choices: null }),
      ['survey 2 type unknown-list'],
    ],
    [
      'a group that is not closed',
      form(survey(['begin group', 'g', '组'], ['text', 'a', '甲'])),
      ['survey 2 type group-not-closed'],
    ],
    ['a group closed twice', form(survey(['text', 'a', '甲'], ['end group'])), ['survey 3 type group-not-open']],
    [
      'a condition that cannot be read',
      form(survey(['text', 'a', '甲'], ['text', 'b', '乙', '${a} = yes'])),
      ['survey 3 relevant expression'],
    ],
    [
      'a condition on what comes later',
      form(survey(['text', 'b', '乙', "${a} = 'x'"], ['text', 'a', '甲'])),
      ['survey 2 relevant later-question'],
    ],
    ['two of one name', form(survey(['text', 'a', '甲'], ['text', 'a', '乙'])), ['survey 3 name name-taken']],
    [
      'a calculation',
      form(sheet([...heading.slice(0, 3), 'calculation'], [['text', 'a', '甲', '1 + 1']])),
      ['survey 2 calculation column-not-taken'],
    ],
    [
      'a filtered list',
      form(sheet([...heading.slice(0, 3), 'choice_filter'], [['select_one doors', 'a', '甲', 'x = ${b}']])),
      ['survey 2 choice_filter column-not-taken'],
    ],
    [
      'a cell that cannot be read',
      form(sheet(heading, [['text', 'a', '甲', '']], { 2: [3] })),
      ['survey 2 relevant cell-unreadable'],
    ],
    [
      'a choice without a name',
      form(survey(['text', 'a', '甲']), { choices: sheet(['list name', 'name', 'label'], [['doors', '', '门']]) }),
      ['choices 2 name no-name'],
    ],
    [
      'days that are none',
      form(sheet(['type', 'name', 'label', 'hazard', 'hazard_days'], [['select_one yn', 'a', '甲', '0', '三天']])),
      ['survey 2 hazard_days hazard-days'],
    ],
    ['nothing in it', form(survey()), ['survey  type no-question']],
  ])('names %s with its row', (_sentence, one, expected) => {
    expect(said(one)).toEqual(expected)
    for (const problem of readXlsForm(one).problems) expect(xlsFormProblemWords(problem).zh).toMatch(/[\u4e00-\u9fff]/)
  })
})
