import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure } from '../../../ui/figure.tsx'
import { TierShape } from '../../../ui/tier-mark.tsx'
import { type Today, tiers } from '../../api/today.ts'
import styles from './figures.module.css'

/** Villages, communities, places by tier, volunteers, and how much of it was confirmed lately. */
export function BaseFigures({ base }: { readonly base: Today['base'] }) {
  const { t } = useTranslation(['console', 'ui'])
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.lines}>
      <p className={styles.lead}>
        <Figure
          size="large"
          value={base.villages}
          unit={t('today.base.villages')}
          to="/places"
          search={{ kind: 'village' }}
        />
        <Figure
          size="large"
          value={base.communities}
          unit={t('today.base.communities')}
          to="/places"
          search={{ kind: 'community' }}
        />
      </p>
      <p className={styles.line}>
        {tiers.map((tier) => (
          <Figure
            key={tier}
            tone={tier}
            lead={
              <>
                <TierShape tier={tier} />
                {t(`ui:tier.${tier}`)}
              </>
            }
            value={base.byTier[tier]}
            to="/places"
            search={{ tier }}
          />
        ))}
        <button
          type="button"
          className={`${styles.fold} screen-only`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t('today.base.hide') : t('today.base.byCommunity')}
        </button>
      </p>
      {open && <Communities rows={base.byCommunity} />}
      <p className={styles.line}>
        <Figure
          lead={t('today.base.volunteers')}
          value={base.volunteers}
          to="/members"
          search={{ role: 'volunteer' }}
        />
        <Figure
          value={`${base.villagesWithVolunteer}/${base.villages}`}
          unit={t('today.base.covered')}
          to="/members"
          search={{ show: 'coverage' }}
        />
        {base.confirmedPercent !== null && (
          <Figure
            lead={t('today.base.confirmed')}
            value={`${base.confirmedPercent}%`}
            to="/places"
            search={{ confirmed: 'true' }}
          />
        )}
      </p>
    </div>
  )
}

function Communities({ rows }: { readonly rows: Today['base']['byCommunity'] }) {
  const { t } = useTranslation(['console', 'ui'])
  return (
    <table className={styles.communities}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id ?? 'none'}>
            <th scope="row">{row.name ?? t('today.base.noCommunity')}</th>
            <td>
              <Figure
                value={row.villages}
                unit={t('today.base.villages')}
                to="/places"
                search={{ kind: 'village', communityId: row.id ?? undefined }}
              />
            </td>
            {tiers.map((tier) => (
              <td key={tier}>
                <Figure
                  tone={tier}
                  lead={
                    <>
                      <TierShape tier={tier} size={8} />
                      <span className="visually-hidden">{t(`ui:tier.${tier}`)}</span>
                    </>
                  }
                  value={row[tier]}
                  to="/places"
                  search={{ tier, communityId: row.id ?? undefined }}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
