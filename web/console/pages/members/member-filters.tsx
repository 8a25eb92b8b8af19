import { roles } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { villagesQuery } from '../../api/villages.ts'
import { SearchField } from '../places/search-field.tsx'
import styles from './members.module.css'
import { membersRoute } from './route.ts'

export function MemberFilters() {
  const { t } = useTranslation()
  const search = membersRoute.useSearch()
  const navigate = membersRoute.useNavigate()
  const villages = useQuery({ ...villagesQuery, enabled: useMay('division.read') !== null })
  const change = (part: Partial<typeof search>) =>
    void navigate({
      search: (now) => ({ ...now, ...part, selected: undefined }),
      replace: 'search' in part && search.search !== undefined,
    })
  const filtered = search.role ?? search.villageId ?? search.search ?? search.left
  return (
    <>
      <SearchField
        label={t('members.search')}
        value={search.search}
        onChange={(text) => change({ search: text })}
        className={styles.search}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('members.role')}
        placeholder={t('members.role')}
        allowClear
        value={search.role ?? null}
        onChange={(role) => change({ role: role ?? undefined })}
        options={roles.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('words.village')}
        placeholder={t('words.village')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.villageId ?? null}
        onChange={(villageId) => change({ villageId: villageId ?? undefined })}
        options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button
        type={search.left ? 'primary' : 'default'}
        aria-pressed={search.left === 'true'}
        onClick={() => change({ left: search.left ? undefined : 'true' })}
      >
        {t('members.showLeft')}
      </Button>
      {filtered && (
        <Button type="link" size="small" onClick={() => void navigate({ search: {} })}>
          {t('members.reset')}
        </Button>
      )}
    </>
  )
}
