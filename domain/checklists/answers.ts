import { type CivilDate, isCivilDate } from '../calendar/index.ts'
import { type Asked, holds } from './evaluate.ts'
import {
  type Checklist,
  checklistBounds,
  choicesOf,
  hazardsOf,
  type Item,
  isQuestion,
  type Question,
  questionsOf,
} from './question.ts'

/** A text, a number, a date, the name of a choice, or several of them; photos are ids. */
export type Answer = string | number | readonly string[]
export type Answers = Readonly<Record<string, Answer>>

export type AnswerFaultCode =
  | 'missing'
  | 'not-a-text'
  | 'too-long'
  | 'not-a-number'
  | 'not-whole'
  | 'not-a-date'
  | 'unknown-choice'
  | 'too-many'
  | 'against-constraint'
  | 'unknown-question'
export type AnswerFault = { readonly name: string; readonly code: AnswerFaultCode }

/** An answer that is a hazard, and in how many days it is to be put right. */
export type FoundHazard = { readonly name: string; readonly answer: string; readonly days: number }

export type JudgedAnswers = {
  /** What is kept: the answers of relevant questions. */
  readonly kept: Answers
  /** Whether each item is asked, in the order of the items. */
  readonly shown: readonly boolean[]
  readonly faults: readonly AnswerFault[]
  readonly hazards: readonly FoundHazard[]
}

/**
 * Answers against one version, from the top to the bottom: an irrelevant question's answer is dropped and counts as none
 * for those after it; a required one is missing only where it is relevant; a constraint is asked of what was answered.
 * `given` is of unknown shape: it came from outside.
 */
export function judgeAnswers(
  checklist: Checklist,
  given: Readonly<Record<string, unknown>>,
  today: CivilDate,
): JudgedAnswers {
  // not an object: a question may be named as something that every object has
  const kept = new Map<string, Answer>()
  const shown: boolean[] = []
  const faults: AnswerFault[] = []
  const known = new Map(questionsOf(checklist).map((question) => [question.name, question]))
  const asked = (item: Item): Asked => ({
    answer: (name) => textOrNumber(kept.get(name)),
    own: isQuestion(item) ? textOrNumber(kept.get(item.name)) : '',
    today,
  })

  for (const item of checklist.items) {
    const relevant = item.relevant === null || holds(item.relevant, asked(item))
    shown.push(relevant)
    if (!relevant || !isQuestion(item)) continue
    const read = readAnswer(item, ownValue(given, item.name))
    if (read.fault !== null) faults.push({ name: item.name, code: read.fault })
    if (read.answer === null) {
      const missing = read.fault === null && item.required !== null && holds(item.required, asked(item))
      if (missing) faults.push({ name: item.name, code: 'missing' })
      continue
    }
    kept.set(item.name, read.answer)
    if (item.constraint !== null && !holds(item.constraint, asked(item))) {
      faults.push({ name: item.name, code: 'against-constraint' })
    }
  }
  for (const name of Object.keys(given)) if (!known.has(name)) faults.push({ name, code: 'unknown-question' })
  const answers: Answers = Object.fromEntries(kept)
  return { kept: answers, shown, faults, hazards: hazardsIn(checklist, answers) }
}

const ownValue = (given: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(given, name) ? given[name] : undefined

/** The answers among these that are hazards, in the order of the questions. */
export function hazardsIn(checklist: Checklist, answers: Answers): readonly FoundHazard[] {
  return questionsOf(checklist).flatMap((question) => {
    const given = Object.hasOwn(answers, question.name) ? answers[question.name] : undefined
    const chosen = given === undefined ? [] : [given].flat().map(String)
    return hazardsOf(question).flatMap(({ answer, days }) =>
      chosen.includes(answer) ? [{ name: question.name, answer, days }] : [],
    )
  })
}

/** As expressions see it: several choices in one text with blanks between, nothing as the empty text. */
function textOrNumber(answer: Answer | undefined): string | number {
  if (answer === undefined) return ''
  return typeof answer === 'object' ? answer.join(' ') : answer
}

type Read = { readonly answer: Answer | null; readonly fault: AnswerFaultCode | null }

const nothing: Read = { answer: null, fault: null }
const wrong = (fault: AnswerFaultCode): Read => ({ answer: null, fault })
const right = (answer: Answer): Read => ({ answer, fault: null })

function readAnswer(question: Question, given: unknown): Read {
  if (given === undefined || given === null) return nothing
  switch (question.kind) {
    case 'text':
      return readText(given)
    case 'number':
      if (typeof given !== 'number' || !Number.isFinite(given)) return wrong('not-a-number')
      return question.whole && !Number.isSafeInteger(given) ? wrong('not-whole') : right(given)
    case 'date':
      return typeof given === 'string' && isCivilDate(given) ? right(given) : wrong('not-a-date')
    case 'photo':
      return severalOf(given, checklistBounds.photos)
    case 'yes-no':
      return readChoice(question, given)
    case 'choice':
      return question.several ? readChoices(question, given) : readChoice(question, given)
  }
}

function readText(given: unknown): Read {
  if (typeof given !== 'string') return wrong('not-a-text')
  const text = given.trim()
  if (text === '') return nothing
  return [...text].length > checklistBounds.textChars ? wrong('too-long') : right(text)
}

function readChoice(question: Question, given: unknown): Read {
  return typeof given === 'string' && choicesOf(question).includes(given) ? right(given) : wrong('unknown-choice')
}

/** In the order of the list, whatever was touched first. */
function readChoices(question: Question, given: unknown): Read {
  const names = namesIn(given)
  const choices = choicesOf(question)
  if (names === null || names.some((name) => !choices.includes(name))) return wrong('unknown-choice')
  return names.length === 0 ? nothing : right(choices.filter((name) => names.includes(name)))
}

function severalOf(given: unknown, most: number): Read {
  const names = namesIn(given)
  if (names === null) return wrong('unknown-choice')
  if (names.length > most) return wrong('too-many')
  return names.length === 0 ? nothing : right(names)
}

const namesIn = (given: unknown): readonly string[] | null =>
  Array.isArray(given) && given.every((name): name is string => typeof name === 'string') ? [...new Set(given)] : null
