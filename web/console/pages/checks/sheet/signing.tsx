import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outsider, Sheet, Signature } from '../../../api/checks.ts'
import { ChoiceChips } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { nobody, OutsiderFields } from '../outsiders-field.tsx'
import styles from './sheet.module.css'
import { SignatureDialog } from './signature-dialog.tsx'

type Props = {
  readonly members: Sheet['members']
  readonly there: readonly string[]
  readonly onThere: (ids: readonly string[]) => void
  /** Those from outside who were expected. */
  readonly expected: readonly Outsider[]
  readonly signatures: readonly Signature[]
  readonly onChange: (signatures: readonly Signature[]) => void
  readonly missing: string | undefined
}

type Signing = { readonly kind: 'member'; readonly id: string; readonly name: string } | { readonly kind: 'outsider' }

/** Who was there, and each one's signature. */
export function SigningPart({ members, there, onThere, expected, signatures, onChange, missing }: Props) {
  const { t } = useTranslation()
  const [signing, setSigning] = useState<Signing | null>(null)
  const [outsider, setOutsider] = useState<Outsider>(nobody)
  const [tried, setTried] = useState(false)
  const signatureOf = (id: string) => signatures.find((one) => one.by === 'member' && one.memberId === id)
  const outside = signatures.flatMap((one) => (one.by === 'outsider' ? [one] : []))
  const waiting = expected.find(({ name }) => !outside.some((one) => one.name === name))

  const openOutsider = () => {
    setOutsider(waiting ?? nobody)
    setTried(false)
    setSigning({ kind: 'outsider' })
  }
  const signed = (png: string) => {
    if (signing?.kind === 'member') {
      const others = signatures.filter((one) => one.by !== 'member' || one.memberId !== signing.id)
      onChange([...others, { by: 'member', memberId: signing.id, png }])
    } else onChange([...signatures, { by: 'outsider', ...outsider, name: outsider.name.trim(), png }])
    setSigning(null)
  }
  return (
    <>
      <h2>{t('checks.sheet.signTitle')}</h2>
      <p className={styles.quiet}>{t('checks.sheet.signHint')}</p>
      <Field label={t('checks.sheet.there')} group>
        <ChoiceChips
          label={t('checks.sheet.there')}
          choices={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={there}
          onChange={(ids) => {
            onThere(ids)
            onChange(signatures.filter((one) => one.by === 'outsider' || ids.includes(one.memberId)))
          }}
        />
      </Field>
      <ul className={styles.signers}>
        {members
          .filter(({ id }) => there.includes(id))
          .map(({ id, name, role }) => (
            <Signer
              key={id}
              name={name}
              what={t(`words.role.${role}`)}
              png={signatureOf(id)?.png}
              onSign={() => setSigning({ kind: 'member', id, name })}
            />
          ))}
        {outside.map((one) => (
          <Signer
            key={one.name}
            name={one.name}
            what={[t(`checks.parties.${one.party}`), one.organisation].filter(Boolean).join(' ')}
            png={one.png}
            onRemove={() => onChange(signatures.filter((other) => other !== one))}
          />
        ))}
      </ul>
      <Button size="large" icon={<EditOutlined />} onClick={openOutsider}>
        {t('checks.sheet.addSigner')}
      </Button>
      {missing && (
        <p className={styles.wrong} role="alert">
          {missing}
        </p>
      )}
      {signing && (
        <SignatureDialog
          title={signing.kind === 'member' ? signing.name : t('checks.sheet.addSigner')}
          who={
            signing.kind === 'outsider' ? (
              <OutsiderFields
                value={outsider}
                tried={tried}
                onChange={(next) => {
                  setOutsider(next)
                  setTried(true)
                }}
              />
            ) : undefined
          }
          ready={signing.kind === 'member' || outsider.name.trim() !== ''}
          onSigned={signed}
          onClose={() => setSigning(null)}
        />
      )}
    </>
  )
}

type SignerProps = {
  readonly name: string
  readonly what: string
  readonly png: string | undefined
  readonly onSign?: () => void
  readonly onRemove?: () => void
}

function Signer({ name, what, png, onSign, onRemove }: SignerProps) {
  const { t } = useTranslation()
  return (
    <li className={styles.signer}>
      <span className={styles.signerName}>
        <b>{name}</b>
        <span className={styles.quiet}>{what}</span>
      </span>
      {png && (
        <span className={styles.signed}>
          <img src={`data:image/png;base64,${png}`} alt={`${t('checks.sheet.signed')} ${name}`} />
          <CheckOutlined aria-hidden="true" />
        </span>
      )}
      {onSign && (
        <Button size="large" type={png ? 'default' : 'primary'} ghost={!png} onClick={onSign}>
          {t(png ? 'checks.sheet.again' : 'checks.sheet.sign')}
        </Button>
      )}
      {onRemove && (
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={`${t('checks.form.remove')} ${name}`}
          onClick={onRemove}
        />
      )}
    </li>
  )
}
