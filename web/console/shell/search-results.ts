import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { memberChoices } from '../api/choices.ts'
import { useMe } from '../api/me.ts'
import { type FoundPlace, placesFound } from '../api/place-search.ts'
import { type PageEntry, visiblePages } from './pages.ts'

/** Something the search found; `group` is where it is listed. */
export type Found =
  | { readonly group: 'places'; readonly key: string; readonly place: FoundPlace }
  | { readonly group: 'members'; readonly key: string; readonly id: string; readonly name: string }
  | { readonly group: 'pages'; readonly key: string; readonly page: PageEntry; readonly name: string }

/** As many as fit above members and pages. */
const mostPlaces = 8

/** Places by the server, members and pages here; pages alone while nothing is typed. */
export function useFound(typed: string): { readonly found: readonly Found[]; readonly settled: boolean } {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const text = useDeferredValue(typed.trim())
  const places = useQuery({
    ...placesFound(text),
    enabled: text.length > 0 && Boolean(permissions['place.read']),
  })
  const members = useQuery({
    ...memberChoices,
    enabled: text.length > 0 && Boolean(permissions['member.read']),
  })

  const pages = visiblePages(permissions).map((page) => ({ page, name: t(`shell.nav.${page.name}`) }))
  const found: readonly Found[] = [
    ...(text === '' ? [] : (places.data?.rows ?? []))
      .slice(0, mostPlaces)
      .map((place): Found => ({ group: 'places', key: `place ${place.id}`, place })),
    ...(text === '' ? [] : (members.data?.rows ?? []))
      .filter(({ name }) => name.includes(text))
      .slice(0, 5)
      .map(({ id, name }): Found => ({ group: 'members', key: `member ${id}`, id, name })),
    ...pages
      .filter(({ name }) => text === '' || name.toLowerCase().includes(text.toLowerCase()))
      .map(({ page, name }): Found => ({ group: 'pages', key: `page ${page.name}`, page, name })),
  ]
  return { found, settled: text === typed.trim() && !places.isFetching }
}
