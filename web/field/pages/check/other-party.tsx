import type { OwnPart } from '@sifang/client/phone'
import { outsideParties } from '@sifang/domain/checks'
import { useTranslation } from 'react-i18next'
import { SelectField, TextField } from '../../parts/field.tsx'
import type { CheckDraft } from './check-draft.ts'

type Props = {
  readonly draft: CheckDraft
  readonly own: OwnPart
  readonly onChange: (part: Partial<CheckDraft>) => void
}

/** Who checks and signs beside the police: kept sealed. */
export function OtherParty({ draft, own, onChange }: Props) {
  const { t } = useTranslation('field')
  const others = own.members.filter(({ id }) => id !== own.member.id)
  return (
    <>
      <SelectField
        label={t('check.other')}
        value={draft.party}
        onChange={(party) => onChange({ party: outsideParties.find((one) => one === party) ?? 'other' })}
        options={outsideParties.map((one) => ({ value: one, label: t(`check.parties.${one}`) }))}
      />
      <TextField
        label={t('check.otherName')}
        hint={t('check.hintSealed')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        maxLength={60}
      />
      <TextField
        label={t('check.otherOrganisation')}
        value={draft.organisation}
        onChange={(organisation) => onChange({ organisation })}
        maxLength={80}
      />
      <SelectField
        label={t('check.member')}
        value={draft.memberId}
        onChange={(memberId) => onChange({ memberId })}
        options={[
          { value: '', label: t('check.memberNone') },
          ...others.map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`words.role.${role}`)}` })),
        ]}
      />
    </>
  )
}
