import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PlaceDetail, setContact } from '../../api/places.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = { readonly place: PlaceDetail; readonly onSet: () => void; readonly onClose: () => void }

/** As the server reads it. */
const phoneShape = /^[\d+][\d -]{2,19}$/

export function ContactDialog({ place, onSet, onClose }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [asked, setAsked] = useState(false)
  const wrong = phone.trim() !== '' && !phoneShape.test(phone.trim())
  return (
    <EntryDialog
      title={t('place.contact.setTitle')}
      saveLabel={t('words.save')}
      ready={name.trim() !== '' && !wrong}
      onAsked={() => setAsked(true)}
      send={(entryId) => setContact(place.id, entryId, { name: name.trim(), phone: phone.trim() || null })}
      onDone={onSet}
      onClose={onClose}
    >
      <Field label={t('place.contact.name')} hint={t('place.contact.setHint')}>
        <Input
          autoFocus
          aria-label={t('place.contact.name')}
          status={asked && name.trim() === '' ? 'error' : ''}
          maxLength={30}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label={t('place.contact.phone')}
        optional={t('fields.optional')}
        problem={asked && wrong ? t('place.contact.phoneWrong') : null}
      >
        <Input
          aria-label={t('place.contact.phone')}
          type="tel"
          maxLength={20}
          autoComplete="off"
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
          onBlur={() => setAsked(wrong)}
        />
      </Field>
    </EntryDialog>
  )
}
