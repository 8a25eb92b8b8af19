import { PaperClipOutlined } from '@ant-design/icons'
import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addAttachment, maxAttachmentBytes } from '../../../api/attachments.ts'
import { Problem } from '../../../shell/problem.tsx'
import styles from './files.module.css'

type Waiting = { readonly id: string; readonly file: File }

/** Adds files to a matter as soon as they are chosen; what did not arrive is sent again under the id it had. */
export function AddFiles({ matterId }: { readonly matterId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [tooBig, setTooBig] = useState(false)
  const sending = useMutation({
    mutationFn: async (files: readonly Waiting[]) => {
      for (const { id, file } of files) {
        await addAttachment(matterId, id, file)
        setWaiting((all) => all.filter((one) => one.id !== id))
      }
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['attachment', 'list', matterId] }),
  })
  const chosen = (files: readonly File[]) => {
    const fit = files.filter(({ size }) => size <= maxAttachmentBytes)
    setTooBig(fit.length < files.length)
    const all = fit.map((file) => ({ id: newId(), file }))
    if (all.length === 0) return
    setWaiting(all)
    sending.mutate(all)
  }
  return (
    <div className={`${styles.add} screen-only`}>
      <input
        ref={input}
        hidden
        multiple
        type="file"
        aria-label={t('files.add')}
        onChange={(event) => {
          chosen([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button icon={<PaperClipOutlined />} loading={sending.isPending} onClick={() => input.current?.click()}>
        {sending.isPending ? t('files.sending', { count: waiting.length }) : t('files.add')}
      </Button>
      <span className={styles.quiet}>{t('files.addHint')}</span>
      {tooBig && <p className={styles.refused}>{t('findings.intake.needed.files')}</p>}
      {sending.error && (
        <>
          <p className={styles.refused}>{waiting[0]?.file.name}</p>
          <Problem of={sending.error} />
          <span className={styles.again}>
            <Button onClick={() => sending.mutate(waiting)}>{t('findings.intake.receipt.filesAgain')}</Button>
            {waiting.length > 1 && (
              <Button
                onClick={() => {
                  const rest = waiting.slice(1)
                  setWaiting(rest)
                  sending.mutate(rest)
                }}
              >
                {t('files.leaveOut')}
              </Button>
            )}
          </span>
        </>
      )}
    </div>
  )
}
