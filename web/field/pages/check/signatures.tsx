import type { OwnPart } from '@sifang/client/phone'
import { policeRoles } from '@sifang/domain/members'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../part/media.ts'
import { SelectField, TextField, Tick } from '../../parts/field.tsx'
import { SignatureButton } from '../../parts/signature-button.tsx'
import styles from './check.module.css'
import type { CheckDraft } from './check-draft.ts'

type Props = {
  readonly draft: CheckDraft
  readonly own: OwnPart
  readonly onChange: (part: Partial<CheckDraft>) => void
}

/** Both draw their names on this phone; or the other one does not want to, and two of the police sign below that. */
export function Signatures({ draft, own, onChange }: Props) {
  const { t } = useTranslation('field')
  const other = draft.name.trim() === '' ? t('check.other') : draft.name.trim()
  const police = own.members.filter(({ id, role }) => id !== own.member.id && policeRoles.includes(role))
  const second = police.find(({ id }) => id === draft.secondId)
  return (
    <section className={styles.signing}>
      <h2>{t('check.signatures')}</h2>
      {!draft.refused && <Signature name={other} png={draft.otherPng} onDrawn={(otherPng) => onChange({ otherPng })} />}
      {draft.otherPng === '' && (
        <Tick label={t('check.refuses')} checked={draft.refused} onChange={(refused) => onChange({ refused })} />
      )}
      {draft.refused && (
        <TextField
          label={t('check.refusal')}
          hint={t('check.refusalNeeds')}
          value={draft.refusal}
          onChange={(refusal) => onChange({ refusal })}
          rows={2}
          maxLength={200}
        />
      )}
      <Signature name={own.member.name} png={draft.myPng} onDrawn={(myPng) => onChange({ myPng })} />
      {draft.refused && (
        <SelectField
          label={t('check.second')}
          value={draft.secondId}
          onChange={(secondId) => onChange({ secondId, secondPng: '' })}
          options={[
            { value: '', label: t('check.secondNone') },
            ...police.map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`words.role.${role}`)}` })),
          ]}
        />
      )}
      {draft.refused && second && (
        <Signature name={second.name} png={draft.secondPng} onDrawn={(secondPng) => onChange({ secondPng })} />
      )}
    </section>
  )
}

type SignatureProps = { readonly name: string; readonly png: string; readonly onDrawn: (png: string) => void }

function Signature({ name, png, onDrawn }: SignatureProps) {
  const { t } = useTranslation('field')
  if (png !== '') return <p>{t('check.signedBy', { name })}</p>
  return (
    <SignatureButton
      label={t('check.signAs', { name })}
      onAdded={async ({ content }) => onDrawn(toBase64(new Uint8Array(await content.arrayBuffer())))}
    />
  )
}
