import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './first-steps.module.css'

const steps = ['villages', 'members', 'places', 'due'] as const

/** A station without anything yet: how the due list gets here. */
export function FirstSteps() {
  const { t } = useTranslation()
  return (
    <section className={styles.steps}>
      <h1>{t('today.empty.title')}</h1>
      <p className={styles.lead}>{t('today.empty.hint')}</p>
      <ol>
        {steps.map((step, index) => (
          <li key={step}>
            <b aria-hidden="true">{index + 1}</b>
            <span>{t(`today.empty.steps.${step}`)}</span>
          </li>
        ))}
      </ol>
      <Link to="/import">
        <Button type="primary" tabIndex={-1}>
          {t('today.empty.action')}
        </Button>
      </Link>
    </section>
  )
}
