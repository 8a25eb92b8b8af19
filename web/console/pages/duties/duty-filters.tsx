import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Choice, memberChoices, villageChoices } from '../../api/choices.ts'
import { figuresOf, useCampaign } from './campaign.ts'
import styles from './duty-filters.module.css'
import { dutiesRoute } from './route.ts'

/** Owner, village, tier and state, of a campaign its figures; each choice is in the address. */
export function DutyFilters() {
  const { t } = useTranslation(['console', 'ui'])
  const search = dutiesRoute.useSearch()
  const navigate = dutiesRoute.useNavigate()
  const villages = useQuery(villageChoices)
  const members = useQuery(memberChoices)
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part, selected: undefined }) })
  const { selected: _, ...filter } = search
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const campaign = useCampaign()
  const tiers = ['red', 'yellow', 'green', 'none'] as const

  return (
    <>
      {campaign?.progress && (
        <div className={`${styles.tiers} ${styles.figures}`}>
          {figuresOf(campaign.progress).map(({ key, count, state }) => (
            <button
              key={key}
              type="button"
              aria-pressed={state === (search.state ?? 'open')}
              onClick={() => change({ state, missed: undefined, until: undefined })}
            >
              {t(`duties.campaign.${key}`)} {count}
            </button>
          ))}
        </div>
      )}
      <div className={styles.tiers}>
        <button type="button" aria-pressed={search.tier === undefined} onClick={() => change({ tier: undefined })}>
          {t('words.all')}
        </button>
        {tiers.map((tier) => (
          <button key={tier} type="button" aria-pressed={search.tier === tier} onClick={() => change({ tier })}>
            {t(`ui:tier.${tier}`)}
          </button>
        ))}
      </div>
      {!campaign && (
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={search.missed === true}
          onClick={() => change({ missed: search.missed ? undefined : true })}
        >
          {t('duties.missedOnly')}
        </button>
      )}
      <Pick
        label={t('duties.owner')}
        choices={members.data?.rows}
        value={search.ownerId}
        onChange={(ownerId) => change({ ownerId })}
      />
      <Pick
        label={t('duties.village')}
        choices={villages.data?.rows}
        value={search.villageId}
        onChange={(villageId) => change({ villageId })}
      />
      {filtered && (
        <Button type="link" size="small" onClick={() => void navigate({ search: {} })}>
          {t('duties.reset')}
        </Button>
      )}
    </>
  )
}

type PickProps = {
  readonly label: string
  readonly choices: readonly Choice[] | undefined
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function Pick({ label, choices, value, onChange }: PickProps) {
  return (
    <Select
      className={styles.pick ?? ''}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      options={(choices ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      popupMatchSelectWidth={200}
    />
  )
}
