import { checklistBounds, type Item } from '@sifang/domain/checklists'
import { z } from 'zod'
import { countedPage, pageQuery } from '../../platform/http/route.ts'

// Bounds are generous here: what is too long or missing is said by the rules, question by question.
const most = 5000
const words = z.string().max(most)
const condition = z.string().max(most).nullable().default(null)

const asked = {
  name: words,
  label: words,
  hint: words.nullable().default(null),
  relevant: condition,
  required: condition,
  constraint: condition,
  constraintMessage: words.nullable().default(null),
}

const hazards = z
  .array(z.object({ answer: words, days: z.number() }))
  .max(checklistBounds.choices)
  .default([])

/** A question, or a heading or note between them (domain/checklists). */
export const checklistItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), label: words, relevant: condition }).meta({ id: 'ChecklistHeading' }),
  z.object({ kind: z.literal('note'), label: words, relevant: condition }).meta({ id: 'ChecklistNote' }),
  z.object({ kind: z.literal('text'), ...asked }).meta({ id: 'TextQuestion' }),
  z.object({ kind: z.literal('number'), ...asked, whole: z.boolean() }).meta({ id: 'NumberQuestion' }),
  z.object({ kind: z.literal('date'), ...asked }).meta({ id: 'DateQuestion' }),
  z.object({ kind: z.literal('photo'), ...asked }).meta({ id: 'PhotoQuestion' }),
  z.object({ kind: z.literal('yes-no'), ...asked, hazards }).meta({ id: 'YesNoQuestion' }),
  z
    .object({
      kind: z.literal('choice'),
      ...asked,
      several: z.boolean(),
      choices: z.array(z.object({ name: words, label: words })).max(500),
      hazards,
    })
    .meta({ id: 'ChoiceQuestion' }),
]) satisfies z.ZodType<Item>

export const checklistContent = z.object({
  title: words,
  items: z.array(checklistItem).max(1000),
})

const source = z.enum(['app', 'xlsform'])

export const createChecklist = z.object({ checklist: checklistContent, source: source.default('app') })
export const saveChecklist = z.object({
  id: z.uuid(),
  /** The version that was seen. */
  basedOn: z.number().int().min(1),
  checklist: checklistContent,
  source: source.default('app'),
})
export const checklistReply = z.object({ id: z.uuid(), version: z.number().int() })
export type CreateChecklist = z.output<typeof createChecklist>
export type SaveChecklist = z.output<typeof saveChecklist>

export const versionQuery = z.object({ version: z.coerce.number().int().min(1).optional() })

const versionRow = z.object({
  version: z.number().int(),
  title: z.string(),
  questions: z.number().int(),
  source,
  madeAt: z.iso.datetime(),
  madeByName: z.string(),
  /** Checks that were planned with it. */
  checks: z.number().int(),
})

export const checklistDetail = z.object({
  id: z.uuid(),
  /** Of the one that stands. */
  latest: z.number().int(),
  version: z.number().int(),
  checklist: checklistContent,
  /** The latest first. */
  versions: z.array(versionRow),
})

export const checklistRow = z.object({
  id: z.uuid(),
  title: z.string(),
  version: z.number().int(),
  questions: z.number().int(),
  changedAt: z.iso.datetime(),
  changedByName: z.string(),
  checks: z.number().int(),
})
export const checklistPage = countedPage(checklistRow)
export const checklistQuery = pageQuery

/** What was read from an XLSForm. Problems stand in the order of their rows; without one the checklist can be saved. */
export const formRead = z.object({
  checklist: checklistContent,
  problems: z.array(
    z.object({
      sheet: z.enum(['survey', 'choices', 'settings']),
      /** As Excel numbers it; null: of the whole sheet. */
      row: z.number().int().nullable(),
      column: z.string().nullable(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  /** Columns that hold something and change nothing here. */
  unused: z.array(z.string()),
})
