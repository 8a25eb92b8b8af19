import { type DisputeCause, disputeCauses } from '@sifang/domain/disputes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { villageChoices } from '../../api/choices.ts'
import { noteInformal } from '../../api/disputes.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './disputes.module.css'

const outcomes = ['settled', 'not-settled'] as const

/** 就地劝和: village, cause, outcome; three taps and no name. Whoever has one village only is asked two. */
export function InformalDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { now } = useStationTime()
  const client = useQueryClient()
  const villages = useQuery(villageChoices)
  const [chosen, setVillageId] = useState<string | null>(null)
  const only = villages.data?.rows.length === 1 ? villages.data.rows[0]?.id : undefined
  const villageId = chosen ?? only ?? null
  const [cause, setCause] = useState<DisputeCause>()
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>()
  const [asked, setAsked] = useState(false)
  const missing = (value: unknown) => (asked && !value ? t('disputes.form.asked') : undefined)
  return (
    <EntryDialog
      title={t('disputes.informal.title')}
      saveLabel={t('words.save')}
      doneMessage={t('disputes.informal.done')}
      ready={villageId !== null && cause !== undefined && outcome !== undefined}
      onAsked={() => setAsked(true)}
      send={(id) =>
        noteInformal(id, {
          villageId: villageId ?? '',
          cause: cause ?? 'other',
          outcome: outcome ?? 'not-settled',
          at: now().toISOString(),
        })
      }
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['dispute'] })
        void client.invalidateQueries({ queryKey: ['follow-up'] })
      }}
      onClose={onClose}
    >
      <p className={styles.quiet}>{t('disputes.informal.hint')}</p>
      <Field label={t('disputes.informal.village')} problem={missing(villageId)}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('disputes.informal.village')}
          showSearch={{ optionFilterProp: 'label' }}
          value={villageId}
          onChange={setVillageId}
          options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label={t('disputes.form.cause')} problem={missing(cause)} group>
        <ChoiceCards
          dense
          label={t('disputes.form.cause')}
          choices={disputeCauses.map(({ id }) => ({ value: id, label: t(`findings.topics.${id}`) }))}
          value={cause}
          onChange={setCause}
        />
      </Field>
      <Field label={t('disputes.informal.outcome')} problem={missing(outcome)} group>
        <ChoiceCards
          label={t('disputes.informal.outcome')}
          choices={outcomes.map((one) => ({ value: one, label: t(`disputes.informal.outcomes.${one}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
      </Field>
    </EntryDialog>
  )
}
