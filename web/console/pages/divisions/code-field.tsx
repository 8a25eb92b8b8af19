import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../fields/field.tsx'

type Props = { readonly value: string; readonly onChange: (code: string) => void }

/** The statistical code of a village or community. */
export function CodeField({ value, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Field label={t('divisions.form.code')} optional={t('fields.optional')} hint={t('divisions.form.codeHint')}>
      <Input
        aria-label={t('divisions.form.code')}
        maxLength={60}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
