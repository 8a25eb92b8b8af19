import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PageTabs } from '../../../ui/page-tabs.tsx'
import { villageChoices } from '../../api/choices.ts'
import { useMay } from '../../api/me.ts'
import { AppointmentList } from './appointment-list.tsx'
import styles from './appointments.module.css'
import { PlanPage } from './plan-page.tsx'
import { PromiseList } from './promise-list.tsx'
import { PublishedSheet } from './published-sheet.tsx'
import { RhythmPart } from './rhythm-part.tsx'
import { appointmentsRoute } from './route.ts'

const tabs = [undefined, 'past', 'promises', 'published', 'rhythms'] as const

/** Appointments that come and that were, promises, and the rhythms that propose the next. */
export function AppointmentsPage() {
  const { t } = useTranslation()
  const { show, plan } = appointmentsRoute.useSearch()
  const navigate = appointmentsRoute.useNavigate()
  const mayPlan = useMay('appointment.plan') !== null
  if (plan && mayPlan) return <PlanPage />
  return (
    <>
      <PageHeader
        title={t('appointments.title')}
        actions={
          mayPlan && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ search: { plan: true } })}>
              {t('appointments.plan')}
            </Button>
          )
        }
      >
        <PageTabs label={t('appointments.title')}>
          {tabs
            .filter((tab) => mayPlan || tab === undefined || tab === 'past')
            .map((tab) => (
              <Link key={tab ?? 'coming'} to="/appointments" search={{ show: tab }} data-on={show === tab}>
                {t(`appointments.tabs.${tab ?? 'coming'}`)}
              </Link>
            ))}
        </PageTabs>
        {show !== 'rhythms' && <VillageFilter />}
      </PageHeader>
      <Part show={mayPlan || show === 'past' ? show : undefined} />
    </>
  )
}

function Part({ show }: { readonly show: (typeof tabs)[number] }) {
  switch (show) {
    case 'promises':
      return <PromiseList />
    case 'published':
      return <PublishedSheet />
    case 'rhythms':
      return <RhythmPart />
    default:
      return <AppointmentList key={show ?? 'coming'} show={show ?? 'coming'} />
  }
}

function VillageFilter() {
  const { t } = useTranslation()
  const { villageId } = appointmentsRoute.useSearch()
  const navigate = appointmentsRoute.useNavigate()
  const villages = useQuery(villageChoices)
  return (
    <Select
      className={styles.pick ?? ''}
      aria-label={t('appointments.village')}
      placeholder={t('appointments.allVillages')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={villageId ?? null}
      onChange={(next) => void navigate({ search: (now) => ({ ...now, villageId: next ?? undefined }) })}
      options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      popupMatchSelectWidth={180}
    />
  )
}
