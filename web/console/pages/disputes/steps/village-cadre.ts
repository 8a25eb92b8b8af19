import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '../../../api/people.ts'

/** The village's cadre where there is one only; null where nobody can say which. */
export function useVillageCadre(villageId: string | null): string | null {
  const people = useQuery(peopleQuery)
  const cadres = (people.data ?? []).filter(
    ({ role, villages }) => role === 'cadre' && villages.some(({ id }) => id === villageId),
  )
  return cadres.length === 1 ? (cadres[0]?.id ?? null) : null
}
