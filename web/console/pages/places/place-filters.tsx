import { placeKinds } from '@sifang/domain/places/kinds'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { memberChoices } from '../../api/choices.ts'
import { linesQuery } from '../../api/lines.ts'
import type { PlaceFilter } from '../../api/places.ts'
import { communitiesQuery, villagesQuery } from '../../api/villages.ts'
import { usePlaceKind } from '../place/place-kind.ts'
import styles from './place-filters.module.css'
import { SearchField } from './search-field.tsx'

const tiers = ['red', 'yellow', 'green', 'none'] as const
const divisionKinds = ['village', 'community', 'segment'] as const

/** Places in use, or a part of them, or those that are not; what each asks the API for. */
const states = {
  open: {},
  confirmed: { confirmed: 'true' },
  unconfirmed: { confirmed: 'false' },
  closed: { closed: 'true' },
  all: { closed: 'all' },
} as const satisfies Readonly<Record<string, Partial<PlaceFilter>>>
type PlaceState = keyof typeof states
const openStates: readonly PlaceState[] = ['open', 'confirmed', 'unconfirmed']
const allStates: readonly PlaceState[] = [...openStates, 'closed', 'all']

function stateOf({ closed, confirmed }: PlaceFilter): PlaceState {
  if (confirmed) return confirmed === 'true' ? 'confirmed' : 'unconfirmed'
  if (closed) return closed === 'true' ? 'closed' : 'all'
  return 'open'
}

type Props = {
  readonly value: PlaceFilter
  /** What changed; `undefined` takes a filter away. */
  readonly onChange: (part: Partial<PlaceFilter>) => void
  readonly onReset: () => void
  /** The map shows open places only. */
  readonly withClosed?: boolean
}

/** The filters of places, for the list and for the map; each choice is in the address. */
export function PlaceFilters({ value, onChange, onReset, withClosed = true }: Props) {
  const { t } = useTranslation(['console', 'ui'])
  const kindName = usePlaceKind()
  const villages = useQuery(villagesQuery)
  const communities = useQuery(communitiesQuery)
  const members = useQuery(memberChoices)
  const lines = useQuery(linesQuery)
  const filtered = Object.entries(value).some(([key, one]) => one !== undefined && key !== 'sort')
  const ofCommunity = (villages.data?.rows ?? []).filter(
    ({ communityId }) => value.communityId === undefined || communityId === value.communityId,
  )

  return (
    <>
      <SearchField
        label={t('places.search')}
        value={value.search}
        onChange={(search) => onChange({ search })}
        className={styles.search}
      />
      <div className={styles.tiers}>
        <button type="button" aria-pressed={value.tier === undefined} onClick={() => onChange({ tier: undefined })}>
          {t('words.all')}
        </button>
        {tiers.map((tier) => (
          <button key={tier} type="button" aria-pressed={value.tier === tier} onClick={() => onChange({ tier })}>
            {t(`ui:tier.${tier}`)}
          </button>
        ))}
      </div>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={value.missed === true}
        onClick={() => onChange({ missed: value.missed ? undefined : true })}
      >
        {t('places.missedOnly')}
      </button>
      <div className={styles.picks}>
        <Pick
          label={t('places.kind')}
          value={value.kind}
          onChange={(kind) => onChange({ kind })}
          choices={[
            ...placeKinds.map(({ kind }) => ({ id: kind, name: kindName(kind) })),
            ...divisionKinds.map((kind) => ({ id: kind, name: kindName(kind) })),
          ]}
        />
        <Pick
          label={t('places.community')}
          value={value.communityId}
          onChange={(communityId) => onChange({ communityId, villageId: undefined })}
          choices={communities.data?.rows}
        />
        <Pick
          label={t('places.village')}
          value={value.villageId}
          onChange={(villageId) => onChange({ villageId })}
          choices={ofCommunity}
        />
        <Pick
          label={t('places.owner')}
          value={value.ownerId}
          onChange={(ownerId) => onChange({ ownerId })}
          choices={members.data?.rows}
        />
        {(lines.data?.rows.length ?? 0) > 0 && (
          <Pick
            label={t('places.line')}
            value={value.lineId}
            onChange={(lineId) => onChange({ lineId })}
            choices={lines.data?.rows}
          />
        )}
        <Select<PlaceState>
          className={pickStyle(stateOf(value) !== 'open')}
          aria-label={t('places.stateLabel')}
          value={stateOf(value)}
          onChange={(state) => onChange({ closed: undefined, confirmed: undefined, ...states[state] })}
          options={(withClosed ? allStates : openStates).map((state) => ({
            value: state,
            label: t(`places.states.${state}`),
          }))}
          // the field is narrow: what was chosen is told there in a word
          labelRender={() => t(`places.stateChosen.${stateOf(value)}`)}
          popupMatchSelectWidth={false}
        />
        {filtered && (
          <Button type="link" size="small" onClick={onReset}>
            {t('places.reset')}
          </Button>
        )}
      </div>
    </>
  )
}

type PickProps = {
  readonly label: string
  readonly choices: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** On a phone, where one line holds them all, what is chosen comes first: a list never hides why it is short. */
const pickStyle = (isChosen: boolean): string => `${styles.pick} ${isChosen ? styles.chosen : ''}`

function Pick({ label, choices, value, onChange }: PickProps) {
  return (
    <Select
      className={pickStyle(value !== undefined)}
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
