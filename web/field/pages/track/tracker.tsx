import { createContext, type ReactNode, useContext, useState } from 'react'
import { createTracker, type Tracker } from '../../part/track.ts'
import { usePhone } from '../../phone.tsx'

const Context = createContext<Tracker | null>(null)

/** One for the whole app: a track goes on whichever page is open. */
export function TrackerProvider({ children }: { readonly children: ReactNode }) {
  const phone = usePhone()
  const [tracker] = useState(() => createTracker(phone, () => phone.now()))
  return <Context value={tracker}>{children}</Context>
}

export function useTracker(): Tracker {
  const tracker = useContext(Context)
  if (!tracker) throw new Error('useTracker outside of TrackerProvider')
  return tracker
}
