import { Button, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadingPurpose } from '../../api/disputes.ts'
import { Field } from '../../fields/field.tsx'
import { knownKey } from '../place/read-details.ts'
import styles from './disputes.module.css'

const purposes = ['handle', 'revisit', 'paper', 'check', 'answer'] as const satisfies readonly ReadingPurpose[]

type Props = {
  readonly verb: string
  readonly hint: string
  readonly pending: boolean
  readonly problem: ReactNode
  readonly onGo: (purpose: ReadingPurpose) => void
  readonly onCancel: () => void
}

/** What something sealed is opened for; it goes on record with that. */
export function PurposeCard({ verb, hint, pending, problem, onGo, onCancel }: Props) {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState<ReadingPurpose>('handle')
  return (
    <section className={`${styles.card} screen-only`} aria-label={t('disputes.parties.why')}>
      <Field label={t('disputes.parties.why')} hint={hint} group>
        <Radio.Group
          aria-label={t('disputes.parties.why')}
          value={purpose}
          onChange={(event) => setPurpose(knownKey(purposes, event.target.value) ?? 'handle')}
          options={purposes.map((one) => ({ value: one, label: t(`disputes.parties.purposes.${one}`) }))}
        />
      </Field>
      {problem}
      <div className={styles.actions}>
        <Button type="primary" autoFocus loading={pending} onClick={() => onGo(purpose)}>
          {verb}
        </Button>
        <Button onClick={onCancel}>{t('words.cancel')}</Button>
      </div>
    </section>
  )
}
