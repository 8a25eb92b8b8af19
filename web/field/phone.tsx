import type { Live, OutboxItem, OwnPart, Part, Phone, Standing } from '@sifang/client/phone'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { StationTimeProvider } from '../ui/station-time.tsx'

const Context = createContext<Phone | null>(null)

/** The phone for everything below, and the hour as it believes it to be. */
export function PhoneProvider({ phone, children }: { readonly phone: Phone; readonly children: ReactNode }) {
  const part = useLive(phone.part)
  const { reached } = useLive(phone.contact)
  const timeZone = part.own?.station.timeZone ?? 'Asia/Shanghai'
  // asked anew at each contact, which may have put the clock right
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const now = useMemo(() => phone.now().toISOString(), [phone, reached, part.syncedAt])
  return (
    <Context value={phone}>
      <StationTimeProvider timeZone={timeZone} serverNow={now}>
        {children}
      </StationTimeProvider>
    </Context>
  )
}

export function usePhone(): Phone {
  const phone = useContext(Context)
  if (!phone) throw new Error('usePhone outside of PhoneProvider')
  return phone
}

export function useLive<T>(live: Live<T>): T {
  return useSyncExternalStore(live.subscribe, live.get)
}

export const useStanding = (): Standing => useLive(usePhone().standing)
export const usePart = (): Part => useLive(usePhone().part)
export const useOutbox = (): readonly OutboxItem[] => useLive(usePhone().outbox.items)

/** The member's own part; null until the first sync has brought it. */
export const useOwn = (): OwnPart | null => usePart().own

/** The phone's present, told anew each minute. */
export function usePresent(): Date {
  const phone = usePhone()
  const [present, setPresent] = useState(() => phone.now())
  useEffect(() => {
    const timer = setInterval(() => setPresent(phone.now()), 60_000)
    return () => clearInterval(timer)
  }, [phone])
  return present
}
