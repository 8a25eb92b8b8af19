import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../../ui/date-text.tsx'
import { Facts } from '../../../../ui/facts.tsx'
import { type Completed, contentQuery, paperAddress, type Sheet } from '../../../api/checks.ts'
import { Problem } from '../../../shell/problem.tsx'
import { AnswerList } from './answer-list.tsx'
import { HazardResults } from './hazard-results.tsx'
import styles from './sheet.module.css'

type Props = { readonly sheet: Sheet; readonly completed: Completed | null }

/** What came of one place's check: hazards and their days first, then the answers, and the paper. */
export function Result({ sheet, completed }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const content = useQuery({ ...contentQuery(sheet.checkId, sheet.placeId, 'review'), enabled: opened })
  const comma = t('words.listComma')
  const done = sheet.state === 'complete'
  return (
    <div className={styles.result}>
      {completed && (
        <p className={styles.done} role="status">
          <b>{t('checks.result.done')}</b>{' '}
          {completed.fulfilled > 0 && t('checks.result.fulfilled', { count: completed.fulfilled })}
        </p>
      )}
      <section className={styles.card}>
        <Facts
          facts={[
            ...(sheet.checkedAt
              ? [{ label: t('checks.result.when'), value: <TableInstant at={sheet.checkedAt} /> }]
              : []),
            ...(sheet.paperNumber ? [{ label: t('checks.result.number'), value: sheet.paperNumber }] : []),
            {
              label: t('checks.result.signed'),
              value: sheet.signed
                .map(({ memberName, party, refused }) => {
                  const name = memberName ?? (party ? t(`checks.parties.${party}`) : '')
                  return refused ? t('checks.result.refused', { name }) : name
                })
                .join(comma),
            },
          ]}
        />
        <div className={styles.buttons}>
          <Button
            type={done ? 'primary' : 'default'}
            size="large"
            icon={<DownloadOutlined />}
            href={paperAddress(sheet.checkId, sheet.placeId)}
          >
            {t(done ? 'checks.result.paper' : 'checks.result.draft')}
          </Button>
          {sheet.visitId && (
            <Link to="/visits" search={{ selected: sheet.visitId }}>
              {t('checks.result.visit')}
            </Link>
          )}
        </div>
      </section>
      <HazardResults sheet={sheet} />
      <section className={styles.card}>
        <h2>{t('checks.result.answers')}</h2>
        {content.error && <Problem of={content.error} onRetry={() => void content.refetch()} />}
        {!content.data && (
          <p className={styles.sealed}>
            <span className={styles.quiet}>{t('checks.result.sealed')}</span>
            <Button loading={content.isFetching} onClick={() => setOpened(true)}>
              {t('checks.result.open')}
            </Button>
          </p>
        )}
        <AnswerList sheet={sheet} sealed={content.data?.answers ?? null} />
        {content.data && content.data.signatures.length > 0 && (
          <ul className={styles.signers}>
            {content.data.signatures.map((one) => (
              <li key={`${one.name} ${one.organisation}`} className={styles.signer}>
                <span className={styles.signerName}>
                  <b>{one.memberName ?? one.name}</b>
                  <span className={styles.quiet}>
                    {[one.party && t(`checks.parties.${one.party}`), one.organisation].filter(Boolean).join(' ')}
                  </span>
                  {one.refusal && (
                    <span className={styles.wrong}>{t('checks.sheet.refused', { reason: one.refusal })}</span>
                  )}
                </span>
                {one.png && (
                  <span className={styles.signed}>
                    <img src={`data:image/png;base64,${one.png}`} alt={`${t('checks.sheet.signed')} ${one.name}`} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
