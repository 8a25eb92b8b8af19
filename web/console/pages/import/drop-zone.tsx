import { InboxOutlined } from '@ant-design/icons'
import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Progress } from '../../../ui/progress.tsx'
import { type Told, uploadFile } from '../../api/imports.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './new-import.module.css'

const mostBytes = 200 * 2 ** 20

type Props = { readonly told: Told; readonly onUploaded: (id: string) => void }

/** A file dropped or chosen; what cannot be read is said before it is sent. */
export function DropZone({ told, onUploaded }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<'wrongKind' | 'tooLarge' | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState(0)
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadFile(newId(), chosen, told, setShare),
    onSuccess: (run) => {
      queryClient.setQueryData(['import', 'one', run.id], run)
      void queryClient.invalidateQueries({ queryKey: ['import', 'list'] })
      onUploaded(run.id)
    },
  })

  const take = (chosen: File | undefined) => {
    if (!chosen) return
    setWrong(null)
    upload.reset()
    if (!/\.(xlsx|csv|txt)$/i.test(chosen.name)) return setWrong('wrongKind')
    if (chosen.size > mostBytes) return setWrong('tooLarge')
    setFile(chosen)
    setShare(0)
    upload.mutate(chosen)
  }
  const dragged = (event: DragEvent, on: boolean) => {
    event.preventDefault()
    setOver(on)
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button is everybody's */}
      <div
        className={`${styles.drop} ${over ? styles.over : ''}`}
        onDragOver={(event) => dragged(event, true)}
        onDragLeave={(event) => dragged(event, false)}
        onDrop={(event) => {
          dragged(event, false)
          take(event.dataTransfer.files[0])
        }}
      >
        {upload.isPending && file ? (
          <div className={styles.uploading}>
            <Progress
              label={t('imports.file.uploading', { name: file.name })}
              done={Math.round((share * file.size) / 1024)}
              total={Math.max(1, Math.round(file.size / 1024))}
            />
          </div>
        ) : (
          <>
            <InboxOutlined style={{ fontSize: 28 }} aria-hidden="true" />
            <p>
              {over ? t('imports.file.over') : t('imports.file.drop')}{' '}
              <Button type="primary" onClick={() => input.current?.click()}>
                {t('imports.file.choose')}
              </Button>
            </p>
            <p className={wrong ? styles.wrong : styles.have} aria-live="polite">
              {wrong ? t(`imports.file.${wrong}`) : t('imports.file.kinds')}
            </p>
            <p className={styles.have}>{t('imports.templateHint')}</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label={t('imports.file.choose')}
          accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
      {upload.error && (
        <div className={styles.problem}>
          <Problem of={upload.error} />
        </div>
      )}
    </>
  )
}
