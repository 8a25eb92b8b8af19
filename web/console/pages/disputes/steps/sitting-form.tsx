import { type SittingOutcome, type SittingPart, sittingOutcomes } from '@sifang/domain/disputes'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DisputeDetail, StepBody } from '../../../api/disputes.ts'
import { ChoiceCards, ChoiceChips } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { OwnerField } from '../../follow-ups/owner-field.tsx'
import { useSignerName } from '../dispute-words.ts'
import styles from '../disputes.module.css'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

type Present = NonNullable<Extract<StepBody, { kind: 'sitting' }>['present']>[number]
type Other = { readonly key: number; readonly part: SittingPart; readonly personId: string | null }

const otherParts = ['mediator', 'officer', 'auxiliary', 'cadre', 'helper', 'guardian', 'agent'] as const

/** 调解会: who was there and as what, how it went. */
export function SittingForm(props: FormProps) {
  const { t } = useTranslation()
  const { dispute, opened } = props
  const nameOf = useSignerName(dispute, opened)
  const [there, setThere] = useState<readonly string[]>(dispute.parties.map(({ id }) => id))
  const [others, setOthers] = useState<readonly Other[]>(() => hosting(dispute))
  const [recorded, setRecorded] = useState(false)
  const [outcome, setOutcome] = useState<SittingOutcome>()
  const [asked, setAsked] = useState(false)
  const said = useSaid(false)
  const present = [...partiesThere(dispute, there), ...others.map((one) => presentOf(one, dispute))]
  return (
    <StepFrame
      {...props}
      kind="sitting"
      width={640}
      ready={outcome !== undefined}
      onAsked={() => setAsked(true)}
      send={sendStep(
        dispute,
        { kind: 'sitting', present, recorded, outcome: outcome ?? 'adjourned' },
        { course: said.words },
      )}
    >
      <Field
        label={t('disputes.form.presentParties')}
        {...(dispute.parties.length === 0 ? { hint: t('disputes.form.noParties') } : {})}
        group
      >
        <ChoiceChips
          label={t('disputes.form.presentParties')}
          choices={dispute.parties.map(({ id }) => ({ value: id, label: nameOf(id) }))}
          value={there}
          onChange={setThere}
        />
      </Field>
      <Field label={t('disputes.form.presentOthers')} group>
        <Others others={others} onChange={setOthers} />
      </Field>
      <Field
        label={t('disputes.form.sittingOutcome')}
        problem={asked && outcome === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          label={t('disputes.form.sittingOutcome')}
          choices={sittingOutcomes.map((one) => ({ value: one, label: t(`disputes.sittingOutcomes.${one}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
      </Field>
      {dispute.procedure === 'public-security' && (
        <Checkbox checked={recorded} onChange={(event) => setRecorded(event.target.checked)}>
          {t('disputes.form.recorded')}
        </Checkbox>
      )}
      <WordsField said={said} label={t('disputes.form.course')} />
    </StepFrame>
  )
}

type OthersProps = { readonly others: readonly Other[]; readonly onChange: (others: readonly Other[]) => void }

function Others({ others, onChange }: OthersProps) {
  const { t } = useTranslation()
  const replace = (key: number, part: Partial<Other>) =>
    onChange(others.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <div className={styles.stack}>
      {others.map(({ key, part, personId }) => (
        <div key={key} className={styles.row}>
          <Select
            aria-label={t('disputes.form.part')}
            value={part}
            onChange={(next: SittingPart) => replace(key, { part: next, personId: null })}
            options={otherParts.map((one) => ({ value: one, label: t(`disputes.sittingParts.${one}`) }))}
          />
          {members.some((one) => one === part) ? (
            <OwnerField
              label={t('disputes.form.person')}
              value={personId}
              onChange={(id) => replace(key, { personId: id })}
            />
          ) : (
            <span className={styles.quiet}>{t('disputes.form.personFree')}</span>
          )}
          <Button type="text" onClick={() => onChange(others.filter((one) => one.key !== key))}>
            {t('disputes.form.remove')}
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...others, { key: nextKey(others), part: 'officer', personId: null }])}>
        {t('disputes.form.addPresent')}
      </Button>
    </div>
  )
}

const members: readonly SittingPart[] = ['officer', 'auxiliary', 'cadre']
const nextKey = (others: readonly Other[]) => Math.max(0, ...others.map(({ key }) => key)) + 1

/** Whoever hosts it is there. */
function hosting({ procedure, host }: DisputeDetail): readonly Other[] {
  if (procedure === 'people') return [{ key: 1, part: 'mediator', personId: null }]
  return [{ key: 1, part: 'officer', personId: host?.id ?? null }]
}

const partiesThere = ({ parties }: DisputeDetail, there: readonly string[]): Present[] =>
  parties
    .filter(({ id }) => there.includes(id))
    .map(({ id, part }) => ({ part: part === 'other' ? 'other-party' : part, personId: id, forPartyId: null }))

/** A guardian or an agent sits for the first party who is not there in person. */
const presentOf = ({ part, personId }: Other, dispute: DisputeDetail): Present => ({
  part,
  personId,
  forPartyId: part === 'guardian' || part === 'agent' ? (dispute.parties[0]?.id ?? null) : null,
})
