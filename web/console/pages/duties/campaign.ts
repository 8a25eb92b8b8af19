import { useQuery } from '@tanstack/react-query'
import type { DutyState } from '../../api/duties.ts'
import { useMay } from '../../api/me.ts'
import { type CampaignProgress, type PolicyLine, policiesQuery } from '../../api/policies.ts'
import { dutiesRoute } from './route.ts'

export type CampaignFigure = {
  readonly key: keyof CampaignProgress
  readonly count: number
  /** What the due list is asked for to show just these, as its address has it. */
  readonly state: string
}

const states: Readonly<Record<keyof CampaignProgress, readonly DutyState[]>> = {
  due: ['open', 'fulfilled', 'missed'],
  fulfilled: ['fulfilled'],
  open: ['open'],
  missed: ['missed'],
  excused: ['excused'],
}

/** How a campaign stands, each figure with its list; what is none and need not be said is left out. */
export function figuresOf(progress: CampaignProgress): readonly CampaignFigure[] {
  const keys = ['due', 'fulfilled', 'open', 'missed', 'excused'] as const
  return keys
    .filter((key) => key === 'due' || key === 'fulfilled' || progress[key] > 0)
    .map((key) => ({ key, count: progress[key], state: states[key].join(',') }))
}

/** The campaign that the due list is about, when its address names one. */
export function useCampaign(): PolicyLine | null {
  const { lineId } = dutiesRoute.useSearch()
  const mayRead = useMay('policy.read') !== null
  const { data } = useQuery({ ...policiesQuery, enabled: mayRead && lineId !== undefined })
  const line = data?.lines.find(({ id }) => id === lineId)
  return line?.target.kind === 'campaign' ? line : null
}
