import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TierShape } from '../../ui/tier-mark.tsx'
import { changeLanguage, type Language, languages } from '../language.ts'
import styles from './threshold.module.css'

type Props = {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
  readonly foot?: string
  readonly wide?: boolean
}

const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' }

/** The frame of the pages before the shell: signing in, the first run. */
export function Threshold({ title, lead, children, foot, wide = false }: Props) {
  const { t, i18n } = useTranslation()
  return (
    <div className={styles.threshold}>
      <main className={`${styles.sheet} ${wide ? styles.wide : ''}`}>
        <div className={styles.name}>
          <span className={styles.sign}>
            <TierShape tier="red" size={12} />
            <TierShape tier="yellow" size={12} />
            <TierShape tier="green" size={12} />
          </span>
          <b>四访</b>
          <span>{t('account.purpose')}</span>
        </div>
        <h1 className={styles.title}>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
        {foot !== undefined && <p className={styles.foot}>{foot}</p>}
      </main>
      <footer className={styles.below}>
        <span>{t('account.emergency')}</span>
        <span>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={i18n.language === language}
              onClick={() => void changeLanguage(language)}
            >
              {languageNames[language]}
            </button>
          ))}
        </span>
      </footer>
    </div>
  )
}
