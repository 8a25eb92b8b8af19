import { useTranslation } from 'react-i18next'
import styles from './shift.module.css'

/**
 * How many rows of each list are printed where a sheet has room for `room`: one after the other gets a row, until none is
 * left or nobody wants more. Lists stand on the screen whole.
 */
export function shareRows(wanted: readonly number[], room: number): readonly number[] {
  const given = wanted.map(() => 0)
  let left = room
  for (let round = 1; left > 0 && wanted.some((most) => most >= round); round += 1) {
    for (const [index, most] of wanted.entries()) {
      if (most < round || left === 0) continue
      given[index] = round
      left -= 1
    }
  }
  return given
}

/** The class of a row: behind what the paper has room for it stands on the screen only. */
export const rowOnPaper = (index: number, printed = Number.POSITIVE_INFINITY): string | undefined =>
  index < printed ? undefined : 'screen-only'

/** On paper: how many rows were left out, so that nobody takes the sheet for all. */
export function LeftOut({ of, printed = of }: { readonly of: number; readonly printed?: number | undefined }) {
  const { t } = useTranslation()
  if (of <= printed) return null
  return <p className={styles.paperOnly}>{t('shift.leftOut', { count: of - printed })}</p>
}
