import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import type { AuditEntry } from '../../api/audit.ts'
import styles from './audit.module.css'
import { useAuditWords } from './audit-words.ts'

/** One entry with what was noted beside it. */
export function AuditDetail({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation()
  const words = useAuditWords()
  const details = Object.entries(entry.details)
  return (
    <article className={styles.detail}>
      <h2>{words.action(entry.action)}</h2>
      <Facts
        facts={[
          {
            label: t('audit.at'),
            value: (
              <>
                <DateText day={entry.at} /> <TimeText at={entry.at} />
              </>
            ),
          },
          { label: t('audit.member'), value: entry.memberName ?? t('audit.system') },
          {
            label: t('audit.about'),
            value: (
              <>
                {words.entity(entry.entity)} <About entry={entry} />
              </>
            ),
          },
          ...(entry.purpose ? [{ label: t('audit.purpose'), value: words.purpose(entry.purpose) }] : []),
          ...(entry.address
            ? [{ label: t('audit.address'), value: entry.address === 'local' ? t('audit.thisMachine') : entry.address }]
            : []),
          ...(details.length > 0
            ? [
                {
                  label: t('audit.detail.details'),
                  value: (
                    <span className={styles.details}>
                      {details.map(([key, value]) => `${key} ${plain(value)}`).join('\n')}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </article>
  )
}

/** A link to the record where there is a page for it. */
function About({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation()
  const { entity, entityId } = entry
  if (entityId === null) return null
  const open = t('audit.detail.open')
  if (entity === 'place') {
    return (
      <Link to="/places/$placeId" params={{ placeId: entityId }} search={{}}>
        {open}
      </Link>
    )
  }
  if (entity === 'visit') {
    return (
      <Link to="/visits" search={{ selected: entityId }}>
        {open}
      </Link>
    )
  }
  if (entity === 'incident') {
    return (
      <Link to="/incidents" search={{ selected: entityId }}>
        {open}
      </Link>
    )
  }
  if (entity === 'member') {
    return (
      <Link to="/members" search={{ selected: entityId }}>
        {open}
      </Link>
    )
  }
  return null
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
