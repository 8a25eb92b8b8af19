import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { tiersRoute } from './route.ts'
import styles from './tiers.module.css'

type Search = ReturnType<typeof tiersRoute.useSearch>

type Props = {
  readonly waiting: Search
  readonly other: Search
  readonly otherName: string
  readonly showsOther: boolean
}

/** What waits, or the other of a tab's two lists. */
export function EitherList({ waiting, other, otherName, showsOther }: Props) {
  const { t } = useTranslation()
  return (
    <div className={`${styles.toggle} screen-only`}>
      <Link to="/tiers" search={waiting} activeOptions={{ exact: true }} aria-current={showsOther ? undefined : 'true'}>
        {t('tiers.show.waiting')}
      </Link>
      <Link to="/tiers" search={other} aria-current={showsOther ? 'true' : undefined}>
        {otherName}
      </Link>
    </div>
  )
}
