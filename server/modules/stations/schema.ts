import { z } from 'zod'
import { stationSettings } from './settings.ts'

export const stationAndSettings = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  divisionCode: z.string().nullable(),
  demo: z.boolean(),
  version: z.number().int(),
  settings: stationSettings,
})

export const changeSettings = z.object({
  id: z.uuid(),
  /** The version that was on the screen. */
  basedOn: z.number().int(),
  settings: stationSettings,
})
export type ChangeSettings = z.output<typeof changeSettings>

export const settingsReply = z.object({ version: z.number().int() })
