import { type ProblemBody, problemOf } from '@sifang/client'
import { useEffect, useState } from 'react'
import { usePhone } from '../phone.tsx'

export type Read<T> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'not-read'; readonly problem: ProblemBody; again(): void }

/** What is not carried on the phone: read from the station when the page is opened. */
export function useRead<T>(path: string): Read<T> {
  const phone = usePhone()
  const [read, setRead] = useState<Read<T>>({ kind: 'reading' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try reads anew
  useEffect(() => {
    let wanted = true
    const again = () => {
      setRead({ kind: 'reading' })
      setTries((count) => count + 1)
    }
    phone
      .read<T>(path)
      .then(
        (value): Read<T> => ({ kind: 'read', value }),
        (thrown): Read<T> => ({ kind: 'not-read', problem: problemOf(thrown), again }),
      )
      .then((next) => wanted && setRead(next))
    return () => {
      wanted = false
    }
  }, [phone, path, tries])
  return read
}
