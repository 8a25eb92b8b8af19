import type { OutboxItem } from '@sifang/client/phone'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { needsMe, toSend } from '../../part/outbox.ts'
import { saveFile } from '../../part/save-file.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useLive, useOutbox, usePhone } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { NotKnown } from '../enrol/not-known.tsx'
import styles from './outbox.module.css'
import { OutboxEntry } from './outbox-entry.tsx'

/** As many of those sent as are shown at once. */
const sentShown = 30

/** What waits, what goes, what was sent, what was refused and why. */
export function OutboxPage() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const items = useOutbox()
  const { reached } = useLive(phone.contact)
  const [sending, setSending] = useState(false)
  const refused = items.filter(needsMe)
  const going = items.filter((one) => toSend(one) && !needsMe(one))
  const sent = items.filter((one) => !toSend(one))
  const waiting = items.filter(toSend).length

  const send = async () => {
    setSending(true)
    await phone.outbox.send()
    setSending(false)
  }

  return (
    <Page
      top
      title={t('outbox.title')}
      action={
        going.length > 0 && (
          <Button look="main" icon="outbox" wide disabled={sending} onClick={() => void send()}>
            {sending ? t('outbox.sending') : t('outbox.sendNow')}
          </Button>
        )
      }
    >
      <NotKnown />
      <div role="status">
        <p>{waiting === 0 ? t('outbox.allSent') : t('outbox.waiting', { count: waiting })}</p>
        {waiting > 0 && reached === false && <p>{t('outbox.noNetwork')}</p>}
      </div>
      <Group title={t('outbox.refused')} items={refused} />
      <Group title={t('outbox.underway')} items={going} />
      <Group title={t('outbox.sent')} items={sent.slice(0, sentShown)} />
      {waiting > 0 && <ExportFile />}
    </Page>
  )
}

function Group({ title, items }: { readonly title: string; readonly items: readonly OutboxItem[] }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2 className={styles.group}>{title}</h2>
      <ul className={styles.list}>
        {items.map((item) => (
          <OutboxEntry key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

/** The last resort: a file for the desk, sealed. */
function ExportFile() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const [saved, setSaved] = useState(false)
  return (
    <details className={styles.more}>
      <summary>{t('outbox.cannotSend')}</summary>
      <p>{t('outbox.exportHint')}</p>
      <Button
        wide
        onClick={async () => {
          const file = await phone.outbox.exportFile()
          saveFile(file, `${t('outbox.fileName')}.sifang`)
          setSaved(true)
        }}
      >
        {t('outbox.export')}
      </Button>
      {saved && <Notice kind="good">{t('outbox.exported')}</Notice>}
    </details>
  )
}
