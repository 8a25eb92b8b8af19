import { z } from 'zod'

/** Columns of equal length: the i-th of each is one place. */
export const mapPlaces = z.object({
  kinds: z.array(z.string()),
  ids: z.array(z.uuid()),
  /** Millionths of a degree, WGS-84. */
  latitudes: z.array(z.int()),
  longitudes: z.array(z.int()),
  /** 0 none, 1 red, 2 yellow, 3 green. */
  tiers: z.array(z.int()),
  /** Index into `kinds`. */
  kindCodes: z.array(z.int()),
  /** Null when there are more than 20,000 places. */
  names: z.array(z.string()).nullable(),
})
