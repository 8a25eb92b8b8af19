import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '../../api/people.ts'
import { DayField } from '../../fields/day-field.tsx'
import styles from './audit.module.css'
import { actionGroups, entities, useAuditWords } from './audit-words.ts'
import { auditRoute } from './route.ts'

/** Who, what, about what, from when to when; each choice is in the address. */
export function AuditFilters() {
  const { t } = useTranslation()
  const words = useAuditWords()
  const search = auditRoute.useSearch()
  const navigate = auditRoute.useNavigate()
  const people = useQuery(peopleQuery)
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part, selected: undefined }) })
  const { selected: _, show: __, ...filter } = search
  const filtered = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <Select
        className={styles.pick ?? ''}
        aria-label={t('audit.filter.member')}
        placeholder={t('audit.filter.member')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.memberId ?? null}
        onChange={(memberId) => change({ memberId: memberId ?? undefined })}
        options={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        popupMatchSelectWidth={180}
      />
      <Select
        className={styles.action ?? ''}
        aria-label={t('audit.filter.action')}
        placeholder={t('audit.filter.action')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.action ?? null}
        onChange={(action) => change({ action: action ?? undefined })}
        options={[...actionGroups()].map(([group, actions]) => ({
          label: t(`audit.groups.${group}`),
          options: actions.map((action) => ({ value: action as string, label: words.action(action) })),
        }))}
        popupMatchSelectWidth={220}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('audit.filter.entity')}
        placeholder={t('audit.filter.entity')}
        allowClear
        value={search.entity ?? null}
        onChange={(entity) => change({ entity: entity ?? undefined })}
        options={entities.map((entity) => ({ value: entity as string, label: words.entity(entity) }))}
        popupMatchSelectWidth={140}
      />
      <span className={styles.day}>
        {t('audit.filter.from')}
        <DayField
          label={t('audit.filter.from')}
          value={search.from ?? null}
          max={search.to}
          onChange={(from) => change({ from: from ?? undefined })}
        />
      </span>
      <span className={styles.day}>
        {t('audit.filter.to')}
        <DayField
          label={t('audit.filter.to')}
          value={search.to ?? null}
          min={search.from}
          onChange={(to) => change({ to: to ?? undefined })}
        />
      </span>
      {filtered && (
        <Button type="link" size="small" onClick={() => void navigate({ search: {} })}>
          {t('audit.filter.reset')}
        </Button>
      )}
    </>
  )
}
