import { isTooSimple, type LockWith } from '@sifang/client/phone'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useWordsOf } from '../problem-words.ts'
import { PinPad, pinLength } from './pin-pad.tsx'

type Props = {
  /** What is going on once it is chosen. */
  readonly busy: string
  /** What it throws is said in words; then another one may be chosen. */
  readonly onChosen: (lock: LockWith) => Promise<void>
}

/** A PIN twice, or the phone's own lock where it has one. */
export function LockChoice({ busy, onChosen }: Props) {
  const { t } = useTranslation('field')
  const [first, setFirst] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const wordsOf = useWordsOf()
  const passkey = useOwnLock()

  const choose = async (lock: LockWith) => {
    setBusy(true)
    setWrong(null)
    await onChosen(lock).catch((thrown) => setWrong(wordsOf(thrown)))
    setBusy(false)
  }

  return (
    <>
      {wrong !== null && <Notice kind="wrong">{wrong}</Notice>}
      <PinPad
        key={first ?? 'first'}
        label={first === null ? t('lock.choose', { count: pinLength }) : t('lock.again')}
        disabled={isBusy}
        onEntered={async (pin) => {
          if (first === null) {
            const simple = isTooSimple(pin)
            setWrong(simple ? t('problem.pinTooSimple') : null)
            setFirst(simple ? null : pin)
            return
          }
          setFirst(null)
          if (pin !== first) setWrong(t('lock.differs'))
          else await choose({ kind: 'pin', pin })
        }}
      />
      <p>{t('lock.hint')}</p>
      {passkey && (
        <Button wide disabled={isBusy} onClick={() => void choose({ kind: 'passkey' })}>
          {t('lock.passkey')}
        </Button>
      )}
      {isBusy && <p role="status">{busy}</p>}
    </>
  )
}

/** Whether the phone offers its own lock (fingerprint, face) to pages. */
function useOwnLock(): boolean {
  const [has, setHas] = useState(false)
  useEffect(() => {
    if (!('PublicKeyCredential' in globalThis)) return
    PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().then(setHas, () => setHas(false))
  }, [])
  return has
}
