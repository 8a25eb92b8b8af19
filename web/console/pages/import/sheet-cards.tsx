import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Sheet, templateAddress } from '../../api/imports.ts'
import { linesQuery } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import { peopleQuery } from '../../api/people.ts'
import { communitiesQuery, villagesQuery } from '../../api/villages.ts'
import styles from './new-import.module.css'

type Props = {
  readonly offered: readonly Sheet[]
  readonly value: Sheet | undefined
  readonly onChange: (sheet: Sheet) => void
}

/** The sheets in the order in which a new station needs them, each with its template and what is there already. */
export function SheetCards({ offered, value, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const group = useId()
  const have = useCounts()
  return (
    <div className={styles.cards} role="radiogroup" aria-label={t('imports.choose')}>
      {offered.map((sheet, index) => (
        <div key={sheet} className={styles.card}>
          <label>
            <input type="radio" name={group} value={sheet} checked={sheet === value} onChange={() => onChange(sheet)} />
            <span className={styles.name}>
              <span>
                {index + 1}. {t(`imports.sheet.${sheet}`)}
              </span>
              <span className={styles.have}>{count(sheet)}</span>
            </span>
            <span className={styles.holds}>{t(`imports.holds.${sheet}`)}</span>
          </label>
          <p className={styles.template}>
            {t('imports.template')}
            <a href={templateAddress(sheet, 'xlsx', i18n.language)} download>
              .xlsx
            </a>
            <a href={templateAddress(sheet, 'csv', i18n.language)} download>
              .csv
            </a>
          </p>
        </div>
      ))}
    </div>
  )

  function count(sheet: Sheet): string | null {
    const here = have[sheet]
    if (here === undefined) return null
    return here === 0 ? t('imports.have.none') : t(`imports.have.${sheet}`, { count: here })
  }
}

/** What is there already; nothing where one may not look. */
function useCounts(): Readonly<Record<Sheet, number | undefined>> {
  const enabled = useMay('division.read') !== null
  const villages = useQuery({ ...villagesQuery, enabled })
  const communities = useQuery({ ...communitiesQuery, enabled })
  const lines = useQuery({ ...linesQuery, enabled })
  const people = useQuery(peopleQuery)
  const inVillages = villages.data?.rows.reduce((sum, village) => sum + village.places, 0)
  return {
    divisions: communities.data && villages.data?.rows.filter(({ residentsCommittee }) => !residentsCommittee).length,
    places: inVillages,
    lines: lines.data?.rows.length,
    members: people.data?.length,
  }
}
