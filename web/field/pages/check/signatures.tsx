import type { OwnPart } from '@sifang/client/phone'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../part/media.ts'
import { Tick } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SignatureButton } from '../../parts/signature-button.tsx'
import type { CheckDraft } from './check-draft.ts'

type Props = {
  readonly draft: CheckDraft
  readonly own: OwnPart
  readonly onChange: (part: Partial<CheckDraft>) => void
}

/** Both draw their names on this phone. */
export function Signatures({ draft, own, onChange }: Props) {
  const { t } = useTranslation('field')
  const [refused, setRefused] = useState(false)
  const other = draft.name.trim() === '' ? t('check.other') : draft.name.trim()
  const drawn = async (content: Blob) => toBase64(new Uint8Array(await content.arrayBuffer()))
  return (
    <section>
      <h2>{t('check.signatures')}</h2>
      {draft.myPng === '' ? (
        <SignatureButton
          label={t('check.signAs', { name: own.member.name })}
          onAdded={async ({ content }) => onChange({ myPng: await drawn(content) })}
        />
      ) : (
        <p>{t('check.signedBy', { name: own.member.name })}</p>
      )}
      {draft.otherPng === '' ? (
        <SignatureButton
          label={t('check.signAs', { name: other })}
          onAdded={async ({ content }) => onChange({ otherPng: await drawn(content) })}
        />
      ) : (
        <p>{t('check.signedBy', { name: other })}</p>
      )}
      <Tick label={t('check.refuses')} checked={refused} onChange={setRefused} />
      {refused && <Notice kind="mind">{t('check.refusalNeeds')}</Notice>}
    </section>
  )
}
