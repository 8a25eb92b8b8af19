import { mayGiveRole, roles } from '@sifang/domain/members'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import { changeMember, type Member } from '../../api/members.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'

type Props = { readonly member: Member; readonly onClose: () => void }

export function ChangeDialog({ member, onClose }: Props) {
  const { t } = useTranslation()
  const { member: me } = useMe()
  const possible = roles.filter((one) => mayGiveRole(me, member.role, one) === null)
  const isFixed = possible.length === 1
  const [name, setName] = useState(member.name)
  const [role, setRole] = useState(member.role)
  const changed = name.trim() !== member.name || role !== member.role
  return (
    <EntryDialog
      title={t('members.change.title', { name: member.name })}
      saveLabel={t('words.save')}
      stays={`${t('members.change.stays')} ${member.places > 0 ? t('members.change.roleStays') : ''}`}
      ready={changed && name.trim() !== ''}
      send={(entryId) =>
        changeMember(member.id, entryId, {
          basedOn: member.version,
          ...(name.trim() === member.name ? {} : { name: name.trim() }),
          ...(role === member.role ? {} : { role }),
        })
      }
      onClose={onClose}
    >
      <Field label={t('members.name')}>
        <Input
          aria-label={t('members.name')}
          maxLength={30}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t('members.role')} hint={t(isFixed ? 'members.form.roleStanding' : 'members.form.roleHint')}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('members.role')}
          value={role}
          onChange={setRole}
          disabled={isFixed}
          options={possible.map((one) => ({ value: one, label: t(`words.role.${one}`) }))}
        />
      </Field>
    </EntryDialog>
  )
}
