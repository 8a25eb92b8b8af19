import { useQuery } from '@tanstack/react-query'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { stationQuery } from '../../api/station-settings.ts'
import { Problem } from '../../shell/problem.tsx'
import { CategoriesForm } from './categories-form.tsx'

/** Categories of incident: which are offered, which turn a place red, and the station's own. */
export function CategoriesPart() {
  const { data, error, isPending, refetch } = useQuery(stationQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={10} />
  return <CategoriesForm station={data} onReadAgain={() => void refetch()} />
}
