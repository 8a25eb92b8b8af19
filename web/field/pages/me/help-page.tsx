import { useTranslation } from 'react-i18next'
import { Page } from '../../shell/page.tsx'
import styles from './me.module.css'

/** What works where, and what to do when something does not. */
export function HelpPage() {
  const { t } = useTranslation('field')
  return (
    <Page title={t('help.title')}>
      {(['network', 'weChat', 'https', 'install', 'lost', 'pin', 'privacy'] as const).map((topic) => (
        <section key={topic} className={styles.section}>
          <h2>{t(`help.${topic}.question`)}</h2>
          <p>{t(`help.${topic}.answer`)}</p>
        </section>
      ))}
    </Page>
  )
}
