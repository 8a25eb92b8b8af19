import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons'
import { policeRoles } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outsider, Sheet, Signature } from '../../../api/checks.ts'
import { peopleQuery } from '../../../api/people.ts'
import { ChoiceChips } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { nobody, OutsiderFields } from '../outsiders-field.tsx'
import { HandedOver, type Said } from './handed-over.tsx'
import styles from './sheet.module.css'
import { SignatureDialog } from './signature-dialog.tsx'

type Member = Sheet['members'][number]

type Props = {
  /** Those planned, and police who came besides. */
  readonly members: readonly Member[]
  readonly there: readonly string[]
  readonly onThere: (ids: readonly string[]) => void
  /** A police member who came besides. */
  readonly onCame: (member: Member) => void
  /** Those from outside who were expected. */
  readonly expected: readonly Outsider[]
  readonly signatures: readonly Signature[]
  readonly onChange: (change: (signatures: readonly Signature[]) => readonly Signature[]) => void
  readonly missing: string | undefined
  /** What is signed. */
  readonly paper: ReactNode
}

type Other = { readonly member: Member } | { readonly outsider: Outsider }

const isPolice = ({ role }: Member): boolean => policeRoles.includes(role)

/** Who was there, and what each one signed or did not. Police sign here; the others are handed the device. */
export function SigningPart(props: Props) {
  const { members, there, onThere, onCame, expected, signatures, onChange, missing, paper } = props
  const { t } = useTranslation()
  const [signing, setSigning] = useState<Member | null>(null)
  const [asking, setAsking] = useState<Other | null>(null)
  const [handed, setHanded] = useState<Other | null>(null)
  const signatureOf = (id: string) => signatures.find((one) => one.by === 'member' && one.memberId === id)
  const outside = signatures.flatMap((one) => (one.by === 'outsider' ? [one] : []))
  const waiting = expected.find(({ name }) => !outside.some((one) => one.name === name))
  const hasRefused = signatures.some(({ refusal }) => refusal !== undefined)

  const memberSaid = (memberId: string, what: { png: string } | { refusal: string }) =>
    onChange((now) => [
      ...now.filter((one) => one.by !== 'member' || one.memberId !== memberId),
      { by: 'member', memberId, ...what },
    ])
  const otherSaid = (other: Other, { name, ...what }: Said) => {
    if ('member' in other) memberSaid(other.member.id, what)
    else onChange((now) => [...now, { by: 'outsider', ...other.outsider, name, ...what }])
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
            onChange((now) => now.filter((one) => one.by === 'outsider' || ids.includes(one.memberId)))
          }}
        />
      </Field>
      <ul className={styles.signers}>
        {members
          .filter(({ id }) => there.includes(id))
          .map((member) => (
            <Signer
              key={member.id}
              name={member.name}
              what={t(`words.role.${member.role}`)}
              signature={signatureOf(member.id)}
              ask={t(isPolice(member) ? 'checks.sheet.sign' : 'checks.handing.ask')}
              onSign={() => (isPolice(member) ? setSigning(member) : setAsking({ member }))}
            />
          ))}
        {outside.map((one) => (
          <Signer
            key={one.name}
            name={one.name}
            what={[t(`checks.parties.${one.party}`), one.organisation].filter(Boolean).join(' ')}
            signature={one}
            onRemove={() => onChange((now) => now.filter((other) => other !== one))}
          />
        ))}
      </ul>
      <Button size="large" icon={<EditOutlined />} onClick={() => setAsking({ outsider: waiting ?? nobody })}>
        {t('checks.sheet.addSigner')}
      </Button>
      {hasRefused && <PoliceBesides members={members} onCame={onCame} />}
      {missing && (
        <p className={styles.wrong} role="alert">
          {missing}
        </p>
      )}
      {signing && (
        <SignatureDialog
          title={signing.name}
          onSigned={(png) => {
            memberSaid(signing.id, { png })
            setSigning(null)
          }}
          onClose={() => setSigning(null)}
        />
      )}
      {asking && (
        <Modal
          open
          title={t('checks.handing.askTitle', { name: nameOf(asking) })}
          okText={t('checks.handing.give')}
          cancelText={t('words.cancel')}
          okButtonProps={{ size: 'large' }}
          cancelButtonProps={{ size: 'large' }}
          onOk={() => {
            setHanded(asking)
            setAsking(null)
          }}
          onCancel={() => setAsking(null)}
        >
          <div className={styles.signing}>
            <p className={styles.quiet}>{t('checks.handing.askHint')}</p>
            {'outsider' in asking && (
              <OutsiderFields value={asking.outsider} tried={false} onChange={(outsider) => setAsking({ outsider })} />
            )}
          </div>
        </Modal>
      )}
      {handed && (
        <HandedOver
          paper={paper}
          name={
            'member' in handed
              ? { fixed: true, text: handed.member.name }
              : { fixed: false, text: handed.outsider.name }
          }
          onSaid={(said) => otherSaid(handed, said)}
          onBack={() => setHanded(null)}
        />
      )}
    </>
  )

  function nameOf(other: Other): string {
    if ('member' in other) return other.member.name
    return other.outsider.name || t(`checks.parties.${other.outsider.party}`)
  }
}

/** A refusal needs two police below it: one who was not planned may have come. */
function PoliceBesides({ members, onCame }: Pick<Props, 'members' | 'onCame'>) {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  const others = (people.data ?? []).filter((one) => isPolice(one) && !members.some(({ id }) => id === one.id))
  return (
    <Select
      size="large"
      aria-label={t('checks.sheet.addPolice')}
      placeholder={t('checks.sheet.addPolice')}
      showSearch={{ optionFilterProp: 'label' }}
      value={null}
      loading={people.isPending}
      options={others.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string | null) => {
        const came = others.find((one) => one.id === id)
        if (came) onCame({ id: came.id, name: came.name, role: came.role })
      }}
    />
  )
}

type SignerProps = {
  readonly name: string
  readonly what: string
  readonly signature: Signature | undefined
  readonly ask?: string
  readonly onSign?: () => void
  readonly onRemove?: () => void
}

function Signer({ name, what, signature, ask, onSign, onRemove }: SignerProps) {
  const { t } = useTranslation()
  return (
    <li className={styles.signer}>
      <span className={styles.signerName}>
        <b>{name}</b>
        <span className={styles.quiet}>{what}</span>
        {signature?.refusal && (
          <span className={styles.wrong}>{t('checks.sheet.refused', { reason: signature.refusal })}</span>
        )}
      </span>
      {signature?.png && (
        <span className={styles.signed}>
          <img src={`data:image/png;base64,${signature.png}`} alt={`${t('checks.sheet.signed')} ${name}`} />
          <CheckOutlined aria-hidden="true" />
        </span>
      )}
      {onSign && (
        <Button size="large" type={signature ? 'default' : 'primary'} ghost={!signature} onClick={onSign}>
          {signature ? t('checks.sheet.again') : ask}
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
