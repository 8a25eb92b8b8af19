import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../../ui/date-text.tsx'
import type { Attachment } from '../../../api/attachments.ts'
import type { Purpose } from '../purpose-form.tsx'
import { FileContent } from './file-content.tsx'
import { sizeText, typeText } from './file-words.ts'
import styles from './files.module.css'

/** So much of the hash tells two files apart at a glance. */
const shortHash = 8

type Props = {
  readonly matterId: string
  readonly file: Attachment
  readonly belongsTo: string | null
  /** What it was opened for; null: it is not open. */
  readonly purpose: Purpose | null
  readonly onAsk: () => void
}

/** One file: what it is, how large, since when and by whom; its content only once it was asked for. */
export function FileLine({ matterId, file, belongsTo, purpose, onAsk }: Props) {
  const { t } = useTranslation()
  const [wholeHash, setWholeHash] = useState(false)
  const { kind, type, bytes, uploadedAt, uploadedBy, uploadedByMe, evidence, hash } = file
  const by = uploadedByMe ? t('files.byMe') : (uploadedBy?.name ?? t('files.byReporter'))
  return (
    <li>
      <div className={styles.line}>
        <span className={styles.what}>
          <b>{t(`files.kinds.${kind}`)}</b> {typeText(type)} · {sizeText(bytes)}
        </span>
        <span className={styles.quiet}>
          <DateText day={uploadedAt} /> <TimeText at={uploadedAt} /> · {by}
        </span>
        {(belongsTo !== null || evidence) && (
          <span>{[belongsTo, evidence ? t('files.evidence') : null].filter(Boolean).join(' · ')}</span>
        )}
        <button
          type="button"
          className={styles.hash}
          aria-expanded={wholeHash}
          title={t('files.hashHint')}
          onClick={() => setWholeHash(!wholeHash)}
        >
          {t('files.hash')} <code>{wholeHash ? hash : hash.slice(0, shortHash)}</code>
        </button>
        {purpose === null && (
          <span className="screen-only">
            <Button size="small" onClick={onAsk}>
              {t(`files.show.${kind}`)}
            </Button>
          </span>
        )}
      </div>
      {purpose !== null && <FileContent matterId={matterId} file={file} purpose={purpose} />}
    </li>
  )
}
