import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Attachment, attachmentsQuery } from '../../../api/attachments.ts'
import type { ContentPurpose } from '../../../api/follow-ups.ts'
import { useMay } from '../../../api/me.ts'
import { Problem } from '../../../shell/problem.tsx'
import { type Purpose, PurposeForm } from '../purpose-form.tsx'
import { AddFiles } from './add-files.tsx'
import { FileLine } from './file-line.tsx'
import styles from './files.module.css'

/** Opened files stay open for this long; the purpose holds for as long. */
const shownMs = 10 * 60_000

type Props = {
  readonly matterId: string
  /** What they are most likely opened for. */
  readonly purpose: ContentPurpose
  /** Whether this member has to do with the matter; police add to any. */
  readonly takesPart: boolean
  /** What a file belongs to, or that it was corrected. */
  readonly belongsTo?: (file: Attachment) => string | null
}

/** 照片和文件 of a matter: listed without being opened, each opened for a purpose and on record, and further ones added. */
export function FilesPart({ matterId, purpose, takesPart, belongsTo = () => null }: Props) {
  const { t } = useTranslation()
  const mayRead = useMay('attachment.read')
  const adds = useMay('attachment.add')
  const mayAdd = adds === 'station' || (adds !== null && takesPart)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...attachmentsQuery(matterId),
    enabled: mayRead !== null,
  })
  const [named, setNamed] = useState<Purpose | null>(null)
  const [opened, setOpened] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<string | null>(null)
  useEffect(() => {
    if (!named) return
    const timer = setTimeout(() => {
      setNamed(null)
      setOpened([])
    }, shownMs)
    return () => clearTimeout(timer)
  }, [named])

  const files = data?.pages.flatMap(({ rows }) => rows) ?? []
  if (mayRead === null || (files.length === 0 && !mayAdd && !error)) return null
  return (
    <section className={styles.part} aria-label={t('files.title')}>
      <h3>
        {t('files.title')} {files.length > 0 && <span className={styles.quiet}>{hasNextPage ? '' : files.length}</span>}
      </h3>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {data && files.length === 0 && <p className={styles.quiet}>{t('files.none')}</p>}
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <FileLine
              key={file.id}
              matterId={matterId}
              file={file}
              belongsTo={belongsTo(file)}
              purpose={opened.includes(file.id) ? named : null}
              onAsk={() => (named === null ? setAsked(file.id) : setOpened([...opened, file.id]))}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('files.more')}
        </Button>
      )}
      {asked !== null && (
        <PurposeForm
          label={t('files.purpose')}
          first={purpose}
          go={t('files.open')}
          onGo={(purpose) => {
            setNamed(purpose)
            setOpened([...opened, asked])
            setAsked(null)
          }}
          onCancel={() => setAsked(null)}
        />
      )}
      {mayAdd && <AddFiles matterId={matterId} />}
    </section>
  )
}
