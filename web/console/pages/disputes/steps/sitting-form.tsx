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
type Other = {
  readonly key: number
  readonly part: SittingPart
  readonly personId: string | null
  /** Of a guardian or an agent: for whom. */
  readonly forPartyId: string | null
}

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
  const place = useSaid(false)
  const names = useSaid(false)
  const present = [...partiesThere(dispute, there), ...others.map(({ key: _, ...one }) => one)]
  const speaks = others.every(({ part, forPartyId }) => !standIns.includes(part) || forPartyId !== null)
  return (
    <StepFrame
      {...props}
      kind="sitting"
      width={640}
      ready={outcome !== undefined && speaks}
      onAsked={() => setAsked(true)}
      send={sendStep(
        dispute,
        { kind: 'sitting', present, recorded, outcome: outcome ?? 'adjourned' },
        { place: place.words, others: names.words, course: said.words },
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
      <Field
        label={t('disputes.form.presentOthers')}
        problem={asked && !speaks ? t('disputes.form.forParty') : undefined}
        group
      >
        <Others
          others={others}
          parties={dispute.parties.map(({ id }) => ({ value: id, label: nameOf(id) }))}
          absent={dispute.parties.find(({ id }) => !there.includes(id))?.id ?? null}
          onChange={setOthers}
        />
      </Field>
      <WordsField line said={names} label={t('disputes.form.othersPresent')} hint={t('disputes.form.othersHint')} />
      <WordsField line said={place} label={t('disputes.fields.place')} />
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

type OthersProps = {
  readonly others: readonly Other[]
  readonly parties: readonly { readonly value: string; readonly label: string }[]
  /** A party who is not there in person: likeliest the one somebody speaks for. */
  readonly absent: string | null
  readonly onChange: (others: readonly Other[]) => void
}

function Others({ others, parties, absent, onChange }: OthersProps) {
  const { t } = useTranslation()
  const replace = (key: number, part: Partial<Other>) =>
    onChange(others.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <div className={styles.stack}>
      {others.map(({ key, part, personId, forPartyId }) => (
        <div key={key} className={styles.row}>
          <Select
            aria-label={t('disputes.form.part')}
            value={part}
            onChange={(next: SittingPart) =>
              replace(key, { part: next, personId: null, forPartyId: standIns.includes(next) ? absent : null })
            }
            options={otherParts.map((one) => ({ value: one, label: t(`disputes.sittingParts.${one}`) }))}
          />
          {members.some((one) => one === part) ? (
            <OwnerField
              label={t('disputes.form.person')}
              value={personId}
              onChange={(id) => replace(key, { personId: id })}
            />
          ) : standIns.includes(part) ? (
            <Select
              aria-label={t('disputes.form.forParty')}
              placeholder={t('disputes.form.forParty')}
              value={forPartyId}
              onChange={(id: string) => replace(key, { forPartyId: id })}
              options={[...parties]}
            />
          ) : (
            <span className={styles.quiet}>{t('disputes.form.personFree')}</span>
          )}
          <Button type="text" onClick={() => onChange(others.filter((one) => one.key !== key))}>
            {t('disputes.form.remove')}
          </Button>
        </div>
      ))}
      <Button
        onClick={() =>
          onChange([...others, { key: nextKey(others), part: 'officer', personId: null, forPartyId: null }])
        }
      >
        {t('disputes.form.addPresent')}
      </Button>
    </div>
  )
}

const standIns: readonly SittingPart[] = ['guardian', 'agent']
const members: readonly SittingPart[] = ['officer', 'auxiliary', 'cadre']
const nextKey = (others: readonly Other[]) => Math.max(0, ...others.map(({ key }) => key)) + 1

/** Whoever hosts it is there. */
function hosting({ procedure, host }: DisputeDetail): readonly Other[] {
  if (procedure === 'people') return [{ key: 1, part: 'mediator', personId: null, forPartyId: null }]
  return [{ key: 1, part: 'officer', personId: host?.id ?? null, forPartyId: null }]
}

const partiesThere = ({ parties }: DisputeDetail, there: readonly string[]): Present[] =>
  parties
    .filter(({ id }) => there.includes(id))
    .map(({ id, part }) => ({ part: part === 'other' ? 'other-party' : part, personId: id, forPartyId: null }))
