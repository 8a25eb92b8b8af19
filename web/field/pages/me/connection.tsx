import { useTranslation } from 'react-i18next'
import { Notice } from '../../parts/notice.tsx'
import { useLive, usePhone } from '../../phone.tsx'

/** Whether the station is reached, and what that means for what is entered. */
export function Connection() {
  const { t } = useTranslation('field')
  const { reached } = useLive(usePhone().contact)
  if (reached === null) return null
  return reached ? <Notice kind="good">{t('me.reached')}</Notice> : <Notice kind="mind">{t('me.notReached')}</Notice>
}
