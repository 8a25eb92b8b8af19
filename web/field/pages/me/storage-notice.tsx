import { useTranslation } from 'react-i18next'
import { Notice } from '../../parts/notice.tsx'
import { useLive, usePhone } from '../../phone.tsx'

/** Whether the browser promised to keep what lies on the phone, and what follows if it did not. */
export function StorageNotice() {
  const { t } = useTranslation('field')
  const { persistent, usedBytes } = useLive(usePhone().storage)
  const used = usedBytes === null ? null : Math.max(1, Math.round(usedBytes / 1_000_000))
  return (
    <>
      {persistent === false && <Notice kind="mind">{t('me.notPersistent')}</Notice>}
      {persistent === true && <p>{t('me.persistent')}</p>}
      {persistent === null && <Notice kind="mind">{t('me.persistenceUnknown')}</Notice>}
      {used !== null && <p>{t('me.used', { mb: used })}</p>}
    </>
  )
}
