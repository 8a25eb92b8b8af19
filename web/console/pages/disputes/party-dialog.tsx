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
import { StandInFields, trimmedStandIns, withStandIn } from './stand-in-fields.tsx'

const parts = ['applicant', 'respondent', 'other'] as const
const genders = ['male', 'female'] as const
/** What a paper may ask of a party. */
export const partyFields = ['name', 'phone', 'address', 'occupation', 'idNumber', 'guardian', 'agent'] as const
export type PartyField = (typeof partyFields)[number]

type Props = {
  readonly dispute: DisputeDetail
  /** Corrected; null: a new one. */
  readonly party: Opened['parties'][number] | null
  /** Of a new one, where a paper says which is missing. */
  readonly part?: PartyPart | undefined
  /** Where to begin. */
  readonly first?: PartyField
  readonly onDone: () => void
  readonly onClose: () => void
}

/** One party: the name, and what its papers ask for. */
export function PartyDialog({ dispute, party, part: missingPart, first = 'name', onDone, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const partyId = useRef(party?.id ?? newId())
  const [part, setPart] = useState<PartyPart>(party?.part ?? missingPart ?? freePart(dispute))
  const [person, setPerson] = useState<Person>(party?.person ?? { name: '' })
  const [asked, setAsked] = useState(false)
  const named = person.name.trim() !== ''
  const idWrong = person.idNumber !== undefined && !/^\d{17}[\dXx]$/.test(person.idNumber.trim())
  const set = (field: 'phone' | 'address' | 'born' | 'occupation' | 'idNumber', value: string | null) =>
    setPerson({ ...person, [field]: value || undefined })
  return (
    <EntryDialog
      title={t(party ? 'disputes.parties.edit' : 'disputes.parties.add')}
      saveLabel={t('words.save')}
      doneMessage={t('disputes.done')}
      ready={named && !idWrong}
      onAsked={() => setAsked(true)}
      send={(id) =>
        enterParty(dispute.id, partyId.current, {
          id,
          part,
          person: { ...trimmedStandIns(person), name: person.name.trim() },
        })
      }
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['dispute'] })
        void client.invalidateQueries({ queryKey: ['paper'] })
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
          data-begin={first === 'name' || undefined}
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
            data-begin={first === 'phone' || undefined}
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
          data-begin={first === 'address' || undefined}
          aria-label={t('disputes.parties.address')}
          autoComplete="off"
          maxLength={200}
          value={person.address ?? ''}
          onChange={(event) => set('address', event.target.value)}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('disputes.parties.occupation')} optional={t('fields.optional')}>
          <Input
            data-begin={first === 'occupation' || undefined}
            aria-label={t('disputes.parties.occupation')}
            autoComplete="off"
            maxLength={60}
            value={person.occupation ?? ''}
            onChange={(event) => set('occupation', event.target.value)}
          />
        </Field>
        <Field
          label={t('disputes.parties.idNumber')}
          optional={t('fields.optional')}
          hint={t('disputes.parties.idNumberHint')}
          problem={asked && idWrong ? t('disputes.parties.idNumberWrong') : undefined}
        >
          <Input
            data-begin={first === 'idNumber' || undefined}
            aria-label={t('disputes.parties.idNumber')}
            autoComplete="off"
            maxLength={18}
            value={person.idNumber ?? ''}
            onChange={(event) => set('idNumber', event.target.value)}
          />
        </Field>
      </div>
      {(['guardian', 'agent'] as const).map((kind) => (
        <StandInFields
          key={kind}
          kind={kind}
          value={person[kind]}
          first={first === kind}
          onChange={(value) => setPerson(withStandIn(person, kind, value))}
        />
      ))}
    </EntryDialog>
  )
}

const freePart = ({ parties }: DisputeDetail): PartyPart =>
  parts.find((part) => !parties.some((one) => one.part === part)) ?? 'other'
