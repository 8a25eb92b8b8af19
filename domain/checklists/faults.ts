import type { ExpressionFault } from './expression.ts'
import { asksFor, parseExpression } from './parse.ts'
import {
  type Checklist,
  checklistBounds,
  choicesOf,
  type HazardAnswer,
  hazardsOf,
  type Item,
  isQuestion,
  type Question,
} from './question.ts'

export type ConditionKind = 'relevant' | 'required' | 'constraint'

/** What is wrong with a checklist, and at which of its items (from 0); null: with the whole. */
export type ChecklistFault = { readonly item: number | null } & (
  | { readonly code: 'no-question' | 'too-many-items' | 'no-title' | 'title-too-long' }
  | { readonly code: 'no-label' | 'label-too-long' | 'name-taken' | 'name-not-allowed'; readonly piece: string }
  | { readonly code: 'no-choices' | 'too-many-choices' }
  | { readonly code: 'choice-taken' | 'choice-not-allowed' | 'choice-without-label'; readonly piece: string }
  | { readonly code: 'hazard-unknown-answer' | 'hazard-days'; readonly piece: string }
  | { readonly code: 'expression'; readonly condition: ConditionKind; readonly fault: ExpressionFault }
  | {
      readonly code: 'unknown-question' | 'later-question' | 'own-answer'
      readonly condition: ConditionKind
      readonly at: number
      readonly piece: string
    }
)

/** Names as XLSForm allows them; Chinese letters are letters too. */
const nameForm = /^[\p{L}_][\p{L}\p{N}_.-]*$/u
/** In a value several choices stand with blanks between them. */
const choiceForm = /^[^\s'"“”‘’]+$/u

/**
 * Everything that is wrong with a checklist, in the order of its items; none: it may be kept. A condition asks only for
 * what was asked before: so a form can be filled in from the top to the bottom, and no two conditions wait for each other.
 */
export function checklistFaults(checklist: Checklist): readonly ChecklistFault[] {
  const { title, items } = checklist
  const faults: ChecklistFault[] = []
  if (title.trim() === '') faults.push({ item: null, code: 'no-title' })
  if ([...title].length > checklistBounds.titleChars) faults.push({ item: null, code: 'title-too-long' })
  if (items.length > checklistBounds.items) faults.push({ item: null, code: 'too-many-items' })
  if (!items.some(isQuestion)) faults.push({ item: null, code: 'no-question' })

  const later = new Set(items.filter(isQuestion).map(({ name }) => name))
  const before = new Set<string>()
  for (const [index, item] of items.entries()) {
    faults.push(...labelFaults(item, index))
    if (isQuestion(item)) faults.push(...questionFaults(item, index, before))
    for (const [condition, text] of conditionsOf(item)) {
      faults.push(...conditionFaults(condition, text, index, item, before, later))
    }
    if (isQuestion(item)) before.add(item.name)
  }
  return faults
}

function labelFaults(item: Item, index: number): readonly ChecklistFault[] {
  if (item.label.trim() === '') return [{ item: index, code: 'no-label', piece: isQuestion(item) ? item.name : '' }]
  if ([...item.label].length <= checklistBounds.labelChars) return []
  return [{ item: index, code: 'label-too-long', piece: item.label.slice(0, 20) }]
}

function questionFaults(question: Question, item: number, before: ReadonlySet<string>): readonly ChecklistFault[] {
  const { name } = question
  const faults: ChecklistFault[] = []
  if (!nameForm.test(name) || [...name].length > checklistBounds.nameChars) {
    faults.push({ item, code: 'name-not-allowed', piece: name })
  }
  if (before.has(name)) faults.push({ item, code: 'name-taken', piece: name })
  if (question.kind === 'choice') faults.push(...choiceFaults(question.choices, item))
  const choices = choicesOf(question)
  return [...faults, ...hazardsOf(question).flatMap((hazard) => hazardFaults(hazard, choices, item))]
}

function choiceFaults(
  choices: readonly { readonly name: string; readonly label: string }[],
  item: number,
): readonly ChecklistFault[] {
  if (choices.length === 0) return [{ item, code: 'no-choices' }]
  if (choices.length > checklistBounds.choices) return [{ item, code: 'too-many-choices' }]
  return choices.flatMap(({ name, label }, index): readonly ChecklistFault[] => {
    if (!choiceForm.test(name) || [...name].length > checklistBounds.nameChars) {
      return [{ item, code: 'choice-not-allowed', piece: name }]
    }
    if (choices.findIndex((other) => other.name === name) < index) return [{ item, code: 'choice-taken', piece: name }]
    return label.trim() === '' ? [{ item, code: 'choice-without-label', piece: name }] : []
  })
}

function hazardFaults(
  { answer, days }: HazardAnswer,
  choices: readonly string[],
  item: number,
): readonly ChecklistFault[] {
  if (!choices.includes(answer)) return [{ item, code: 'hazard-unknown-answer', piece: answer }]
  const inBounds = Number.isInteger(days) && days >= 0 && days <= checklistBounds.hazardDays
  return inBounds ? [] : [{ item, code: 'hazard-days', piece: String(days) }]
}

function conditionsOf(item: Item): readonly (readonly [ConditionKind, string])[] {
  const conditions = isQuestion(item)
    ? ([
        ['relevant', item.relevant],
        ['required', item.required],
        ['constraint', item.constraint],
      ] as const)
    : ([['relevant', item.relevant]] as const)
  return conditions.flatMap(([condition, text]) => (text === null ? [] : [[condition, text] as const]))
}

function conditionFaults(
  condition: ConditionKind,
  text: string,
  item: number,
  of: Item,
  before: ReadonlySet<string>,
  all: ReadonlySet<string>,
): readonly ChecklistFault[] {
  const parsed = parseExpression(text)
  if (!parsed.ok) return [{ item, code: 'expression', condition, fault: parsed.fault }]
  const ownName = isQuestion(of) ? of.name : null
  return asksFor(parsed.expression).flatMap(({ name, at }): readonly ChecklistFault[] => {
    const own = name === null || name === ownName
    const piece = name ?? '.'
    if (own) return condition === 'constraint' ? [] : [{ item, code: 'own-answer', condition, at, piece }]
    if (before.has(name)) return []
    return [{ item, code: all.has(name) ? 'later-question' : 'unknown-question', condition, at, piece }]
  })
}
