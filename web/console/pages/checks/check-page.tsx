import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TableInstant } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type CheckPlace, checkQuery } from '../../api/checks.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { FilesPart } from '../follow-ups/files/files-part.tsx'
import { ChangePage } from './change-page.tsx'
import { StateText } from './check-columns.tsx'
import styles from './checks.module.css'
import { checkRoute } from './route.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** One check: who goes, which places, how far it is. */
export function CheckPage() {
  const { t } = useTranslation()
  const { change } = checkRoute.useSearch()
  const navigate = checkRoute.useNavigate()
  const mayPlan = useMay('check.plan')
  const [withdrawing, setWithdrawing] = useState(false)
  const { checkId } = checkRoute.useParams()
  const check = useQuery(checkQuery(checkId))
  const back = (
    <Link to="/checks" search={{}}>
      {t('checks.detail.back')}
    </Link>
  )
  if (check.error) {
    return (
      <>
        <PageHeader title={t('checks.title')}>{back}</PageHeader>
        <div className={styles.problem}>
          <Problem of={check.error} onRetry={() => void check.refetch()} />
        </div>
      </>
    )
  }
  if (!check.data) return <WaitingRows rows={6} />
  const close = () => void navigate({ search: {}, replace: true })
  if (change && check.data.planStands && mayPlan) return <ChangePage check={check.data} onClose={close} />
  const { title, state, plannedOn, plannedByName, places, done, members, outsiders, checklistTitle, withdrawn } =
    check.data
  const comma = t('words.listComma')
  return (
    <>
      <PageHeader
        title={title}
        aside={<StateText state={state} />}
        actions={
          check.data.planStands && mayPlan ? (
            <>
              <Button onClick={() => void navigate({ search: { change: true } })}>{t('checks.detail.change')}</Button>
              <Button danger onClick={() => setWithdrawing(true)}>
                {t('checks.detail.withdraw')}
              </Button>
            </>
          ) : undefined
        }
      >
        {back}
      </PageHeader>
      <div className={styles.detail}>
        <section className={styles.card}>
          <Facts
            facts={[
              {
                label: t('checks.detail.planned'),
                value: (
                  <>
                    <DateText day={plannedOn} /> · {t('checks.detail.plannedBy', { name: plannedByName })}
                  </>
                ),
              },
              ...(withdrawn
                ? [
                    {
                      label: t('checks.detail.withdrawn'),
                      value: (
                        <>
                          <TableInstant at={withdrawn.at} /> ·{' '}
                          {t('checks.detail.withdrawnBy', { name: withdrawn.byName, reason: withdrawn.reason })}
                        </>
                      ),
                    },
                  ]
                : []),
              { label: t('checks.progress'), value: t('checks.progressText', { places: places.length, done }) },
              {
                label: t('checks.checklist'),
                value: t('checks.detail.version', { title: checklistTitle, version: check.data.checklistVersion }),
              },
              {
                label: t('checks.detail.members'),
                value: members.map(({ name, role }) => `${name} ${t(`words.role.${role}`)}`).join(comma),
              },
              ...(outsiders.length > 0
                ? [
                    {
                      label: t('checks.detail.outsiders'),
                      value: outsiders.map((party) => t(`checks.parties.${party}`)).join(comma),
                    },
                  ]
                : []),
            ]}
          />
        </section>
        <section className={styles.card}>
          <h2>{t('checks.detail.places')}</h2>
          <ul className={styles.places}>
            {places.map((place) => (
              <PlaceLine key={place.placeId} checkId={checkId} place={place} />
            ))}
          </ul>
        </section>
        <section className={styles.card}>
          <FilesPart
            matterId={checkId}
            purpose="check"
            takesPart={false}
            belongsTo={({ placeId }) => places.find((place) => place.placeId === placeId)?.name ?? null}
          />
        </section>
      </div>
      {withdrawing && <WithdrawDialog checkId={checkId} onClose={() => setWithdrawing(false)} />}
    </>
  )
}

function PlaceLine({ checkId, place }: { readonly checkId: string; readonly place: CheckPlace }) {
  const { t } = useTranslation()
  const mayFill = useMay('check.fill')
  const action =
    place.state === 'complete' || place.state === 'withdrawn' || !mayFill
      ? 'look'
      : place.state === 'planned'
        ? 'fill'
        : ('goOn' as const)
  return (
    <li>
      <Link
        className={styles.placeLine ?? ''}
        to="/checks/$checkId/places/$placeId"
        params={{ checkId, placeId: place.placeId }}
      >
        <span className={styles.placeName}>
          <TierMark tier={place.tier} />
          <b>{place.name}</b>
          <span className={styles.quiet}>{place.villageName}</span>
        </span>
        <span className={styles.placeState}>
          {place.openHazards > 0 && (
            <b className={styles.hazard}>{t('checks.openHazards', { count: place.openHazards })}</b>
          )}
          <StateText state={place.state} />
          <span className={styles.go}>{t(`checks.detail.${action}`)}</span>
        </span>
      </Link>
    </li>
  )
}
