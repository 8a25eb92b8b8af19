import { queryOptions } from '@tanstack/react-query'
import type { Role } from './me.ts'
import { get, put } from './request.ts'

export type TileSource = {
  readonly url: string
  readonly attribution: string
  readonly approvalNumber: string
  readonly datum: 'wgs-84' | 'gcj-02'
  readonly maxZoom: number
}

export type StationSettings = {
  readonly shiftStart: string
  readonly secondFactorFor: readonly Role[]
  readonly idleMinutes: number
  readonly sessionHours: number
  readonly lockOut: { readonly failures: number; readonly minutes: number }
  readonly redCategories: readonly string[] | null
  readonly volunteerTeamName: string
  readonly festivalLastDay: number
  readonly auditDays: number
  readonly tileSource: TileSource | null
}

export type StationAndSettings = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly divisionCode: string | null
  readonly demo: boolean
  readonly version: number
  readonly settings: StationSettings
}

export const stationQuery = queryOptions({
  queryKey: ['station', 'settings'],
  queryFn: ({ signal }) => get<StationAndSettings>('/station/settings', { signal }),
})

export type ChangeSettings = {
  readonly id: string
  /** The version that was on the screen. */
  readonly basedOn: number
  readonly settings: StationSettings
}

export function changeSettings(change: ChangeSettings) {
  return put<{ version: number }>('/station/settings', change)
}
