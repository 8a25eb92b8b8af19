import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icons.tsx'
import { ChangeLanguage } from '../me/change-language.tsx'
import styles from './threshold.module.css'

type Props = {
  readonly title: string
  /** Which of how many. */
  readonly step?: readonly [number, number]
  readonly onBack?: () => void
  readonly children: ReactNode
}

/** What stands before the app: no bar, one thing at a time. */
export function Threshold({ title, step, onBack, children }: Props) {
  const { t } = useTranslation('field')
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('shell.app')}`
    head.current?.focus({ preventScroll: true })
  }, [title, t])
  return (
    <main className={styles.threshold}>
      <header className={styles.header}>
        {onBack && (
          <button type="button" className={styles.back} aria-label={t('shell.back')} onClick={onBack}>
            <Icon name="back" />
          </button>
        )}
        <span className={styles.name}>{t('shell.app')}</span>
        <ChangeLanguage />
      </header>
      {step && <p className={styles.step}>{t('enrol.step', { step: step[0], of: step[1] })}</p>}
      <h1 ref={head} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {children}
    </main>
  )
}
