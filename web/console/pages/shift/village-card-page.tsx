import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type VillageCard, villageCardQuery } from '../../api/briefings.ts'
import { Problem } from '../../shell/problem.tsx'
import { usePlaceKind } from '../place/place-kind.ts'
import { DatesTable, ItemsTable } from './items-table.tsx'
import { villageCardRoute } from './route.ts'
import { LeftOut, rowOnPaper, shareRows } from './sheet-rows.tsx'
import styles from './shift.module.css'

/** 进村一张卡: to look at, or to print, before going into a village. */
export function VillageCardPage() {
  const { t } = useTranslation()
  const { villageId } = villageCardRoute.useParams()
  const { data: card, error, isPending, refetch } = useQuery(villageCardQuery(villageId))
  return (
    <>
      <div className="screen-only">
        <PageHeader
          title={t('shift.card.title')}
          aside={
            card && (
              <Link to="/places/$placeId" params={{ placeId: villageId }}>
                {card.village.name}
              </Link>
            )
          }
          actions={
            <Button icon={<PrinterOutlined />} onClick={() => print()}>
              {t('shift.printCard')}
            </Button>
          }
        />
      </div>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && <WaitingRows rows={10} />}
      {card && <Card of={card} />}
    </>
  )
}

/** Of two lines each, below the names, on one A4. */
const paperRows = 12

function Card({ of: card }: { readonly of: VillageCard }) {
  const { t } = useTranslation()
  const names = (people: readonly { readonly name: string }[]) =>
    people.length === 0 ? (
      t('shift.nothing')
    ) : (
      <span className={styles.clamp}>{people.map(({ name }) => name).join('、')}</span>
    )
  const lists = [card.promises, card.open, card.dates, card.places].map(({ length }) => length)
  const [promises, open, dates, places] = shareRows(lists, paperRows)
  return (
    <article className={styles.sheet}>
      <header className={styles.head}>
        <h2 className={styles.title}>{card.village.name}</h2>
        <p className={styles.quiet}>
          <TableDate day={card.at} />
        </p>
      </header>
      <p className={`${styles.quiet} screen-only`}>{t('shift.card.lead')}</p>
      <Section title={t('shift.card.people')}>
        <dl className={styles.counts}>
          <Line name={t('shift.card.communityOfficer')}>{card.communityOfficer?.name ?? t('shift.nothing')}</Line>
          <Line name={t('shift.card.cadres')}>{names(card.cadres)}</Line>
          <Line name={t('shift.card.volunteers')}>{names(card.volunteers)}</Line>
          <Line name={t('shift.card.lastVisits')}>
            {card.lastVisits.length === 0
              ? t('shift.card.never')
              : card.lastVisits.map(({ kind, at }) => (
                  <span key={kind} className={styles.waiting}>
                    {t(`words.visitKindShort.${kind}`)} <TableDate day={at} />
                  </span>
                ))}
          </Line>
        </dl>
      </Section>
      <Section title={t('shift.card.promises')}>
        {card.promises.length === 0 ? (
          <p>{t('shift.card.noPromises')}</p>
        ) : (
          <ItemsTable items={card.promises} printed={promises} />
        )}
      </Section>
      <Section title={t('shift.card.openItems')}>
        {card.open.length === 0 ? <p>{t('shift.card.noOpen')}</p> : <ItemsTable items={card.open} printed={open} />}
        {card.waitingChanges > 0 && <p>{t('shift.card.changes', { count: card.waitingChanges })}</p>}
      </Section>
      {card.dates.length > 0 && (
        <Section title={t('shift.card.dates')}>
          <DatesTable dates={card.dates} printed={dates} />
        </Section>
      )}
      <Section title={t('shift.card.places')}>
        <Places of={card.places} printed={places} />
      </Section>
    </article>
  )
}

type PlacesProps = { readonly of: VillageCard['places']; readonly printed: number | undefined }

function Places({ of: places, printed }: PlacesProps) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  if (places.length === 0) return <p>{t('shift.card.noPlaces')}</p>
  return (
    <>
      <table className={styles.table}>
        <tbody>
          {places.map((place, index) => (
            <tr key={place.id} className={rowOnPaper(index, printed)}>
              <td className={styles.tier}>{place.tier && <TierMark tier={place.tier} />}</td>
              <td>
                <span className={styles.clamp}>
                  <Link to="/places/$placeId" params={{ placeId: place.id }}>
                    {place.name}
                  </Link>{' '}
                  <small className={styles.quiet}>{kindName(place.kind)}</small>
                </span>
              </td>
              <td>{place.missed && <b className={styles.missed}>{t('shift.card.missed')}</b>}</td>
              <td className={styles.quiet}>{place.dueUntil && t('shift.card.dueUntil', { date: place.dueUntil })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LeftOut of={places.length} printed={printed} />
    </>
  )
}

function Section({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Line({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
