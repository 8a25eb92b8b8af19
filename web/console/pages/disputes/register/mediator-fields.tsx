import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { OwnerField } from '../../follow-ups/owner-field.tsx'
import styles from '../disputes.module.css'

export type Mediator = {
  readonly id: string
  readonly memberId: string | null
  readonly name: string
  /** null: since the committee's term began. */
  readonly from: string | null
  readonly to: string | null
}

export const missingOfMediator = ({ memberId, name }: Mediator): boolean => memberId === null && name.trim() === ''

type Props = {
  readonly no: number
  readonly mediator: Mediator
  readonly asked: boolean
  readonly onChange: (mediator: Mediator) => void
  readonly onRemove: () => void
}

/** One mediator: a member, or somebody by name; the term. */
export function MediatorFields({ no, mediator, asked, onChange, onRemove }: Props) {
  const { t } = useTranslation()
  const label = t('disputes.committees.mediator', { no })
  const { memberId, name, from, to } = mediator
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that stations have
    <div role="group" aria-label={label} className={styles.card}>
      <div className={styles.pair}>
        <Field
          label={t('disputes.committees.member')}
          problem={asked && missingOfMediator(mediator) ? t('disputes.committees.whoNeeded') : undefined}
        >
          <OwnerField
            label={`${label} ${t('disputes.committees.member')}`}
            value={memberId}
            onChange={(next) => onChange({ ...mediator, memberId: next })}
          />
        </Field>
        <Field label={t('disputes.committees.orName')}>
          <Input
            aria-label={`${label} ${t('disputes.committees.orName')}`}
            disabled={memberId !== null}
            maxLength={40}
            value={name}
            onChange={(event) => onChange({ ...mediator, name: event.target.value })}
          />
        </Field>
        <Field label={t('disputes.committees.from')} optional={t('fields.optional')}>
          <DayField
            label={`${label} ${t('disputes.committees.from')}`}
            value={from}
            onChange={(next) => onChange({ ...mediator, from: next })}
          />
        </Field>
        <Field label={t('disputes.committees.to')} optional={t('fields.optional')}>
          <DayField
            label={`${label} ${t('disputes.committees.to')}`}
            value={to}
            onChange={(next) => onChange({ ...mediator, to: next })}
          />
        </Field>
      </div>
      <Button type="text" onClick={onRemove}>
        {t('disputes.form.remove')}
      </Button>
    </div>
  )
}
