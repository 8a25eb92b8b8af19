import { clockTime, isoDay } from '../../ui/civil-time.ts'

/** An instant as `datetime-local` wants it, in the station's zone: 2025-02-17T09:30. */
export const civilInput = (at: Date, timeZone: string): string => `${isoDay(at, timeZone)}T${clockTime(at, timeZone)}`

/** The instant that such an input means in the station's zone, whatever the phone's own is. */
export function instantOfInput(text: string, timeZone: string): string {
  const guess = new Date(`${text}:00Z`)
  const shown = new Date(`${civilInput(guess, timeZone)}:00Z`)
  return new Date(guess.getTime() - (shown.getTime() - guess.getTime())).toISOString()
}
