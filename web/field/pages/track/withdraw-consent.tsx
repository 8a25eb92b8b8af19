import { newId } from '@sifang/client'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useOutbox, useOwn, usePhone } from '../../phone.tsx'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './track.module.css'
import { useTracker } from './tracker.tsx'

/** Takes the consent to tracks back, and says where that is by now; nothing where there is none. */
export function WithdrawConsent() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const consent = useOwn()?.trackConsent
  const tracker = useTracker()
  const withdrawal = useWithdrawal()
  const { save, problem } = useSave()
  if (withdrawal) return <Whereabouts id={withdrawal.id} />
  if (!consent) return null

  const withdraw = async () => {
    await tracker.end()
    const id = newId()
    await save({
      id,
      method: 'POST',
      path: `/track-consents/${consent.id}/withdrawals`,
      body: { id, at: phone.now().toISOString() },
      label: { kind: 'track-consent', placeName: '' },
    })
  }
  return (
    <details className={styles.withdraw}>
      <summary>{t('track.withdrawAsk')}</summary>
      <p>{t('track.withdrawWhat')}</p>
      <Button onClick={() => void withdraw()}>{t('track.withdraw')}</Button>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
    </details>
  )
}

/** A withdrawal that the station has not taken yet: from then on no track is begun. */
export const useWithdrawal = () =>
  useOutbox().find(({ path, state }) => path?.endsWith('/withdrawals') && state !== 'sent')
