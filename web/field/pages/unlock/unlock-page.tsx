import type { Standing } from '@sifang/client/phone'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toSend } from '../../part/outbox.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useOutbox, usePhone } from '../../phone.tsx'
import { Threshold } from '../enrol/threshold.tsx'
import { useWordsOf } from '../problem-words.ts'
import { ForgottenPin } from './forgotten-pin.tsx'
import { PinPad } from './pin-pad.tsx'

type Props = { readonly standing: Extract<Standing, { kind: 'locked' }> }

/** A locked phone: its PIN or own lock, or a new PIN with a code of the desk. What waits is sent all the same. */
export function UnlockPage({ standing }: Props) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const wordsOf = useWordsOf()
  const waiting = useOutbox().filter(toSend).length
  const [forgotten, setForgotten] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [waitS, setWaitS] = useSecondsLeft(standing.waitS)

  const unlock = async (lock: Parameters<typeof phone.unlock>[0]) => {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await phone.unlock(lock)
      if (answer === 'wrong') setProblem(lock.kind === 'pin' ? t('unlock.wrong') : t('unlock.passkeyWrong'))
      else if (answer !== 'open') setWaitS(answer.waitS)
    } catch (thrown) {
      setProblem(wordsOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  if (forgotten) return <ForgottenPin onBack={() => setForgotten(false)} />
  return (
    <Threshold title={t('unlock.title', { name: standing.memberName })}>
      {waitS > 0 ? (
        <Notice kind="wrong">{t('unlock.wait', { count: waitS })}</Notice>
      ) : (
        problem !== null && <Notice kind="wrong">{problem}</Notice>
      )}
      {standing.by === 'passkey' ? (
        <Button look="main" wide disabled={busy} onClick={() => unlock({ kind: 'passkey' })}>
          {t('unlock.passkey')}
        </Button>
      ) : (
        <PinPad
          label={t('unlock.enter')}
          disabled={busy || waitS > 0}
          onEntered={(pin) => unlock({ kind: 'pin', pin })}
        />
      )}
      {waiting > 0 && <p>{t('unlock.waiting', { count: waiting })}</p>}
      <Button look="quiet" wide onClick={() => setForgotten(true)}>
        {standing.by === 'pin' ? t('unlock.forgotten') : t('unlock.shut')}
      </Button>
    </Threshold>
  )
}

/** Counts down to 0, a second at a time. */
function useSecondsLeft(start: number) {
  const [left, setLeft] = useState(start)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft] as const
}
