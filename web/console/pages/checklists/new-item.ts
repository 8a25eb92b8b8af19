import type { Content } from '../../api/checklists.ts'

export type ContentItem = Content['items'][number]
export type ItemKind = ContentItem['kind']

/** In the order in which they are offered, the likeliest first. */
export const itemKinds = ['yes-no', 'choice', 'number', 'text', 'photo', 'date', 'heading', 'note'] as const

/** An empty item with a name that nothing has yet. */
export function newItem(kind: ItemKind, items: readonly ContentItem[]): ContentItem {
  const taken = new Set(items.flatMap((item) => ('name' in item ? [item.name] : [])))
  let no = taken.size + 1
  while (taken.has(`q${no}`)) no++
  const asked = {
    name: `q${no}`,
    label: '',
    hint: null,
    relevant: null,
    required: null,
    constraint: null,
    constraintMessage: null,
  }
  switch (kind) {
    case 'heading':
    case 'note':
      return { kind, label: '', relevant: null }
    case 'number':
      return { ...asked, kind, whole: true }
    case 'yes-no':
      return { ...asked, kind, required: 'true()', hazards: [] }
    case 'choice':
      return {
        ...asked,
        kind,
        several: false,
        choices: [
          { name: 'a', label: '' },
          { name: 'b', label: '' },
        ],
        hazards: [],
      }
    default:
      return { ...asked, kind }
  }
}
