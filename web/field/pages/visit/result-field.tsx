import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../parts/icons.tsx'
import pictures from '../../parts/pictures.module.css'
import styles from './visit.module.css'
import { failures, type Result } from './visit-draft.ts'

const made = ['met', 'inspected', 'outside-look'] as const

type Props = { readonly value: Result | null; readonly onChange: (result: Result) => void }

/** What came of it; why it failed is an answer of its own, so that a failed visit takes no more taps. */
export function ResultField({ value, onChange }: Props) {
  const { t } = useTranslation('field')
  const name = useId()
  const option = (result: Result, label: string, icon: IconName) => (
    <label key={result} className={pictures.option}>
      <input
        type="radio"
        name={name}
        className={pictures.input}
        checked={value === result}
        onChange={() => onChange(result)}
      />
      <Icon name={icon} size="1.7em" />
      <span>{label}</span>
    </label>
  )
  return (
    <fieldset className={styles.results}>
      <legend className={pictures.legend}>{t('visit.result')}</legend>
      <div className={pictures.grid}>{made.map((one) => option(one, t(`words.outcome.${one}`), one))}</div>
      <p className={styles.failed}>{t('words.outcome.failed')}</p>
      <div className={pictures.grid}>{failures.map((one) => option(one, t(`words.failure.${one}`), one))}</div>
    </fieldset>
  )
}
