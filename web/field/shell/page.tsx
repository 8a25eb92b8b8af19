import { Link, useCanGoBack, useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../parts/icons.tsx'
import { CallDutyRoom } from './call-duty-room.tsx'
import styles from './page.module.css'

type Props = {
  readonly title: string
  /** The four pages of the bottom bar have nothing to go back to. */
  readonly top?: boolean
  /** It has the large button of its own. */
  readonly withoutCall?: boolean
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** The main thing to do: stays within reach of the thumb. */
  readonly action?: ReactNode
}

/** A page: its title, the way back, the telephone, what it is about, and its main action below. */
export function Page({ title, top = false, withoutCall = false, aside, children, action }: Props) {
  const { t } = useTranslation('field')
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('shell.app')}`
  }, [title, t])
  // a reader begins at the new page's title
  useEffect(() => head.current?.focus({ preventScroll: true }), [])
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        {!top && <Back />}
        <h1 ref={head} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {aside}
        {!withoutCall && <CallDutyRoom />}
      </header>
      <main className={styles.main}>{children}</main>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

function Back() {
  const { t } = useTranslation('field')
  const router = useRouter()
  const canGoBack = useCanGoBack()
  if (!canGoBack) {
    return (
      <Link to="/" className={styles.back} aria-label={t('shell.toToday')}>
        <Icon name="back" />
      </Link>
    )
  }
  return (
    <button type="button" className={styles.back} aria-label={t('shell.back')} onClick={() => router.history.back()}>
      <Icon name="back" />
    </button>
  )
}
