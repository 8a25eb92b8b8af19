import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../../phone.tsx'
import { CodeForm } from '../enrol/code-form.tsx'
import { Threshold } from '../enrol/threshold.tsx'
import { LockChoice } from './lock-choice.tsx'

/** A code from the desk, then a new PIN; what was written stays. */
export function ForgottenPin({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const [code, setCode] = useState<string | null>(null)
  if (code === null) {
    return (
      <Threshold title={t('forgotten.title')} onBack={onBack}>
        <p>{t('forgotten.how')}</p>
        <CodeForm label={t('forgotten.code')} wrong={t('forgotten.codeWrong')} onCode={setCode} />
      </Threshold>
    )
  }
  return (
    <Threshold title={t('forgotten.newPin')} onBack={() => setCode(null)}>
      <LockChoice busy={t('forgotten.busy')} onChosen={(lock) => phone.resetPin(code, lock)} />
    </Threshold>
  )
}
