import { useTranslation } from 'react-i18next'
import { TierMark } from '../../../../ui/tier-mark.tsx'
import { useMe } from '../../../api/me.ts'
import type { RoundList } from '../../../api/round-lists.ts'
import { civilOf } from '../../../fields/civil-moment.ts'
import { usePlaceKind } from '../../place/place-kind.ts'
import { outsideCounts } from '../record/look-for.ts'
import styles from './sheet.module.css'

/** A4 upright: the number large, rows high enough to write in, boxes to tick. */
export function Sheet({ list }: { readonly list: RoundList }) {
  const { t } = useTranslation()
  const { station } = useMe()
  const kindName = usePlaceKind()
  return (
    <article className={styles.sheet}>
      <header className={styles.head}>
        <div>
          <p className={styles.station}>{station.name}</p>
          <h1 className={styles.title}>{list.title}</h1>
          <p className={styles.made}>
            {t('visits.rounds.made', { date: civilOf(new Date(list.madeAt), station.timeZone).day })} ·{' '}
            {t('visits.rounds.count', { count: list.places.length })}
          </p>
        </div>
        <p className={styles.number}>{t('visits.rounds.no', { number: list.number })}</p>
      </header>
      <p className={styles.blanks}>
        <span>{t('visits.rounds.paperDay')}</span>
        <span className={styles.line}>{t('visits.rounds.paperWho')}</span>
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.no}>{t('visits.rounds.columns.no')}</th>
            <th className={styles.place}>{t('visits.rounds.columns.place')}</th>
            <th className={styles.at}>{t('visits.rounds.columns.at')}</th>
            <th>{t('visits.rounds.columns.what')}</th>
            <th className={styles.sign}>{t('visits.rounds.columns.sign')}</th>
          </tr>
        </thead>
        <tbody>
          {list.places.map((place, index) => (
            <tr key={place.id}>
              <td className={styles.no}>{index + 1}</td>
              <td>
                <b className={styles.name}>{place.name}</b>
                <span className={styles.where}>
                  {place.tier && <TierMark tier={place.tier} />}
                  {[place.villageName === place.name ? null : place.villageName, kindName(place.kind)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {place.addressHint && <span className={styles.where}>{place.addressHint}</span>}
              </td>
              <td />
              <td>
                <span className={styles.boxes}>
                  <Box label={t('visits.rounds.boxes.met')} />
                  <Box label={t('visits.rounds.boxes.inspected')} />
                  {outsideCounts(place.kind) && <Box label={t('visits.rounds.boxes.outside')} />}
                  <Box label={t('visits.rounds.boxes.failed')} />
                </span>
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <footer className={styles.foot}>
        <span>{t('visits.rounds.foot')}</span>
        <span>{t('visits.rounds.page', { number: list.number })}</span>
      </footer>
    </article>
  )
}

function Box({ label }: { readonly label: string }) {
  return (
    <span className={styles.box}>
      <i aria-hidden="true" />
      {label}
    </span>
  )
}
