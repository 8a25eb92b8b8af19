import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Figure } from '../../../ui/figure.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { type Community, communityListQuery, type Village, villageListQuery } from '../../api/villages.ts'
import { Problem } from '../../shell/problem.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import styles from './divisions.module.css'
import { divisionsRoute } from './route.ts'

/** Villages under their communities; what they are called and whether they are closed is changed on their own pages. */
export function Villages() {
  const { t } = useTranslation()
  const { closed = false } = divisionsRoute.useSearch()
  const navigate = divisionsRoute.useNavigate()
  const villages = useQuery(villageListQuery(closed))
  const communities = useQuery(communityListQuery(closed))
  const error = villages.error ?? communities.error
  if (error) {
    return (
      <Pane>
        <Problem of={error} onRetry={() => void Promise.all([villages.refetch(), communities.refetch()])} />
      </Pane>
    )
  }
  if (!villages.data || !communities.data) return <WaitingRows rows={10} />
  const apart = villages.data.rows.filter(({ communityId }) => communityId === null)
  const committees = villages.data.rows.filter(({ residentsCommittee }) => residentsCommittee).length
  const isEmpty = villages.data.rows.length + communities.data.rows.length === 0
  return (
    <Pane>
      <div className={styles.toolbar}>
        <span className={styles.quiet}>
          {t('divisions.count', {
            villages: villages.data.rows.length - committees,
            communities: communities.data.rows.length,
          })}
          {committees > 0 && ` · ${t('divisions.committees', { count: committees })}`}
        </span>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is the control */}
        <label className={styles.switch}>
          <Switch
            size="small"
            checked={closed}
            onChange={(on) => void navigate({ search: (now) => ({ ...now, closed: on || undefined }), replace: true })}
          />
          {t('divisions.showClosed')}
        </label>
      </div>
      {isEmpty && <NothingYet />}
      {communities.data.rows.map((community) => (
        <Group
          key={community.id}
          community={community}
          villages={villages.data.rows.filter(({ communityId }) => communityId === community.id)}
        />
      ))}
      {apart.length > 0 && (
        <section className={styles.group}>
          <h2>{t('divisions.noCommunity')}</h2>
          <VillageRows villages={apart} />
        </section>
      )}
    </Pane>
  )
}

function Group({ community, villages }: { readonly community: Community; readonly villages: readonly Village[] }) {
  const { t } = useTranslation()
  const mayAssign = useMay('division.write') !== null && community.closedAt === null
  const [assigning, setAssigning] = useState(false)
  return (
    <section className={styles.group}>
      <header className={styles.head}>
        <h2>
          <Link to="/places/$placeId" params={{ placeId: community.id }} search={{}}>
            {community.name}
          </Link>
        </h2>
        {community.closedAt !== null && <span className={styles.closed}>{t('divisions.closed')}</span>}
        <span className={styles.quiet}>{t('divisions.villages', { count: community.villages })}</span>
        {mayAssign && (
          <Button size="small" onClick={() => setAssigning(true)}>
            {t('divisions.assign.open')}
          </Button>
        )}
      </header>
      {villages.length === 0 ? (
        <p className={styles.quiet}>{t('divisions.emptyCommunity')}</p>
      ) : (
        <VillageRows villages={villages} />
      )}
      {assigning && <AssignDialog community={community} onClose={() => setAssigning(false)} />}
    </section>
  )
}

function VillageRows({ villages }: { readonly villages: readonly Village[] }) {
  const { t } = useTranslation()
  const mayRead = useMay('place.read') !== null
  return (
    <ul className={styles.rows}>
      {villages.map((village) => (
        <li key={village.id}>
          <Link to="/places/$placeId" params={{ placeId: village.id }} search={{}}>
            {village.name}
          </Link>
          {village.closedAt === null ? (
            <span className={styles.quiet}>{village.officer?.name ?? t('divisions.noOfficer')}</span>
          ) : (
            <span className={styles.closed}>{t('divisions.closed')}</span>
          )}
          {mayRead && (
            <Figure
              to="/places"
              search={{ villageId: village.id }}
              value={village.places}
              unit={t('divisions.placesUnit')}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function NothingYet() {
  const { t } = useTranslation()
  const mayImport = useMay('import.run') !== null
  return (
    <EmptyState
      title={t('divisions.empty.title')}
      hint={t('divisions.empty.hint')}
      action={
        mayImport && (
          <Link to="/import" search={{ sheet: 'divisions' }}>
            <Button type="primary" tabIndex={-1}>
              {t('divisions.empty.import')}
            </Button>
          </Link>
        )
      }
    />
  )
}
