import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

type StationTime = { readonly timeZone: string; now(): Date }

const Context = createContext<StationTime>({ timeZone: 'Asia/Shanghai', now: () => new Date() })

type Props = { readonly timeZone: string; readonly serverNow: string; readonly children: ReactNode }

/** The station's zone and the server's clock (which may be set) for everything below. */
export function StationTimeProvider({ timeZone, serverNow, children }: Props) {
  const value = useMemo(() => {
    const aheadMs = new Date(serverNow).getTime() - Date.now()
    return { timeZone, now: () => new Date(Date.now() + aheadMs) }
  }, [timeZone, serverNow])
  return <Context value={value}>{children}</Context>
}

export function useStationTime(): StationTime {
  return useContext(Context)
}

/** The server's present, told anew each minute. */
export function useNow(): Date {
  const { now } = useStationTime()
  const [present, setPresent] = useState(now)
  useEffect(() => {
    setPresent(now())
    const timer = setInterval(() => setPresent(now()), 60_000)
    return () => clearInterval(timer)
  }, [now])
  return present
}
