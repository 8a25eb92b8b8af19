import { useTranslation } from 'react-i18next'
import { useConnection } from '../api/connection.ts'
import styles from './connection.module.css'

/** ● 已连接, said in words too. */
export function ConnectionMark() {
  const { t } = useTranslation()
  const connection = useConnection()
  return (
    <span className={`${styles.mark} ${styles[connection]}`} role="status">
      <i aria-hidden="true" />
      <span>{t(`shell.connection.${connection}`)}</span>
    </span>
  )
}

/** Below the page while nothing reaches the server: what happened, what is safe, what to do. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const connection = useConnection()
  if (connection === 'connected') return null
  return (
    <p className={`${styles.banner} screen-only`} role="status">
      {t('shell.connection.banner')}
    </p>
  )
}
