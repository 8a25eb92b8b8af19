import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { lookOf } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useStanding } from '../../phone.tsx'

/** The station does not know this phone any more: what that means, what is safe, and what to do. */
export function NotKnown() {
  const { t } = useTranslation('field')
  const standing = useStanding()
  if (standing.kind !== 'open' || standing.isKnown) return null
  return (
    <Notice
      kind="wrong"
      action={
        <Link to="/me/enrol" className={lookOf({ look: 'main' })}>
          {t('enrolAgain.do')}
        </Link>
      }
    >
      {t('enrolAgain.what')}
    </Notice>
  )
}
