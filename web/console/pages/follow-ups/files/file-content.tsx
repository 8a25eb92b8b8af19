import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { type Attachment, type OpenedFile, readAttachment } from '../../../api/attachments.ts'
import { Problem } from '../../../shell/problem.tsx'
import type { Purpose } from '../purpose-form.tsx'
import styles from './files.module.css'

type Props = { readonly matterId: string; readonly file: Attachment; readonly purpose: Purpose }

/** A photo shown, speech to be played, a file saved. It is read once and held in memory until the line closes. */
export function FileContent({ matterId, file, purpose }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ['attachment-content', file.id, purpose],
    queryFn: () => readAttachment(matterId, file.id, purpose),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  useEffect(() => {
    if (!data) return
    return () => URL.revokeObjectURL(data.address)
  }, [data])
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (!data) return <WaitingRows rows={2} />
  return <Opened file={file} opened={data} />
}

function Opened({ file, opened }: { readonly file: Attachment; readonly opened: OpenedFile }) {
  const { t } = useTranslation()
  const [unreadable, setUnreadable] = useState(false)
  const link = useRef<HTMLAnchorElement>(null)
  const isFile = file.kind === 'file'
  // a document is wanted as a file: it is saved without a second click
  useEffect(() => {
    if (isFile) link.current?.click()
  }, [isFile])
  return (
    <div className={styles.content}>
      {file.kind === 'photo' && !unreadable && (
        <a href={opened.address} target="_blank" rel="noreferrer">
          <img src={opened.address} alt={opened.name} onError={() => setUnreadable(true)} />
        </a>
      )}
      {file.kind === 'speech' && !unreadable && (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
        <audio controls src={opened.address} aria-label={opened.name} onError={() => setUnreadable(true)} />
      )}
      {unreadable && <p className={styles.quiet}>{t('files.unreadable')}</p>}
      <a ref={link} className={styles.name} href={opened.address} download={opened.name}>
        {t('files.save')} {opened.name}
      </a>
    </div>
  )
}
