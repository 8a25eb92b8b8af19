import { newId } from '@sifang/client'
import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DisputeDetail, enterParty, type Opened, type PartyPart, type Person } from '../../api/disputes.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './disputes.module.css'

const parts = ['applicant', 'respondent', 'other'] as const
const genders = ['male', 'female'] as const

type Props = {
  readonly dispute: DisputeDetail
  /** Corrected; null: a new one. */
  readonly party: Opened['parties'][number] | null
  readonly onDone: () => void
  readonly onClose: () => void
}

/** One party: the name, and what its papers ask for. */
export function PartyDialog({ dispute, party, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const partyId = useRef(party?.id ?? newId())
  const [part, setPart] = useState<PartyPart>(party?.part ?? freePart(dispute))
  const [person, setPerson] = useState<Person>(party?.person ?? { name: '' })
  const [asked, setAsked] = useState(false)
  const named = person.name.trim() !== ''
  const set = (field: 'phone' | 'address' | 'born', value: string | null) =>
    setPerson({ ...person, [field]: value || undefined })
  return (
    <EntryDialog
      title={t(party ? 'disputes.parties.edit' : 'disputes.parties.add')}
      saveLabel={t('words.save')}
      doneMessage={t('disputes.done')}
      ready={named}
      onAsked={() => setAsked(true)}
      send={(id) =>
        enterParty(dispute.id, partyId.current, { id, part, person: { ...person, name: person.name.trim() } })
      }
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['dispute'] })
        onDone()
      }}
      onClose={onClose}
    >
      <Field label={t('disputes.parties.part')} group>
        <ChoiceCards
          dense
          label={t('disputes.parties.part')}
          choices={parts.map((one) => ({ value: one, label: t(`disputes.partyParts.${one}`) }))}
          value={part}
          onChange={setPart}
        />
      </Field>
      <Field
        label={t('disputes.parties.name')}
        hint={t('disputes.form.sealed')}
        problem={asked && !named ? t('disputes.parties.nameNeeded') : undefined}
      >
        <Input
          autoFocus
          aria-label={t('disputes.parties.name')}
          autoComplete="off"
          maxLength={40}
          value={person.name}
          onChange={(event) => setPerson({ ...person, name: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('disputes.parties.phone')} optional={t('fields.optional')}>
          <Input
            aria-label={t('disputes.parties.phone')}
            inputMode="tel"
            autoComplete="off"
            maxLength={20}
            value={person.phone ?? ''}
            onChange={(event) => set('phone', event.target.value)}
          />
        </Field>
        <Field label={t('disputes.parties.born')} optional={t('fields.optional')}>
          <DayField
            label={t('disputes.parties.born')}
            value={person.born ?? null}
            onChange={(born) => set('born', born)}
          />
        </Field>
      </div>
      <Field label={t('disputes.parties.gender')} optional={t('fields.optional')} group>
        <ChoiceCards
          dense
          label={t('disputes.parties.gender')}
          choices={genders.map((one) => ({ value: one, label: t(`disputes.parties.genders.${one}`) }))}
          value={person.gender}
          onChange={(gender) => setPerson({ ...person, gender })}
        />
      </Field>
      <Field label={t('disputes.parties.address')} optional={t('fields.optional')}>
        <Input
          aria-label={t('disputes.parties.address')}
          autoComplete="off"
          maxLength={200}
          value={person.address ?? ''}
          onChange={(event) => set('address', event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}

const freePart = ({ parties }: DisputeDetail): PartyPart =>
  parts.find((part) => !parties.some((one) => one.part === part)) ?? 'other'
