import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBooking, readItem } from '../../api/appointments.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './appointments.module.css'

/** Why something sealed is read. */
export function PurposeField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (text: string) => void
}) {
  const { t } = useTranslation()
  return (
    <Field label={t('appointments.read.purpose')}>
      <Input
        autoFocus
        aria-label={t('appointments.read.purpose')}
        maxLength={100}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

type Props = { readonly kind: 'booking' | 'item'; readonly id: string }

/** A button that opens what is sealed, for a purpose; then it stands here until the page is left. */
export function ReadSealed({ kind, id }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState<string>(t('appointments.read.purposeDefault'))
  const [opened, setOpened] = useState<readonly string[] | null>(null)
  const read = async (entryId: string) => {
    const body = { id: entryId, purpose: purpose.trim() }
    if (kind === 'booking') {
      const { name, phone, about } = await readBooking(id, body)
      return [name, phone, about].filter((part) => part !== null)
    }
    const { subject, answer } = await readItem(id, body)
    return [subject, answer].filter((part) => part !== null)
  }
  if (opened !== null) {
    return <span className={styles.opened}>{opened.join(' · ') || t('appointments.read.nothing')}</span>
  }
  return (
    <>
      <Button type="link" size="small" className={styles.link ?? ''} onClick={() => setAsking(true)}>
        {t(kind === 'booking' ? 'appointments.read.name' : 'appointments.read.words')}
      </Button>
      {asking && (
        <EntryDialog
          title={t('appointments.read.title')}
          stays={t('appointments.read.stays')}
          saveLabel={t('appointments.read.go')}
          ready={purpose.trim().length >= 2}
          send={read}
          onDone={setOpened}
          doneMessage={t('appointments.read.done')}
          onClose={() => setAsking(false)}
        >
          <PurposeField value={purpose} onChange={setPurpose} />
        </EntryDialog>
      )}
    </>
  )
}
