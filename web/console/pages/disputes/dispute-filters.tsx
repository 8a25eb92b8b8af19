import { disputeCauses, disputeStates, procedures } from '@sifang/domain/disputes'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { villageChoices } from '../../api/choices.ts'
import styles from './disputes.module.css'
import { disputesRoute } from './route.ts'

/** What of the list is seen: state, procedure, cause, village. */
export function DisputeFilters() {
  const { t } = useTranslation()
  const { state, procedure, cause, villageId } = disputesRoute.useSearch()
  const navigate = disputesRoute.useNavigate()
  const villages = useQuery(villageChoices)
  const change = (part: Partial<ReturnType<typeof disputesRoute.useSearch>>) =>
    void navigate({ search: (now) => ({ ...now, ...part, selected: undefined }) })
  return (
    <>
      <Select
        className={styles.pick ?? ''}
        aria-label={t('disputes.list.state')}
        placeholder={t('disputes.list.state')}
        allowClear
        value={state ?? null}
        onChange={(next) => change({ state: next ?? undefined })}
        options={disputeStates
          .filter((one) => one !== 'reported')
          .map((one) => ({ value: one, label: t(`disputes.states.${one}`) }))}
        popupMatchSelectWidth={200}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('disputes.list.procedure')}
        placeholder={t('disputes.list.procedure')}
        allowClear
        value={procedure ?? null}
        onChange={(next) => change({ procedure: next ?? undefined })}
        options={procedures.map((one) => ({ value: one, label: t(`disputes.procedures.${one}`) }))}
        popupMatchSelectWidth={160}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('disputes.list.cause')}
        placeholder={t('disputes.list.cause')}
        allowClear
        value={cause ?? null}
        onChange={(next) => change({ cause: next ?? undefined })}
        options={disputeCauses.map(({ id }) => ({ value: id, label: t(`findings.topics.${id}`) }))}
        popupMatchSelectWidth={160}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('disputes.list.village')}
        placeholder={t('disputes.list.village')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={villageId ?? null}
        onChange={(next) => change({ villageId: next ?? undefined })}
        options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        popupMatchSelectWidth={180}
      />
      {(state || procedure || cause || villageId) && (
        <Button type="link" size="small" onClick={() => void navigate({ search: {} })}>
          {t('disputes.list.reset')}
        </Button>
      )}
    </>
  )
}
