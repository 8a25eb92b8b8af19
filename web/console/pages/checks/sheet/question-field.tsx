import type { Question } from '@sifang/domain/checklists'
import { Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceCards, ChoiceChips } from '../../../fields/choice-cards.tsx'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import styles from './sheet.module.css'

type Props = {
  readonly question: Question
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** It has to be answered as things stand. */
  readonly needed: boolean
  readonly problem: string | undefined
  /** The days that this answer's hazard has; null where it is none. */
  readonly hazardDays: number | null
  /** How photos are taken here. */
  readonly photos: (question: Question) => ReactNode
}

/** One question as a thumb answers it. */
export function QuestionField({ question, value, onChange, needed, problem, hazardDays, photos }: Props) {
  const { t } = useTranslation()
  const hint =
    hazardDays !== null ? (
      <b className={styles.hazard}>{t('checks.sheet.hazard', { days: hazardDays })}</b>
    ) : (
      (question.hint ?? undefined)
    )
  return (
    <Field
      label={question.label}
      optional={needed ? t('checks.sheet.required') : undefined}
      hint={hint}
      problem={problem}
      group={question.kind !== 'text' && question.kind !== 'number' && question.kind !== 'date'}
    >
      <Control question={question} value={value} onChange={onChange} photos={photos} />
    </Field>
  )
}

function Control({ question, value, onChange, photos }: Pick<Props, 'question' | 'value' | 'onChange' | 'photos'>) {
  const { t } = useTranslation()
  const { label } = question
  switch (question.kind) {
    case 'text':
      return (
        <Input.TextArea
          aria-label={label}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'number':
      return (
        <InputNumber
          className={styles.number ?? ''}
          size="large"
          aria-label={label}
          inputMode={question.whole ? 'numeric' : 'decimal'}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number ?? undefined)}
        />
      )
    case 'date':
      return (
        <DayField
          label={label}
          value={typeof value === 'string' ? value : null}
          onChange={(day) => onChange(day ?? undefined)}
        />
      )
    case 'yes-no':
      return (
        <ChoiceCards
          dense
          label={label}
          choices={[
            { value: 'yes', label: t('checks.sheet.yes') },
            { value: 'no', label: t('checks.sheet.no') },
          ]}
          value={value === 'yes' || value === 'no' ? value : undefined}
          onChange={onChange}
        />
      )
    case 'choice': {
      const choices = question.choices.map((choice) => ({ value: choice.name, label: choice.label }))
      return question.several ? (
        <ChoiceChips
          label={label}
          choices={choices}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      ) : (
        <ChoiceCards
          dense={choices.length > 3}
          label={label}
          choices={choices}
          value={typeof value === 'string' ? value : undefined}
          onChange={onChange}
        />
      )
    }
    case 'photo':
      return <>{photos(question)}</>
  }
}
