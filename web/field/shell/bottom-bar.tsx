import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toSend } from '../part/outbox.ts'
import { Icon } from '../parts/icons.tsx'
import { useOutbox, usePart } from '../phone.tsx'
import styles from './bottom-bar.module.css'

/** The four places that are always one tap away. */
export function BottomBar() {
  const { t } = useTranslation('field')
  const waiting = useOutbox().filter(toSend).length
  const asked = usePart().own?.reports.filter(({ asksMe }) => asksMe).length ?? 0
  return (
    <nav className={styles.bar} aria-label={t('shell.pages')}>
      <Link to="/" className={styles.tab} activeOptions={{ exact: true }}>
        <Icon name="today" />
        <span>{t('shell.today')}</span>
      </Link>
      <Link to="/mine" className={styles.tab}>
        <Icon name="mine" />
        <span>{t('shell.mine')}</span>
        {asked > 0 && <Count n={asked} label={t('shell.asked', { count: asked })} />}
      </Link>
      <Link to="/outbox" className={styles.tab}>
        <Icon name="outbox" />
        <span>{t('shell.outbox')}</span>
        {waiting > 0 && <Count n={waiting} label={t('shell.waiting', { count: waiting })} />}
      </Link>
      <Link to="/me" className={styles.tab}>
        <Icon name="me" />
        <span>{t('shell.me')}</span>
      </Link>
    </nav>
  )
}

function Count({ n, label }: { readonly n: number; readonly label: string }) {
  return (
    <b className={styles.count}>
      <span aria-hidden="true">{n > 99 ? '99+' : n}</span>
      <span className="visually-hidden">{label}</span>
    </b>
  )
}
