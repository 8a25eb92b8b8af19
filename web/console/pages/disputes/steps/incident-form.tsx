import { newId } from '@sifang/client'
import { type IncidentCategory, incidentCategories } from '@sifang/domain/incidents'
import { Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideIncident } from '../../../api/disputes.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { type FormProps, StepFrame } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

const verdicts = ['incident', 'not-an-incident'] as const

/** Whether it is an incident as well: police say that it is, a second person why it is none. */
export function IncidentForm(props: FormProps) {
  const { t } = useTranslation()
  const { id: disputeId, version: basedOn } = props.dispute
  const incidentId = useRef(newId())
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>()
  const [category, setCategory] = useState<IncidentCategory>('violence')
  const [asked, setAsked] = useState(false)
  const said = useSaid(true)
  const none = verdict === 'not-an-incident'
  return (
    <StepFrame
      {...props}
      kind="incident-decided"
      ready={verdict !== undefined && !(none && said.missing)}
      onAsked={() => setAsked(true)}
      send={(id) =>
        decideIncident(
          disputeId,
          none
            ? { id, basedOn, verdict, reason: said.words.trim() }
            : { id, basedOn, verdict: 'incident', incidentId: incidentId.current, category },
        )
      }
    >
      <Field
        label={t('disputes.form.verdict')}
        hint={t('disputes.form.verdictHint')}
        problem={asked && verdict === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          label={t('disputes.form.verdict')}
          choices={verdicts.map((one) => ({ value: one, label: t(`disputes.incidentStates.${one}`) }))}
          value={verdict}
          onChange={setVerdict}
        />
      </Field>
      {verdict === 'incident' && (
        <Field label={t('disputes.form.category')}>
          <Select
            style={{ width: '100%' }}
            aria-label={t('disputes.form.category')}
            value={category}
            onChange={setCategory}
            options={incidentCategories.map(({ id }) => ({ value: id, label: t(`incidents.categories.${id}`) }))}
          />
        </Field>
      )}
      {none && <WordsField said={said} asked={asked} label={t('disputes.form.reason')} />}
    </StepFrame>
  )
}
