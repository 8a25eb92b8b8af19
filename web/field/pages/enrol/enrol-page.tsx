import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { usePhone } from '../../phone.tsx'
import { setAgeFriendlyText, textSizes } from '../../theme/look.ts'
import { LockChoice } from '../unlock/lock-choice.tsx'
import { CodeForm } from './code-form.tsx'
import { LookChoice } from './look-choice.tsx'
import { Threshold } from './threshold.tsx'

/** The code of an enrolment's link; it stands behind the `#`, so that it is never sent along with the address. */
const codeInAddress = (): string => /^#(\d{8})$/.exec(location.hash)?.[1] ?? ''

/** A blank phone becomes somebody's: the code, a name for it, how it is to look, and how it is locked. */
export function EnrolPage() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const [step, setStep] = useState<'code' | 'look' | 'lock'>('code')
  const [code, setCode] = useState(codeInAddress)
  const [name, setName] = useState<string>(t('enrol.nameUsual'))
  const [ageFriendly, setAgeFriendly] = useState(false)

  if (step === 'code') {
    return (
      <Threshold title={t('enrol.title')} step={[1, 3]}>
        <p>{t('enrol.intro')}</p>
        <CodeForm
          label={t('enrol.code')}
          hint={t('enrol.codeHint')}
          wrong={t('enrol.codeWrong')}
          known={code}
          onCode={(digits) => {
            setCode(digits)
            setStep('look')
          }}
        >
          <TextField
            label={t('enrol.name')}
            value={name}
            onChange={setName}
            hint={t('enrol.nameHint')}
            maxLength={40}
          />
        </CodeForm>
      </Threshold>
    )
  }
  if (step === 'look') {
    return (
      <Threshold title={t('enrol.lookTitle')} step={[2, 3]} onBack={() => setStep('code')}>
        <LookChoice
          ageFriendly={ageFriendly}
          onChange={(on) => {
            setAgeFriendly(on)
            setAgeFriendlyText(on ? textSizes.usual : null)
          }}
        />
        <Button look="main" wide onClick={() => setStep('lock')}>
          {t('enrol.next')}
        </Button>
      </Threshold>
    )
  }
  return (
    <Threshold title={t('enrol.lockTitle')} step={[3, 3]} onBack={() => setStep('look')}>
      <LockChoice
        busy={t('enrol.busy')}
        onChosen={async (lock) => {
          await phone.enrol({ code, name: name.trim() || t('enrol.nameUsual'), ageFriendly, lock })
          // the code has been used: it does not stay in the address
          history.replaceState(null, '', '/field/')
        }}
      />
    </Threshold>
  )
}
