import { CheckCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingEntered } from '../../../api/findings.ts'
import { followUpQuery } from '../../../api/follow-ups.ts'
import { DueClock } from '../due-clock.tsx'
import type { Draft } from './draft.ts'
import styles from './intake.module.css'
import { SentFiles } from './sent-files.tsx'

type Props = {
  readonly entered: FindingEntered
  readonly draft: Draft
  readonly files: readonly File[]
  readonly own: boolean
  readonly onAnother: () => void
}

/** Who has it now and until when it is answered; of what is urgent, what to tell the one who reported it. */
export function Receipt({ entered, draft, files, own, onAnother }: Props) {
  const { t } = useTranslation()
  const first = useRef<HTMLAnchorElement>(null)
  // Enter goes on
  useEffect(() => first.current?.focus(), [])
  const { data } = useQuery(followUpQuery(entered.followUpId))
  return (
    <section className={styles.receipt} aria-live="polite">
      <h2>
        <CheckCircleOutlined aria-hidden="true" />
        {t(own ? 'findings.intake.receipt.titleOwn' : 'findings.intake.receipt.title')}
      </h2>
      {data && (
        <p>
          {data.owner
            ? t('findings.intake.receipt.owner', { name: data.owner.name })
            : t('findings.intake.receipt.ownerNone')}
          {' · '}
          <DueClock of={data} />
        </p>
      )}
      {draft.urgency === 'urgent' && (
        <div className={styles.safety}>
          {!own && <span>{t('findings.intake.receipt.safety')}</span>}
          <b>{t('findings.intake.receipt.safetyWords')}</b>
        </div>
      )}
      {files.length > 0 && <SentFiles matterId={entered.followUpId} files={files} />}
      <div className={styles.actions}>
        <Link ref={first} to="/follow-ups" search={{ selected: entered.followUpId }}>
          <Button type="primary" size="large" tabIndex={-1}>
            {t('findings.intake.receipt.open')}
          </Button>
        </Link>
        <Button size="large" onClick={onAnother}>
          {t(own ? 'findings.intake.receipt.anotherOwn' : 'findings.intake.receipt.another')}
        </Button>
      </div>
    </section>
  )
}
