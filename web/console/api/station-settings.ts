import type { Body, Reply } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export type StationAndSettings = Reply<'/station/settings'>
export type StationSettings = StationAndSettings['settings']
export type TileSource = NonNullable<StationSettings['tileSource']>

export const stationQuery = queryOptions({
  queryKey: ['station', 'settings'],
  queryFn: ({ signal }) => api.get('/station/settings', { signal }),
})

/** `basedOn` is the version that was on the screen. */
export type ChangeSettings = Body<'/station/settings', 'put'>

export function changeSettings(change: ChangeSettings) {
  return api.put('/station/settings', { body: change })
}
