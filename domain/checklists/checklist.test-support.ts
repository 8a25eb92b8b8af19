import type { ChoiceQuestion, Item, Question, YesNoQuestion } from './question.ts'

const free = {
  hint: null,
  relevant: null,
  required: null,
  constraint: null,
  constraintMessage: null,
}

export const textQuestion = (name: string, more: Partial<Question> = {}): Item =>
  ({ ...free, kind: 'text', name, label: name, ...more }) as Item
export const numberQuestion = (name: string, more: Partial<Question> = {}): Item =>
  ({ ...free, kind: 'number', whole: true, name, label: name, ...more }) as Item
export const dateQuestion = (name: string, more: Partial<Question> = {}): Item =>
  ({ ...free, kind: 'date', name, label: name, ...more }) as Item
export const photoQuestion = (name: string, more: Partial<Question> = {}): Item =>
  ({ ...free, kind: 'photo', name, label: name, ...more }) as Item
export const yesNoQuestion = (name: string, more: Partial<YesNoQuestion> = {}): YesNoQuestion => ({
  ...free,
  kind: 'yes-no',
  name,
  label: name,
  hazards: [],
  ...more,
})
export const choiceQuestion = (
  name: string,
  choices: readonly string[],
  more: Partial<ChoiceQuestion> = {},
): ChoiceQuestion => ({
  ...free,
  kind: 'choice',
  several: false,
  name,
  label: name,
  choices: choices.map((choice) => ({ name: choice, label: choice })),
  hazards: [],
  ...more,
})

/** A checklist of a shop: what the tests ask. */
export const shop = {
  title: '商铺消防',
  items: [
    { kind: 'heading', label: '消防', relevant: null },
    yesNoQuestion('extinguisher', { required: 'true()', hazards: [{ answer: 'no', days: 7 }] }),
    numberQuestion('count', {
      relevant: "${extinguisher} = 'yes'",
      required: 'true()',
      constraint: '. >= 1 and . <= 99',
    }),
    dateQuestion('checkedOn', { relevant: '${count} > 0', constraint: '. <= today()' }),
    choiceQuestion('blocked', ['front', 'back', 'stairs'], {
      several: true,
      hazards: [
        { answer: 'back', days: 3 },
        { answer: 'stairs', days: 1 },
      ],
    }),
    textQuestion('why', { relevant: "selected(${blocked}, 'stairs')", required: "${extinguisher} = 'no'" }),
    photoQuestion('seen'),
  ] satisfies readonly Item[],
}
