import { useTranslation } from 'react-i18next'
import styles from './devices.module.css'

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** Where a phone opens the field app: where this desk opened the console. */
export const fieldLink = (path: string): string => `${location.origin}/field/${path}`

/** The address, and a warning where no phone can use it. */
export function FieldAddress() {
  const { t } = useTranslation()
  const isLoopback = loopback.includes(location.hostname)
  if (!isLoopback && location.protocol === 'https:') {
    return <p className={styles.quiet}>{t('devices.address.is', { address: fieldLink('') })}</p>
  }
  return (
    <p className={styles.warning} role="note">
      {t(isLoopback ? 'devices.address.loopback' : 'devices.address.plain')}
    </p>
  )
}
