import { PhoneOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { type ContactPurpose, contactPurposes, type PlaceDetail, readContact, removeContact } from '../../api/places.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import styles from './place-contact.module.css'
import { ReasonDialog } from './reason-dialog.tsx'

/** In full for this long, then masked again. */
const shownMs = 60_000

type Contact = { readonly name: string; readonly phone: string | null }

/** The one contact: masked; in full after a purpose was given, for a minute. */
export function PlaceContact({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const mayRead = useMay('contact.read') !== null
  const mayWrite = useMay('place.write') !== null && place.closedAt === null
  const [open, setOpen] = useState<'purpose' | 'set' | 'remove' | null>(null)
  const [full, setFull] = useState<Contact | null>(null)
  useEffect(() => {
    if (!full) return
    const timer = setTimeout(() => setFull(null), shownMs)
    return () => clearTimeout(timer)
  }, [full])
  const shown = full ?? place.contact

  return (
    <div className={styles.contact}>
      {shown ? (
        <p className={styles.who}>
          <b>{shown.name}</b> <span className={styles.phone}>{shown.phone || t('place.contact.noPhone')}</span>
          {full && <span className={styles.quiet}>{t('place.contact.hidesIn')}</span>}
        </p>
      ) : (
        <p className={styles.quiet}>{t('place.contact.none')}</p>
      )}
      <div className={`${styles.actions} screen-only`}>
        {place.contact && mayRead && !full && (
          <Button size="small" onClick={() => setOpen('purpose')}>
            {t('place.contact.show')}
          </Button>
        )}
        {full?.phone && (
          <Button size="small" icon={<PhoneOutlined />} href={`tel:${full.phone.replaceAll(/[^\d+]/g, '')}`}>
            {t('place.contact.call')}
          </Button>
        )}
        {full && (
          <Button size="small" onClick={() => setFull(null)}>
            {t('place.contact.hide')}
          </Button>
        )}
        {mayWrite && (
          <Button size="small" type={place.contact ? 'text' : 'default'} onClick={() => setOpen('set')}>
            {t(place.contact ? 'place.contact.change' : 'place.contact.set')}
          </Button>
        )}
        {mayWrite && place.contact && (
          <Button size="small" type="text" onClick={() => setOpen('remove')}>
            {t('place.contact.remove')}
          </Button>
        )}
      </div>
      {open === 'purpose' && <Purpose placeId={place.id} onRead={setFull} onClose={() => setOpen(null)} />}
      {open === 'set' && <ContactDialog place={place} onSet={() => setFull(null)} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <ReasonDialog
          title={t('place.contact.removeTitle')}
          stays={t('place.contact.removeStays')}
          saveLabel={t('place.contact.remove')}
          danger
          send={(entryId, reason) => removeContact(place.id, entryId, { reason }).then(() => setFull(null))}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

type PurposeProps = {
  readonly placeId: string
  readonly onRead: (contact: Contact) => void
  readonly onClose: () => void
}

function Purpose({ placeId, onRead, onClose }: PurposeProps) {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState<ContactPurpose>('arrange-visit')
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = purpose === 'other' && note.trim().length < 2
  const read = useMutation({
    mutationFn: () => readContact(placeId, purpose, note.trim() || undefined),
    onSuccess: (contact) => {
      onRead(contact)
      onClose()
    },
  })
  const go = () => {
    setAsked(true)
    if (!missing) read.mutate()
  }
  return (
    <Modal
      open
      width={420}
      title={t('place.contact.purposeTitle')}
      okText={t('place.contact.show')}
      cancelText={t('words.cancel')}
      confirmLoading={read.isPending}
      onOk={go}
      onCancel={onClose}
    >
      <div className={styles.purpose}>
        <Radio.Group
          className={styles.purposes ?? ''}
          aria-label={t('place.contact.purposeTitle')}
          value={purpose}
          onChange={(event) => setPurpose(contactPurposes.find((one) => one === event.target.value) ?? 'arrange-visit')}
          options={contactPurposes.map((one) => ({ value: one, label: t(`place.contact.purpose.${one}`) }))}
        />
        {purpose === 'other' && (
          <Field label={t('place.contact.note')} problem={asked && missing ? t('place.contact.noteNeeded') : null}>
            <Input
              autoFocus
              aria-label={t('place.contact.note')}
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              onPressEnter={go}
            />
          </Field>
        )}
        <p className={styles.quiet}>{t('place.contact.purposeNote')}</p>
        {read.error && <Problem of={read.error} />}
      </div>
    </Modal>
  )
}
