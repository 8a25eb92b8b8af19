import { mayRecordKind, visitKinds, visitOutcomes } from '@sifang/domain/visits'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { useMe } from '../../../api/me.ts'
import { failures, type RecordVisit, recordVisit, type VisitRecorded } from '../../../api/visits.ts'
import { ChoiceCards, ChoiceChips } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { PeopleField } from '../../../fields/people-field.tsx'
import { PlaceField } from '../../../fields/place-field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import { commandOf, type Missing, missingOf } from './command.ts'
import type { Draft } from './draft.ts'
import { lookFor, outsideCounts } from './look-for.ts'
import { NextAttempt } from './next-attempt.tsx'
import styles from './record.module.css'
import { WaitingHint } from './waiting-hint.tsx'
import { WhenField } from './when-field.tsx'

type Props = {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  /** The place came with the address: nobody chooses it again. */
  readonly placeGiven: boolean
  readonly onSaved: (recorded: VisitRecorded) => void
  readonly onCancel: () => void
}

/** Where, which kind, when, who, what came of it, what was seen. Ctrl+Enter saves from anywhere. */
export function RecordForm({ draft, onChange, placeGiven, onSaved, onCancel }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { timeZone, now } = useStationTime()
  const [tried, setTried] = useState(false)
  const saving = useMutation({
    mutationFn: (command: RecordVisit) => recordVisit(draft.id, command),
    onSuccess: onSaved,
  })
  const missing = tried ? missingOf(draft, now(), timeZone) : []
  const needed = (what: Missing) => (missing.includes(what) ? t(`visits.form.needed.${what}`) : undefined)
  const kinds = visitKinds.filter((kind) => mayRecordKind(member.role, kind))
  const look = lookFor(draft.place?.kind)

  const save = () => {
    setTried(true)
    if (saving.isPending || missingOf(draft, now(), timeZone).length > 0) return
    const sentAt = draft.sentAt ?? now().toISOString()
    if (draft.sentAt === null) onChange({ sentAt })
    const command = commandOf(draft, sentAt, timeZone)
    if (command) saving.mutate(command)
  }
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    save()
  }

  return (
    <form className={styles.form} onSubmit={submitted} onKeyDown={pressed} noValidate aria-label={t('visits.record')}>
      <Field label={t('visits.form.place')} problem={needed('place')}>
        <PlaceField
          label={t('visits.form.place')}
          size="large"
          autoFocus={!placeGiven && draft.place === null}
          value={draft.place}
          onChange={(place) => onChange({ place })}
        />
      </Field>
      {draft.place && <WaitingHint place={draft.place} />}
      <Field label={t('visits.form.kind')} problem={needed('kind')} group>
        <ChoiceCards
          label={t('visits.form.kind')}
          choices={kinds.map((kind) => ({
            value: kind,
            label: t(`words.visitKindShort.${kind}`),
            hint: t(`words.visitKind.${kind}`),
          }))}
          value={draft.kind ?? undefined}
          onChange={(kind) => onChange({ kind })}
        />
      </Field>
      <Field label={t('visits.form.when')} problem={needed('future')} group>
        <WhenField value={draft.at} onChange={(at) => onChange({ at, sentAt: null })} />
      </Field>
      <Field label={t('visits.form.who')} problem={needed('participants')}>
        <PeopleField
          label={t('visits.form.who')}
          size="large"
          value={draft.participants}
          onChange={(participants) => onChange({ participants })}
        />
      </Field>
      {(draft.kind === 'targeted' || draft.othersPresent !== '') && (
        <Field label={t('visits.form.others')} optional={t('fields.optional')} hint={t('visits.form.othersHint')}>
          <Input
            aria-label={t('visits.form.others')}
            maxLength={200}
            value={draft.othersPresent}
            onChange={(event) => onChange({ othersPresent: event.target.value })}
          />
        </Field>
      )}
      <Field
        label={t('visits.form.outcome')}
        problem={needed('outcome')}
        hint={draft.outcome === 'outside-look' && draft.place ? outsideWords(draft.place.kind) : undefined}
        group
      >
        <ChoiceCards
          label={t('visits.form.outcome')}
          choices={visitOutcomes.map((outcome) => ({
            value: outcome,
            label: t(`visits.outcomes.${outcome}`),
            hint: t(`visits.outcomeHints.${outcome}`),
          }))}
          value={draft.outcome ?? undefined}
          onChange={(outcome) => onChange({ outcome })}
        />
      </Field>
      {draft.outcome === 'failed' ? (
        <>
          <Field label={t('visits.form.failure')} problem={needed('failure')} group>
            <ChoiceCards
              dense
              label={t('visits.form.failure')}
              choices={failures.map((failure) => ({ value: failure, label: t(`visits.failures.${failure}`) }))}
              value={draft.failure ?? undefined}
              onChange={(failure) => onChange({ failure })}
            />
          </Field>
          <NextAttempt draft={draft} onChange={onChange} />
        </>
      ) : (
        <Field label={t('visits.form.observed')} optional={t('fields.optional')} group>
          <div className={styles.look}>
            <span className={styles.lookLabel}>{t('visits.form.lookFor')}</span>
            {chips(t('visits.form.lookFor'), look.first)}
            <span className={styles.lookLabel}>{t('visits.form.also')}</span>
            {chips(t('visits.form.also'), look.also)}
          </div>
        </Field>
      )}
      <Field label={t('visits.form.note')} optional={t('fields.optional')} hint={t('visits.form.noteHint')}>
        <Input.TextArea
          aria-label={t('visits.form.note')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={1000}
          value={draft.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </Field>
      {saving.error && <Problem of={saving.error} />}
      <div className={styles.actions}>
        <Button type="primary" size="large" htmlType="submit" loading={saving.isPending} className={styles.save ?? ''}>
          {saving.isPending ? t('visits.form.saving') : t('visits.form.save')}
        </Button>
        <Button size="large" onClick={onCancel}>
          {t('visits.form.cancel')}
        </Button>
        <span className={styles.keys}>{t('visits.form.keys')}</span>
      </div>
    </form>
  )

  function chips(label: string, choices: typeof look.first) {
    return (
      <ChoiceChips
        label={label}
        choices={choices.map((one) => ({ value: one, label: t(`visits.observed.${one}`) }))}
        value={draft.observed.filter((one) => choices.includes(one))}
        onChange={(chosen) =>
          onChange({ observed: [...draft.observed.filter((one) => !choices.includes(one)), ...chosen] })
        }
      />
    )
  }

  function outsideWords(placeKind: string): string {
    return outsideCounts(placeKind) ? t('visits.form.outsideCounts') : t('visits.form.outsideNot')
  }
}
