import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import styles from './code-form.module.css'

type Props = {
  readonly label: string
  readonly hint?: string
  /** Said where it is not eight digits. */
  readonly wrong: string
  readonly known?: string
  readonly onCode: (digits: string) => void
  readonly children?: ReactNode
}

/** A code that the desk gave: eight digits, typed however. */
export function CodeForm({ label, hint, wrong, known = '', onCode, children }: Props) {
  const { t } = useTranslation('field')
  const [code, setCode] = useState(known)
  const [isWrong, setWrong] = useState(false)
  const digits = code.replaceAll(/\D/g, '')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setWrong(digits.length !== 8)
        if (digits.length === 8) onCode(digits)
      }}
    >
      <TextField
        label={label}
        value={code}
        onChange={setCode}
        hint={hint}
        wrong={isWrong ? wrong : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
      />
      {children}
      <Button look="main" type="submit" wide>
        {t('enrol.next')}
      </Button>
    </form>
  )
}
