import { placeKinds } from '@sifang/domain/places/kinds'
import type { Campaign } from '../../api/policies.ts'
import { usePlaceKind } from '../place/place-kind.ts'

/** What a rule may be for besides the kinds of the list. */
const others = ['village', 'community', 'segment'] as const

export type RuledKind = Campaign['placeKinds'][number]

/** Kinds that a rule may be for: those of the list, villages, communities and segments. */
export function usePlaceKindChoices(): readonly { readonly value: RuledKind; readonly label: string }[] {
  const kindName = usePlaceKind()
  return [...placeKinds.map(({ kind }) => kind), ...others].map((kind) => ({
    value: kind,
    label: kindName(kind),
  }))
}
