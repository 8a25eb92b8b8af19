import { placeKinds } from '@sifang/domain/places/kinds'
import { useTranslation } from 'react-i18next'

const chosen: ReadonlyMap<string, (typeof placeKinds)[number]> = new Map(placeKinds.map((words) => [words.kind, words]))
/** Kinds that nobody chooses from a list: the station's divisions and its pipelines. */
const others = ['village', 'community', 'segment'] as const

/** The name of a kind of place; a kind that the words do not know is shown as it is. */
export function usePlaceKind(): (kind: string) => string {
  const { t, i18n } = useTranslation()
  return (kind) => {
    const words = chosen.get(kind)
    if (words) return i18n.language === 'en' ? words.en : words.zh
    const other = others.find((name) => name === kind)
    return other ? t(`words.placeKind.${other}`) : kind
  }
}
