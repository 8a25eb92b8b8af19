import { useQuery } from '@tanstack/react-query'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { stationQuery } from '../../api/station-settings.ts'
import { Problem } from '../../shell/problem.tsx'
import { StationForm } from './station-form.tsx'

/** What the station has set; while somebody changes it, another's change does not overwrite what was typed. */
export function StationPart() {
  const { data, error, isPending, refetch } = useQuery(stationQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={8} />
  return <StationForm station={data} onReadAgain={() => void refetch()} />
}
