import type { Outgoing } from '@sifang/client/phone'
import { useState } from 'react'
import { usePhone } from '../phone.tsx'
import { useWordsOf } from './problem-words.ts'

/** Keeps what was entered in the outbox and sends it; what stood in the way is said in words, and nothing is sent. */
export function useSave() {
  const phone = usePhone()
  const wordsOf = useWordsOf()
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (...outgoings: readonly Outgoing[]): Promise<boolean> => {
    setProblem(null)
    try {
      await phone.outbox.save(...outgoings)
    } catch (thrown) {
      setProblem(wordsOf(thrown))
      return false
    }
    void phone.outbox.send()
    return true
  }
  return { save, problem }
}
