import { mayGiveRole, roles } from '@sifang/domain/members'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type Role, useMe } from '../../api/me.ts'
import { createMember } from '../../api/members.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { AreasField } from './areas-field.tsx'
import { membersRoute } from './route.ts'

export function NewMember({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = membersRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const { member: me } = useMe()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role | null>(null)
  const [joinedOn, setJoinedOn] = useState<string | null>(isoDay(now(), timeZone))
  const [villageIds, setVillageIds] = useState<readonly string[]>([])
  const [lineIds, setLineIds] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  return (
    <EntryDialog
      title={t('members.new')}
      saveLabel={t('members.form.save')}
      ready={name.trim() !== '' && role !== null}
      onAsked={() => setAsked(true)}
      send={(id) =>
        createMember(id, {
          name: name.trim(),
          role: role ?? 'volunteer',
          ...(joinedOn ? { joinedOn } : {}),
          villageIds,
          lineIds,
        })
      }
      doneMessage={t('members.form.saved', { name: name.trim() })}
      onDone={({ id }) => void navigate({ search: { selected: id }, replace: true })}
      onClose={onClose}
    >
      <Field label={t('members.name')} problem={asked && name.trim() === '' ? t('members.form.needed') : null}>
        <Input
          autoFocus
          aria-label={t('members.name')}
          maxLength={30}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label={t('members.role')}
        hint={t('members.form.roleHint')}
        problem={asked && role === null ? t('members.form.roleNeeded') : null}
      >
        <Select<Role>
          style={{ width: '100%' }}
          aria-label={t('members.role')}
          value={role}
          onChange={setRole}
          options={roles
            .filter((one) => mayGiveRole(me, null, one) === null)
            .map((one) => ({ value: one, label: t(`words.role.${one}`) }))}
        />
      </Field>
      <AreasField villageIds={villageIds} lineIds={lineIds} onVillages={setVillageIds} onLines={setLineIds} />
      <Field label={t('members.form.joinedOn')}>
        <DayField label={t('members.form.joinedOn')} value={joinedOn} onChange={setJoinedOn} />
      </Field>
    </EntryDialog>
  )
}
