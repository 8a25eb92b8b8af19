import type { Checklist, Item } from '@sifang/domain/checklists'

/** One screen of a sheet: a heading and what stands below it, by the places of the items in the checklist. */
export type Screen = {
  readonly heading: string | null
  readonly items: readonly { readonly item: Item; readonly at: number }[]
}

/** More than this on one screen is a long way for a thumb. */
const mostItems = 12

/** The screens of a checklist as far as they are shown: one a group, long ones in pieces. */
export function screensOf({ items }: Checklist, shown: readonly boolean[]): readonly Screen[] {
  const screens: { heading: string | null; items: { item: Item; at: number }[] }[] = []
  for (const [at, item] of items.entries()) {
    if (!shown[at]) continue
    const last = screens.at(-1)
    if (item.kind === 'heading') screens.push({ heading: item.label, items: [] })
    else if (!last || last.items.length >= mostItems)
      screens.push({ heading: last?.heading ?? null, items: [{ item, at }] })
    else last.items.push({ item, at })
  }
  return screens.filter((screen) => screen.items.length > 0)
}
