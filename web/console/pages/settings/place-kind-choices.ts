import { placeKinds } from '@sifang/domain/places/kinds'
import { usePlaceKind } from '../place/place-kind.ts'

/** Kinds that a rule may be for: those of the list, villages, communities and segments. */
export function usePlaceKindChoices(): readonly { readonly value: string; readonly label: string }[] {
  const kindName = usePlaceKind()
  return [...placeKinds.map(({ kind }) => kind), 'village', 'community', 'segment'].map((kind) => ({
    value: kind,
    label: kindName(kind),
  }))
}
