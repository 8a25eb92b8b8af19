import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone, useStanding } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { LockChoice } from '../unlock/lock-choice.tsx'
import { CodeForm } from './code-form.tsx'

/** An open phone that the station does not know any more: a new code and a new PIN; all that waits comes along. */
export function EnrolAgainPage() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const standing = useStanding()
  const navigate = useNavigate()
  const [code, setCode] = useState<string | null>(null)
  const ageFriendly = standing.kind === 'open' && standing.ageFriendly
  return (
    <Page title={t('enrolAgain.do')}>
      {code === null ? (
        <>
          <p>{t('enrolAgain.kept')}</p>
          <CodeForm label={t('enrol.code')} hint={t('enrol.codeHint')} wrong={t('enrol.codeWrong')} onCode={setCode} />
        </>
      ) : (
        <>
          <h2>{t('enrol.lockTitle')}</h2>
          <LockChoice
            busy={t('enrol.busy')}
            onChosen={async (lock) => {
              await phone.enrol({ code, name: t('enrol.nameUsual'), ageFriendly, lock })
              await navigate({ to: '/outbox', replace: true })
            }}
          />
        </>
      )}
    </Page>
  )
}
