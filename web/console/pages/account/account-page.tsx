import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useMe } from '../../api/me.ts'
import styles from './account-page.module.css'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor.tsx'

/** One's own account: the password and the one-time code; first what has to be done before anything else. */
export function AccountPage() {
  const { t } = useTranslation()
  const { member, secondFactor, passwordToChange } = useMe()
  return (
    <>
      <PageHeader title={t('account.own.title')} aside={`${member.name} · ${member.userName}`} />
      <div className={styles.page}>
        {passwordToChange && <p className={styles.needed}>{t('account.own.toChange')}</p>}
        {!passwordToChange && secondFactor === 'to-enrol' && (
          <p className={styles.needed}>{t('account.own.toEnrol')}</p>
        )}
        {!passwordToChange && (
          <Section title={t('account.own.factor')}>
            <SecondFactor />
          </Section>
        )}
        {(passwordToChange || secondFactor !== 'to-enrol') && (
          <Section title={t('account.own.changePassword')}>
            <PasswordForm />
          </Section>
        )}
      </div>
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
