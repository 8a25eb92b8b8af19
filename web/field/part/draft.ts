import { useCallback, useEffect, useRef, useState } from 'react'
import { usePhone } from '../phone.tsx'
import { useOpenForm } from '../shell/open-form.ts'

/** What is entered, or how it follows from what stands: something that takes a while has others entered meanwhile. */
export type Change<T> = Partial<T> | ((now: T) => Partial<T>)

export type Draft<T> = {
  readonly value: T
  /** Whether what lay there from before has been read: until then nothing is shown to be typed over. */
  readonly ready: boolean
  change(part: Change<T>): void
  /** Sent, or thrown away. */
  drop(): Promise<void>
}

/** A form's content, written down at each keystroke and found again whenever the form is opened. */
export function useDraft<T extends object>(key: string, empty: () => T): Draft<T> {
  const phone = usePhone()
  const [value, setValue] = useState(empty)
  const [ready, setReady] = useState(false)
  const latest = useRef(value)
  const touched = useRef(false)
  useOpenForm()

  useEffect(() => {
    let wanted = true
    phone.drafts.get<T>(key).then((kept) => {
      if (!wanted) return
      if (kept !== null && !touched.current) {
        // what an earlier app kept lacks what is asked now
        latest.current = { ...latest.current, ...kept }
        setValue(latest.current)
      }
      setReady(true)
    })
    return () => {
      wanted = false
    }
  }, [phone, key])

  const change = useCallback(
    (part: Change<T>) => {
      touched.current = true
      latest.current = { ...latest.current, ...(isOf(part) ? part(latest.current) : part) }
      setValue(latest.current)
      void phone.drafts.put(key, latest.current)
    },
    [phone, key],
  )
  const drop = useCallback(() => phone.drafts.drop(key), [phone, key])
  return { value, ready, change, drop }
}

const isOf = <T>(part: Change<T>): part is (now: T) => Partial<T> => typeof part === 'function'
