/** An answer of a choice that is a hazard 隐患, and in how many civil days it is to be put right unless somebody says otherwise. */
export type HazardAnswer = { readonly answer: string; readonly days: number }

export type Choice = { readonly name: string; readonly label: string }

type Asked = {
  /** What expressions call it by: `${name}`. */
  readonly name: string
  readonly label: string
  readonly hint: string | null
  /** Expressions as XLSForm writes them; null: always relevant, never required, nothing to hold. */
  readonly relevant: string | null
  readonly required: string | null
  readonly constraint: string | null
  /** What is said to whoever answers against the constraint. */
  readonly constraintMessage: string | null
}

export type TextQuestion = Asked & { readonly kind: 'text' }
export type NumberQuestion = Asked & { readonly kind: 'number'; readonly whole: boolean }
export type DateQuestion = Asked & { readonly kind: 'date' }
export type PhotoQuestion = Asked & { readonly kind: 'photo' }
export type YesNoQuestion = Asked & { readonly kind: 'yes-no'; readonly hazards: readonly HazardAnswer[] }
export type ChoiceQuestion = Asked & {
  readonly kind: 'choice'
  /** Several answers may be chosen. */
  readonly several: boolean
  readonly choices: readonly Choice[]
  readonly hazards: readonly HazardAnswer[]
}

export type Question = TextQuestion | NumberQuestion | DateQuestion | PhotoQuestion | YesNoQuestion | ChoiceQuestion

/** What stands between questions: a heading begins a new screen, a note is read. */
export type Heading = { readonly kind: 'heading'; readonly label: string; readonly relevant: string | null }
export type Note = { readonly kind: 'note'; readonly label: string; readonly relevant: string | null }

export type Item = Question | Heading | Note

/** One version of a checklist 检查表: its items in the order in which they are asked. */
export type Checklist = { readonly title: string; readonly items: readonly Item[] }

export const questionKinds = ['text', 'number', 'choice', 'photo', 'date', 'yes-no'] as const

/** The names of the two answers to a yes-no question. */
export const yesNo = ['yes', 'no'] as const

/** Bounds of one version. */
export const checklistBounds = {
  items: 300,
  choices: 100,
  titleChars: 80,
  labelChars: 300,
  nameChars: 64,
  expressionChars: 500,
  textChars: 2000,
  photos: 9,
  hazardDays: 365,
} as const

export const isQuestion = (item: Item): item is Question => item.kind !== 'heading' && item.kind !== 'note'

export const questionsOf = ({ items }: Checklist): readonly Question[] => items.filter(isQuestion)

/** The answers that a question lets one choose from; none where it is answered freely. */
export function choicesOf(question: Question): readonly string[] {
  if (question.kind === 'yes-no') return yesNo
  return question.kind === 'choice' ? question.choices.map(({ name }) => name) : []
}

export const hazardsOf = (question: Question): readonly HazardAnswer[] =>
  question.kind === 'choice' || question.kind === 'yes-no' ? question.hazards : []
