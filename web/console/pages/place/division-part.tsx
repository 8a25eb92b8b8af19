import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure } from '../../../ui/figure.tsx'
import { TierShape } from '../../../ui/tier-mark.tsx'
import { useMay } from '../../api/me.ts'
import type { PlaceDetail } from '../../api/places.ts'
import { type TierCounts, tiers } from '../../api/today.ts'
import { communitiesQuery, villageQuery, villagesQuery } from '../../api/villages.ts'
import styles from './division-part.module.css'
import { RoundButton } from './round-button.tsx'

/** What lies in a village, and who helps there. */
export function VillagePart({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const { data: village } = useQuery(villageQuery(place.id))
  const mayRead = useMay('place.read') !== null
  const mayDuties = useMay('duty.read') !== null
  const mayCard = useMay('briefing.read') !== null
  if (!village) return <div className={styles.figures} />
  return (
    <>
      <div className={styles.figures}>
        {mayRead && (
          <>
            <Figure
              to="/places"
              search={{ villageId: place.id }}
              value={village.places}
              unit={t('place.villagePage.places')}
            />
            <TierFigures counts={village.byTier} search={{ villageId: place.id }} />
          </>
        )}
        {mayDuties && (
          <Figure
            to="/duties"
            search={{ villageId: place.id }}
            value={village.openDuties}
            unit={t('place.villagePage.openDuties')}
          />
        )}
        <Figure
          to="/members"
          search={{ villageId: place.id, role: 'volunteer' }}
          value={village.volunteers}
          unit={t('place.villagePage.volunteers')}
        />
        {mayCard && (
          <Link to="/villages/$villageId/card" params={{ villageId: place.id }}>
            {t('shift.card.open')}
          </Link>
        )}
        <RoundButton villageId={place.id} />
      </div>
      <section>
        <h2 className={styles.title}>{t('place.villagePage.members')}</h2>
        <ul className={styles.people}>
          <li>
            <span>{t('place.villagePage.officer')}</span>
            {village.officer ? (
              <Link to="/members" search={{ selected: village.officer.id }}>
                {village.officer.name}
              </Link>
            ) : (
              <span className={styles.quiet}>{t('place.villagePage.noOfficer')}</span>
            )}
          </li>
          {village.members.map((member) => (
            <li key={member.id}>
              <span>{t(`words.role.${member.role}`)}</span>
              <Link to="/members" search={{ selected: member.id }}>
                {member.name}
              </Link>
            </li>
          ))}
          {village.volunteers === 0 && <li className={styles.late}>{t('place.villagePage.noVolunteers')}</li>}
        </ul>
      </section>
    </>
  )
}

/** The villages of a community with what lies in each. */
export function CommunityPart({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const mayRead = useMay('place.read') !== null
  const { data: communities } = useQuery(communitiesQuery)
  const { data: villages } = useQuery(villagesQuery)
  const own = communities?.rows.find(({ id }) => id === place.id)
  const inside = villages?.rows.filter(({ communityId }) => communityId === place.id)
  return (
    <>
      <div className={styles.figures}>
        {own && mayRead && (
          <>
            <Figure
              to="/places"
              search={{ communityId: place.id }}
              value={own.places}
              unit={t('place.villagePage.places')}
            />
            <TierFigures counts={own.byTier} search={{ communityId: place.id }} />
          </>
        )}
      </div>
      <section>
        <h2 className={styles.title}>{t('place.villagePage.villages')}</h2>
        {inside?.length === 0 && <p className={styles.quiet}>{t('place.villagePage.none')}</p>}
        <ul className={styles.villages}>
          {inside?.map((village) => (
            <li key={village.id}>
              <Link to="/places/$placeId" params={{ placeId: village.id }} search={{}}>
                {village.name}
              </Link>
              {mayRead && <TierFigures counts={village.byTier} search={{ villageId: village.id }} />}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

type TierFiguresProps = {
  readonly counts: TierCounts
  readonly search: { readonly villageId?: string; readonly communityId?: string }
}

function TierFigures({ counts, search }: TierFiguresProps) {
  const { t } = useTranslation('ui')
  return (
    <span className={styles.tiers}>
      {tiers.map((tier) => (
        <Figure
          key={tier}
          to="/places"
          search={{ ...search, tier }}
          value={counts[tier]}
          tone={tier}
          lead={
            <>
              <TierShape tier={tier} /> {t(`tier.${tier}`)}
            </>
          }
        />
      ))}
    </span>
  )
}
