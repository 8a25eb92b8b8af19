import { newId } from '@sifang/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { villageChoices } from '../../../api/choices.ts'
import { type Committee, committeesQuery, keepCommittee } from '../../../api/disputes.ts'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { EntryDialog } from '../../place/entry-dialog.tsx'
import styles from '../disputes.module.css'
import { type Mediator, MediatorFields, missingOfMediator } from './mediator-fields.tsx'

type Props = { readonly committee: Committee | null; readonly onClose: () => void }

/** A committee with its mediators, as they are now. */
export function CommitteeDialog({ committee, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const villages = useQuery(villageChoices)
  const id = useRef(committee?.id ?? newId())
  const [name, setName] = useState(committee?.name ?? '')
  const [placeId, setPlaceId] = useState<string | null>(committee?.placeId ?? null)
  const [hasSeal, setHasSeal] = useState(committee?.hasSeal ?? true)
  const [from, setFrom] = useState<string | null>(committee?.from ?? null)
  const [to, setTo] = useState<string | null>(committee?.to ?? null)
  const [mediators, setMediators] = useState<readonly Mediator[]>(committee?.mediators.map(editable) ?? [])
  const [asked, setAsked] = useState(false)
  const unnamed = name.trim().length < 2
  const known = (villages.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))
  const offered =
    committee?.placeId && !known.some(({ value }) => value === committee.placeId)
      ? [...known, { value: committee.placeId, label: committee.placeName ?? '' }]
      : known
  return (
    <EntryDialog
      title={t(committee ? 'disputes.committees.edit' : 'disputes.committees.add')}
      saveLabel={t('words.save')}
      doneMessage={t('disputes.committees.done')}
      width={640}
      ready={!unnamed && from !== null && !mediators.some(missingOfMediator)}
      onAsked={() => setAsked(true)}
      send={(commandId) =>
        keepCommittee(id.current, {
          id: commandId,
          basedOn: committee?.version ?? 0,
          name: name.trim(),
          placeId,
          hasSeal,
          from: from ?? '',
          to,
          mediators: mediators.map((one) => sent(one, from ?? '')),
        })
      }
      onDone={() => void client.invalidateQueries({ queryKey: committeesQuery.queryKey })}
      onClose={onClose}
    >
      <Field
        label={t('disputes.committees.name')}
        problem={asked && unnamed ? t('disputes.committees.nameNeeded') : undefined}
      >
        <Input
          autoFocus
          aria-label={t('disputes.committees.name')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t('disputes.committees.place')} hint={t('disputes.committees.townHint')}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('disputes.committees.place')}
          placeholder={t('disputes.committees.town')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={placeId}
          onChange={(next: string | null | undefined) => setPlaceId(next ?? null)}
          options={offered}
        />
      </Field>
      <Checkbox checked={hasSeal} onChange={(event) => setHasSeal(event.target.checked)}>
        {t('disputes.committees.hasSeal')}
      </Checkbox>
      <div className={styles.pair}>
        <Field
          label={t('disputes.committees.from')}
          problem={asked && from === null ? t('disputes.committees.fromNeeded') : undefined}
        >
          <DayField label={t('disputes.committees.from')} value={from} onChange={setFrom} />
        </Field>
        <Field label={t('disputes.committees.to')} optional={t('fields.optional')}>
          <DayField label={t('disputes.committees.to')} value={to} min={from ?? undefined} onChange={setTo} />
        </Field>
      </div>
      <Field label={t('disputes.committees.mediators')} hint={t('disputes.committees.memberHint')} group>
        <div className={styles.stack}>
          {mediators.map((mediator, index) => (
            <MediatorFields
              key={mediator.id}
              no={index + 1}
              mediator={mediator}
              asked={asked}
              onChange={(next) => setMediators(mediators.map((one) => (one.id === next.id ? next : one)))}
              onRemove={() => setMediators(mediators.filter((one) => one.id !== mediator.id))}
            />
          ))}
          <Button
            onClick={() =>
              setMediators([...mediators, { id: newId(), memberId: null, name: '', from: null, to: null }])
            }
          >
            {t('disputes.committees.addMediator')}
          </Button>
        </div>
      </Field>
    </EntryDialog>
  )
}

/** A member's name is the member's own. */
const editable = ({ id, memberId, name, from, to }: Committee['mediators'][number]): Mediator => ({
  id,
  memberId,
  name: memberId === null ? name : '',
  from,
  to,
})

const sent = ({ id, memberId, name, from, to }: Mediator, since: string) => ({
  id,
  memberId,
  name: memberId === null ? name.trim() : null,
  from: from ?? since,
  to,
})
