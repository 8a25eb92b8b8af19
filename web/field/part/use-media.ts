import { useCallback, useEffect, useRef, useState } from 'react'
import { usePhone } from '../phone.tsx'
import { dropMedia, type Kept, keepMedia, readMedia } from './media.ts'

/**
 * Photos and speech of a form. `ids` stand in the form's draft, the contents beside it; `onIds` writes the draft.
 */
export function useMedia(draft: string, ids: readonly string[], onIds: (ids: readonly string[]) => void) {
  const phone = usePhone()
  const [kept, setKept] = useState<readonly Kept[]>([])
  const wanted = ids.join(' ')
  // two pictures may be on their way at once
  const latest = useRef(ids)
  latest.current = ids

  useEffect(() => {
    let here = true
    const missing = wanted.split(' ').filter((id) => id !== '' && !kept.some((one) => one.id === id))
    if (missing.length === 0) return
    void Promise.all(missing.map((id) => readMedia(phone, draft, id))).then((read) => {
      const found = read.filter((one) => one !== null)
      if (here && found.length > 0) setKept((now) => [...now, ...found])
    })
    return () => {
      here = false
    }
  }, [phone, draft, wanted, kept])

  const list = useCallback(
    (next: readonly string[]) => {
      latest.current = next
      onIds(next)
    },
    [onIds],
  )
  const add = useCallback(
    async (one: Kept) => {
      setKept((now) => [...now, one])
      await keepMedia(phone, draft, one)
      list([...latest.current, one.id])
    },
    [phone, draft, list],
  )
  const remove = useCallback(
    async (id: string) => {
      setKept((now) => now.filter((one) => one.id !== id))
      list(latest.current.filter((one) => one !== id))
      await dropMedia(phone, draft, id)
    },
    [phone, draft, list],
  )
  const dropAll = useCallback(
    () => Promise.all(latest.current.map((id) => dropMedia(phone, draft, id))).then(() => undefined),
    [phone, draft],
  )
  return { kept: kept.filter(({ id }) => ids.includes(id)), add, remove, dropAll }
}
