import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { usePhone } from '../../phone.tsx'
import { Threshold } from '../enrol/threshold.tsx'
import { useWordsOf } from '../problem-words.ts'
import { LockChoice } from './lock-choice.tsx'

/** A code from the desk, then a new PIN; what was written stays. */
export function ForgottenPin({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const wordsOf = useWordsOf()
  const [code, setCode] = useState('')
  const [entered, setEntered] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const digits = code.replaceAll(/\D/g, '')

  if (!entered) {
    return (
      <Threshold title={t('forgotten.title')} onBack={onBack}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (digits.length === 8) setEntered(true)
            else setProblem(t('forgotten.codeWrong'))
          }}
        >
          <p>{t('forgotten.how')}</p>
          <TextField
            label={t('forgotten.code')}
            value={code}
            onChange={setCode}
            wrong={problem ?? undefined}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
          />
          <Button look="main" type="submit" wide>
            {t('enrol.next')}
          </Button>
        </form>
      </Threshold>
    )
  }
  return (
    <Threshold title={t('forgotten.newPin')} onBack={() => setEntered(false)}>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      <LockChoice
        busy={busy}
        onChosen={async (lock) => {
          setBusy(true)
          setProblem(null)
          try {
            await phone.resetPin(digits, lock)
          } catch (thrown) {
            setProblem(wordsOf(thrown))
          } finally {
            setBusy(false)
          }
        }}
      />
    </Threshold>
  )
}
