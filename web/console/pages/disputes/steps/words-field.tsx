import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../fields/field.tsx'

/** Words of a form: what stands in them, and whether they are asked for in vain. */
export function useSaid(needed: boolean) {
  const [words, setWords] = useState('')
  const missing = needed && words.trim().length < 2
  return { words, setWords, needed, missing }
}

type Props = {
  readonly said: ReturnType<typeof useSaid>
  readonly asked?: boolean
  readonly label: string
  readonly hint?: string
  readonly autoFocus?: boolean
  /** Of one line: a place, a name. */
  readonly line?: boolean
}

/** Free words of a step; kept sealed. */
export function WordsField({ said, asked = false, label, hint, autoFocus = false, line = false }: Props) {
  const { t } = useTranslation()
  return (
    <Field
      label={label}
      {...(said.needed ? {} : { optional: t('fields.optional') })}
      hint={hint ?? (line ? undefined : t('disputes.form.sealed'))}
      problem={asked && said.missing ? t('disputes.form.wordsAsked') : undefined}
    >
      <Input.TextArea
        data-begin={autoFocus || undefined}
        aria-label={label}
        autoSize={{ minRows: line ? 1 : 2, maxRows: 8 }}
        maxLength={4000}
        value={said.words}
        onChange={(event) => said.setWords(event.target.value)}
      />
    </Field>
  )
}
